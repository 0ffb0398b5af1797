using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>Callers that begin a body and let everybody wait for the rest of it.</summary>
public sealed class SlowCallerTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task Uploads_that_stall_are_refused_and_the_provider_is_not_blamed_for_them()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Policy = bus.Policy with { Timeout = 2 });
        bus.Provider.Answers = Answers;
        var token = await bus.Token();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var socket = await Begun(bus, token);
            var answer = new byte[4096];
            var read = await socket.GetStream().ReadAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            return Encoding.Latin1.GetString(answer, 0, read);
        }));
        answers.ShouldAllBe(answer => answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) && answer.Contains("Simpul-Error: request-stalled", StringComparison.Ordinal));
        using var client = await bus.Client();
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Records().Select(record => (record.GetProperty("outcome").GetString(), record.GetProperty("status").GetInt32())).ShouldBe([.. Enumerable.Repeat(("refused", 408), 5), ("answered", 200)]);
    }

    [Fact]
    public async Task An_upload_that_stalls_keeps_nobody_from_trying_a_provider_that_has_rested()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Policy = bus.Policy with { Timeout = 60 });
        bus.Provider.Answers = context => { context.Abort(); return Task.CompletedTask; };
        var token = await bus.Token();
        using var client = await bus.Client();
        var codes = new List<string>();
        for (var i = 0; i < 20 && codes.LastOrDefault() != "provider-resting"; i++) codes.Add(await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative))));
        codes[^1].ShouldBe("provider-resting");
        bus.Provider.Answers = Answers;
        // Five seconds, and what a busy machine adds.
        await Task.Delay(5_500);
        using var socket = await Begun(bus, token);
        await Task.Delay(500);
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static Task Answers(HttpContext context) => context.Request.Method == "POST" ? Provider.Json(context, """{"selesai":true}""") : Provider.Usual(context);

    /// <summary>Less than a third of what it says that it sends; but enough for any limit on the average.</summary>
    static async Task<TcpClient> Begun(Instance bus, string token)
    {
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(bus.Address.Host, bus.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /layanan/penduduk/v1/pengajuan HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=batas\r\nContent-Length: 200000\r\n\r\n"));
        await socket.GetStream().WriteAsync(new byte[60_000]);
        return socket;
    }
}
