using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>What the gateway counts, as the platform reads it.</summary>
public sealed class TrafficTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task An_answer_that_breaks_off_and_one_whose_caller_leaves_are_not_counted_as_answered()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Provider.Answers = async context =>
        {
            context.Response.ContentLength = 1_000_000;
            await context.Response.Body.WriteAsync(new byte[400_000]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetByteArrayAsync(new Uri("/layanan/penduduk/v1/berkas/1", UriKind.Relative)));
        var reached = new TaskCompletionSource();
        bus.Provider.Answers = async context => { reached.TrySetResult(); await Task.Delay(20_000, context.RequestAborted); };
        using var leave = new CancellationTokenSource();
        var call = client.GetAsync(new Uri(Path, UriKind.Relative), leave.Token);
        await reached.Task;
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Wait.Until(() => Contract(bus) is { } counts && counts.GetProperty("refusals").EnumerateObject().Count() == 2);
        var contract = Contract(bus)!.Value;
        (contract.GetProperty("refusals").GetProperty("answer-broken").GetInt64(), contract.GetProperty("refusals").GetProperty("caller-left").GetInt64()).ShouldBe((1, 1));
        contract.GetProperty("statuses").EnumerateArray().Sum(count => count.GetDouble()).ShouldBe(1);
        bus.Records().Select(record => record.GetProperty("outcome").GetString()).ShouldBe(["answered", "opened", "broken", "broken"]);
    }

    [Fact]
    public async Task What_is_used_of_a_quota_is_told_with_the_calls_that_failed_at_the_provider_and_without_those_that_never_left()
    {
        await using var bus = await Instance.Start(contract => contract with { Quota = new Quota(10, "day") });
        using var client = await bus.Client();
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Provider.Answers = context => { context.Abort(); return Task.CompletedTask; };
        (await Instance.Code(await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("""{"nik":"1671012345678901"}""", Encoding.UTF8, "application/json")))).ShouldBe("provider-unreachable");
        (await Instance.Code(await client.PostAsync(new Uri("/layanan/penduduk/v1/penduduk", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json")))).ShouldBe("request-invalid");
        JsonElement Used() => Read(bus) is { } traffic && traffic.GetProperty("used").TryGetProperty(bus.Contracts[0].Contract.Id, out var used) ? used : default;
        await Wait.Until(() => Used() is { ValueKind: JsonValueKind.Object } used && used.GetProperty("calls").GetInt64() == 2);
        Used().GetProperty("window").GetString()!.Length.ShouldBe("2026-11-28".Length);
    }

    static JsonElement? Contract(Instance bus) => Read(bus) is { } traffic && traffic.GetProperty("contracts").EnumerateArray().ToList() is [var only] ? only : null;

    static JsonElement? Read(Instance bus) => System.IO.Path.Combine(bus.Folder, "traffic.json") is var file && File.Exists(file) ? JsonDocument.Parse(File.ReadAllBytes(file)).RootElement : null;
}
