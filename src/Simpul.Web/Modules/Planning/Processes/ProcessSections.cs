using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>All versions of the process at hand, the newest first.</summary>
/// <param name="NewHref">Where a next version is begun; null where it may not be, or one is in the making.</param>
public sealed record ProcessVersions(IReadOnlyList<BusinessProcess> Rows, Guid Shown, string? NewHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var rows = await db.Set<BusinessProcess>().AsNoTracking().Where(item => db.Set<BusinessProcess>().Any(one => one.Id == id && one.Code == item.Code)).OrderByDescending(item => item.Edition).ToListAsync(cancel);
        var shown = rows.FirstOrDefault(item => item.Id == id);
        return shown is null ? null : new ProcessVersions(rows, id,
            rows[0].State != ProcessState.Drafting && services.GetRequiredService<Acting>().Actor.May(PlanningPermissions.Processes, rows[0].AgencyId) ? $"/kerja/proses-bisnis/{rows[0].Id}/versi-baru" : null);
    }
}

/// <summary>What a process is part of, and what is part of it.</summary>
public sealed record ProcessAround(IReadOnlyList<ProcessNode> Above, IReadOnlyList<ProcessNode> Below)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var tree = await ProcessTree.Read(services, services.GetRequiredService<Today>().Date, cancel);
        return tree.Find(id) is { } node ? new ProcessAround(tree.Above(node), node.Below) : null;
    }
}

/// <summary>The agencies that take part in a process.</summary>
/// <param name="EditHref">Null where the actor may not change them.</param>
public sealed record ActorList(IReadOnlyList<ActorRow> Rows, string? EditHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var process = await services.GetRequiredService<PlatformDb>().Set<BusinessProcess>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        return process is null ? null : new ActorList(await RowsOf(services, id, cancel),
            services.GetRequiredService<Acting>().Actor.May(PlanningPermissions.Processes, process.AgencyId) ? $"/kerja/proses-bisnis/{id}/pelaku" : null);
    }

    internal static async Task<IReadOnlyList<ActorRow>> RowsOf(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var actors = await services.GetRequiredService<PlatformDb>().Set<ProcessActor>().AsNoTracking().Where(item => item.ProcessId == id).ToListAsync(cancel);
        var names = await services.GetRequiredService<Platform.Registers.RecordTitles>().Of("agencies", [.. actors.Select(item => item.AgencyId)], cancel);
        return [.. actors.Select(item => new ActorRow(item.AgencyId, names.GetValueOrDefault(item.AgencyId) ?? "perangkat daerah", item.Role, item.TookPartOn)).OrderBy(item => item.Name, StringComparer.Ordinal)];
    }
}

/// <param name="TookPartOn">When it took part in designing the version; null while it has not.</param>
public sealed record ActorRow(Guid Agency, string Name, string? Role, DateOnly? TookPartOn);

/// <summary>The re-engineerings of a process, over all its versions.</summary>
public sealed record ReengineeringList(IReadOnlyList<Reengineering> Rows, string? AddHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<BusinessProcess>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } process)
        {
            return null;
        }
        var rows = await db.Set<Reengineering>().AsNoTracking().Where(item => db.Set<BusinessProcess>().Any(one => one.Id == item.ProcessId && one.Code == process.Code))
            .OrderByDescending(item => item.Date).ThenBy(item => item.Id).Take(20).ToListAsync(cancel);
        return new ReengineeringList(rows, services.GetRequiredService<Acting>().Actor.May(PlanningPermissions.Processes, process.AgencyId) ? $"/kerja/rekayasa-proses/baru?process={id}&agency={process.AgencyId}" : null);
    }
}
