using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-consulted</c>: the log of the version in force, or of the yearly budgets, has an entry with each party named.</summary>
internal sealed class PlanConsulted(PlatformDb db) : ICheck
{
    private const string Budget = "budget";

    public string Name => "plan-consulted";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var date = when.Date;
        var book = await PlanBook.On(db, date, cancel);
        var log = await db.Set<PlanConsultation>().AsNoTracking().Where(item => item.HeldOn <= date).OrderByDescending(item => item.HeldOn)
            .Select(item => new Entry(item.Id, item.PlanId, item.BudgetYear, item.With, item.Through, item.HeldOn)).ToListAsync(cancel);
        return [.. questions.Select(question => Answer(question, book, log))];
    }

    private static Answer Answer(Question question, PlanBook book, IReadOnlyList<Entry> log)
    {
        var ofBudget = question.Key("plan") == Budget;
        var plan = ofBudget ? null : book.Current(question);
        if (!ofBudget && plan is null)
        {
            return book.NotInForce(question);
        }
        var title = plan?.Title ?? PlanBook.Title(question);
        // A budget is consulted on year by year; a plan's own version bears its log.
        var own = log.Where(entry => ofBudget ? entry.BudgetYear is not null && (question.Period("every") is not null || entry.BudgetYear >= book.Date.Year) : entry.Plan == plan!.Id)
            .Where(entry => question.Key("through") is not { } through || entry.Through == through).ToList();
        var form = new NextStep("Catat konsultasi", $"{ConsultationRegister.Declared.Href}/baru?{(ofBudget ? $"budgetYear={book.Date.Year + 1}" : $"plan={plan!.Id}")}", PlanningPermissions.Plans);
        var parties = question.List("with");
        var unheard = parties.Where(party => own.All(entry => entry.With != party)).ToList();
        var heard = parties.Except(unheard).Select(party => own.First(entry => entry.With == party)).ToList();
        List<Evidence> evidence = [.. heard.Take(Platform.Checks.Answer.MostEvidence).Select(entry => new Evidence($"Konsultasi {Indonesian.Date(entry.HeldOn)}", ConsultationRegister.Declared.HrefOf(entry.Id), "plan-consultations", entry.Id))];
        if (unheard.Count > 0 || own.Count == 0)
        {
            var through = question.Key("through") is { } office ? $" melalui {PlanBook.Name(question, office)}" : "";
            return question.Is(State.Missing, $"Konsultasi {title} dengan {PlanBook.Names(question, unheard)}{through} belum tercatat.") with { Evidence = evidence, Next = form };
        }
        var oldest = heard.Count > 0 ? heard.Min(entry => entry.HeldOn) : own[0].HeldOn;
        var words = $"{title} dikonsultasikan dengan {PlanBook.Names(question, parties)}, terakhir {Indonesian.Date(own[0].HeldOn)}";
        if (question.Period("every") is not { } every)
        {
            return question.Is(State.Met, $"{words}.") with { Since = oldest, Evidence = evidence };
        }
        var due = every.After(oldest);
        return due < book.Date ? question.Is(State.Overdue, $"{words}; konsultasi berikutnya lewat waktu sejak {Indonesian.Date(due)}.") with { Due = due, Since = due.AddDays(1), Evidence = evidence, Next = form }
            : due <= book.Date.AddDays(PlanBook.Notice) ? question.Is(State.Due, $"{words}; konsultasi berikutnya paling lambat {Indonesian.Date(due)}.") with { Due = due, Evidence = evidence, Next = form }
            : question.Is(State.Met, $"{words}.") with { Due = due, Since = oldest, Evidence = evidence };
    }

    private sealed record Entry(Guid Id, Guid? Plan, int? BudgetYear, string With, string? Through, DateOnly HeldOn);
}
