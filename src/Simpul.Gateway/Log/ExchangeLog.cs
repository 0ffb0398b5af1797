using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Telemetry;

namespace Simpul.Gateway.Log;

/// <summary>
/// The log of exchanges. One thread of its own takes what waits, makes it the next leaves of the tree, signs the new head, and makes both durable with one write and one
/// fsync; only then do those calls go on. Where that fails they fail, and the log is as if they had never come.
/// </summary>
sealed class ExchangeLog : IDisposable
{
    /// <summary>Bytes of an entry.</summary>
    internal const int MaxEntry = 16 * 1024;

    // More than this in a batch helps nobody: the last would wait for the write of all.
    const int MaxBatch = 1024;

    // The file is filled with zeros so far ahead: a batch then overwrites what is there, and its flush need not wait for the file system's journal.
    const int Ahead = 1024 * 1024;

    // Tiles that may wait for a disk that takes the write-ahead file but not them.
    const int MaxWaitingTiles = 512;

    const string NoRoom = "There is no room on the disk for records of exchanges.";

    static readonly byte[] zeros = new byte[Ahead];
    static readonly ConcurrentBag<Commit> idle = [];
    static readonly TimeSpan retryAfter = TimeSpan.FromMilliseconds(500);

    readonly LogFolder folder;
    readonly SigningKey[] keys;
    readonly TimeProvider clock;
    readonly long leastFree;
    // A monitor, because the writer sleeps on it: without spinning, which on few cores takes time from those that it waits for.
    readonly object waitingGate = new();
    readonly Thread writer;
    readonly List<(int Level, long Index, byte[] Hash)> subtrees = [];
    readonly SubtreeCompleted remember;

    List<Commit> waiting = new(MaxBatch);
    List<Commit> taken = new(MaxBatch);
    MerkleFrontier frontier;
    SafeFileHandle wal;
    long walFirst;
    long walLength;
    long filled;
    byte[] buffer = new byte[256 * 1024];
    long nextFreeLook;
    volatile string? problem;
    volatile string? scarce;
    bool isIdle;
    volatile bool stopping;
    volatile SignedCheckpoint latest;

    internal ExchangeLog(LogFolder folder, SigningKey[] keys, TimeProvider clock, long leastFree, LogStart start)
    {
        (this.folder, this.keys, this.clock, this.leastFree) = (folder, keys, clock, leastFree);
        (frontier, latest, Tiles, Transactions) = (start.Frontier, start.Latest, start.Tiles, start.Transactions);
        (walFirst, walLength) = (start.WalFirst, start.WalLength);
        filled = walLength;
        remember = (level, index, hash) => subtrees.Add((level, index, hash.ToArray()));
        wal = OpenWal(walFirst);
        LookForRoom();
        writer = new Thread(Write) { IsBackground = true, Name = "exchange log" };
        writer.Start();
    }

    internal TileStore Tiles { get; }

    internal TransactionIndex Transactions { get; }

    /// <summary>The head of everything durable.</summary>
    internal SignedCheckpoint Latest => latest;

    /// <summary>First index of the write-ahead file that is being written: those before it may go once their entries lie in tiles.</summary>
    internal long CurrentWal => Volatile.Read(ref walFirst);

    /// <summary>Why no new call may be begun at the moment; null where it may. Asked before a request goes to a provider. What was passed on before is recorded as long as there is any
    /// room at all: the reserve is kept for that.</summary>
    internal string? Problem => problem ?? scarce;

    /// <summary>Gives the entry's index once it and a signed head over it are on disk.</summary>
    /// <exception cref="LogUnavailableException">It is not, and never will be.</exception>
    internal ValueTask<long> Append(ReadOnlySpan<byte> entry, UInt128 transaction)
    {
        if (problem is { } why || stopping) throw new LogUnavailableException(problem ?? "The gateway is stopping.");
        if (entry.Length > MaxEntry) throw new LogUnavailableException("The record is too long.");
        if (!idle.TryTake(out var commit)) commit = new Commit();
        commit.Begin(entry, transaction);
        var task = commit.Task;
        lock (waitingGate)
        {
            waiting.Add(commit);
            if (waiting.Count == 1 && isIdle) Monitor.Pulse(waitingGate);
        }
        return task;
    }

    internal static void Return(Commit commit) => idle.Add(commit);

    public void Dispose()
    {
        stopping = true;
        lock (waitingGate) Monitor.Pulse(waitingGate);
        writer.Join();
        Trim(wal, walLength);
        wal.Dispose();
    }

    void Write()
    {
        while (!stopping || Has())
        {
            Sleep();
            if (problem is not null) Probe();
            else LookForRoom();
            lock (waitingGate) (waiting, taken) = (taken, waiting);
            for (var at = 0; at < taken.Count;)
            {
                // A batch ends with its write-ahead file; where the next one could not be begun there is room for none, and all are told.
                var count = problem is not null ? taken.Count - at : (int)Math.Min(Math.Min(MaxBatch, taken.Count - at), walFirst + WalFile.Capacity - frontier.Size);
                Batch(taken.GetRange(at, count));
                at += count;
            }
            taken.Clear();
        }
    }

    bool Has()
    {
        lock (waitingGate) return waiting.Count > 0;
    }

    /// <summary>Until there is something to write, or it is time to look whether there can be.</summary>
    void Sleep()
    {
        lock (waitingGate)
        {
            isIdle = true;
            if (waiting.Count == 0 && !stopping) Monitor.Wait(waitingGate, retryAfter);
            isIdle = false;
        }
    }

    void Batch(List<Commit> batch)
    {
        var before = frontier.ToBytes();
        var first = frontier.Size;
        if (problem is { } why)
        {
            Refuse(batch, why);
            return;
        }
        subtrees.Clear();
        try
        {
            var length = 0;
            foreach (var commit in batch)
            {
                Room(length + commit.Entry.Length + WalFile.Overhead);
                length += WalFile.Write(buffer.AsSpan(length), WalKind.Entry, commit.Entry);
                frontier.Append(commit.LeafHash, remember);
            }
            var head = SignedCheckpoint.Sign(new Checkpoint(keys[0].Public.Name, frontier.Size, frontier.Root(), clock.GetUtcNow()), keys);
            var text = System.Text.Encoding.UTF8.GetBytes(head.Text);
            Room(length + text.Length + WalFile.Overhead);
            length += WalFile.Write(buffer.AsSpan(length), WalKind.Checkpoint, text);
            var started = Stopwatch.GetTimestamp();
            if (walLength + length > filled) Fill(walLength + length);
            RandomAccess.Write(wal, buffer.AsSpan(0, length), walLength);
            Folders.FlushData(wal);
            Signals.Committed(batch.Count, Stopwatch.GetElapsedTime(started));
            walLength += length;
            Keep(batch, first);
            latest = head;
            for (var i = 0; i < batch.Count; i++) batch[i].Result = (first + i, null);
            Release.All(batch);
            if (frontier.Size == walFirst + WalFile.Capacity) NextWal();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            frontier = MerkleFrontier.FromBytes(before);
            Fail(e);
            Refuse(batch, problem!);
        }
    }

    static void Refuse(List<Commit> batch, string why)
    {
        foreach (var commit in batch) commit.Result = (0, why);
        Release.All(batch);
    }

    // Only once the batch is durable: one that is taken back leaves no trace in the tiles.
    void Keep(List<Commit> batch, long first)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            Tiles.Append(first + i, batch[i].Entry, batch[i].LeafHash);
            Transactions.Add(first + i, batch[i].Transaction);
        }
        foreach (var (level, index, hash) in subtrees) Tiles.Subtree(level, index, hash);
    }

    void NextWal()
    {
        var next = frontier.Size;
        var old = wal;
        try
        {
            wal = OpenWal(next);
            Trim(old, walLength);
            old.Dispose();
            (walLength, filled) = (0, 0);
            Volatile.Write(ref walFirst, next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            wal = old;
            Fail(e);
        }
    }

    SafeFileHandle OpenWal(long first)
    {
        DurableFile.MakeFolder(folder.Wal);
        var handle = File.OpenHandle(Path.Combine(folder.Wal, WalFile.Name(first)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Folders.Flush(folder.Wal);
        return handle;
    }

    void Fail(Exception e)
    {
        problem = e is IOException && IsFull(e) ? NoRoom : "Records of exchanges cannot be written.";
        Signals.LogFailed(e);
        // Whatever could not be written is gone with it; Probe does the same again before anything else is written.
        Trim(wal, walLength);
        filled = walLength;
    }

    void Fill(long least)
    {
        var end = least + Ahead;
        for (var at = filled; at < end; at += Ahead) RandomAccess.Write(wal, zeros.AsSpan(0, (int)Math.Min(Ahead, end - at)), at);
        RandomAccess.FlushToDisk(wal);
        filled = end;
    }

    static void Trim(SafeFileHandle file, long length)
    {
        try { RandomAccess.SetLength(file, length); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* What is behind the last head is left out by whoever reads. */ }
    }

    /// <summary>Tries with what a batch would take, so that no call has to.</summary>
    void Probe()
    {
        try
        {
            RandomAccess.SetLength(wal, walLength);
            filled = walLength;
            if (frontier.Size == walFirst + WalFile.Capacity)
            {
                problem = null;
                NextWal();
                return;
            }
            Fill(walLength);
            problem = null;
            scarce = HasRoom() ? null : NoRoom;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trim(wal, walLength);
        }
    }

    void LookForRoom()
    {
        if (Environment.TickCount64 < nextFreeLook) return;
        nextFreeLook = Environment.TickCount64 + 1000;
        scarce = HasRoom() ? null : NoRoom;
    }

    bool HasRoom() => Tiles.Waiting < MaxWaitingTiles && (leastFree == 0 || new DriveInfo(folder.Path).AvailableFreeSpace >= leastFree);

    // ENOSPC, EDQUOT, EFBIG.
    static bool IsFull(Exception e) => (e.HResult & 0xffff) is 28 or 122 or 27 || e.Message.Contains("No space left", StringComparison.Ordinal) || e.Message.Contains("too large", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("disk", StringComparison.OrdinalIgnoreCase);

    void Room(int length)
    {
        if (buffer.Length < length) Array.Resize(ref buffer, length * 2);
    }
}
