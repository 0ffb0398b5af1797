using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// Recomputes the whole journal from its rows and holds it against everything that was stored or signed: order, bodies, leaf hashes, repeated columns,
/// subtrees, the head, and every published checkpoint. It reads one view of the database, so that the program may go on writing.
/// </summary>
public sealed class JournalVerification(PlatformDb db, JournalKeys keys)
{
    /// <summary>Verifies all of it; goes on after a finding.</summary>
    /// <param name="kept">Signed checkpoints that somebody kept outside of the database; what they count must be there still.</param>
    /// <param name="progress">Told how many events were checked, a few times a second.</param>
    public async Task<JournalReport> Run(IReadOnlyList<string>? kept, Action<long>? progress, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await using var view = await db.Dialect.Snapshot(db, cancel);
        var published = await db.Set<JournalCheckpoint>().AsNoTracking().OrderBy(item => item.Size).ToListAsync(cancel);
        var heads = await db.Set<JournalHead>().AsNoTracking().OrderBy(item => item.Id).ToListAsync(cancel);
        var subtrees = await db.Set<JournalSubtree>().AsNoTracking().OrderBy(item => item.Level).ThenBy(item => item.Index)
            .Select(item => new StoredSubtree(item.Level, item.Index, item.Hash)).ToListAsync(cancel);
        List<string> notes = [.. published.Select(item => item.Note), .. heads.Select(item => item.Checkpoint).Where(note => note.Length > 0), .. kept?.Where(note => note.Length > 0) ?? []];

        var check = new LogCheck(keys.Origin, notes, keys.All);
        var findings = new Findings();
        foreach (var item in published)
        {
            HoldPublished(item, findings);
        }
        await foreach (var batch in JournalRows.All(db, cancel))
        {
            foreach (var row in batch)
            {
                Check(row, check, findings);
            }
            progress?.Invoke(check.Count);
        }
        findings.Take(check.Finish(subtrees), check.FaultCount);
        HoldHead(heads, check, findings);
        HoldSignatures(check, findings);
        return new JournalReport(keys.Origin, check.Count, Convert.ToBase64String(check.Root), notes.Count, check.SealedTo, clock.Elapsed, findings.InOrder(), findings.Count);
    }

    private static void Check(JournalRow row, LogCheck check, Findings findings)
    {
        var before = check.FaultCount;
        check.Next(row.Index, row.Body, row.LeafHash);
        var wrong = check.FaultCount > before;
        if (!CanonicalJson.IsCanonical(row.Body))
        {
            wrong = true;
            findings.Add(JournalFaultKind.EventNotCanonical, row.Index, row.Index, $"The body of event {row.Index} is not canonical JSON.");
        }
        if (row.Differences() is { } columns)
        {
            wrong = true;
            findings.Add(JournalFaultKind.ColumnDiffers, row.Index, row.Index, $"Columns of event {row.Index} do not say what its body says: {columns}.");
        }
        if (wrong)
        {
            findings.Describe(row);
        }
    }

    private static void HoldPublished(JournalCheckpoint item, Findings findings)
    {
        // One that cannot be read is the log check's finding.
        if (SignedCheckpoint.TryParse(item.Note, out var signed, out _) && (signed.Checkpoint.Size != item.Size || (signed.Checkpoint.Time is { } time && time != JournalPublication.TimeOf(item.At))))
        {
            findings.Add(JournalFaultKind.CheckpointMoved, null, null, $"The checkpoint stored at {item.Size} ({item.At:u}) says of itself that it is of {signed.Checkpoint.Size} events at {signed.Checkpoint.Time:u}.");
        }
    }

    private static void HoldHead(List<JournalHead> heads, LogCheck check, Findings findings)
    {
        if (heads is not [{ Id: 1 } head])
        {
            findings.Add(JournalFaultKind.HeadDiffers, null, null, $"There are {heads.Count} head rows where one must be.");
            return;
        }
        if (head.Size != check.Count)
        {
            findings.Add(JournalFaultKind.HeadDiffers, null, null, $"The head counts {head.Size} events, and there are {check.Count}.");
        }
        var note = SignedCheckpoint.TryParse(head.Checkpoint, out var signed, out _) ? signed.Checkpoint : null;
        if (note is null ? head.Size > 0 || head.Checkpoint.Length > 0 : note.Size != head.Size)
        {
            findings.Add(JournalFaultKind.HeadDiffers, null, null, note is null ? "The head's checkpoint cannot be read." : $"The head counts {head.Size} events, and its checkpoint {note.Size}.");
        }
        if (!check.IsContiguous)
        {
            return;
        }
        if (head.Size > 0 && !head.Frontier.AsSpan().SequenceEqual(check.Frontier))
        {
            findings.Add(JournalFaultKind.HeadDiffers, null, null, "The head's frontier is not the one that the leaf hashes give.");
            Narrow(head, note, check, findings);
        }
    }

    /// <summary>A frontier that leads to the signed root is the true one: the subtrees in which it differs hold what was changed.</summary>
    private static void Narrow(JournalHead head, Checkpoint? note, LogCheck check, Findings findings)
    {
        MerkleFrontier stored;
        try
        {
            stored = MerkleFrontier.FromBytes(head.Frontier);
        }
        catch (FormatException)
        {
            return;
        }
        if (note is null || !stored.Root().AsSpan().SequenceEqual(note.Root))
        {
            return;
        }
        foreach (var (first, last) in MerkleFrontier.FromBytes(check.Frontier).DiffersFrom(stored))
        {
            findings.Add(JournalFaultKind.CheckpointDiffers, first, last,
                first == last ? $"Event {first} is not the one that was signed." : $"Among events {first} to {last} is one that is not the one that was signed.");
        }
    }

    /// <summary>What no valid signature covers may be anything.</summary>
    private static void HoldSignatures(LogCheck check, Findings findings)
    {
        if (check.IsContiguous && check.SealedTo < check.Count && !findings.Has(JournalFaultKind.CheckpointDiffers))
        {
            findings.Add(JournalFaultKind.EventUnsigned, check.SealedTo, check.Count - 1, $"No valid signature covers events {check.SealedTo} to {check.Count - 1}.");
        }
    }

    /// <summary>What was found so far, and which events it is about.</summary>
    private sealed class Findings
    {
        private readonly List<JournalFault> found = [];
        private readonly Dictionary<long, JournalRow> rows = [];

        public long Count { get; private set; }

        public bool Has(JournalFaultKind kind) => found.Any(fault => fault.Kind == kind);

        public void Add(JournalFaultKind kind, long? first, long? last, string detail)
        {
            if (Count++ < LogCheck.MaxFaults)
            {
                found.Add(new JournalFault(kind, first, last, null, null, detail));
            }
        }

        public void Describe(JournalRow row)
        {
            if (rows.Count < LogCheck.MaxFaults)
            {
                rows.TryAdd(row.Index, row);
            }
        }

        public void Take(IReadOnlyList<LogFault> faults, long all)
        {
            foreach (var fault in faults)
            {
                var kind = Enum.Parse<JournalFaultKind>(fault.Kind.ToString());
                // What is wrong with a note itself says nothing of the events.
                var events = kind is not (JournalFaultKind.CheckpointUnreadable or JournalFaultKind.CheckpointUnsigned) && fault.Last >= fault.First;
                found.Add(new JournalFault(kind, events ? fault.First : null, events ? fault.Last : null, null, null, fault.Detail));
            }
            Count += all;
        }

        public IReadOnlyList<JournalFault> InOrder() =>
        [
            .. found.OrderBy(fault => fault.First ?? long.MaxValue).ThenBy(fault => fault.Last).ThenBy(fault => fault.Kind).Select(fault =>
                fault.First == fault.Last && fault.First is { } index && rows.TryGetValue(index, out var row)
                    ? fault with { Action = row.Action, Subject = $"{row.SubjectKind}/{row.SubjectId}" }
                    : fault),
        ];
    }
}
