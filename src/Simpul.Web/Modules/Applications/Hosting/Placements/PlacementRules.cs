using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>What a placement must keep, and what its save brings with it.</summary>
internal static class PlacementRules
{
    /// <summary>What only those may set who decide on placements.</summary>
    private static readonly IReadOnlyList<(string Key, string Member)> decided =
    [
        ("host", nameof(Placement.HostId)), ("cpuGiven", nameof(Placement.CpuGiven)), ("memoryGiven", nameof(Placement.MemoryGiven)),
        ("storageGiven", nameof(Placement.StorageGiven)), ("startsOn", nameof(Placement.StartsOn)), ("expiresOn", nameof(Placement.ExpiresOn)),
    ];

    /// <summary>As a form, a sheet or the API puts it.</summary>
    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Placement item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(await Facts(services, item, cancel));
        var actor = services.GetRequiredService<Acting>().Actor;
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        if (!actor.MayEverywhere(ApplicationsPermissions.HostingDecide))
        {
            refusals.AddRange(decided.Where(field => entry.State == EntityState.Detached ? entry.Property(field.Member).CurrentValue is not null : entry.Property(field.Member).IsModified)
                .Select(field => Refusal.At(field.Key, "Diisi oleh pengelola SPBE saat menyetujui atau memperpanjang penempatan.")));
        }
        if (item.State == RequestState.Requested)
        {
            refusals.AddRange(await Against(services, item, cancel));
        }
        if (entry.State == EntityState.Detached && await ApplicationParts.Foreign(services, item.ApplicationId, ApplicationsPermissions.HostingEdit, cancel) is { } foreign)
        {
            refusals.Add(foreign);
        }
        if (entry.State != EntityState.Detached)
        {
            if (item.State != RequestState.Requested && entry.Property(one => one.Facility).IsModified && !actor.MayEverywhere(ApplicationsPermissions.HostingDecide))
            {
                refusals.Add(Refusal.At("facility", "Fasilitas penempatan yang berjalan diubah oleh pengelola SPBE. Pilih “Minta perpanjangan atau perubahan” di halamannya."));
            }
            return refusals;
        }
        if (item.State is RequestState.Refused or RequestState.Ended)
        {
            refusals.Add(Refusal.At("state", "Penempatan baru diajukan atau sudah berjalan. Akhiri atau tolak lewat tindakan di halamannya."));
        }
        if (actor.MayEverywhere(ApplicationsPermissions.HostingDecide))
        {
            return refusals;
        }
        if (item.State == RequestState.Active)
        {
            refusals.Add(Refusal.At("state", "Penempatan yang sudah berjalan dicatat oleh pengelola SPBE. Pilih “Diajukan”."));
        }
        if (item.Environment == HostingEnvironment.Production && ProcedureOf(services) is { } procedure)
        {
            refusals.Add(Refusal.At("state", $"Penempatan produksi diputuskan lewat urusan “{procedure.Title}” ({procedure.Cite}). Buka urusan itu dari Tugas, Buka urusan baru."));
        }
        return refusals;
    }

    /// <summary>What must hold of the placement itself, however it came.</summary>
    public static async Task<IReadOnlyList<Refusal>> Facts(IServiceProvider services, Placement item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.HostId is { } host && !await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().AsNoTracking().AnyAsync(one => one.Id == host && one.Domain == ArchitectureDomain.Infrastructure, cancel))
        {
            refusals.Add(Refusal.At("host", "Pilih butir arsitektur dari domain infrastruktur, misalnya server atau pusat komputasi."));
        }
        if (item.State == RequestState.Active)
        {
            if (item.HostId is null)
            {
                refusals.Add(Refusal.At("host", "Penempatan yang berjalan menyebut tempatnya. Pilih server atau pusat komputasi."));
            }
            if (item.StartsOn is null)
            {
                refusals.Add(Refusal.At("startsOn", "Isi tanggal mulai penempatan yang berjalan."));
            }
        }
        if (item.ExpiresOn < item.StartsOn)
        {
            refusals.Add(Refusal.At("expiresOn", "Akhir masa berlaku tidak boleh sebelum tanggal mulai."));
        }
        if (!item.OutsideContact.IsEmpty && item.Facility != HostingFacility.ThirdParty)
        {
            refusals.Add(Refusal.At("outsideContact", "Narahubung pihak ketiga hanya untuk penempatan pada pihak ketiga. Pilih petugas pengelola dari pegawai."));
        }
        return refusals;
    }

    /// <summary>What stands against giving this place from now on: the regulation may say where applications stand.</summary>
    public static async Task<IEnumerable<Refusal>> Against(IServiceProvider services, Placement item, CancellationToken cancel)
    {
        var kind = await services.GetRequiredService<PlatformDb>().Set<Application>().AsNoTracking().Where(one => one.Id == item.ApplicationId).Select(one => (ApplicationKind?)one.Kind).SingleOrDefaultAsync(cancel);
        return kind is { } known ? CentralPlaces.Against(services.GetRequiredService<CurrentRegulation>().Profile, known, item) : [];
    }

    /// <summary>The procedure of the regulation that leaves a hosting record; null where the ICT agency approves without one.</summary>
    public static Procedure? ProcedureOf(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>().Profile.Procedures.FirstOrDefault(procedure => procedure.Steps.Any(step => step.Records.Contains(HostingRecord.Word)));

    public static async Task Saving(IServiceProvider services, Placement item, bool isNew, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (isNew && item.State == RequestState.Requested)
        {
            item.RequestedBy = services.GetRequiredService<Acting>().Actor.PersonId;
        }
        if (!isNew)
        {
            var end = db.Entry(item).Property(one => one.ExpiresOn);
            if (end.IsModified)
            {
                // Another end: its reminders start anew.
                item.Reminded = null;
            }
            await services.GetRequiredService<RenewalRequests>().Follow(item, end.OriginalValue, cancel);
        }
        await Follow(services, db, item, isNew, cancel);
    }

    /// <summary>The architecture's relation follows the placement: there while one is active, over when none is.</summary>
    private static async Task Follow(IServiceProvider services, PlatformDb db, Placement item, bool isNew, CancellationToken cancel)
    {
        var before = isNew ? null : db.Entry(item).Property(one => one.HostId).OriginalValue;
        var now = item.State == RequestState.Active ? item.HostId : null;
        if (now is { } host)
        {
            await Put(services, db, item, host, null, cancel);
        }
        foreach (var left in new[] { before, item.HostId }.OfType<Guid>().Distinct().Where(one => one != now))
        {
            // As they will be saved: two that end in one save do not keep the relation for each other.
            var others = await db.Set<Placement>().Where(one => one.Id != item.Id && one.ApplicationId == item.ApplicationId && one.HostId == left && one.State == RequestState.Active).ToListAsync(cancel);
            if (!others.Any(one => one.HostId == left && one.State == RequestState.Active))
            {
                await Put(services, db, item, left, item.EndedOn ?? services.GetRequiredService<Platform.Calendar.Today>().Date, cancel);
            }
        }
    }

    /// <param name="until">Last day on which the application runs there; null while it does.</param>
    private static async Task Put(IServiceProvider services, PlatformDb db, Placement item, Guid host, DateOnly? until, CancellationToken cancel)
    {
        var relations = db.Set<ArchitectureRelation>();
        var relation = relations.Local.FirstOrDefault(one => one.FromId == item.ApplicationId && one.ToId == host && one.Kind == RelationKind.RunsOn)
            ?? await relations.FirstOrDefaultAsync(one => one.FromId == item.ApplicationId && one.ToId == host && one.Kind == RelationKind.RunsOn, cancel);
        var isNew = relation is null;
        if (relation is null)
        {
            if (until is not null)
            {
                return;
            }
            relation = new ArchitectureRelation { FromId = item.ApplicationId, ToId = host, Kind = RelationKind.RunsOn, AgencyId = item.AgencyId };
            db.Add(relation);
        }
        else if (relation.Until == until || (until is not null && relation.Until is not null))
        {
            return;
        }
        relation.Until = until;
        await services.RegisterOf<ArchitectureRelation>().Keep(services, relation, isNew, cancel);
    }
}
