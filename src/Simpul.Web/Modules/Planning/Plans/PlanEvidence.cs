using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>Enacted plans and final budgets as evidence of the indicators about planning.</summary>
internal sealed class PlanEvidence(PlatformDb db) : IEvidenceSource
{
    private const int Most = 10;

    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel)
    {
        if (indicator == "plan-and-budget")
        {
            return await Budgets(db.Set<BudgetCycle>().Where(cycle => cycle.ConsolidatedOn != null).OrderByDescending(cycle => cycle.Year).Take(Most), cancel);
        }
        PlanKind? kind = indicator switch
        {
            "architecture" or "architecture-policy" => PlanKind.Architecture,
            "roadmap" or "roadmap-policy" => PlanKind.Roadmap,
            "business-process-innovation" or "business-process" => PlanKind.BusinessProcesses,
            "master-plan" => PlanKind.MasterPlan,
            _ => null,
        };
        return kind is null ? [] : await Plans(db.Set<Plan>().Where(plan => plan.Kind == kind && plan.State == PlanState.Enacted).OrderByDescending(plan => plan.EnactedOn).Take(Most), cancel);
    }

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel) => (kind switch
    {
        PlanRegister.Kind => await Plans(db.Set<Plan>().Where(plan => plan.Id == id), cancel),
        BudgetRegisters.CycleKind => await Budgets(db.Set<BudgetCycle>().Where(cycle => cycle.Id == id), cancel),
        _ => [],
    }) is [var found, ..] ? found : null;

    private async Task<IReadOnlyList<OfferedRecord>> Plans(IQueryable<Plan> plans, CancellationToken cancel)
    {
        var found = await plans.AsNoTracking().ToListAsync(cancel);
        var ids = found.Select(plan => plan.Id).ToList();
        var contents = (await db.Set<PlanContent>().AsNoTracking().Where(content => ids.Contains(content.PlanId)).Select(content => new { content.PlanId, content.Key }).ToListAsync(cancel)).ToLookup(content => content.PlanId, content => content.Key);
        return
        [
            .. found.Select(plan => new OfferedRecord(PlanRegister.Kind, plan.Id, plan.Title, $"/kerja/{PlanRegister.Declared.Slug}/{plan.Id}", plan.EnactedOn,
            [
                plan.EnactedOn is { } enacted ? $"Ditetapkan {Indonesian.Date(enacted)}" : "Belum ditetapkan",
                $"Jangka waktu {(plan.From is { } from ? Indonesian.Date(from) : "tidak disebut")} sampai {(plan.Until is { } until ? Indonesian.Date(until) : "tidak disebut")}",
                $"{contents[plan.Id].Count()} muatan: {string.Join(", ", contents[plan.Id].Take(12))}",
                $"SHA-256 naskah: {plan.Digest ?? "belum dibekukan"}",
            ])),
        ];
    }

    private async Task<IReadOnlyList<OfferedRecord>> Budgets(IQueryable<BudgetCycle> cycles, CancellationToken cancel)
    {
        var found = await cycles.AsNoTracking().ToListAsync(cancel);
        var ids = found.Select(cycle => cycle.Id).ToList();
        var items = (await db.Set<BudgetItem>().AsNoTracking().Where(item => ids.Contains(item.CycleId)).Select(item => new { item.CycleId, item.Recommendation, Traced = item.ActivityId != null }).ToListAsync(cancel)).ToLookup(item => item.CycleId);
        return
        [
            .. found.Select(cycle => new OfferedRecord(BudgetRegisters.CycleKind, cycle.Id, $"Daftar rencana dan anggaran SPBE {cycle.Year.ToString(CultureInfo.InvariantCulture)}", cycle.Href, cycle.ConsolidatedOn,
            [
                cycle.ConsolidatedOn is { } day ? $"Dikonsolidasikan {Indonesian.Date(day)}" : "Belum dikonsolidasikan",
                $"{Indonesian.Number(items[cycle.Id].Count())} butir, {Indonesian.Number(items[cycle.Id].Count(item => item.Traced))} tertaut pada Peta Rencana",
                $"{Indonesian.Number(items[cycle.Id].Count(item => item.Recommendation != Recommendation.Undecided))} butir sudah direkomendasikan atau ditolak",
            ])),
        ];
    }
}
