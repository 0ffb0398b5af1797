using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Simpul.Web.Platform.Documents.Uploads;

public enum ScanOutcome
{
    Clean,

    /// <summary>No scanner is configured.</summary>
    Skipped,

    Infected,

    /// <summary>One is configured and did not answer: what was sent must not be treated as clean.</summary>
    Unavailable,
}

/// <param name="Detail">The signature that was found, or why there is no answer; for the log and the officer, not for the sender.</param>
public sealed record ScanResult(ScanOutcome Outcome, string? Detail = null);

/// <summary>Asks a ClamAV daemon (clamd, its INSTREAM command) whether a stream carries what it knows.</summary>
/// <param name="address"><c>tcp://127.0.0.1:3310</c> or <c>unix:/run/clamav/clamd.ctl</c>; null or blank: nothing is scanned.</param>
public sealed class ClamScanner(string? address, TimeSpan? patience = null)
{
    private const int Chunk = 64 * 1024;

    private readonly TimeSpan patience = patience ?? TimeSpan.FromMinutes(1);

    public bool Configured => !string.IsNullOrWhiteSpace(address);

    /// <param name="content">Read from where it stands to its end.</param>
    public async Task<ScanResult> Scan(Stream content, CancellationToken cancel)
    {
        if (!Configured) return new(ScanOutcome.Skipped);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            using var socket = await Connect(limit.Token);
            await using var stream = new NetworkStream(socket);
            await Send(stream, content, limit.Token);
            return Read(await Answer(stream, limit.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(ScanOutcome.Unavailable, string.Create(CultureInfo.InvariantCulture, $"No answer within {patience.TotalSeconds:0} s."));
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return new(ScanOutcome.Unavailable, failure.Message);
        }
    }

    private async Task<Socket> Connect(CancellationToken cancel)
    {
        var local = address!.StartsWith("unix:", StringComparison.Ordinal);
        var socket = local ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (local) await socket.ConnectAsync(new UnixDomainSocketEndPoint(address["unix:".Length..]), cancel);
            else if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "tcp") await socket.ConnectAsync(uri.Host, uri.Port > 0 ? uri.Port : 3310, cancel);
            else throw new IOException($"{address} is no address of a scanner: give tcp://HOST:PORT or unix:PATH.");
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task Send(NetworkStream stream, Stream content, CancellationToken cancel)
    {
        try
        {
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
            var buffer = new byte[4 + Chunk];
            int count;
            do
            {
                count = await content.ReadAsync(buffer.AsMemory(4), cancel);
                BinaryPrimitives.WriteInt32BigEndian(buffer, count);
                await stream.WriteAsync(buffer.AsMemory(0, 4 + count), cancel);
            }
            while (count > 0);
        }
        catch (IOException broken) when (broken.InnerException is SocketException)
        {
            // The daemon hangs up in the middle when the stream is over its own limit; its reason is still to be read.
        }
    }

    private static async Task<string> Answer(NetworkStream stream, CancellationToken cancel)
    {
        var answer = new byte[1024];
        var length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), cancel) is > 0 and var count)
        {
            length += count;
            if (answer.AsSpan(0, length).Contains((byte)0)) break;
        }
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private static ScanResult Read(string answer)
    {
        if (answer == "stream: OK") return new(ScanOutcome.Clean);
        return answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal)
            ? new(ScanOutcome.Infected, answer["stream: ".Length..^" FOUND".Length])
            : new(ScanOutcome.Unavailable, answer.Length == 0 ? "The scanner hung up without an answer." : answer);
    }
}
