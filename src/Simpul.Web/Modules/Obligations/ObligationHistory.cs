using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Something that happened to an obligation.</summary>
/// <param name="What">Indonesian, a sentence without a full stop.</param>
public sealed record HistoryLine(long Index, DateTimeOffset At, string What, string? Reason);

/// <summary>What the journal tells of an obligation: its attestations and the choices of its reading.</summary>
internal sealed class ObligationHistory(PlatformDb db)
{
    private const int Most = 30;

    public async Task<IReadOnlyList<HistoryLine>> Of(BoardView view, BoardRow row, Guid? agency, CancellationToken cancel)
    {
        var attestations = db.Set<Attestation>().AsNoTracking().Where(item => item.ObligationId == row.Id && (agency == null || item.AgencyId == agency));
        var found = await (
            from happened in db.Set<JournalEvent>().AsNoTracking()
            where happened.SubjectKind == "attestations"
            join attestation in attestations on happened.SubjectId equals attestation.Id
            orderby happened.Index descending
            select new { happened.Index, happened.At, happened.Action, happened.Body, attestation.OfficeTitle, attestation.PersonName, attestation.AgencyId }).Take(Most).ToListAsync(cancel);
        var lines = found.Select(item => new HistoryLine(item.Index, item.At,
            item.Action == "attestations.withdrawn" ? $"Pernyataan {item.OfficeTitle} dicabut" : $"Dinyatakan terpenuhi oleh {item.PersonName}, {item.OfficeTitle}{(view.Agency(item.AgencyId) is { } own ? $" ({own.Called})" : "")}",
            Text(item.Body, "reason"))).ToList();
        if (row.Obligation.Reading is { } reading)
        {
            lines.AddRange(await Readings(view, reading, cancel));
        }
        return [.. lines.OrderByDescending(line => line.Index).Take(Most)];
    }

    /// <summary>The instance's row has few events, so that looking through them costs little.</summary>
    private async Task<IEnumerable<HistoryLine>> Readings(BoardView view, string reading, CancellationToken cancel)
    {
        var chosen = await db.Set<JournalEvent>().AsNoTracking().Where(item => item.SubjectKind == "instance" && item.Action == "instance.reading-chosen")
            .OrderByDescending(item => item.Index).Take(500).ToListAsync(cancel);
        return
            from item in chosen
            let details = JsonDocument.Parse(item.Body).RootElement.GetProperty("details")
            where details.GetProperty("reading").GetString() == reading
            let choice = details.GetProperty("choice").GetString()!
            select new HistoryLine(item.Index, item.At, $"Tafsir dipilih: {(view.Profile.Readings[reading].Choices.TryGetValue(choice, out var known) ? known.Says : choice)}", Text(item.Body, "reason"));
    }

    private static string? Text(string body, string member)
    {
        using var parsed = JsonDocument.Parse(body);
        return parsed.RootElement.TryGetProperty(member, out var value) ? value.GetString() : null;
    }
}
