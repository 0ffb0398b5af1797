using System.Net;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Simpul.Bus.Http;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>The key with which a caller says that a request is the same as before.</summary>
public sealed class IdempotencyTests
{
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
        await Wait.Until(() => bus.Records()[^1].GetProperty("outcome").GetString() is "broken" or "refused");
        (await Post("d", one, SHA256.HashData(one))).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A provider that keeps keys itself gets it as it is.
        bus.Policy = bus.Policy with { IdempotencyKeys = true };
        await bus.Reload();
        (await Post("b", one)).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Provider.Requests[^1].Headers["Idempotency-Key"].ShouldBe("b");
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
    public async Task A_caller_whose_room_is_full_is_refused_and_nobody_loses_a_key_by_it()
    {
        await using var bus = await Instance.Start();
        bus.Agree(bus.Draft() with { Consumer = new(bus.Stranger.Code, bus.Stranger.Name) }, bus.Stranger);
        await bus.Reload();
        var answer = $$"""{"selesai":true,"isi":"{{new string('x', 60_000)}}"}""";
        bus.Provider.Answers = context => Provider.Json(context, answer);
        using var client = await bus.Client();
        using var other = await bus.Client(bus.Stranger);
        static async Task<HttpResponseMessage> Post(HttpClient by, string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/layanan/penduduk/v1/pengajuan") { Content = new StringContent("""{"nik":"1"}""", Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            return await by.SendAsync(request);
        }
        (await Post(other, "a")).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 700 && refused is null; i++)
            if (await Post(client, $"k{i}") is { IsSuccessStatusCode: false } full) refused = full;
        (await Instance.Code(refused!)).ShouldBe("idempotency-keys-full");
        refused!.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        var calls = bus.Provider.Requests.Count;
        calls.ShouldBeGreaterThan(400);
        // What is kept is kept, of the one who filled it and of others, who have room of their own.
        foreach (var (by, key) in new[] { (client, "k0"), (client, $"k{calls - 2}"), (other, "a") }) (await (await Post(by, key)).Content.ReadAsStringAsync()).ShouldBe(answer);
        bus.Provider.Requests.Count.ShouldBe(calls);
        (await Post(other, "b")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Without a key the full one calls as before.
        (await client.PostAsync(new Uri("/layanan/penduduk/v1/pengajuan", UriKind.Relative), new StringContent("""{"nik":"1"}""", Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_under_way_take_room_as_well_and_give_back_what_they_do_not_need()
    {
        await using var bus = await Instance.Start();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bus.Provider.Answers = async context => { await release.Task; await Provider.Json(context, """{"selesai":true}"""); };
        using var client = await bus.Client();
        async Task<HttpResponseMessage> Post(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/layanan/penduduk/v1/pengajuan") { Content = new StringContent("""{"nik":"1"}""", Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            return await client.SendAsync(request);
        }
        var running = Enumerable.Range(0, 420).Select(i => Post($"k{i}")).ToList();
        // 32 MB hold the answers of 406 calls; the others are told at once, and that it is not for long.
        var refused = await await Task.WhenAny(running);
        (await Instance.Code(refused)).ShouldBe("idempotency-keys-full");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        release.SetResult();
        (await Task.WhenAll(running)).Count(one => one.IsSuccessStatusCode).ShouldBeGreaterThan(400);
        for (var i = 0; i < 20; i++) (await Post($"l{i}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_repetition_under_the_contract_that_follows_is_still_a_repetition()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        async Task<HttpResponseMessage> Post()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/layanan/penduduk/v1/penduduk") { Content = new StringContent("""{"nik":"1671012345678901"}""", Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "a");
            return await client.SendAsync(request);
        }
        (await Post()).StatusCode.ShouldBe(HttpStatusCode.Created);
        var next = bus.Agree(bus.Draft() with { Replaces = bus.Contracts[0].Contract.Id });
        await bus.Reload();
        (await (await Post()).Content.ReadAsStringAsync()).ShouldBe("""{"nomor":7}""");
        bus.Records().Select(record => record.GetProperty("contract").GetString()).ShouldBe([bus.Contracts[0].Contract.Id, next.Id]);
        // One that lets other data through does not give what the former let through.
        bus.Agree(bus.Draft() with { Replaces = next.Id, Fields = new Dictionary<string, IReadOnlyList<string>>(bus.Draft().Fields) { ["addPerson"] = ["/properties/nomor"] } });
        await bus.Reload();
        (await Instance.Code(await Post())).ShouldBe("idempotency-answer-lost");
        bus.Provider.Requests.ShouldHaveSingleItem();
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
}
