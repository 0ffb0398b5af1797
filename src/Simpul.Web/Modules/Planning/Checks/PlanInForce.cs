using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-in-force</c>: an enacted version covers the date, with the term that the regulation says.</summary>
internal sealed class PlanInForce(PlatformDb db) : ICheck
{
    public string Name => "plan-in-force";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, book))];
    }

    private static Answer Answer(Question question, PlanBook book)
    {
        var title = PlanBook.Title(question);
        if (book.InForce(question) is not { } plan)
        {
            return book.Enacted(question) is { Until: { } end } last && end < book.Date
                ? question.Is(State.Overdue, $"Jangka waktu {last.Title} berakhir {Indonesian.Date(end)} tanpa pengganti yang ditetapkan.") with { Due = end, Since = end.AddDays(1), Evidence = [PlanBook.Proof(last)], Next = book.Work(question) }
                : book.NotInForce(question);
        }
        IReadOnlyList<Evidence> evidence = [PlanBook.Proof(plan)];
        if (TermFault(question, plan) is { } fault)
        {
            return question.Is(State.Missing, fault) with { Due = plan.Until, Since = plan.EnactedOn, Evidence = evidence, Next = book.Work(question, "Susun versi berikutnya") };
        }
        if (plan.Until is not { } until)
        {
            return question.Is(State.Met, $"{plan.Title} berlaku sejak {Indonesian.Date(plan.From!.Value)}.") with { Since = plan.From, Evidence = evidence };
        }
        if (book.Successor(plan) is { } next)
        {
            return question.Is(State.Met, $"{plan.Title} berlaku sampai {Indonesian.Date(until)}, dan {next.Title} sudah ditetapkan sebagai penggantinya.") with { Since = plan.From, Due = next.Until, Evidence = [.. evidence, PlanBook.Proof(next)] };
        }
        return until.AddDays(1).AddYears(-1) <= book.Date
            ? question.Is(State.Due, $"{plan.Title} berada dalam tahun terakhirnya; penggantinya ditetapkan sebelum {Indonesian.Date(until)}.") with { Due = until, Evidence = evidence, Next = book.Work(question, "Siapkan penggantinya") }
            : question.Is(State.Met, $"{title} berlaku sampai {Indonesian.Date(until)}: {plan.Title}.") with { Due = until, Since = plan.From, Evidence = evidence };
    }

    /// <summary>A term of another length than the regulation says; one that was cut to end with the medium-term plan is as long as it says.</summary>
    private static string? TermFault(Question question, Plan plan)
    {
        if (question.Period("term") is not { } term)
        {
            return null;
        }
        var wanted = question.Key("align") == "rpjmd" && PlanTerm.EndWanted(question.Profile, plan) is { } end ? end : term.After(plan.From!.Value).AddDays(-1);
        // Where the end is left to the decree, a term within a running medium-term plan may be shorter, never longer.
        var shorter = question.Key("align") == "rpjmd" && question.Profile.Flag("plans.end-with-rpjmd") != true && plan.RpjmdUntil >= plan.From && plan.Until <= wanted;
        return plan.Until == wanted || shorter ? null
            : $"{plan.Title} berlaku {(plan.Until is { } until ? $"sampai {Indonesian.Date(until)}" : "tanpa batas waktu")}, padahal menurut peraturan berakhir {Indonesian.Date(wanted)}.";
    }
}
