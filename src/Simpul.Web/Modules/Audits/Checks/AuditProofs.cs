using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary>Audits as evidence, and the shape that most answers about finished audits have.</summary>
internal static class AuditProofs
{
    public static IReadOnlyList<Evidence> Of(IEnumerable<Audit> audits) =>
        [.. audits.Take(Answer.MostEvidence).Select(audit => new Evidence(audit.FinishedOn is { } on ? $"{audit.Title}, {Indonesian.ShortDate(on)}" : audit.Title, Pages.Audit(audit.Id), AuditRegister.Kind, audit.Id))];

    /// <summary>Every finished audit of the kinds is asked what it lacks; nothing means that it is met.</summary>
    /// <param name="met">What they all have, to go on after "Semua audit yang selesai".</param>
    public static Answer Every(Question question, AuditBook book, string met, Func<Audit, string?> lacks)
    {
        var audits = book.Finished.Where(audit => book.Is(audit, question.List("kinds"))).ToList();
        if (audits.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada audit seperti ini yang selesai.");
        }
        var wanting = audits.Select(audit => (Audit: audit, Lacks: lacks(audit))).Where(one => one.Lacks is not null).ToList();
        return wanting.Count == 0
            ? question.Is(State.Met, $"{audits.Count} audit yang selesai {met}.") with { Since = audits[0].FinishedOn, Evidence = Of(audits) }
            : question.Is(State.Missing, $"{string.Join(' ', wanting.Take(3).Select(one => $"{one.Audit.Title}: {one.Lacks}."))}{(wanting.Count > 3 ? $" Dan {wanting.Count - 3} audit lainnya." : "")}") with
            {
                Evidence = Of(wanting.Select(one => one.Audit)), Next = new NextStep($"Buka {wanting[0].Audit.Title}", Pages.Audit(wanting[0].Audit.Id), AuditsPermissions.View),
            };
    }
}
