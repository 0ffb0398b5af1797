using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Opens a year's cycle, with a proposal for each agency to fill and one for the government as a whole.</summary>
public sealed class BudgetOpening(PlatformDb db, IOrganisation organisation, BudgetOffices offices, Today today, IServiceProvider services)
{
    public const string WholeTitle = "Usulan seluruh perangkat daerah";

    public async Task<Outcome> Open(BudgetCycle cycle, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(BudgetRules.Cycle(cycle));
        if (!offices.MayOpen)
        {
            refusals.Add(Refusal.Whole($"Siklus dibuka oleh {offices.Names(offices.Openers)}. Pilih jabatan yang sesuai, atau minta yang berwenang membukanya."));
        }
        if (cycle.Year is < BudgetCycle.LeastYear or > BudgetCycle.MostYear)
        {
            refusals.Add(Refusal.At("year", $"Isi tahun antara {BudgetCycle.LeastYear} dan {BudgetCycle.MostYear}."));
        }
        else if (await db.Set<BudgetCycle>().AnyAsync(other => other.Year == cycle.Year, cancel))
        {
            refusals.Add(Refusal.At("year", $"Siklus tahun {cycle.Year} sudah dibuka."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        cycle.OpenedBy = offices.Acting(offices.Openers);
        await Put(cycle, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateException twice) when (db.Dialect.IsDuplicate(twice))
        {
            db.Forget();
            return Refusal.At("year", $"Siklus tahun {cycle.Year} baru saja dibuka orang lain.");
        }
    }

    /// <summary>Puts a cycle and its proposals with the save at hand.</summary>
    public async Task<IReadOnlyList<BudgetProposal>> Put(BudgetCycle cycle, CancellationToken cancel)
    {
        db.Add(cycle);
        await BudgetRegisters.Cycles.Keep(services, cycle, isNew: true, cancel);
        List<BudgetProposal> proposals =
        [
            new() { CycleId = cycle.Id, Title = $"{WholeTitle} {cycle.Year}" },
            .. (await organisation.Agencies(today.Date, cancel)).Where(agency => agency.AnswersForItself).Select(agency => Of(cycle, agency.Id, agency.Called)),
        ];
        db.AddRange(proposals);
        foreach (var proposal in proposals)
        {
            await BudgetRegisters.Proposals.Keep(services, proposal, isNew: true, cancel);
        }
        return proposals;
    }

    /// <summary>An agency that came after the cycle was opened, or a unit that proposes by itself, gets its proposal with its first item.</summary>
    public async Task Ensure(BudgetItem item, CancellationToken cancel)
    {
        if (item.AgencyId is not { } agency || db.Set<BudgetProposal>().Local.Any(Is) || await db.Set<BudgetProposal>().AnyAsync(proposal => proposal.CycleId == item.CycleId && proposal.AgencyId == agency, cancel))
        {
            return;
        }
        var cycle = (await db.FindAsync<BudgetCycle>([item.CycleId], cancel))!;
        var name = (await organisation.Agencies(today.Date, cancel)).FirstOrDefault(one => one.Id == agency)?.Called ?? "perangkat daerah";
        var proposal = Of(cycle, agency, name);
        db.Add(proposal);
        await BudgetRegisters.Proposals.Keep(services, proposal, isNew: true, cancel);

        bool Is(BudgetProposal proposal) => proposal.CycleId == item.CycleId && proposal.AgencyId == agency;
    }

    public static BudgetProposal Of(BudgetCycle cycle, Guid agency, string name) => new() { CycleId = cycle.Id, AgencyId = agency, Title = $"Usulan {name} {cycle.Year}" };
}
