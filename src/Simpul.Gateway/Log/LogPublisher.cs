using System.Text;
using Simpul.Bus;
using Simpul.Bus.Exchanges;

namespace Simpul.Gateway.Log;

/// <summary>What a log needs beside its writer: full tiles on disk, the published checkpoint with the tiles at its edge, checkpoints that are kept, and the end of write-ahead
/// files whose entries lie in tiles.</summary>
sealed class LogPublisher(LogFolder folder, ExchangeLog log, KeptCheckpoints kept, TimeSpan keepEvery, ILogger<LogPublisher> logger) : BackgroundService
{
    static readonly TimeSpan every = TimeSpan.FromSeconds(1);

    readonly List<string> edge = [];
    long published = -1;
    long nextKept;
    bool failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Sweep();
        using var timer = new PeriodicTimer(every);
        do
        {
            try
            {
                await Task.Run(Publish, CancellationToken.None);
                failing = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!failing) logger.LogError("The log's tiles cannot be written: {Problem}", e.Message);
                failing = true;
            }
        }
        while (await Next(timer, stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try { Publish(); }
        catch (IOException e) { logger.LogError("The log's tiles cannot be written: {Problem}", e.Message); }
    }

    internal void Publish()
    {
        while (log.Tiles.NextFull() is var (level, tile, bytes))
        {
            // Of those at the bottom the write-ahead file still has everything; they are flushed together before it goes.
            if (level <= 0) Replace(folder.Combine(level < 0 ? TileLayout.Entries(tile) : TileLayout.Tile(level, tile)), bytes);
            else DurableFile.Write(folder.Combine(TileLayout.Tile(level, tile)), bytes.Span);
            log.Tiles.Written();
        }
        Retire();
        var head = log.Latest;
        if (head.Checkpoint.Size == published) return;
        WriteEdge(head.Checkpoint.Size);
        Replace(folder.Checkpoint, Encoding.UTF8.GetBytes(head.Text));
        published = head.Checkpoint.Size;
        Keep(head);
    }

    /// <summary>Write-ahead files before the current one go, once their transactions are in the index and their entries in tiles, and all of these are durable with their folders.</summary>
    void Retire()
    {
        if (log.Tiles.Waiting > 0) return;
        foreach (var file in folder.WalFiles().ToList())
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(file), out var first) || first >= log.CurrentWal) return;
            if (log.Tiles.Waiting > 0) return;
            log.Transactions.Close(first);
            Flush(first);
            File.Delete(file);
        }
    }

    void Flush(long first)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        for (var tile = first / TileLayout.Width; tile < (first + WalFile.Capacity) / TileLayout.Width; tile++)
        {
            foreach (var file in new[] { folder.Combine(TileLayout.Entries(tile)), folder.Combine(TileLayout.Tile(0, tile)) })
            {
                using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
                for (var above = Path.GetDirectoryName(file)!; above.Length >= folder.Path.Length; above = Path.GetDirectoryName(above)!) folders.Add(above);
            }
        }
        foreach (var above in folders) Folders.Flush(above);
    }

    // The layout has tiles of fewer than 256 at the edge of a published tree; they are replaced with each, and are only derived.
    void WriteEdge(long size)
    {
        var names = new List<string>();
        for (var level = 0; level == 0 || size >> (level * MerkleLog.Stride) > 0; level++)
        {
            var count = size >> (level * MerkleLog.Stride);
            var width = (int)(count % TileLayout.Width);
            if (width == 0) continue;
            Part(TileLayout.Tile(level, count / TileLayout.Width, width), log.Tiles.Bytes(level, count / TileLayout.Width, width));
            if (level == 0) Part(TileLayout.Entries(count / TileLayout.Width, width), log.Tiles.Bytes(-1, count / TileLayout.Width, width));
        }
        foreach (var old in edge.Except(names))
        {
            File.Delete(folder.Combine(old));
            var parent = Path.GetDirectoryName(folder.Combine(old))!;
            if (!Directory.EnumerateFileSystemEntries(parent).Any()) Directory.Delete(parent);
        }
        edge.Clear();
        edge.AddRange(names);

        void Part(string name, byte[]? bytes)
        {
            if (bytes is null) return;
            Replace(folder.Combine(name), bytes);
            names.Add(name);
        }
    }

    // Tiles at the edge of the last run's tree: what they held is in fuller ones by now.
    void Sweep()
    {
        if (!Directory.Exists(folder.Combine("tile"))) return;
        foreach (var old in Directory.EnumerateDirectories(folder.Combine("tile"), "*.p", SearchOption.AllDirectories).ToList()) Directory.Delete(old, recursive: true);
    }

    void Keep(SignedCheckpoint head)
    {
        if (head.Checkpoint.Size == 0 || head.Checkpoint.Size == kept.Last || Environment.TickCount64 < nextKept) return;
        nextKept = Environment.TickCount64 + (long)keepEvery.TotalMilliseconds;
        kept.Keep(head);
    }

    static void Replace(string path, ReadOnlyMemory<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".part", bytes.Span);
        File.Move(path + ".part", path, overwrite: true);
    }

    static async Task<bool> Next(PeriodicTimer timer, CancellationToken cancel)
    {
        try { return await timer.WaitForNextTickAsync(cancel); }
        catch (OperationCanceledException) { return false; }
    }
}
