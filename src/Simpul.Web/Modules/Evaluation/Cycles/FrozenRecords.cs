using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Evidence that is a record of Simpul, kept as the record says when an answer is submitted: it goes on changing, and what was answered does not.</summary>
public sealed class FrozenRecords(PlatformDb db, EvidenceSources sources, Today today, Platform.Journal.Journal journal, IServiceProvider services)
{
    /// <summary>
    /// Records of Simpul that this answer rests on are kept as they say now, with the place of their last event in the journal. One that was frozen before and that nobody examined here is kept anew where it
    /// says something else by now: what was kept for another answer, or for this one before it was sent back, stays as it stood there.
    /// </summary>
    /// <returns>Which record is gone; null where none is.</returns>
    public async Task<Refusal?> Freeze(IndicatorEntry entry, CancellationToken cancel)
    {
        var ids = entry.Uses.Where(use => use.Form == EvidenceForm.Record && (use.FrozenOn is null || use.Verdict == EvidenceVerdict.Waiting)).Select(use => use.DocumentId).Distinct().ToList();
        foreach (var document in ids.Count == 0 ? [] : await db.Set<EvidenceDocument>().Where(one => ids.Contains(one.Id)).ToListAsync(cancel))
        {
            var found = await sources.Find(document.RecordKind!, document.RecordId!.Value, cancel);
            if (document.FrozenOn is null)
            {
                if (found is null)
                {
                    return Refusal.Whole($"Catatan Simpul “{document.Title}” sudah tidak ditemukan, jadi tidak dapat menjadi bukti. Lepaskan bukti itu atau ganti dengan yang lain, lalu ajukan lagi.");
                }
                Keep(document, found, await PlaceOf(found, cancel));
                journal.Record("evaluation-documents.frozen", document);
            }
            else if (found is not null && document.Snapshot is { } kept && !SaysTheSame(kept, found))
            {
                await Renew(entry, document, found, cancel);
            }
        }
        return null;
    }

    /// <summary>A document of its own for what a record says now, in the place of the one frozen before wherever that was not examined here.</summary>
    private async Task Renew(IndicatorEntry entry, EvidenceDocument before, OfferedRecord found, CancellationToken cancel)
    {
        var document = new EvidenceDocument
        {
            Title = found.Title.Length <= EvidenceDocument.TitleLength ? found.Title : found.Title[..EvidenceDocument.TitleLength], Form = EvidenceForm.Record, AgencyId = before.AgencyId, RecordKind = found.Kind, RecordId = found.Id,
        };
        Keep(document, found, await PlaceOf(found, cancel));
        db.Add(document);
        await EvidenceRegister.Declared.Keep(services, document, isNew: true, cancel);
        journal.Note("evaluation-documents.frozen", EvidenceRegister.Kind, document.Id);
        foreach (var use in await db.Set<EvidenceUse>().Where(use => use.IndicatorId == entry.Item.Id && use.DocumentId == before.Id && use.WithdrawnOn == null && use.Verdict == EvidenceVerdict.Waiting).ToListAsync(cancel))
        {
            use.DocumentId = document.Id;
            journal.Record("evaluation-evidence.renewed", use);
        }
    }

    /// <summary>The journal's place of a record's last event; of what is reckoned from all records, the journal's last.</summary>
    private async Task<long> PlaceOf(OfferedRecord found, CancellationToken cancel) =>
        await db.Set<JournalEvent>().AsNoTracking().Where(one => one.SubjectKind == found.Kind && one.SubjectId == found.Id).MaxAsync(one => (long?)one.Index, cancel)
        ?? await db.Set<JournalHead>().AsNoTracking().Select(head => head.Size - 1).SingleAsync(cancel);

    private void Keep(EvidenceDocument document, OfferedRecord found, long place)
    {
        var bytes = CanonicalJson.Bytes(Snapshot(found, place));
        (document.Snapshot, document.SnapshotDigest, document.JournalIndex, document.FrozenOn, document.IssuedOn) =
            (System.Text.Encoding.UTF8.GetString(bytes), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), place, today.Date, document.IssuedOn ?? found.On);
    }

    /// <summary>Whether a record says what was frozen of it: what happened elsewhere meanwhile makes no other evidence.</summary>
    private static bool SaysTheSame(string kept, OfferedRecord found) => JsonNode.Parse(kept) is JsonObject { } before && before["journal"] is { } place
        && CanonicalJson.Bytes(before).AsSpan().SequenceEqual(CanonicalJson.Bytes(Snapshot(found, place.GetValue<long>())));

    private static JsonObject Snapshot(OfferedRecord found, long place) => new()
    {
        ["kind"] = found.Kind,
        ["id"] = found.Id.ToString(),
        ["title"] = found.Title,
        ["on"] = found.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["says"] = new JsonArray([.. found.Says.Take(100).Select(line => (JsonNode)(line.Length <= 150 ? line : line[..150]))]),
        ["journal"] = place,
    };
}
