using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Simpul.Bus.Http;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed class ProviderTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task Long_bodies_go_through_untouched_in_both_directions_with_their_digests()
    {
        await using var bus = await Instance.Start();
        var body = RandomNumberGenerator.GetBytes(9 * 1024 * 1024);
        byte[]? got = null;
        bus.Provider.Answers = async context =>
        {
            if (context.Request.Method == "PUT")
            {
                using var to = new MemoryStream();
                await context.Request.Body.CopyToAsync(to);
                got = to.ToArray();
                context.Response.StatusCode = 204;
                return;
            }
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(body);
        };
        using var client = await bus.Client();
        using var put = new HttpRequestMessage(HttpMethod.Put, "/layanan/penduduk/v1/berkas/a%20b") { Content = new ByteArrayContent(body) };
        put.Headers.Add("Content-Digest", ContentDigest.Sha256(SHA256.HashData(body)));
        using var stored = await client.SendAsync(put);
        stored.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        got.ShouldBe(body);
        bus.Provider.Requests[0].Target.ShouldBe("/berkas/a%20b");
        (await client.GetByteArrayAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative))).ShouldBe(body);

        var records = bus.Records();
        records.Select(one => one.GetProperty("outcome").GetString()).ShouldBe(["answered", "opened", "answered"]);
        records[0].GetProperty("request").GetBytesFromBase64().ShouldBe(SHA256.HashData(body));
        records[2].GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(body));
        records[1].GetProperty("transaction").GetString().ShouldBe(records[2].GetProperty("transaction").GetString());

        // A wrong digest: the provider never gets the whole body.
        got = null;
        using var wrong = new HttpRequestMessage(HttpMethod.Put, "/layanan/penduduk/v1/berkas/2") { Content = new ByteArrayContent(body) };
        wrong.Headers.Add("Content-Digest", ContentDigest.Sha256(SHA256.HashData([1])));
        using var refused = await client.SendAsync(wrong);
        (await Instance.Code(refused)).ShouldBe("bad-digest");
        got.ShouldBeNull();
    }

    [Fact]
    public async Task Each_successful_status_is_held_against_its_own_schema()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        async Task<string> Answered(int status, string json)
        {
            bus.Provider.Answers = context => Provider.Json(context, json, status);
            using var answer = await client.PostAsync(new Uri("/layanan/penduduk/v1/pengajuan", UriKind.Relative), new StringContent("""{"nik":"1"}""", Encoding.UTF8, "application/json"));
            return (int)answer.StatusCode == status ? await answer.Content.ReadAsStringAsync() : await Instance.Code(answer);
        }
        (await Answered(202, """{"antrean":3}""")).ShouldBe("""{"antrean":3}""");
        (await Answered(200, """{"selesai":true}""")).ShouldBe("""{"selesai":true}""");
        (await Answered(200, """{"antrean":3}""")).ShouldBe("response-invalid");
        (await Answered(202, """{"selesai":true}""")).ShouldBe("response-invalid");
        // One that is not described is held against the first that is.
        (await Answered(201, """{"selesai":true}""")).ShouldBe("""{"selesai":true}""");
        (await Answered(201, """{"lain":1}""")).ShouldBe("response-invalid");
    }

    [Fact]
    public async Task A_body_of_another_media_type_that_is_described_beside_JSON_goes_through()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = context => Provider.Json(context, """{"selesai":true}""");
        using var client = await bus.Client();
        async Task<HttpResponseMessage> Post(HttpContent content) => await client.PostAsync(new Uri("/layanan/penduduk/v1/pengajuan", UriKind.Relative), content);
        using var form = new MultipartFormDataContent { { new StringContent("isi"), "berkas" } };
        (await Post(form)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Encoding.UTF8.GetString(bus.Provider.Requests.ShouldHaveSingleItem().Body).ShouldContain("berkas");
        (await Instance.Code(await Post(new StringContent("isi", Encoding.UTF8, "text/plain")))).ShouldBe("not-json");
        (await Instance.Code(await Post(new StringContent("{}", Encoding.UTF8, "application/json")))).ShouldBe("request-invalid");
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_with_the_figure_that_holds_for_it()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Policy = bus.Policy with { MaxRequestBytes = 18 * 1024 * 1024 });
        using var client = await bus.Client();
        async Task<string> Post(string address, HttpContent content)
        {
            using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), content);
            (await Instance.Code(answer)).ShouldBe("too-large");
            return await answer.Content.ReadAsStringAsync();
        }
        var json = $$"""{"nik":"1","isi":"{{new string('x', 17 * 1024 * 1024)}}"}""";
        (await Post("/layanan/penduduk/v1/pengajuan", new StringContent(json, Encoding.UTF8, "application/json"))).ShouldContain("paling besar 16 MB");
        bus.Policy = bus.Policy with { MaxRequestBytes = 1536 * 1024 };
        await bus.Reload();
        (await Post("/layanan/penduduk/v1/pengajuan", new StringContent(json[..(2 * 1024 * 1024)], Encoding.UTF8, "application/json"))).ShouldContain("1,5 MB");
        bus.Provider.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_to_be_looked_at_is_asked_for_plainly_and_refused_where_it_comes_compressed()
    {
        await using var bus = await Instance.Start();
        static async Task Compressed(HttpContext context)
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var to = new System.IO.Compression.GZipStream(context.Response.Body, System.IO.Compression.CompressionMode.Compress);
            await to.WriteAsync(Encoding.UTF8.GetBytes(context.Request.Method == "POST" ? "{\"nomor\":7}" : Provider.Person));
        }
        using var client = await bus.Client();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        client.DefaultRequestHeaders.Add("Range", "bytes=0-10");
        Task<HttpResponseMessage> Post() => client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("""{"nik":"1671012345678901"}""", Encoding.UTF8, "application/json"));
        // Projected, only checked, and neither.
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post()).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await client.GetAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Provider.Requests.Select(seen => (seen.Headers.GetValueOrDefault("Accept-Encoding"), seen.Headers.ContainsKey("Range"))).ShouldBe([("identity", false), ("identity", false), ("gzip, br", true)]);
        bus.Provider.Answers = Compressed;
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("response-not-projectable");
        using var refused = await Post();
        (await Instance.Code(refused)).ShouldBe("response-invalid");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("content-encoding");
        using var file = await client.GetAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative));
        (file.StatusCode, file.Content.Headers.ContentEncoding.Single()).ShouldBe((HttpStatusCode.OK, "gzip"));
    }

    [Fact]
    public async Task A_second_address_is_tried_where_the_first_fails_and_a_failing_one_rests()
    {
        await using var good = await Provider.Start();
        await using var bus = await Instance.Start(arrange: bus =>
        {
            bus.Upstreams.Add(new Upstream("http://127.0.0.1:1"));
            bus.Upstreams.Add(new Upstream(good.Address.ToString()));
        });
        using var client = await bus.Client();
        for (var i = 0; i < 20; i++) (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        good.Requests.Count.ShouldBe(20);
        // A POST that never left may go to the other address as well; one that did may not.
        good.Answers = context => { context.Abort(); return Task.CompletedTask; };
        using var post = await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("""{"nik":"1671012345678901"}""", Encoding.UTF8, "application/json"));
        (await Instance.Code(post)).ShouldBe("provider-unreachable");
        good.Requests.Count(seen => seen.Method == "POST").ShouldBe(1);
        bus.Records()[^1].GetProperty("outcome").GetString().ShouldBe("refused");
        // However slowly this goes: sooner or later both of them rest.
        var codes = new List<string>();
        for (var i = 0; i < 60 && codes.LastOrDefault() != "provider-resting"; i++) codes.Add(await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative))));
        codes[^1].ShouldBe("provider-resting");
        codes.Distinct().ShouldBe(["provider-unreachable", "provider-resting"]);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_not_waited_for_longer_than_agreed()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Policy = bus.Policy with { Timeout = 1 });
        bus.Provider.Answers = context => Task.Delay(10_000, context.RequestAborted);
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        (await Instance.Code(answer)).ShouldBe("provider-timeout");
        bus.Records().ShouldHaveSingleItem().GetProperty("status").GetInt32().ShouldBe(504);
    }

    [Fact]
    public async Task Hop_by_hop_fields_stay_on_their_hop_and_nothing_can_be_said_in_the_gateways_name()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = context =>
        {
            context.Response.Headers["Keep-Alive"] = "timeout=5";
            context.Response.Headers["X-Inner"] = "a";
            context.Response.Headers["Connection"] = "X-Inner";
            context.Response.Headers["X-Kept"] = "b";
            context.Response.Headers["Simpul-Transaction"] = "forged";
            return Provider.Usual(context);
        };
        using var client = await bus.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        foreach (var (name, value) in new[] { ("Connection", "X-Secret"), ("X-Secret", "1"), ("TE", "trailers"), ("Proxy-Authorization", "x"), ("X-Forwarded-For", "1.2.3.4"), ("X-HTTP-Method-Override", "DELETE"),
            ("Simpul-Caller", "dukcapil"), ("Simpul_Caller", "dukcapil"), ("Simpul-Transaction", "mine"), ("X-Kept", "c"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("Via", "1.1 luar") })
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var answer = await client.SendAsync(request);
        var seen = bus.Provider.Requests.ShouldHaveSingleItem().Headers;
        foreach (var gone in new[] { "X-Secret", "TE", "Proxy-Authorization", "X-Forwarded-For", "X-HTTP-Method-Override", "Authorization", "Simpul_Caller" }) seen.ShouldNotContainKey(gone);
        (seen["Simpul-Caller"], seen["X-Kept"], seen["traceparent"], seen["Via"]).ShouldBe(("dinsos", "c", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "1.1 luar, 1.1 simpul"));
        seen["Simpul-Transaction"].Length.ShouldBe(32);
        seen["Forwarded"].ShouldStartWith("for=\"_dinsos\"");
        answer.Headers.Contains("X-Inner").ShouldBeFalse();
        answer.Headers.Contains("Keep-Alive").ShouldBeFalse();
        (answer.Headers.GetValues("X-Kept").Single(), answer.Headers.GetValues("Simpul-Transaction").Single()).ShouldBe(("b", seen["Simpul-Transaction"]));
    }

    [Fact]
    public async Task A_caller_that_leaves_is_recorded()
    {
        await using var bus = await Instance.Start();
        var reached = new TaskCompletionSource();
        bus.Provider.Answers = async context => { reached.SetResult(); await Task.Delay(5000, context.RequestAborted); };
        using var client = await bus.Client();
        using var leave = new CancellationTokenSource();
        var call = client.GetAsync(new Uri(Path, UriKind.Relative), leave.Token);
        await reached.Task;
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Wait.Until(() => bus.Records() is [var record] && record.GetProperty("outcome").GetString() == "broken");
    }
}
