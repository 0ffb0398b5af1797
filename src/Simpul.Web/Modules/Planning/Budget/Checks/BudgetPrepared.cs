using System.Globalization;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget.Checks;

/// <summary><c>budget-prepared</c>: the coming year's list is consolidated by its date, from every agency's proposals where that is asked.</summary>
internal sealed class BudgetPrepared(PlatformDb db, BudgetOffices offices, IOrganisation organisation) : ICheck
{
    public string Name => "budget-prepared";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var records = await BudgetRecords.On(db, offices, when.Date, cancel);
        var agencies = questions.Any(OfAgencies) ? await organisation.Agencies(when.Date, cancel) : [];
        return [.. questions.Select(question => Answer(question, records, agencies))];
    }

    private static bool OfAgencies(Question question) => question.Key("proposals") == "agency";

    private static Answer Answer(Question question, BudgetRecords records, IReadOnlyList<AgencyFacts> agencies)
    {
        if (records.Latest is not { } cycle)
        {
            return question.Is(State.Missing, "Belum ada siklus rencana dan anggaran SPBE.") with { Next = BudgetRecords.Home };
        }
        var date = records.Date;
        var every = question.Period("every");
        // The year that must be planned now: the next one or, where it is not planned every year, the one after the last.
        var years = Math.Max(1, every is { } period ? period.After(new DateOnly(2000, 1, 1)).Year - 2000 : 1);
        var last = Last(question, cycle, cycle.ClosesOn);
        if (cycle.Year + years > date.Year + 1 || !records.IsFinal)
        {
            return records.IsFinal ? Final(question, records, cycle, last, agencies) : Open(question, cycle, last, date);
        }
        // The list of the year that runs is there; the next is not begun.
        var due = Last(question, null, cycle.ClosesOn.AddYears(years));
        var words = $"Daftar {cycle.Year} sudah dikonsolidasikan; siklus {cycle.Year + years} belum dibuka";
        return due < date ? question.Is(State.Overdue, $"{words}, padahal daftarnya ditunggu sampai {Indonesian.Date(due)}.") with { Due = due, Since = due.AddDays(1), Next = BudgetRecords.Home }
            : due <= date.AddDays(BudgetRecords.Notice) ? question.Is(State.Due, $"{words} dan ditunggu sampai {Indonesian.Date(due)}.") with { Due = due, Next = BudgetRecords.Home }
            : Final(question, records, cycle, last, agencies) with { Due = due };
    }

    private static Answer Open(Question question, BudgetCycle cycle, DateOnly last, DateOnly date) => last < date
        ? question.Is(State.Overdue, $"Daftar {cycle.Year} belum dikonsolidasikan; tanggalnya {Indonesian.Date(last)}.") with { Due = last, Since = last.AddDays(1), Next = BudgetRecords.Work(cycle) }
        : question.Is(State.Due, $"Siklus {cycle.Year} berjalan; daftarnya dikonsolidasikan paling lambat {Indonesian.Date(last)}.") with { Due = last, Next = BudgetRecords.Work(cycle) };

    private static Answer Final(Question question, BudgetRecords records, BudgetCycle cycle, DateOnly last, IReadOnlyList<AgencyFacts> agencies)
    {
        var done = cycle.ConsolidatedOn!.Value;
        var late = done > last ? $", lewat dari {Indonesian.Date(last)}" : "";
        if (OfAgencies(question))
        {
            var proposing = records.Proposed.Where(entry => entry.Item.ProposedOn <= done).Select(entry => entry.Item.AgencyId).ToHashSet();
            List<string> silent = [.. agencies.Where(agency => agency.AnswersForItself && !proposing.Contains(agency.Id) && !(records.Book!.Own(agency.Id)?.Proposal is { None: true, NoneOn: { } day } && day <= records.Date)).Select(agency => agency.Called)];
            if (silent.Count > 0)
            {
                return question.Is(State.Missing, $"Daftar {cycle.Year} disusun tanpa usulan semua perangkat daerah.{Answers.Wanting(silent)}") with { Evidence = [BudgetRecords.Proof(cycle)], Next = BudgetRecords.Work(cycle) };
            }
        }
        return question.Is(State.Met, $"Daftar {cycle.Year} dikonsolidasikan {Indonesian.Date(done)}{late}.") with { Since = done, Evidence = [BudgetRecords.Proof(cycle)] };
    }

    /// <summary>The last day: by the regulation's day of the year, or by the cycle's own.</summary>
    private static DateOnly Last(Question question, BudgetCycle? cycle, DateOnly closes) =>
        question.Key("by") is { } day && DateOnly.TryParseExact($"{(cycle is null ? closes.Year : cycle.Year - 1)}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var by) ? by : closes;
}
