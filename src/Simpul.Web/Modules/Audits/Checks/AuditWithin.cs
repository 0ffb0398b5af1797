using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>audit-within</c>: audits of each kind were finished within the period, of every object where each is asked; without a period, each need led to an audit.</summary>
internal sealed class AuditWithin(PlatformDb db, Universe universe) : ICheck
{
    public string Name => "audit-within";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await AuditBook.On(db, when.Date, cancel);
        var objects = await universe.On(when.Date, cancel);
        return [.. questions.Select(question => question.Period("every") is { } every ? Within(question, every, book, objects) : OnNeed(question, book))];
    }

    private static Answer Within(Question question, Period every, AuditBook book, IReadOnlyList<Auditable> objects)
    {
        var by = question.Key("by");
        // Asked by its name, an area counts; as a part of all applications, only where their audits have a deadline.
        List<AuditArea> areas = [.. Cadences.Kinds(question).SelectMany(key => AuditArea.Of(key).Where(area => key == area.Key || Cadences.Covers(question.Profile, area)))];
        List<AreaStanding> standings = [.. areas.Select(area => AreaStanding.Of(area, every, Cadences.EachObject(question), question.Profile.Regulation.InForce, book, objects, audit => By(question.Profile, audit, by)))];
        // Where nothing of an area is recorded, and another is, there is nothing to audit: no general application, say.
        var asked = standings.Where(standing => standing.Last is not null || objects.Any(one => standing.Area.Holds(one.Class)) || areas.Count == 1 || !standing.Area.Key.EndsWith("-application", StringComparison.Ordinal)).ToList();
        if (question.Flag("advisory"))
        {
            return Advisory(question, asked[0], book);
        }
        var state = Answers.Worst(asked.Select(standing => standing.State));
        var worst = asked.Where(standing => standing.State == state).OrderBy(standing => standing.Due.Due).ToList();
        var proofs = AuditProofs.Of(book.Finished.Where(audit => areas.Any(area => book.Is(audit, area)) && By(question.Profile, audit, by)));
        var why = string.Join(' ', (state == State.Met ? asked : worst).Select(Why));
        return question.Is(state, why + Beside(question, book, areas, by)) with
        {
            Due = worst.Count > 0 ? worst[0].Due.Due : null,
            Since = state == State.Overdue ? worst[0].Due.Due.AddDays(1) : state == State.Met ? asked.Max(standing => standing.Last) : null,
            Evidence = proofs,
            Next = state == State.Met ? null : new NextStep("Rencanakan audit", PlannedAuditRegister.Href + "/baru", AuditsPermissions.Programme),
        };
    }

    private static string Why(AreaStanding standing)
    {
        var title = standing.Area.Title;
        if (standing.Objects.Count > 0 && standing.State is not State.Met)
        {
            var names = standing.Wanting.Select(one => one.One.Name).ToList();
            return $"{title}: {standing.Wanting.Count} dari {standing.Objects.Count} objek {(standing.State == State.Overdue ? "melewati batas atau segera jatuh tempo" : "segera jatuh tempo")}, mulai {Indonesian.ShortDate(standing.Due.Due)}: {string.Join(", ", names.Take(3))}{(names.Count > 3 ? $" dan {names.Count - 3} lainnya" : "")}.";
        }
        return standing.Last is { } last ? $"{title}: terakhir {Indonesian.ShortDate(last)}, berikutnya paling lambat {Indonesian.ShortDate(standing.Due.Due)}." : $"{title}: belum pernah diaudit, paling lambat {Indonesian.ShortDate(standing.Due.Due)}.";
    }

    /// <summary>An audit by somebody whom the regulation does not name is told of, and does not count.</summary>
    private static string Beside(Question question, AuditBook book, IReadOnlyList<AuditArea> areas, string? by) =>
        book.Finished.FirstOrDefault(audit => areas.Any(area => book.Is(audit, area)) && !By(question.Profile, audit, by)) is { } other
            ? $" {other.Title} tidak dihitung: pelaksananya {other.Performer.InSentence()}." : "";

    private static Answer Advisory(Question question, AreaStanding standing, AuditBook book)
    {
        var proofs = AuditProofs.Of(book.Finished.Where(audit => book.Is(audit, standing.Area)));
        return standing.State switch
        {
            State.Met => question.Is(State.Met, Why(standing)) with { Due = standing.Due.Due, Since = standing.Last, Evidence = proofs },
            State.Due when standing.Last is not null => question.Is(State.Due, Why(standing)) with { Due = standing.Due.Due, Evidence = proofs },
            // The regulation allows the audit; whether its being missed is more than information is the weight of the row.
            _ when question.Obligation.Weight == ObligationWeight.Warning => question.Is(State.Overdue, $"{Why(standing)} Peraturan membolehkannya; menurut tafsir yang dipilih, melewatkannya adalah peringatan.") with
            {
                Due = standing.Due.Due, Since = standing.Due.Due.AddDays(1), Evidence = proofs, Next = new NextStep("Rencanakan audit", PlannedAuditRegister.Href + "/baru", AuditsPermissions.Programme),
            },
            _ => question.Is(State.NotApplicable, $"Peraturan membolehkan audit ini dan tidak mewajibkannya. {Why(standing)}") with { Evidence = proofs },
        };
    }

    private static Answer OnNeed(Question question, AuditBook book)
    {
        var (kinds, by) = (Cadences.Kinds(question), question.Key("by"));
        var needs = book.Planned.Where(planned => planned.Need is not null && kinds.SelectMany(AuditArea.Of).Any(area => area.Means(planned)) && planned.StartsOn <= book.Date).ToList();
        if (needs.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada kebutuhan audit yang dicatat sampai hari ini.") with { Next = new NextStep("Catat kebutuhan audit", PlannedAuditRegister.Href + "/baru", AuditsPermissions.Programme) };
        }
        var standing = needs.ConvertAll(planned => (Planned: planned, Audit: book.All.FirstOrDefault(audit => audit.PlannedId == planned.Id && audit.StartsOn <= book.Date && (by is null || By(question.Profile, audit, by) || audit.Coordinator == by))));
        var wanting = standing.Where(one => one.Audit is null || !(one.Audit.FinishedOn <= book.Date)).OrderBy(one => one.Planned.EndsOn).ToList();
        var proofs = AuditProofs.Of(standing.Select(one => one.Audit).OfType<Audit>().OrderByDescending(audit => audit.StartsOn));
        if (wanting.Count == 0)
        {
            return question.Is(State.Met, $"{needs.Count} kebutuhan yang dicatat sudah diaudit, terakhir {needs[^1].Title}.") with { Since = standing.Max(one => one.Audit!.FinishedOn), Evidence = proofs };
        }
        var (first, audit) = (wanting[0].Planned, wanting[0].Audit);
        var next = audit is not null ? new NextStep($"Buka {audit.Title}", Pages.Audit(audit.Id), AuditsPermissions.View) : new NextStep($"Buka {first.Title}", $"{PlannedAuditRegister.Href}/{first.Id}", AuditsPermissions.ViewProgramme);
        var why = $"{wanting.Count} dari {needs.Count} kebutuhan belum selesai diaudit: {string.Join(", ", wanting.Take(3).Select(one => one.Planned.Title))}.";
        return first.EndsOn < book.Date
            ? question.Is(State.Overdue, why) with { Due = first.EndsOn, Since = first.EndsOn.AddDays(1), Evidence = proofs, Next = next }
            : question.Is(State.Due, why) with { Due = first.EndsOn, Evidence = proofs, Next = next };
    }

    private static bool By(EffectiveProfile profile, Audit audit, string? by) => by == "ict-agency" ? audit.Performer == Performer.IctAgency || audit.Coordinator == by : Eligibility.Counts(profile, audit);
}
