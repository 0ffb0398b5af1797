using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Simpul.Bus;
using Simpul.Bus.Exchanges;

namespace Simpul.Gateway.Log;

/// <summary>The state to go on from: read back from the folder after a stop of whatever kind.</summary>
/// <remarks>What was written and not sealed by a checkpoint was never acknowledged to anybody and is left out. What was sealed must be there: a log that is shorter than its
/// own published checkpoint, or damaged in the middle, is not gone on with.</remarks>
sealed class LogStart
{
    LogStart(MerkleFrontier frontier, SignedCheckpoint latest, TileStore tiles, TransactionIndex transactions, long walFirst, long walLength) =>
        (Frontier, Latest, Tiles, Transactions, WalFirst, WalLength) = (frontier, latest, tiles, transactions, walFirst, walLength);

    internal MerkleFrontier Frontier { get; }

    internal SignedCheckpoint Latest { get; }

    internal TileStore Tiles { get; }

    internal TransactionIndex Transactions { get; }

    internal long WalFirst { get; }

    internal long WalLength { get; }

    /// <exception cref="InvalidDataException">The log is damaged; the message says what is wrong.</exception>
    internal static LogStart Read(LogFolder folder, SigningKey key, IReadOnlyCollection<VerifyingKey> keys, TimeProvider clock)
    {
        DurableFile.MakeFolder(folder.Wal);
        var tiles = new TileStore(folder);
        var transactions = new TransactionIndex(folder);
        transactions.Load();
        var files = folder.WalFiles().ToList();
        var first = files.Count > 0 ? FirstOf(files[0]) : 0;
        var frontier = Below(folder, tiles, first);
        SignedCheckpoint? latest = null;
        long length = 0;
        for (var i = 0; i < files.Count; i++)
        {
            first = FirstOf(files[i]);
            if (first != frontier.Size) throw new InvalidDataException($"The log's file {Path.GetFileName(files[i])} does not begin where the one before ends ({frontier.Size}).");
            var bytes = File.ReadAllBytes(files[i]);
            var content = WalFile.Read(bytes);
            if (content.IsTorn && i < files.Count - 1) throw new InvalidDataException($"The log's file {Path.GetFileName(files[i])} is damaged after {content.Length} bytes.");
            latest = Replay(content, frontier, tiles, transactions) ?? latest;
            length = content.Length;
            if (content.IsTorn && Encoding.UTF8.GetString(bytes, (int)length, bytes.Length - (int)length).Contains($"{key.Public.Name}\n", StringComparison.Ordinal) && HasLaterHead(bytes.AsMemory((int)length), key.Public.Name, frontier.Size))
                throw new InvalidDataException($"The log's file {Path.GetFileName(files[i])} is damaged after {length} bytes, and more was sealed after that.");
            if (length < bytes.Length)
                using (var handle = File.OpenHandle(files[i], FileMode.Open, FileAccess.Write)) RandomAccess.SetLength(handle, length);
        }
        // A full file was to be followed by a new one when the program stopped.
        if (frontier.Size == first + WalFile.Capacity) (first, length) = (frontier.Size, 0);
        Check(folder, keys, frontier, latest);
        latest ??= File.Exists(folder.Checkpoint) && SignedCheckpoint.TryParse(File.ReadAllText(folder.Checkpoint), out var published, out _) && published.Checkpoint.Size == frontier.Size ? published
            : SignedCheckpoint.Sign(new Checkpoint(key.Public.Name, frontier.Size, frontier.Root(), clock.GetUtcNow()), key);
        return new(frontier, latest, tiles, transactions, first, length);
    }

    // Everything before the first write-ahead file lies in full tiles; those that are not full yet of the levels above go on being filled in memory.
    static MerkleFrontier Below(LogFolder folder, TileStore tiles, long size)
    {
        for (var level = 1; size >> (level * MerkleLog.Stride) > 0; level++)
        {
            var count = size >> (level * MerkleLog.Stride);
            var from = count / TileLayout.Width * TileLayout.Width;
            if (from < count) tiles.Restore(level, from, Complete(folder, level, from, count));
        }
        return new MerkleLog(tiles.Read).Frontier(size).AsTask().GetAwaiter().GetResult();
    }

    static List<byte[]> Complete(LogFolder folder, int level, long from, long to)
    {
        var hashes = new List<byte[]>();
        for (var i = from; i < to; i++)
        {
            var below = level == 1 ? folder.ReadTile(0, i * TileLayout.Width, (i + 1) * TileLayout.Width) : folder.ReadTile(level - 1, i * TileLayout.Width, (i + 1) * TileLayout.Width);
            if (below.Count != TileLayout.Width) throw new InvalidDataException($"The log's tile {TileLayout.Tile(level - 1, i)} is missing or too short.");
            hashes.Add(MerkleTree.Root(below));
        }
        return hashes;
    }

    static SignedCheckpoint? Replay(WalFile.Content content, MerkleFrontier frontier, TileStore tiles, TransactionIndex transactions)
    {
        SignedCheckpoint? latest = null;
        var batch = new List<ReadOnlyMemory<byte>>();
        foreach (var (kind, bytes) in content.Pieces)
        {
            if (kind == WalKind.Entry)
            {
                batch.Add(bytes);
                continue;
            }
            foreach (var entry in batch)
            {
                var hash = MerkleTree.LeafHash(entry.Span);
                tiles.Append(frontier.Size, entry.Span, hash);
                transactions.Add(frontier.Size, TransactionOf(entry.Span));
                frontier.Append(hash, tiles.Subtree);
            }
            batch.Clear();
            if (!SignedCheckpoint.TryParse(Encoding.UTF8.GetString(bytes.Span), out latest, out var problem) || latest.Checkpoint.Size != frontier.Size)
                throw new InvalidDataException($"A checkpoint of the log does not fit its entries at {frontier.Size}. {problem}");
        }
        return latest;
    }

    static void Check(LogFolder folder, IReadOnlyCollection<VerifyingKey> keys, MerkleFrontier frontier, SignedCheckpoint? latest)
    {
        if (latest is not null && (latest.StateOf(keys) != SignatureState.Valid || !latest.Checkpoint.Root.AsSpan().SequenceEqual(frontier.Root())))
            throw new InvalidDataException($"The log's entries are not those that were signed at {latest.Checkpoint.Size}.");
        if (File.Exists(folder.Checkpoint) && SignedCheckpoint.TryParse(File.ReadAllText(folder.Checkpoint), out var published, out _) && published.Checkpoint.Size > frontier.Size)
            throw new InvalidDataException($"The log has {frontier.Size} entries, and its published checkpoint counts {published.Checkpoint.Size}: entries were lost or taken away.");
    }

    static bool HasLaterHead(ReadOnlyMemory<byte> rest, string origin, long size)
    {
        // A whole head with more behind it, after what is torn, means that something in the middle was changed. The last batch may be torn in any part: it was not acknowledged.
        var name = Encoding.UTF8.GetBytes(origin + "\n");
        for (var at = rest.Span.IndexOf(name); at >= 0;)
        {
            var line = rest.Span[(at + name.Length)..];
            var end = line.IndexOf((byte)'\n');
            if (end > 0 && long.TryParse(line[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var counted) && counted > size && at >= 5
                && WalFile.Read(rest[(at - 5)..]).Pieces is [(WalKind.Checkpoint, _), ..] && rest.Span[(at - 5 + BinaryPrimitives.ReadInt32LittleEndian(rest.Span[(at - 5)..]) + WalFile.Overhead)..].ContainsAnyExcept((byte)0)) return true;
            var next = rest.Span[(at + 1)..].IndexOf(name);
            if (next < 0) break;
            at += 1 + next;
        }
        return false;
    }

    internal static UInt128 TransactionOf(ReadOnlySpan<byte> entry)
    {
        try
        {
            var reader = new Utf8JsonReader(entry);
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("transaction"u8) && reader.Read())
                    return UInt128.TryParse(reader.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var transaction) ? transaction : 0;
        }
        catch (JsonException)
        {
            // An entry that is no record has no transaction.
        }
        return 0;
    }

    static long FirstOf(string file) => long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first
        : throw new InvalidDataException($"{Path.GetFileName(file)} is no file of the log.");
}
