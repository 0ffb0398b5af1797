using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Checks;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary>The processes in force on a date, with who takes part in them and when each was re-engineered: read once for all questions.</summary>
internal sealed record ProcessRecords(IReadOnlyList<BusinessProcess> InForce, ILookup<Guid, ProcessActor> Actors, IReadOnlySet<string> Reengineered)
{
    public static async Task<ProcessRecords> On(PlatformDb db, DateOnly date, CancellationToken cancel)
    {
        var inForce = await db.Set<BusinessProcess>().AsNoTracking()
            .Where(item => item.State != ProcessState.Drafting && item.InForceFrom <= date && (item.InForceUntil == null || item.InForceUntil >= date)).OrderBy(item => item.Code).ToListAsync(cancel);
        var actors = await (
            from actor in db.Set<ProcessActor>().AsNoTracking()
            join process in db.Set<BusinessProcess>() on actor.ProcessId equals process.Id
            where process.State != ProcessState.Drafting && process.InForceFrom <= date && (process.InForceUntil == null || process.InForceUntil >= date)
            select actor).ToListAsync(cancel);
        var reengineered = await (
            from item in db.Set<Reengineering>().AsNoTracking()
            join process in db.Set<BusinessProcess>() on item.ProcessId equals process.Id
            where item.Date <= date
            select process.Code).Distinct().ToListAsync(cancel);
        return new ProcessRecords(inForce, actors.ToLookup(actor => actor.ProcessId), reengineered.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The agencies that take part, the owner among them.</summary>
    public IReadOnlySet<Guid> AgenciesOf(BusinessProcess process)
    {
        var agencies = Actors[process.Id].Select(actor => actor.AgencyId).ToHashSet();
        if (process.AgencyId is { } owner)
        {
            agencies.Add(owner);
        }
        return agencies;
    }

    /// <summary>Agencies that take part and had not taken part in the design by the date; its owner drafts it and so did.</summary>
    public IReadOnlyList<Guid> Absent(BusinessProcess process, DateOnly date) =>
        [.. Actors[process.Id].Where(actor => actor.AgencyId != process.AgencyId && !(actor.TookPartOn <= date)).Select(actor => actor.AgencyId)];

    public static Evidence Proof(BusinessProcess process) => new(process.Title, $"/kerja/proses-bisnis/{process.Id}", "business-processes", process.Id);

    public static IReadOnlyList<Evidence> Proofs(IEnumerable<BusinessProcess> processes) => [.. processes.Take(Answer.MostEvidence).Select(Proof)];

    public static readonly NextStep Register = new("Daftarkan proses bisnis", "/kerja/proses-bisnis/baru", PlanningPermissions.Processes);
}
