using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Simpul.Gateway.Upstreams;

/// <summary>
/// A connection to a provider, HTTP/1.1, one exchange at a time (decision 0155). Nothing is cancelled by token within an exchange: whoever wants it ended closes the socket under it, which
/// costs a call that goes well nothing.
/// </summary>
sealed class UpstreamConnection(Socket socket, Stream stream) : IDisposable
{
    const int MaxHead = 64 * 1024;
    const int MaxChunkLine = 4096;
    const int MaxInformational = 10;

    readonly long opened = Environment.TickCount64;
    byte[] buffer = new byte[8 * 1024];
    int start;
    int end;
    long left;
    bool complete = true;
    bool inChunks;
    bool began;
    bool isAhead;
    ValueTask<int> ahead;
    CancellationTokenRegistration leaving;
    bool sent;
    int ended;
    long deadline;
    long idleSince;

    internal RequestHead Request { get; } = new();

    internal ResponseHead Response { get; } = new();

    /// <summary>Whether an exchange went over it before.</summary>
    internal bool IsUsed { get; private set; }

    /// <summary>Whether the answer's body was read to its end.</summary>
    internal bool IsComplete => complete;

    /// <summary>Seconds that the provider may take from now on; after them the exchange ends as timed out.</summary>
    internal void Wait(int seconds) => Volatile.Write(ref deadline, Environment.TickCount64 + (seconds * 1000L));

    /// <summary>Nothing is waited for of it until it is asked for more.</summary>
    internal void Rest() => Volatile.Write(ref deadline, 0);

    internal bool IsLate(long now) => Volatile.Read(ref deadline) is > 0 and var until && now > until;

    /// <summary>Whether it was idle or open for so long that it is not used again.</summary>
    internal bool IsOld(long now, long idle, long life) => now - idleSince > idle || now - opened > life;

    /// <summary>Begins to read before anything is asked, and says whether nothing came and nobody closed it while it was idle. Bytes that nobody asked for would be taken for the next
    /// answer; also those that lie decrypted, or not yet, in the stream, which a look at the socket does not show.</summary>
    internal bool IsQuiet()
    {
        if (Volatile.Read(ref ended) != 0 || start != end) return false;
        (start, end) = (0, 0);
#pragma warning disable CA2012 // Awaited once: here where it has ended, in Receive where it has not.
        try { ahead = stream.ReadAsync(buffer); }
        catch (Exception e) when (IsBreak(e)) { return false; }
#pragma warning restore CA2012
        isAhead = !ahead.IsCompleted;
        if (isAhead) return true;
        // It ends here, however it went: only so is what serves it given back.
        try { ahead.GetAwaiter().GetResult(); }
        catch (Exception e) when (IsBreak(e)) { /* It is not used again in any case. */ }
        return false;
    }

    /// <summary>Ends the exchange from outside.</summary>
    internal void Abort(UpstreamFailure why)
    {
        if (Interlocked.CompareExchange(ref ended, (int)why + 1, 0) == 0) socket.Dispose();
    }

    /// <summary>Begins an exchange, which ends when the caller is gone or the provider has taken too long.</summary>
    internal void Begin(int seconds, CancellationToken caller)
    {
        Wait(seconds);
        leaving = caller.UnsafeRegister(static one => ((UpstreamConnection)one!).Abort(UpstreamFailure.CallerLeft), this);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    internal async ValueTask Send(ReadOnlyMemory<byte> bytes)
    {
        try { await stream.WriteAsync(bytes); }
        catch (Exception e) when (IsBreak(e)) { throw Failed(e); }
    }

    /// <summary>The whole request has left.</summary>
    internal void Sent() => sent = true;

    /// <summary>A piece of a body in chunks; an empty one ends it.</summary>
    internal async ValueTask SendChunk(ReadOnlyMemory<byte> piece)
    {
        await Send(piece.Length == 0 ? "0\r\n\r\n"u8.ToArray() : System.Text.Encoding.ASCII.GetBytes(piece.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
        if (piece.Length == 0) return;
        await Send(piece);
        await Send("\r\n"u8.ToArray());
    }

    /// <summary>Reads until the head of the final answer is there.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    internal async ValueTask ReadHead(bool toHead)
    {
        complete = false;
        for (var informational = 0; ; informational++)
        {
            int length;
            for (var seen = 0; (length = HeadLength(seen)) < 0;)
            {
                seen = end - start;
                if (seen >= MaxHead) throw Broken("The answer's head is too long.");
                if (await Fill() == 0) throw IsUsed && !began ? new UpstreamException(UpstreamFailure.Stale, "The provider had closed the connection.") : Broken("The answer's head is cut off.");
            }
            try { Response.Read(buffer.AsSpan(start, length), toHead); }
            catch (FormatException e) { throw new UpstreamException(UpstreamFailure.Broken, e.Message, e); }
            start += length;
            if (Response.Status is >= 200 or 101) break;
            // 100, 102, 103: hop by hop, or hints that may be left out.
            if (informational == MaxInformational) throw Broken("The provider answers without end.");
        }
        left = Response.End == BodyEnd.Length ? Response.ContentLength!.Value : 0;
        complete = Response.End == BodyEnd.None;
    }

    /// <summary>The next bytes of the body; 0 at its end, which is one that the head or the chunks told.</summary>
    internal ValueTask<int> ReadBody(Memory<byte> to)
    {
        if (complete) return ValueTask.FromResult(0);
        if (Response.End == BodyEnd.Chunks && left == 0) return ReadChunk(to);
        if (start == end) return Response.End == BodyEnd.Chunks ? ReadChunk(to) : ReadDirectly(to);
        return ValueTask.FromResult(TakeHeld(to));
    }

    /// <summary>Whether it may serve another exchange; it is made ready for that.</summary>
    internal bool Finish()
    {
        Volatile.Write(ref deadline, 0);
        leaving.Dispose();
        leaving = default;
        idleSince = Environment.TickCount64;
        var reusable = complete && sent && Response.KeepsAlive && start == end && Volatile.Read(ref ended) == 0;
        (IsUsed, sent, began, inChunks) = (true, false, false, false);
        return reusable;
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    int TakeHeld(Memory<byte> to)
    {
        var most = Response.End == BodyEnd.Close ? to.Length : (int)Math.Min(to.Length, left);
        var count = Math.Min(most, end - start);
        buffer.AsSpan(start, count).CopyTo(to.Span);
        start += count;
        Passed(count);
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<int> ReadDirectly(Memory<byte> to)
    {
        var until = Response.End == BodyEnd.Close;
        var read = await Receive(until ? to : to[..(int)Math.Min(to.Length, left)]);
        if (read > 0) Passed(read);
        else if (until) complete = true;
        else throw Broken("The answer's body is cut off.");
        return read;
    }

    void Passed(int count)
    {
        if (Response.End == BodyEnd.Close) return;
        left -= count;
        if (left == 0 && Response.End == BodyEnd.Length) complete = true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<int> ReadChunk(Memory<byte> to)
    {
        if (left == 0)
        {
            if (inChunks && !await TakeEnd()) throw Broken("A chunk of the answer is longer than it says.");
            inChunks = true;
            left = await ChunkSize();
            if (left == 0)
            {
                // Trailers are dropped.
                for (var total = 0; await Line() is { Length: > 0 } trailer;)
                    if ((total += trailer.Length) > MaxHead) throw Broken("The answer's trailers are too long.");
                (complete, inChunks) = (true, false);
                return 0;
            }
        }
        if (start == end)
        {
            // A long piece goes where it is wanted; a short one may bring the next chunk with it.
            if (to.Length >= buffer.Length && left >= buffer.Length)
            {
                var read = await Receive(to[..(int)Math.Min(to.Length, left)]);
                if (read == 0) throw Broken("The answer's body is cut off.");
                left -= read;
                return read;
            }
            if (await Fill() == 0) throw Broken("The answer's body is cut off.");
        }
        return TakeHeld(to);
    }

    async ValueTask<bool> TakeEnd() => (await Line()).Length == 0;

    async ValueTask<long> ChunkSize()
    {
        var line = await Line();
        return Size(line.Span) is { } size ? size : throw Broken("The size of a chunk is none.");

        static long? Size(ReadOnlySpan<byte> line)
        {
            // Extensions say nothing that is known here.
            if (line.IndexOf((byte)';') is >= 0 and var semicolon) line = line[..semicolon].TrimEnd(" \t"u8);
            return line.Length is > 0 and <= 15 && long.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) ? size : null;
        }
    }

    /// <summary>A line without its end; lent until the next reading.</summary>
    async ValueTask<ReadOnlyMemory<byte>> Line()
    {
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                if (at == 0 || buffer[start + at - 1] != '\r') throw Broken("A line of the answer's chunks ends without a return.");
                var line = buffer.AsMemory(start, at - 1);
                start += at + 1;
                return line;
            }
            if (end - start > MaxChunkLine) throw Broken("A line of the answer's chunks is too long.");
            if (await Fill() == 0) throw Broken("The answer's body is cut off.");
        }
    }

    // Up to and with the empty line; −1 where it is not there yet.
    int HeadLength(int seen)
    {
        var from = Math.Max(0, seen - 3);
        var at = buffer.AsSpan(start + from, end - start - from).IndexOf("\r\n\r\n"u8);
        return at < 0 ? -1 : from + at + 4;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<int> Fill()
    {
        if (start == end) (start, end) = (0, 0);
        else if (end == buffer.Length && start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await Receive(buffer.AsMemory(end));
        end += read;
        return read;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<int> Receive(Memory<byte> to)
    {
        try
        {
            // What is read ahead goes to where the first reading of a head goes.
            var read = isAhead ? await ahead : await stream.ReadAsync(to);
            isAhead = false;
            began |= read > 0;
            return read;
        }
        catch (Exception e) when (IsBreak(e)) { throw Failed(e); }
    }

    UpstreamException Failed(Exception e)
    {
        if (Volatile.Read(ref ended) is > 0 and var why) return new((UpstreamFailure)(why - 1), "The exchange was ended.", e);
        // A reset while nothing has come is how a connection that was kept ends, too.
        return new(IsUsed && !began ? UpstreamFailure.Stale : UpstreamFailure.Broken, "The connection broke.", e);
    }

    static UpstreamException Broken(string why) => new(UpstreamFailure.Broken, why);

    static bool IsBreak(Exception e) => e is IOException or SocketException or ObjectDisposedException or InvalidOperationException;
}
