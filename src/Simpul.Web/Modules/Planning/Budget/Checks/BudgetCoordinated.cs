using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget.Checks;

/// <summary><c>budget-coordinated</c>: the offices named took their part in the year's cycle before its list was consolidated.</summary>
internal sealed class BudgetCoordinated(PlatformDb db, BudgetOffices offices) : ICheck
{
    public string Name => "budget-coordinated";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var records = await BudgetRecords.On(db, offices, when.Date, cancel);
        var log = records.Latest is not { } cycle ? [] : await db.Set<BudgetCoordination>().AsNoTracking().Where(item => item.CycleId == cycle.Id && item.HeldOn <= when.Date).OrderByDescending(item => item.HeldOn)
            .Select(item => new Part(item.Id, item.Office, item.ProposalId, item.HeldOn)).ToListAsync(cancel);
        return [.. questions.Select(question => Answer(question, records, log))];
    }

    private static Answer Answer(Question question, BudgetRecords records, List<Part> log)
    {
        if (records is not { Latest: { } cycle, Book: { } book })
        {
            return question.Is(State.Missing, "Belum ada siklus rencana dan anggaran SPBE yang dikoordinasikan.") with { Next = BudgetRecords.Home };
        }
        var final = records.IsFinal ? cycle.ConsolidatedOn : null;
        var inTime = log.Where(part => final is null || part.HeldOn <= final).ToList();
        // Spoken of as a whole, or each proposal that was submitted by then.
        var submitted = book.Proposals.Where(facts => facts.Proposal is { AgencyId: not null, SettledOn: null } && facts.Proposal.SubmittedOn <= records.Date && facts.Standing is Standing.Submitted or Standing.Settled).Select(facts => facts.Proposal.Id).ToList();
        List<string> asked = [.. question.List("by").Concat(question.List("with")).Distinct()];
        var wanting = asked.Where(office => !Took(office)).ToList();
        var form = new NextStep("Catat koordinasi", $"{BudgetRegisters.Coordinations.Href}/baru?cycle={cycle.Id}", PlanningPermissions.BudgetWork);
        List<Evidence> evidence = [.. asked.Except(wanting).Select(office => inTime.First(part => part.Office == office)).Select(part => new Evidence($"Koordinasi {Indonesian.Date(part.HeldOn)}", BudgetRegisters.Coordinations.HrefOf(part.Id), BudgetRegisters.Coordinations.Kind, part.Id))];
        if (wanting.Count == 0)
        {
            return question.Is(State.Met, $"Anggaran {cycle.Year} dikoordinasikan oleh {BudgetRecords.Offices(question.Profile, asked)}.") with { Since = asked.Max(office => inTime.First(part => part.Office == office).HeldOn), Evidence = evidence };
        }
        var words = $"Koordinasi anggaran {cycle.Year} oleh {BudgetRecords.Offices(question.Profile, wanting)} belum tercatat";
        return final is not null && cycle.CoordinationUntil >= records.Date ? question.Is(State.Missing, $"{words}, padahal daftarnya sudah dikonsolidasikan.") with { Evidence = evidence, Next = form }
            : cycle.CoordinationUntil < records.Date ? question.Is(State.Overdue, $"{words}; tanggalnya {Indonesian.Date(cycle.CoordinationUntil)}.") with { Due = cycle.CoordinationUntil, Since = cycle.CoordinationUntil.AddDays(1), Evidence = evidence, Next = form }
            : question.Is(State.Due, $"{words}; paling lambat {Indonesian.Date(cycle.CoordinationUntil)}.") with { Due = cycle.CoordinationUntil, Evidence = evidence, Next = form };

        bool Took(string office) => inTime.Any(part => part.Office == office && part.Proposal is null)
            || (submitted.Count > 0 && submitted.All(proposal => inTime.Any(part => part.Office == office && part.Proposal == proposal)));
    }

    private sealed record Part(Guid Id, string Office, Guid? Proposal, DateOnly HeldOn);
}
