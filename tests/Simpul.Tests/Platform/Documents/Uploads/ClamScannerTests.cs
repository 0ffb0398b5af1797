using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Simpul.Web.Platform.Documents.Uploads;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Uploads;

public sealed class ClamScannerTests
{
    [Fact]
    public async Task A_clean_stream_reaches_the_scanner_whole()
    {
        var sent = new byte[200_000];
        new Random(1).NextBytes(sent);
        using var clamd = new FakeClamd(_ => "stream: OK");
        (await new ClamScanner(clamd.Address).Scan(new MemoryStream(sent), CancellationToken.None)).ShouldBe(new ScanResult(ScanOutcome.Clean));
        (await clamd.Received).ShouldBe(sent);
    }

    [Fact]
    public async Task What_it_finds_is_named()
    {
        using var clamd = new FakeClamd(bytes => Encoding.ASCII.GetString(bytes).Contains("EICAR", StringComparison.Ordinal) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
        (await new ClamScanner(clamd.Address).Scan(new MemoryStream("..EICAR.."u8.ToArray()), CancellationToken.None))
            .ShouldBe(new ScanResult(ScanOutcome.Infected, "Eicar-Test-Signature"));
    }

    [Fact]
    public async Task A_daemon_on_a_local_socket_is_asked_the_same_way()
    {
        var path = Path.Combine(Path.GetTempPath(), $"clamd-{Guid.NewGuid():N}");
        using var clamd = new FakeClamd(_ => "stream: OK", path);
        (await new ClamScanner("unix:" + path).Scan(new MemoryStream([1, 2]), CancellationToken.None)).Outcome.ShouldBe(ScanOutcome.Clean);
        (await clamd.Received).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Without_a_scanner_nothing_is_scanned(string? address) =>
        (await new ClamScanner(address).Scan(new MemoryStream([1]), CancellationToken.None)).Outcome.ShouldBe(ScanOutcome.Skipped);

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("")]
    public async Task An_answer_that_is_none_does_not_count_as_clean(string answer)
    {
        using var clamd = new FakeClamd(_ => answer);
        (await new ClamScanner(clamd.Address).Scan(new MemoryStream([1]), CancellationToken.None)).Outcome.ShouldBe(ScanOutcome.Unavailable);
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:1")]
    [InlineData("unix:/nonexistent/clamd.ctl")]
    [InlineData("127.0.0.1:3310")]
    public async Task A_scanner_that_is_not_there_does_not_count_as_clean(string address) =>
        (await new ClamScanner(address).Scan(new MemoryStream([1]), CancellationToken.None)).Outcome.ShouldBe(ScanOutcome.Unavailable);

    [Fact]
    public async Task A_scanner_that_does_not_answer_is_not_waited_for_for_ever()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var scanner = new ClamScanner($"tcp://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}", TimeSpan.FromMilliseconds(200));
        (await scanner.Scan(new MemoryStream([1]), CancellationToken.None)).ShouldBe(new ScanResult(ScanOutcome.Unavailable, "No answer within 0 s."));
    }

    /// <summary>As much of clamd as INSTREAM needs; anything else it is told fails the test.</summary>
    private sealed class FakeClamd : IDisposable
    {
        private readonly Socket listener;

        public FakeClamd(Func<byte[], string> verdict, string? path = null)
        {
            listener = path is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(path is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
            listener.Listen();
            Received = Serve(verdict);
        }

        public string Address => $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}";

        public Task<byte[]> Received { get; }

        public void Dispose() => listener.Dispose();

        private async Task<byte[]> Serve(Func<byte[], string> verdict)
        {
            using var socket = await listener.AcceptAsync();
            await using var stream = new NetworkStream(socket);
            var command = new byte["zINSTREAM\0".Length];
            await stream.ReadExactlyAsync(command);
            Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
            var received = new MemoryStream();
            while (true)
            {
                var length = new byte[4];
                await stream.ReadExactlyAsync(length);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (chunk.Length == 0) break;
                await stream.ReadExactlyAsync(chunk);
                received.Write(chunk);
            }
            var answer = verdict(received.ToArray());
            if (answer.Length > 0) await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
            return received.ToArray();
        }
    }
}
