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
    public async Task A_list_longer_than_memory_wants_is_projected_as_it_streams()
    {
        await using var bus = await Instance.Start();
        const int People = 30_000;
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"catatan\":\"rahasia\",\"data\":[");
            for (var i = 0; i < People; i++) await context.Response.WriteAsync((i == 0 ? "" : ", ") + Provider.Person);
            await context.Response.WriteAsync("],\"total\":30000}");
        };
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldBe("{\"data\":[" + string.Join(',', Enumerable.Repeat("""{"nama":"Siti Rahma"}""", People)) + "],\"total\":30000}");
        var closing = bus.Records()[^1];
        closing.GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        (bus.Records().Count, closing.TryGetProperty("produced", out _)).ShouldBe((2, true));

        // One bad element far behind, or a member beside the list: the answer breaks off, and the record says so.
        var ending = ",{\"nik\":1}]}";
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"data\":[");
            for (var i = 0; i < People; i++) await context.Response.WriteAsync((i == 0 ? "" : ", ") + Provider.Person);
            await context.Response.WriteAsync(ending);
        };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)));
        await Eventually(() => bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
        (ending, var before) = ("],\"total\":\"banyak\"}", bus.Records().Count);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)));
        await Eventually(() => bus.Records().Count == before + 2 && bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
    }

    [Theory]
    [InlineData("text/event-stream", 0)]
    [InlineData("application/x-ndjson; charset=utf-8", 0)]
    [InlineData("text/plain", 0)]
    [InlineData("text/plain", 400_000)]
    public async Task The_first_piece_of_a_slow_answer_arrives_before_the_last_is_sent(string type, int length)
    {
        await using var bus = await Instance.Start();
        var (first, last) = (length == 0 ? "data: satu\n\n" : new string('x', length - 5), length == 0 ? "data: dua\n\n" : "akhir");
        var arrived = new TaskCompletionSource();
        var whole = true;
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = type;
            if (length > 0) context.Response.ContentLength = length;
            await context.Response.WriteAsync(first);
            await context.Response.Body.FlushAsync();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
            if (whole) await context.Response.WriteAsync(last);
            else context.Abort();
        };
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            (arrived, whole) = (new(), true);
            using var client = bus.Consumer.Client(bus.Secure, version);
            var records = bus.Records().Count;
            using (var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/aliran", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead))
            {
                await using var body = await answer.Content.ReadAsStreamAsync();
                var got = new byte[first.Length];
                await body.ReadExactlyAsync(got).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
                Encoding.UTF8.GetString(got).ShouldBe(first);
                // What has gone out has its record, and the whole has none yet.
                bus.Records()[records..].Select(one => one.GetProperty("outcome").GetString()).ShouldBe(["opened"]);
                arrived.SetResult();
                using var rest = new StreamReader(body);
                (await rest.ReadToEndAsync()).ShouldBe(last);
            }
            bus.Records()[records..].Select(one => one.GetProperty("outcome").GetString()).ShouldBe(["opened", "answered"]);
            bus.Records()[^1].GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(first + last)));
            // A provider that breaks off: the caller sees that it is not whole, and the record says so.
            (arrived, whole) = (new(), false);
            using var broken = await client.GetAsync(new Uri("/layanan/penduduk/v1/aliran", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            await using var part = await broken.Content.ReadAsStreamAsync();
            await part.ReadExactlyAsync(new byte[first.Length]);
            arrived.SetResult();
            await Should.ThrowAsync<Exception>(async () => await part.ReadExactlyAsync(new byte[1]));
            await Eventually(() => bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
        }
        bus.Audit().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_answer_in_pieces_that_follow_each_other_is_held_with_one_record_and_its_digest()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "text/plain";
            for (var i = 0; i < 5; i++)
            {
                await context.Response.WriteAsync("sepotong ");
                await context.Response.Body.FlushAsync();
            }
        };
        using var client = await bus.Client();
        var held = false;
        // On a machine that is busy elsewhere, pieces may come so far from each other that one is opened.
        for (var call = 0; call < 10 && !held; call++)
        {
            var before = bus.Records().Count;
            using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative));
            (await answer.Content.ReadAsStringAsync()).ShouldBe("sepotong sepotong sepotong sepotong sepotong ");
            held = bus.Records().Count == before + 1;
            answer.Headers.Contains("Content-Digest").ShouldBe(held);
            bus.Records()[^1].GetProperty("outcome").GetString().ShouldBe("answered");
        }
        held.ShouldBeTrue();
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
    public async Task An_Idempotency_Key_is_honoured_or_refused_never_passed_over()
    {
        await using var bus = await Instance.Start();
        bus.Provider.Answers = context => Provider.Json(context, """{"selesai":true}""");
        using var client = await bus.Client();
        async Task<HttpResponseMessage> Post(string key, byte[] body, byte[]? digest = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/layanan/penduduk/v1/pengajuan") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=batas");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key).ShouldBeTrue();
            if (digest is not null) request.Headers.Add("Content-Digest", ContentDigest.Sha256(digest));
            return await client.SendAsync(request);
        }
        // Longer than what is held: only its digest tells it from another.
        var (one, other) = (RandomNumberGenerator.GetBytes(300_000), RandomNumberGenerator.GetBytes(300_000));
        (await Instance.Code(await Post("a", one))).ShouldBe("idempotency-key-needs-digest");
        (await Instance.Code(await Post(new string('a', 256), [1]))).ShouldBe("idempotency-key-invalid");
        bus.Provider.Requests.ShouldBeEmpty();
        (await Post("a", one, SHA256.HashData(one))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Post("a", one, SHA256.HashData(one))).Content.ReadAsStringAsync()).ShouldBe("""{"selesai":true}""");
        bus.Provider.Requests.Count.ShouldBe(1);
        bus.Records().Count.ShouldBe(2);
        bus.Records().ShouldAllBe(record => record.GetProperty("request").GetBytesFromBase64().SequenceEqual(SHA256.HashData(one)));
        (await Instance.Code(await Post("a", other, SHA256.HashData(other)))).ShouldBe("idempotency-key-reused");
        // Who does not send what it says it sends gets no answer of somebody who did.
        (await Instance.Code(await Post("a", other, SHA256.HashData(one)))).ShouldBe("bad-digest");
        // What the provider never had whole leaves its key free: a digest that was wrong, and an upload that broke off.
        (await Instance.Code(await Post("c", other, SHA256.HashData(one)))).ShouldBe("bad-digest");
        (await Post("c", one, SHA256.HashData(one))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var broken = new HttpRequestMessage(HttpMethod.Post, "/layanan/penduduk/v1/pengajuan") { Content = new StreamContent(new Breaking(one)) })
        {
            broken.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=batas");
            broken.Content.Headers.ContentLength = one.Length;
            broken.Headers.Add("Idempotency-Key", "d");
            broken.Headers.Add("Content-Digest", ContentDigest.Sha256(SHA256.HashData(one)));
            await Should.ThrowAsync<Exception>(() => client.SendAsync(broken));
        }
        // The call that broke off is over once it has its record.
        await Eventually(() => bus.Records()[^1].GetProperty("outcome").GetString() is "broken" or "refused");
        (await Post("d", one, SHA256.HashData(one))).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A provider that keeps keys itself gets it as it is.
        bus.Policy = bus.Policy with { IdempotencyKeys = true };
        await bus.Reload();
        (await Post("b", one)).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Provider.Requests[^1].Headers["Idempotency-Key"].ShouldBe("b");
    }

    [Fact]
    public async Task A_long_answer_that_goes_through_whole_is_checked_element_by_element_and_stays_as_it_was()
    {
        await using var bus = await Instance.Start(contract => contract with { Fields = new Dictionary<string, IReadOnlyList<string>>(contract.Fields) { ["listPeople"] = [""] } });
        const int People = 20_000;
        var bad = "";
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{ \"data\" : [");
            for (var i = 0; i < People; i++) await context.Response.WriteAsync((i == 0 ? "" : ",\n ") + Provider.Person);
            await context.Response.WriteAsync(bad + "],\"total\":20000 }\n");
        };
        using var client = await bus.Client();
        var whole = "{ \"data\" : [" + string.Join(",\n ", Enumerable.Repeat(Provider.Person, People)) + "],\"total\":20000 }\n";
        (await client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative))).ShouldBe(whole);
        bus.Records()[^1].GetProperty("response").GetBytesFromBase64().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
        bad = ",{\"nik\":1}";
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)));
        await Eventually(() => bus.Records()[^1].GetProperty("outcome").GetString() == "broken");
        // An element that is longer than what is held cannot be checked; that is found before anything goes out.
        bus.Provider.Answers = context => Provider.Json(context, $$"""{"data":[{"nik":"1","nama":"{{new string('x', 1_500_000)}}"}]}""");
        (await Instance.Code(await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative)))).ShouldBe("response-too-large");
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
    public async Task A_caller_that_takes_its_time_gets_a_long_answer_whole()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Policy = bus.Policy with { Timeout = 1 });
        var body = RandomNumberGenerator.GetBytes(24 * 1024 * 1024);
        bus.Provider.Answers = context => context.Response.Body.WriteAsync(body).AsTask();
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        // Longer than the provider would be waited for, while everything between is full.
        await Task.Delay(2500);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(body);
        bus.Records()[^1].GetProperty("outcome").GetString().ShouldBe("answered");
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
    public async Task The_same_Idempotency_Key_brings_the_same_answer_and_reaches_the_provider_once()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        async Task<HttpResponseMessage> Post(string key, string nik)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/layanan/penduduk/v1/penduduk") { Content = new StringContent($$"""{"nik":"{{nik}}"}""", Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            return await client.SendAsync(request);
        }
        using var first = await Post("a", "1671012345678901");
        using var second = await Post("a", "1671012345678901");
        ((int)second.StatusCode, await second.Content.ReadAsStringAsync()).ShouldBe(((int)first.StatusCode, await first.Content.ReadAsStringAsync()));
        second.Headers.GetValues("Simpul-Transaction").Single().ShouldNotBe(first.Headers.GetValues("Simpul-Transaction").Single());
        (await Instance.Code(await Post("a", "1671012345678902"))).ShouldBe("idempotency-key-reused");
        bus.Provider.Requests.ShouldHaveSingleItem().Headers["Idempotency-Key"].ShouldBe("a");
        bus.Records().Count.ShouldBe(2);
        bus.Provider.Answers = context => { context.Abort(); return Task.CompletedTask; };
        (await Instance.Code(await Post("b", "1671012345678901"))).ShouldBe("provider-unreachable");
        (await Instance.Code(await Post("b", "1671012345678901"))).ShouldBe("idempotency-answer-lost");
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
        await Eventually(() => bus.Records() is [var record] && record.GetProperty("outcome").GetString() == "broken");
    }

    /// <summary>A body of which two thirds come.</summary>
    sealed class Breaking(byte[] whole) : MemoryStream(whole)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length * 2 / 3) return await base.ReadAsync(buffer, cancellationToken);
            // Long enough for what was sent to have arrived.
            await Task.Delay(300, cancellationToken);
            throw new IOException("The line broke.");
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var piece = new byte[bufferSize];
            for (int read; (read = await ReadAsync(piece, cancellationToken)) > 0;) await destination.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }
    }

    static async Task Eventually(Func<bool> holds)
    {
        for (var i = 0; i < 250 && !holds(); i++) await Task.Delay(20);
        holds().ShouldBeTrue();
    }
}
