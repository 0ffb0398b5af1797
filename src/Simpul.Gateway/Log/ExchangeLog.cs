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

    static readonly byte[] zeros = new byte[Ahead];
    static readonly ConcurrentBag<Commit> idle = [];
    static readonly TimeSpan retryAfter = TimeSpan.FromMilliseconds(500);

    readonly LogFolder folder;
    readonly SigningKey[] keys;
    readonly TimeProvider clock;
    readonly long leastFree;
    readonly Lock gate = new();
    readonly SemaphoreSlim signal = new(0);
    readonly Thread writer;

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
    volatile bool stopping;
    volatile SignedCheckpoint latest;

    internal ExchangeLog(LogFolder folder, SigningKey[] keys, TimeProvider clock, long leastFree, LogStart start)
    {
        (this.folder, this.keys, this.clock, this.leastFree) = (folder, keys, clock, leastFree);
        (frontier, latest, Tiles, Transactions) = (start.Frontier, start.Latest, start.Tiles, start.Transactions);
        (walFirst, walLength) = (start.WalFirst, start.WalLength);
        filled = walLength;
        wal = OpenWal(walFirst);
        writer = new Thread(Write) { IsBackground = true, Name = "exchange log" };
        writer.Start();
    }

    internal TileStore Tiles { get; }

    internal TransactionIndex Transactions { get; }

    /// <summary>The head of everything durable.</summary>
    internal SignedCheckpoint Latest => latest;

    /// <summary>First index of the write-ahead file that is being written: those before it may go once their entries lie in tiles.</summary>
    internal long CurrentWal => Volatile.Read(ref walFirst);

    /// <summary>Why nothing can be recorded at the moment; null where it can. Asked before a request goes to a provider.</summary>
    internal string? Problem => problem;

    /// <summary>Gives the entry's index once it and a signed head over it are on disk.</summary>
    /// <exception cref="LogUnavailableException">It is not, and never will be.</exception>
    internal ValueTask<long> Append(byte[] entry, UInt128 transaction)
    {
        if (problem is { } why || stopping) throw new LogUnavailableException(problem ?? "The gateway is stopping.");
        if (entry.Length > MaxEntry) throw new LogUnavailableException("The record is too long.");
        if (!idle.TryTake(out var commit)) commit = new Commit();
        commit.Begin(entry, transaction);
        var task = commit.Task;
        bool first;
        lock (gate)
        {
            first = waiting.Count == 0;
            waiting.Add(commit);
        }
        if (first) signal.Release();
        return task;
    }

    internal static void Return(Commit commit) => idle.Add(commit);

    public void Dispose()
    {
        stopping = true;
        signal.Release();
        writer.Join();
        Trim(wal, walLength);
        wal.Dispose();
        signal.Dispose();
    }

    void Write()
    {
        while (!stopping || Has())
        {
            signal.Wait(retryAfter);
            if (problem is not null) Probe();
            else LookForRoom();
            lock (gate) (waiting, taken) = (taken, waiting);
            for (var at = 0; at < taken.Count;)
            {
                // A batch ends with its write-ahead file.
                var count = (int)Math.Min(Math.Min(MaxBatch, taken.Count - at), walFirst + WalFile.Capacity - frontier.Size);
                Batch(taken.GetRange(at, count));
                at += count;
            }
            taken.Clear();
        }
    }

    bool Has()
    {
        lock (gate) return waiting.Count > 0;
    }

    void Batch(List<Commit> batch)
    {
        var before = frontier.ToBytes();
        var first = frontier.Size;
        if (problem is { } why)
        {
            foreach (var commit in batch) commit.Failed(why);
            return;
        }
        try
        {
            var length = 0;
            foreach (var commit in batch)
            {
                Room(length + commit.Entry.Length + WalFile.Overhead);
                length += WalFile.Write(buffer.AsSpan(length), WalKind.Entry, commit.Entry);
                frontier.Append(commit.LeafHash);
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
            Keep(batch, first, before);
            latest = head;
            for (var i = 0; i < batch.Count; i++) batch[i].Done(first + i);
            if (frontier.Size == walFirst + WalFile.Capacity) NextWal();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            frontier = MerkleFrontier.FromBytes(before);
            Fail(e);
            foreach (var commit in batch) commit.Failed(problem!);
        }
    }

    // The tree is walked again for the tiles only once the batch is durable: one that is taken back leaves no trace in them.
    void Keep(List<Commit> batch, long first, byte[] before)
    {
        var again = MerkleFrontier.FromBytes(before);
        for (var i = 0; i < batch.Count; i++)
        {
            var hash = batch[i].LeafHash.ToArray();
            Tiles.Append(first + i, batch[i].Entry, hash);
            Transactions.Add(first + i, batch[i].Transaction);
            again.Append(hash, Tiles.Subtree);
        }
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
        Directory.CreateDirectory(folder.Wal);
        var handle = File.OpenHandle(Path.Combine(folder.Wal, WalFile.Name(first)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Folders.Flush(folder.Wal);
        return handle;
    }

    void Fail(Exception e)
    {
        problem = e is IOException && IsFull(e) ? "There is no room on the disk for records of exchanges." : "Records of exchanges cannot be written.";
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
            if (HasRoom()) problem = null;
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
        if (!HasRoom()) problem = "There is no room on the disk for records of exchanges.";
    }

    bool HasRoom() => Tiles.Waiting < MaxWaitingTiles && (leastFree == 0 || new DriveInfo(folder.Path).AvailableFreeSpace >= leastFree);

    // ENOSPC, EDQUOT, EFBIG.
    static bool IsFull(Exception e) => (e.HResult & 0xffff) is 28 or 122 or 27 || e.Message.Contains("No space left", StringComparison.Ordinal) || e.Message.Contains("too large", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("disk", StringComparison.OrdinalIgnoreCase);

    void Room(int length)
    {
        if (buffer.Length < length) Array.Resize(ref buffer, length * 2);
    }
}
