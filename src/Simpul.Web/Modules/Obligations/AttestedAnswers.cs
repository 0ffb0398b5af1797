using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Answers from attestations what no check answers.</summary>
internal sealed class AttestedAnswers(PlatformDb db)
{
    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<BoardRow> rows, IReadOnlyList<AgencyFacts> agencies, DateOnly date, CancellationToken cancel)
    {
        // The statements themselves are for the obligation's own page; a board of two hundred rows reads only what decides.
        var found = await db.Set<Attestation>().AsNoTracking()
            .Where(item => item.DoneOn <= date && (item.WithdrawnOn == null || item.WithdrawnOn > date))
            .Select(item => new Standing(item.Id, item.ObligationId, item.AgencyId, item.DoneOn, item.ValidUntil, item.OfficeTitle)).ToListAsync(cancel);
        var best = found.GroupBy(item => (item.ObligationId, item.AgencyId)).ToDictionary(
            group => group.Key, group => group.OrderByDescending(item => item.ValidUntil ?? DateOnly.MaxValue).ThenByDescending(item => item.DoneOn).ThenByDescending(item => item.Id).First());
        List<AgencyFacts> answering = [.. agencies.Where(agency => agency.AnswersForItself)];
        var called = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        return [.. rows.Select(row => row.OfEveryAgency ? OfEvery(row, answering, called, best, date) : OfWhole(row, best, date))];
    }

    private static Answer OfWhole(BoardRow row, Dictionary<(string, Guid?), Standing> best, DateOnly date)
    {
        var (status, why, due, since, evidence) = One(row, best.GetValueOrDefault((row.Id, null)), date);
        return new Answer(row.Id, status, why + Awaits(row, status))
        {
            Due = due,
            Since = since,
            Evidence = evidence is null ? [] : [evidence],
            Next = status == State.Met ? null : new NextStep(evidence is null ? "Nyatakan pemenuhan" : "Perbarui pernyataan", $"{row.Href}/nyatakan"),
        };
    }

    private static Answer OfEvery(BoardRow row, List<AgencyFacts> answering, Dictionary<Guid, string> called, Dictionary<(string, Guid?), Standing> best, DateOnly date)
    {
        List<AgencyAnswer> each =
        [
            .. answering.Select(agency =>
            {
                var (status, why, due, since, evidence) = One(row, best.GetValueOrDefault((row.Id, agency.Id)), date);
                return new AgencyAnswer(agency.Id, status, why) { Due = due, Since = since, Evidence = evidence };
            }),
        ];
        var whole = Answers.OfEvery(row.Id, each, agency => called[agency], "sudah menyatakan pemenuhannya");
        return whole with
        {
            Why = whole.Why + Awaits(row, whole.Status),
            Evidence = [.. each.Where(agency => agency.Status is State.Met or State.Due).Select(agency => agency.Evidence).OfType<Evidence>().Take(Platform.Checks.Answer.MostEvidence)],
            Next = whole.Status == State.Met ? null : whole.Next ?? new NextStep("Nyatakan pemenuhan perangkat daerah Anda", $"{row.Href}/nyatakan"),
        };
    }

    /// <summary>Met while it counts, due in its last days, overdue after; without any, the obligation's own deadline decides.</summary>
    private static (State, string, DateOnly? Due, DateOnly? Since, Evidence?) One(BoardRow row, Standing? standing, DateOnly date)
    {
        if (standing is null)
        {
            return row.Obligation.By switch
            {
                { } by when date > by => (State.Overdue, $"Harus dipenuhi paling lambat {Indonesian.Date(by)} dan belum ada yang menyatakannya.", by, by.AddDays(1), null),
                { } by => (State.Due, $"Harus dipenuhi paling lambat {Indonesian.Date(by)}.", by, null, null),
                null => (State.Missing, "Belum ada yang menyatakan kewajiban ini terpenuhi.", null, null, null),
            };
        }
        var evidence = new Evidence($"Pernyataan {standing.OfficeTitle}, {Indonesian.Date(standing.DoneOn)}", $"{row.Href}{(standing.AgencyId is { } agency ? $"?perangkat={agency}" : "")}#pernyataan-{standing.Id}", "attestations", standing.Id);
        return standing.ValidUntil switch
        {
            { } until when date > until => (State.Overdue, $"Pernyataan {standing.OfficeTitle} berakhir {Indonesian.Date(until)} dan belum diperbarui.", until, until.AddDays(1), evidence),
            { } until when date >= until.AddDays(-AttestationTerms.DueDays) => (State.Due, $"Pernyataan {standing.OfficeTitle} berakhir {Indonesian.Date(until)}.", until, standing.DoneOn, evidence),
            { } until => (State.Met, $"Dinyatakan oleh {standing.OfficeTitle}, berlaku sampai {Indonesian.Date(until)}.", until, standing.DoneOn, evidence),
            null => (State.Met, $"Dinyatakan oleh {standing.OfficeTitle} pada {Indonesian.Date(standing.DoneOn)}.", null, standing.DoneOn, evidence),
        };
    }

    /// <summary>Which module will answer it from records; until then it is open to attestation.</summary>
    private static string Awaits(BoardRow row, State status) => row.By == AnsweredBy.Awaited && status == State.Missing
        ? $" Kelak diperiksa oleh modul {row.Module}; sementara itu dapat dinyatakan."
        : "";

    private sealed record Standing(Guid Id, string ObligationId, Guid? AgencyId, DateOnly DoneOn, DateOnly? ValidUntil, string OfficeTitle);
}
