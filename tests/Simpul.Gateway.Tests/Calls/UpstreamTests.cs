using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Tests.Kit;
using Simpul.Gateway.Upstreams;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>The gateway's own client: what a provider sends is read strictly, and one exchange never hears of another.</summary>
public sealed class UpstreamTests
{
    const string Path = "/layanan/penduduk/v1/berkas/1";

    [Fact]
    public async Task Answers_that_two_programs_could_read_differently_are_refused_and_their_connections_not_used_again()
    {
        using var provider = new RawProvider();
        await using var bus = await Instance.Start(arrange: bus => { bus.Upstreams.Add(new Upstream(provider.Address)); bus.Policy = bus.Policy with { Timeout = 5 }; });
        using var client = await bus.Client();
        const string Ok = "HTTP/1.1 200 OK\r\n";
        var second = Ok + "Content-Length: 6\r\n\r\nforged";
        string[] bad =
        [
            Ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", Ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", Ok + "Content-Length: 3, 3\r\n\r\nabc", Ok + "Content-Length: +3\r\n\r\nabc",
            Ok + "Content-Length: -3\r\n\r\nabc", Ok + "Content-Length: 0x3\r\n\r\nabc", Ok + "Content-Length: 99999999999999999999\r\n\r\nabc", Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", Ok + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            Ok + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", Ok + "Content-Length : 3\r\n\r\nabc", Ok + "X-A: 1\r\n 2\r\nContent-Length: 3\r\n\r\nabc", Ok + "X-A: a\0b\r\nContent-Length: 3\r\n\r\nabc", Ok + "X-A: a\rb\r\nContent-Length: 3\r\n\r\nabc",
            Ok + ": a\r\nContent-Length: 3\r\n\r\nabc", Ok + "tanpa titik dua\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 700 OK\r\n\r\n", "200 OK\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n\r\n", Ok + "Content-Length: 30\r\n\r\nabc", Ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
            Ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nabc\r\n", Ok + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n", Ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", Ok + "X-A: " + new string('a', 70_000) + "\r\n\r\n",
            string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 12)) + Ok + "Content-Length: 0\r\n\r\n", "",
        ];
        var wrong = new List<string>();
        foreach (var answer in bad)
        {
            (provider.Next, provider.Closes) = (Encoding.Latin1.GetBytes(answer), true);
            using var got = await client.GetAsync(new Uri(Path, UriKind.Relative));
            if (got.StatusCode != HttpStatusCode.BadGateway || await Instance.Code(got) != "provider-unreachable") wrong.Add($"{answer[..Math.Min(80, answer.Length)]}: {got.StatusCode}");
            // One failure after another lets it rest; that is not what is tried here.
            (provider.Next, provider.Closes) = (Encoding.Latin1.GetBytes(Ok + "Content-Length: 3\r\n\r\nabc"), false);
            using var good = await client.GetAsync(new Uri(Path, UriKind.Relative));
            if (await good.Content.ReadAsStringAsync() != "abc") wrong.Add($"{answer[..Math.Min(80, answer.Length)]}: then {good.StatusCode}");
        }
        wrong.ShouldBeEmpty();
        // What comes behind an answer belongs to nobody.
        provider.Next = Encoding.Latin1.GetBytes(Ok + "Content-Length: 3\r\n\r\nabc" + second);
        (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("abc");
        provider.Next = Encoding.Latin1.GetBytes(Ok + "Content-Length: 3\r\n\r\ndef");
        (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("def");
        // And what comes while nothing was asked for, too.
        await provider.Say(Encoding.Latin1.GetBytes(second));
        await Task.Delay(100);
        (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("def");
        bus.Audit().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_in_every_form_that_HTTP_has_are_read_to_their_end_and_connections_are_kept()
    {
        using var provider = new RawProvider();
        await using var bus = await Instance.Start(arrange: bus => bus.Upstreams.Add(new Upstream(provider.Address)));
        using var client = await bus.Client();
        (string Answer, string Body, bool Kept)[] forms =
        [
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "abc", true), ("HTTP/1.1 200\r\ncontent-length: 3\r\n\r\nabc", "abc", true), ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "abc", true),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0002\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n", "abcde", true),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", "a", true), ("HTTP/1.1 204 No Content\r\n\r\n", "", true), ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", true),
            ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab", "ab", true), ("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab", "ab", false), ("HTTP/1.1 200 OK\r\nConnection: X-A, close\r\nContent-Length: 2\r\n\r\nab", "ab", false), ("HTTP/1.1 200 OK\r\n\r\nto the end", "to the end", false),
        ];
        foreach (var (answer, body, kept) in forms)
        {
            provider.Next = Encoding.Latin1.GetBytes(answer);
            provider.Closes = !kept;
            using var got = await client.GetAsync(new Uri(Path, UriKind.Relative));
            ((int)got.StatusCode / 100, await got.Content.ReadAsStringAsync()).ShouldBe((2, body), answer);
            var before = provider.Connections;
            provider.Closes = false;
            provider.Next = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"u8.ToArray();
            (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("x");
            (provider.Connections - before).ShouldBe(kept ? 0 : 1, answer);
        }
        // Byte by byte.
        provider.Slowly = true;
        provider.Next = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"u8.ToArray();
        (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("abcde");
        // A connection that the provider closed while it was kept: the next call goes by a new one, and nobody notices.
        provider.Slowly = false;
        provider.Next = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"u8.ToArray();
        for (var i = 0; i < 5; i++)
        {
            provider.CloseAll();
            (await client.GetStringAsync(new Uri(Path, UriKind.Relative))).ShouldBe("x");
        }
    }

    [Fact]
    public void Calls_that_fail_together_let_an_address_rest_once()
    {
        using var target = new UpstreamTarget(new Upstream("http://127.0.0.1:1"), null);
        var began = Environment.TickCount64;
        for (var i = 0; i < 100; i++) target.Failed(began - 10);
        target.RestsFor.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
        target.MayTry().ShouldBeFalse();
        // Calls of a later time are a new failure.
        target.Failed(Environment.TickCount64 + 1000);
        target.RestsFor.ShouldBeInRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(10));
        target.Worked();
        target.MayTry().ShouldBeTrue();
        for (var i = 0; i < 5; i++) target.Failed(Environment.TickCount64 + 2000);
        target.RestsFor.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
    }

    /// <summary>Answers every request with the same bytes, whatever they are.</summary>
    sealed class RawProvider : IDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);
        readonly List<Socket> sockets = [];
        int connections;

        internal RawProvider()
        {
            listener.Start();
            _ = Accept();
        }

        internal string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        internal byte[] Next { get; set; } = [];

        internal bool Closes { get; set; }

        internal bool Slowly { get; set; }

        internal int Connections => Volatile.Read(ref connections);

        /// <summary>On the newest connection, unasked.</summary>
        internal async Task Say(byte[] bytes)
        {
            Socket last;
            lock (sockets) last = sockets[^1];
            await last.SendAsync(bytes);
        }

        internal void CloseAll()
        {
            lock (sockets)
            {
                foreach (var socket in sockets) socket.Dispose();
                sockets.Clear();
            }
        }

        async Task Accept()
        {
            try
            {
                while (true)
                {
                    var socket = await listener.AcceptSocketAsync();
                    socket.NoDelay = true;
                    Interlocked.Increment(ref connections);
                    lock (sockets) sockets.Add(socket);
                    _ = Serve(socket);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It was stopped.
            }
        }

        async Task Serve(Socket socket)
        {
            try
            {
                var buffer = new byte[64 * 1024];
                var seen = new StringBuilder();
                for (int read; (read = await socket.ReceiveAsync(buffer)) > 0;)
                {
                    seen.Append(Encoding.Latin1.GetString(buffer, 0, read));
                    if (!seen.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)) continue;
                    seen.Clear();
                    var next = Next;
                    if (Slowly) foreach (var one in next) await socket.SendAsync(new[] { one });
                    else await socket.SendAsync(next);
                    if (!Closes) continue;
                    socket.Shutdown(SocketShutdown.Send);
                    break;
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The other side had enough.
            }
        }

        public void Dispose()
        {
            listener.Dispose();
            CloseAll();
        }
    }
}
