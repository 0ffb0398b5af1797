using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>What of a place was given to the applications that run on it, beside what the architecture says that it has.</summary>
/// <param name="Placements">How many run there.</param>
/// <param name="Memory">GB.</param>
/// <param name="Storage">GB.</param>
/// <param name="OwnProcessor">What it has, in the words of its item; null where the item does not say.</param>
public sealed record HostCapacity(Guid Host, string Name, int Placements, long Cpu, long Memory, long Storage, string? OwnProcessor, string? OwnMemory, string? OwnStorage)
{
    /// <summary>Places that are shown before somebody decides.</summary>
    private const int Few = 10;

    /// <summary>The places on which something runs.</summary>
    internal static IQueryable<ArchitectureItem> InUse(PlatformDb db) =>
        db.Set<ArchitectureItem>().AsNoTracking().Where(item => db.Set<Placement>().Any(one => one.HostId == item.Id && one.State == RequestState.Active));

    /// <summary>Those that hold most, with the one at hand first.</summary>
    internal static async Task<IReadOnlyList<HostCapacity>> Fullest(PlatformDb db, Guid? atHand, CancellationToken cancel)
    {
        List<ArchitectureItem> own = atHand is not { } host ? [] : await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Id == host).ToListAsync(cancel);
        var others = await InUse(db).Where(item => item.Id != atHand).OrderByDescending(item => db.Set<Placement>().Count(one => one.HostId == item.Id && one.State == RequestState.Active))
            .ThenBy(item => item.Name).ThenBy(item => item.Id).Take(Few).ToListAsync(cancel);
        return await Of(db, [.. own, .. others], cancel);
    }

    internal static async Task<IReadOnlyList<HostCapacity>> Of(PlatformDb db, IReadOnlyList<ArchitectureItem> hosts, CancellationToken cancel)
    {
        List<Guid?> ids = [.. hosts.Select(item => (Guid?)item.Id)];
        var given = (await db.Set<Placement>().AsNoTracking().Where(one => ids.Contains(one.HostId) && one.State == RequestState.Active)
            .Select(one => new { one.HostId, one.CpuGiven, one.MemoryGiven, one.StorageGiven }).ToListAsync(cancel)).ToLookup(one => one.HostId!.Value);
        return
        [
            .. hosts.Select(item => new HostCapacity(item.Id, item.Name, given[item.Id].Count(), given[item.Id].Sum(one => (long)(one.CpuGiven ?? 0)), given[item.Id].Sum(one => (long)(one.MemoryGiven ?? 0)),
                given[item.Id].Sum(one => (long)(one.StorageGiven ?? 0)), Said(item, "jenis-prosesor"), Said(item, "kapasitas-memori"), Said(item, "kapasitas-penyimpanan"))),
        ];
    }

    /// <param name="attribute">Of the national reference architecture.</param>
    private static string? Said(ArchitectureItem item, string attribute) =>
        item.Metadata.FirstOrDefault(pair => pair.StartsWith(attribute + "=", StringComparison.Ordinal)) is { } found && found[(attribute.Length + 1)..].Trim() is { Length: > 0 } value ? value : null;
}
