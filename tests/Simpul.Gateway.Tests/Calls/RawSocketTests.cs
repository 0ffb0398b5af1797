using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>What no library would send, byte by byte.</summary>
public sealed class RawSocketTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    // For answers that must come, and end with their connection: as long as a machine may take that has other things to do.
    const int Patient = 30_000;

    static readonly string[] tricks =
    [
        "/layanan/penduduk/v1/../v1/penduduk/1671012345678901", "/layanan/penduduk/v1/%2e%2e/penduduk/1671012345678901", "/layanan/penduduk/v1/.%2e/penduduk", "/layanan/penduduk/v1//penduduk/1671012345678901",
        "/layanan/penduduk/v1/penduduk%2f1671012345678901", "/layanan/penduduk/v1/berkas/..%5c..%5cetc", "/layanan/penduduk/v1/berkas/%2e%2e%2fetc", "/layanan/penduduk/v1/berkas/..;/x", "/layanan/penduduk/v1/berkas/..;a=b",
        "/layanan/penduduk/v1/berkas/a%00b", "/layanan/penduduk/v1/berkas/a%0d%0aX-A:1", "/layanan/penduduk/v1/berkas/%252e%252e", "/layanan/penduduk/v1/berkas/%c0%ae%c0%ae", "/layanan/penduduk/v1/berkas/%zz",
        "/layanan/penduduk/v1/berkas/a\\b", "/layanan/./penduduk/v1/penduduk/1671012345678901", "//layanan/penduduk/v1/penduduk/1671012345678901", "/layanan/penduduk/v1/berkas/%u002e", "/Layanan/penduduk/v1/berkas/1",
    ];

    [Fact]
    public async Task Smuggled_requests_malformed_heads_and_path_tricks_are_refused_and_nothing_reaches_the_provider()
    {
        await using var bus = await Instance.Start();
        var token = await bus.Token();
        string Head(string line, params string[] fields) => $"{line}\r\nHost: gateway\r\nAuthorization: Bearer {token}\r\n{string.Concat(fields.Select(field => field + "\r\n"))}\r\n";
        const string Post = "POST /layanan/penduduk/v1/penduduk HTTP/1.1";
        const string Json = "Content-Type: application/json";
        var smuggled = $"GET {Path} HTTP/1.1\r\nHost: x\r\n\r\n";
        (string What, string Bytes)[] bad =
        [
            ("both lengths", Head(Post, Json, "Content-Length: 4", "Transfer-Encoding: chunked") + "0\r\n\r\n"),
            ("two lengths", Head(Post, Json, "Content-Length: 5", "Content-Length: 6") + "{}"),
            ("length list", Head(Post, Json, "Content-Length: 5, 5") + "{}"),
            ("signed length", Head(Post, Json, "Content-Length: +2") + "{}"),
            ("negative length", Head(Post, Json, "Content-Length: -1")),
            ("huge length", Head(Post, Json, "Content-Length: 99999999999999999999")),
            ("coding after chunked", Head(Post, Json, "Transfer-Encoding: chunked, gzip") + "0\r\n\r\n"),
            ("unknown coding", Head(Post, Json, "Transfer-Encoding: xchunked") + "0\r\n\r\n"),
            ("coding with a tab", Head(Post, Json, "Transfer-Encoding:\vchunked") + "0\r\n\r\n"),
            ("space before colon", Head(Post, Json, "Transfer-Encoding : chunked") + "0\r\n\r\n"),
            ("folded field", Head(Post, Json, "X-A: 1\r\n 2")),
            ("bare CR in a field", Head(Post, Json, "X-A: 1\rX-B: 2")),
            ("NUL in a field", Head(Post, Json, "X-A: 1\0")),
            ("bad chunk size", Head(Post, Json, "Transfer-Encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n"),
            ("chunk size overflow", Head(Post, Json, "Transfer-Encoding: chunked") + "ffffffffffffffff1\r\n{}\r\n0\r\n\r\n"),
            ("chunk longer than said", Head(Post, Json, "Transfer-Encoding: chunked") + "1\r\n{}\r\n0\r\n\r\n"),
            ("no host", $"GET {Path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\r\n"),
            ("two hosts", Head($"GET {Path} HTTP/1.1", "Host: other")),
            ("bad host", $"GET {Path} HTTP/1.1\r\nHost: a b\r\nAuthorization: Bearer {token}\r\n\r\n"),
            ("version", Head($"GET {Path} HTTP/3.7")),
            ("no version", $"GET {Path}\r\n\r\n"),
            ("space in target", Head($"GET {Path} x HTTP/1.1")),
            ("absolute form", Head($"GET http://other{Path} HTTP/1.1")),
            ("fragment", Head($"GET {Path}#a HTTP/1.1")),
            ("method with a space", Head($"G ET {Path} HTTP/1.1")),
            ("TRACE", Head($"TRACE {Path} HTTP/1.1")),
            ("CONNECT", Head("CONNECT provider:80 HTTP/1.1")),
            ("asterisk", Head("OPTIONS * HTTP/1.1")),
            ("WebSocket", Head($"GET {Path} HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13")),
            ("smuggled in a GET's body", Head($"GET {Path} HTTP/1.1", $"Content-Length: {smuggled.Length}") + smuggled),
            ("too many fields", Head($"GET {Path} HTTP/1.1", [.. Enumerable.Range(0, 200).Select(i => $"X-{i}: 1")])),
            ("too long a field", Head($"GET {Path} HTTP/1.1", $"X-A: {new string('a', 40_000)}")),
            ("too long a line", Head($"GET {Path}?a={new string('a', 20_000)} HTTP/1.1")),
            .. tricks.Select(target => (target, Head($"GET {target} HTTP/1.1"))),
        ];
        var wrong = new List<string>();
        foreach (var (what, bytes) in bad)
        {
            var answer = await Say(bus.Address, bytes);
            var status = answer.Length > 12 ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
            // Closed without a word is a refusal as well; whatever follows the first answer is none to a second request.
            if (status is not 0 and (< 400 or 500)) wrong.Add($"{what}: {status}");
            if (answer.Split("HTTP/1.1 ").Skip(1).Any(part => part.StartsWith('2'))) wrong.Add($"{what}: an answer");
        }
        wrong.ShouldBeEmpty();
        bus.Provider.Requests.ShouldBeEmpty();
        // The gateway is as well as before.
        (await Say(bus.Address, Head($"GET {Path} HTTP/1.1", "Connection: close"), Patient)).ShouldStartWith("HTTP/1.1 200");
        (await Say(bus.Address, Head($"GET {Path} HTTP/1.0"), Patient)).ShouldContain("Siti Rahma");
    }

    [Fact]
    public async Task Slow_senders_are_let_go_and_hold_nobody_up()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        var slow = Enumerable.Range(0, 50).Select(async _ =>
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(bus.Address.Host, bus.Address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {Path} HTTP/1.1\r\nHost: a\r\nX-A: "));
            var started = Stopwatch.StartNew();
            // Closed by the other side, within its patience for a head: ten seconds, and what a busy machine adds.
            try { while (await stream.ReadAsync(new byte[512]).AsTask().WaitAsync(TimeSpan.FromSeconds(60)) > 0) { } }
            catch (IOException) { }
            return started.Elapsed;
        }).ToList();
        for (var i = 0; i < 20; i++) (await client.GetAsync(new Uri(Path, UriKind.Relative))).EnsureSuccessStatusCode();
        foreach (var one in slow) (await one).ShouldBeLessThan(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Random_requests_crash_nothing_and_every_answered_one_has_its_record()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("SIMPUL_FUZZ"), out var asked) ? asked : 600;
        await using var bus = await Instance.Start();
        var token = await bus.Token();
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("SIMPUL_FUZZ_SEED"), out var seed) ? seed : 5);
        var answered = 0;
        string[] pieces = ["GET ", "POST ", "HTTP/1.1\r\n", "\r\n", "\r\n\r\n", Path, "/layanan/penduduk/v1/penduduk?halaman=", "/../", "%2e", "%", "?", "&", "=", "Host: a\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "5\r\n", "{\"nik\":\"1671012345678901\"}", "\0", "é", "\t", " ", ":", "Simpul-Officer: x\r\n",
            "Signature-Input: a=();created=1\r\n", "Signature: a=:AA==:\r\n", "Content-Digest: sha-256=:AA==:\r\n", "Content-Type: application/json\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n", "Range: bytes=0-1\r\n", "Idempotency-Key: k\r\n"];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = count > 1000 ? 32 : 4 }, async (i, _) =>
        {
            string bytes;
            lock (random)
            {
                var text = new StringBuilder(random.Next(3) == 0 ? "" : $"GET {Path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n");
                for (var piece = random.Next(8); piece > 0; piece--) text.Append(pieces[random.Next(pieces.Length)]);
                if (random.Next(2) == 0) text.Append("\r\n\r\n");
                bytes = text.ToString();
            }
            var answer = await Say(bus.Address, bytes, 120);
            if (answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) Interlocked.Increment(ref answered);
            answer.StartsWith("HTTP/1.1 500", StringComparison.Ordinal).ShouldBeFalse(bytes);
        });
        answered.ShouldBeGreaterThan(0);
        bus.Records().Count(one => one.GetProperty("outcome").GetString() == "answered").ShouldBeGreaterThanOrEqualTo(answered);
        bus.Audit().Faults.ShouldBeEmpty();
    }

    static async Task<string> Say(Uri address, string bytes, int patience = 800)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = socket.GetStream();
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
            var buffer = new byte[16 * 1024];
            using var timeout = new CancellationTokenSource(patience);
            for (int read; (read = await stream.ReadAsync(buffer, timeout.Token)) > 0;)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
                // A second answer, to a request that was smuggled, would follow at once.
                timeout.CancelAfter(patience / 4);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Closed, or nothing more to come.
        }
        return answer.ToString();
    }
}
