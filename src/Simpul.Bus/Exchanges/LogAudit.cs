using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Simpul.Bus.Exchanges;

/// <summary>What an audit found.</summary>
/// <param name="Origin">The log's name, from its checkpoint.</param>
/// <param name="Entries">Entries that are there.</param>
/// <param name="SealedTo">Up to where a signed checkpoint agrees with them.</param>
/// <param name="Root">Root over the entries, in lower-case hexadecimal.</param>
/// <param name="Checkpoints">Signed checkpoints that were held against the log.</param>
/// <param name="Stamps">Time stamps among them that hold; by an authority that is trusted only where the audit was given some.</param>
/// <param name="Faults">Empty where the log holds.</param>
public sealed record AuditReport(string Origin, long Entries, long SealedTo, string Root, int Checkpoints, int Stamps, IReadOnlyList<LogFault> Faults)
{
    public bool Holds => Faults.Count == 0;
}

/// <summary>
/// Walks a whole exchange log from its files: every entry against its leaf hash and its form, the tree against every signed checkpoint (published, kept, of each
/// batch, and those that somebody kept elsewhere), the stored tiles, the time stamps. Nothing is changed, and the gateway may run meanwhile.
/// </summary>
/// <param name="authorities">Certificates that time stamps are held against; see <see cref="TimeStamp.TryRead"/>.</param>
public sealed class LogAudit(LogFolder folder, IReadOnlyCollection<X509Certificate2>? authorities = null)
{
    // How often write-ahead files may go between looking and reading: each time they did so because their entries lie in tiles.
    const int Attempts = 100;

    readonly List<LogFault> faults = [];
    readonly HashSet<(string, string)> transactions = [];

    /// <param name="origin">The log's name.</param>
    /// <param name="keys">Every key that it ever signed with. Keys lying in the folder are what the folder says; better are those got elsewhere.</param>
    /// <param name="kept">Signed checkpoints that were kept elsewhere: whatever they count must be there still.</param>
    public AuditReport Run(string origin, IReadOnlyCollection<VerifyingKey> keys, IEnumerable<string> kept, CancellationToken cancel = default)
    {
        // First what is signed, then the entries: a gateway that runs goes on meanwhile, and what a head counts is there before the head is.
        List<string> notes = [.. kept];
        if (File.Exists(folder.Checkpoint)) notes.Add(File.ReadAllText(folder.Checkpoint));
        foreach (var size in folder.KeptSizes()) notes.Add(File.ReadAllText(folder.KeptNote(size)));
        var wals = WriteAhead();
        foreach (var (_, wal) in wals) notes.AddRange(wal.Pieces.Where(piece => piece.Kind == WalKind.Checkpoint).Select(piece => LogFolder.Text(piece.Bytes)));
        notes = [.. notes.Distinct()];

        var check = new LogCheck(origin, notes, keys) { EventsCarryIndex = false };
        var next = Bundles(check, wals.Count > 0 ? wals[0].First : long.MaxValue, cancel);
        foreach (var (first, wal) in wals) next = Tail(check, next, first, wal);
        var stamps = folder.KeptSizes().Count(HasStamp);
        faults.AddRange(check.Finish(Subtrees(next)));
        return new(origin, check.Count, check.SealedTo, Convert.ToHexStringLower(check.Root), notes.Count, stamps, [.. faults.OrderBy(fault => fault.First)]);
    }

    List<(long First, WalFile.Content Content)> WriteAhead()
    {
        for (var again = 0; ; again++)
        {
            try { return [.. folder.WalFiles().Select(file => (First: FirstOf(file), Content: Read(file))).Where(one => one.First >= 0)]; }
            catch (FileNotFoundException) when (again < Attempts) { /* It was retired meanwhile: what it had lies in tiles. */ }
        }
    }

    /// <summary>The full bundles that lie before the first write-ahead file.</summary>
    long Bundles(LogCheck check, long until, CancellationToken cancel)
    {
        long next = 0;
        for (long bundle = 0; next < until; bundle++)
        {
            cancel.ThrowIfCancellationRequested();
            IReadOnlyList<ReadOnlyMemory<byte>>? entries;
            try { entries = folder.ReadBundle(bundle); }
            catch (InvalidDataException e)
            {
                Found(LogFaultKind.EventAltered, next, next + TileLayout.Width - 1, e.Message);
                entries = null;
            }
            if (entries is null)
            {
                if (!Directory.Exists(folder.Combine("tile/entries")) || !Later(bundle)) break;
                next += TileLayout.Width;
                continue;
            }
            var hashes = folder.ReadTile(0, next, next + TileLayout.Width);
            if (entries.Count != TileLayout.Width) Found(LogFaultKind.EventMissing, next + entries.Count, next + TileLayout.Width - 1, $"The bundle of entries {bundle} has {entries.Count} entries.");
            for (var i = 0; i < entries.Count && i < TileLayout.Width; i++)
            {
                Form(next + i, entries[i]);
                check.Next(next + i, entries[i].Span, i < hashes.Count ? hashes[i] : []);
            }
            next += TileLayout.Width;
        }
        return next;
    }

    long Tail(LogCheck check, long next, long first, WalFile.Content wal)
    {
        var at = first;
        var last = wal.Pieces.ToList().FindLastIndex(piece => piece.Kind == WalKind.Checkpoint);
        // What was written and not sealed was never acknowledged.
        foreach (var (kind, bytes) in wal.Pieces.Take(last + 1).Where(piece => piece.Kind == WalKind.Entry))
        {
            if (at >= next)
            {
                Form(at, bytes);
                check.Next(at, bytes.Span, Stored(at) ?? MerkleTree.LeafHash(bytes.Span));
                next = at + 1;
            }
            at++;
        }
        return next;
    }

    // A tile that is complete already is held against the write-ahead file as well.
    byte[]? Stored(long index) => folder.ReadTile(0, index, index + 1) is [var hash] ? hash : null;

    void Form(long index, ReadOnlyMemory<byte> entry)
    {
        if (!CanonicalJson.IsCanonical(entry))
        {
            Found(LogFaultKind.EventAltered, index, index, $"Entry {index} is not canonical JSON.");
            return;
        }
        using var record = JsonDocument.Parse(entry);
        var root = record.RootElement;
        // Whoever forged it may have put anything anywhere.
        if (root.ValueKind != JsonValueKind.Object || Text(root, "format") != ExchangeRecord.Format || Text(root, "transaction") is not { } transaction || Text(root, "outcome") is not { } outcome)
        {
            Found(LogFaultKind.EventAltered, index, index, $"Entry {index} is not a record of an exchange.");
            return;
        }
        var part = outcome == Outcome.Opened ? "opened" : "closed";
        if (!transactions.Add((transaction, part))) Found(LogFaultKind.EventRepeated, index, index, $"The transaction of entry {index} stands in the log before.");
    }

    static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try { return value.GetString(); }
        catch (InvalidOperationException) { return null; }
    }

    List<StoredSubtree>? Subtrees(long size)
    {
        var found = new List<StoredSubtree>();
        for (var level = 1; size >> (level * MerkleLog.Stride) > 0; level++)
        {
            var count = size >> (level * MerkleLog.Stride);
            for (long from = 0; from < count; from += TileLayout.Width)
            {
                // The tile at the right edge is complete only later; the hashes that it will have are checked when it is.
                var hashes = folder.ReadTile(level, from, Math.Min(count, from + TileLayout.Width));
                if (hashes.Count == 0) return null;
                found.AddRange(hashes.Select((hash, i) => new StoredSubtree(level * MerkleLog.Stride, from + i, hash)));
            }
        }
        return found;
    }

    bool HasStamp(long size)
    {
        if (!File.Exists(folder.KeptStamp(size))) return false;
        if (TimeStamp.TryRead(File.ReadAllBytes(folder.KeptStamp(size)), File.ReadAllBytes(folder.KeptNote(size)), out _, out var problem, authorities)) return true;
        Found(LogFaultKind.CheckpointUnsigned, 0, size - 1, $"The time stamp on the checkpoint at {size} does not hold: {problem}");
        return false;
    }

    bool Later(long bundle)
    {
        for (var i = bundle + 1; i < bundle + 64; i++)
            if (File.Exists(folder.Combine(TileLayout.Entries(i)))) return true;
        return false;
    }

    static WalFile.Content Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return WalFile.Read(bytes);
    }

    static long FirstOf(string file) => long.TryParse(Path.GetFileNameWithoutExtension(file), out var first) ? first : -1;

    void Found(LogFaultKind kind, long first, long last, string detail) => faults.Add(new(kind, first, last, detail));
}
