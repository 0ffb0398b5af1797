using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>What must hold of a process, and what its enactment does to the version before it.</summary>
internal static class ProcessRules
{
    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, BusinessProcess item, CancellationToken cancel)
    {
        var refusals = Dates(item);
        var others = await services.GetRequiredService<PlatformDb>().Set<BusinessProcess>().AsNoTracking().Where(other => other.Id != item.Id)
            .Select(other => new Known(other.Id, other.Code, other.Edition, other.ParentId, other.InForceFrom)).ToListAsync(cancel);
        if (others.Any(other => other.Code == item.Code && other.Edition == item.Edition))
        {
            refusals.Add(Refusal.At("code", $"Versi {item.Edition} dari proses {item.Code} sudah terdaftar. Mulai versi baru dari halamannya."));
        }
        if (item.ParentId is { } parent && InCircle(item, parent, others))
        {
            refusals.Add(Refusal.At("parent", "Proses ini akan menjadi bagian dari dirinya sendiri. Pilih proses lain."));
        }
        if (item.ReplacesId is { } before && others.FirstOrDefault(other => other.Id == before) is { } replaced)
        {
            if (replaced.Code != item.Code)
            {
                refusals.Add(Refusal.At("replaces", $"Pilih versi lain dari proses {item.Code}."));
            }
            else if (item.State == ProcessState.Enacted && replaced.InForceFrom >= item.InForceFrom)
            {
                refusals.Add(Refusal.At("inForceFrom", "Versi ini berlaku sesudah versi yang digantikannya. Isi tanggal yang lebih kemudian."));
            }
        }
        return refusals;
    }

    /// <summary>From the day on which this version is in force, the one before it no longer is.</summary>
    public static async Task Replace(IServiceProvider services, BusinessProcess item, bool isNew, CancellationToken cancel)
    {
        if (item is not { State: ProcessState.Enacted, ReplacesId: { } before, InForceFrom: { } from })
        {
            return;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var replaced = await db.Set<BusinessProcess>().SingleAsync(other => other.Id == before, cancel);
        if (replaced.State == ProcessState.Enacted)
        {
            replaced.State = ProcessState.Replaced;
            replaced.InForceUntil = replaced.InForceUntil < from ? replaced.InForceUntil : from.AddDays(-1);
            services.GetRequiredService<Platform.Journal.Journal>().Record("business-processes.replaced", replaced);
        }
    }

    private static List<Refusal> Dates(BusinessProcess item)
    {
        var refusals = new List<Refusal>();
        if (item.InForceUntil < item.InForceFrom)
        {
            refusals.Add(Refusal.At("inForceUntil", "Hari terakhir lebih dahulu daripada hari pertama."));
        }
        if (item.State != ProcessState.Drafting && item.InForceFrom is null)
        {
            refusals.Add(Refusal.At("inForceFrom", "Isi sejak kapan proses yang sudah ditetapkan ini berlaku."));
        }
        if (item.State == ProcessState.Replaced && item.InForceUntil is null)
        {
            refusals.Add(Refusal.At("inForceUntil", "Isi hari terakhir berlaku dari versi yang sudah digantikan."));
        }
        if (item.State == ProcessState.Drafting && item.EnactedById is not null)
        {
            refusals.Add(Refusal.At("state", "Produk hukum penetapannya sudah ada. Ubah keadaannya menjadi Ditetapkan, atau kosongkan produk hukumnya."));
        }
        return refusals;
    }

    /// <summary>Versions of one code are one place in the hierarchy, so the way up is followed by codes.</summary>
    private static bool InCircle(BusinessProcess item, Guid parent, List<Known> others)
    {
        var byId = others.ToDictionary(other => other.Id);
        var above = others.Where(other => other.ParentId is not null).ToLookup(other => other.Code, other => other.ParentId!.Value);
        var (waiting, seen) = (new Stack<Guid>([parent]), new HashSet<string>(StringComparer.Ordinal));
        while (waiting.TryPop(out var id))
        {
            if (id == item.Id || !byId.TryGetValue(id, out var at) || at.Code == item.Code)
            {
                return true;
            }
            if (seen.Add(at.Code))
            {
                foreach (var next in above[at.Code])
                {
                    waiting.Push(next);
                }
            }
        }
        return false;
    }

    private sealed record Known(Guid Id, string Code, int Edition, Guid? ParentId, DateOnly? InForceFrom);
}
