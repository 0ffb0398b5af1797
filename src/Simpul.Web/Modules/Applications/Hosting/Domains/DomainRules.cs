using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>What a name must keep, and what its save brings with it.</summary>
internal static class DomainRules
{
    public const int LeastTtl = 60;
    public const int MostTtl = 604_800;

    /// <summary>What only those may change who set names.</summary>
    private static readonly IReadOnlyList<(string Key, string Member)> decided =
    [
        ("purpose", nameof(DomainName.Purpose)), ("application", nameof(DomainName.ApplicationId)), ("type", nameof(DomainName.Type)), ("target", nameof(DomainName.Target)), ("ttl", nameof(DomainName.Ttl)),
        ("further", nameof(DomainName.Further)), ("registeredOn", nameof(DomainName.RegisteredOn)), ("renewOn", nameof(DomainName.RenewOn)),
    ];

    /// <summary>As a form, a sheet or the API puts it.</summary>
    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, DomainName item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(await Facts(services, item, cancel));
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        var isNew = entry.State == EntityState.Detached;
        if (isNew && item.State is (RequestState.Refused or RequestState.Ended))
        {
            refusals.Add(Refusal.At("state", "Nama baru diajukan atau sudah berjalan. Akhiri atau tolak lewat tindakan di halamannya."));
        }
        if (services.GetRequiredService<Acting>().Actor.MayEverywhere(ApplicationsPermissions.HostingDecide))
        {
            return refusals;
        }
        if (!isNew && item.State != RequestState.Requested)
        {
            refusals.AddRange(decided.Where(field => entry.Property(field.Member).IsModified).Select(field => Refusal.At(field.Key, "Hanya pengelola nama domain yang mengubahnya. Pilih “Minta perpanjangan atau perubahan” di halaman nama ini.")));
        }
        if ((isNew || (item.State == RequestState.Requested && entry.Property(one => one.ApplicationId).IsModified))
            && await ApplicationParts.Foreign(services, item.ApplicationId, ApplicationsPermissions.HostingEdit, cancel) is { } foreign)
        {
            refusals.Add(foreign);
        }
        if (isNew && item.State == RequestState.Active)
        {
            refusals.Add(Refusal.At("state", "Nama yang sudah berjalan dicatat oleh pengelola nama domain. Pilih “Diajukan”."));
        }
        if (isNew && ProcedureOf(services) is { } procedure)
        {
            refusals.Add(Refusal.At("state", $"Nama domain diminta lewat urusan “{procedure.Title}” ({procedure.Cite}). Buka urusan itu dari Tugas, Buka urusan baru."));
        }
        return refusals;
    }

    /// <summary>The procedure of the regulation that registers names; null where the ICT agency approves without one.</summary>
    public static Procedure? ProcedureOf(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>().Profile.Procedures.FirstOrDefault(procedure => procedure.Steps.Any(step => step.Records.Contains(DomainRecord.Word)));

    /// <summary>Office that sets names: the regulation's or, where it is silent, the ICT agency.</summary>
    public static string Registrar(EffectiveProfile profile) => profile.Text("domain.registrar") ?? "ict-agency";

    /// <summary>What must hold of the name itself, however it came.</summary>
    public static async Task<IReadOnlyList<Refusal>> Facts(IServiceProvider services, DomainName item, CancellationToken cancel)
    {
        var (zone, refusals) = await Named(services, item, cancel);
        if (zone is null)
        {
            return refusals;
        }
        refusals.AddRange(Records(item, zone));
        if (item.Purpose == DomainPurpose.Application && item.ApplicationId is null)
        {
            refusals.Add(Refusal.At("application", "Pilih aplikasi yang memakai nama ini."));
        }
        if (item.Purpose != DomainPurpose.Infrastructure && item.ContentOwnerId is null)
        {
            refusals.Add(Refusal.At("contentOwner", "Pilih pegawai yang menjawab isi yang tampil pada nama ini."));
        }
        if (item.State == RequestState.Active && item.RenewOn is null)
        {
            refusals.Add(Refusal.At("renewOn", "Isi sampai kapan nama ini diberikan, misalnya setahun lagi."));
        }
        if (item.RenewOn < item.RegisteredOn)
        {
            refusals.Add(Refusal.At("renewOn", "Perpanjangan tidak boleh sebelum tanggal pendaftaran."));
        }
        return refusals;
    }

    /// <summary>What must hold of the name by itself, and the zone in which it stands; null where it can stand in none.</summary>
    public static async Task<(string? Zone, List<Refusal> Refusals)> Named(IServiceProvider services, DomainName item, CancellationToken cancel)
    {
        var zones = services.GetRequiredService<Zones>();
        if (DomainSyntax.Fault(item.Name, underscores: item.Purpose == DomainPurpose.Infrastructure && item.Type is (DnsType.Txt or DnsType.Cname or DnsType.Srv)) is { } fault)
        {
            return (null, [Refusal.At("name", fault)]);
        }
        if (await zones.Above(item.Name, cancel) is not { } zone)
        {
            return (null, [Refusal.At("name", $"Nama harus berada di bawah domain pemerintah daerah: {string.Join(" atau ", await zones.All(cancel))}.")]);
        }
        return (zone, DomainSyntax.Unwanted(item.Name, zone, item.Purpose) is { } unwanted ? [Refusal.At("name", unwanted)]
            : await services.GetRequiredService<AlikeNames>().Of(item, cancel) is { } alike ? [Refusal.At("name", $"Nama ini mudah disangka {alike}. Pilih nama yang jelas berbeda.")]
            : []);
    }

    public static async Task Saving(IServiceProvider services, DomainName item, bool isNew, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var actor = services.GetRequiredService<Acting>().Actor;
        if (isNew && item.ZoneId == Guid.Empty)
        {
            item.ZoneId = await services.GetRequiredService<Zones>().Of(item.Name, cancel);
        }
        if (isNew && item.State == RequestState.Requested)
        {
            item.RequestedBy = actor.PersonId;
        }
        if (!isNew)
        {
            var stored = db.Entry(item);
            var end = stored.Property(one => one.RenewOn);
            if (stored.Property(one => one.State).OriginalValue != RequestState.Active && stored.Property(one => one.AgencyId).IsModified && !GoesWithItsApplication(db, item))
            {
                Clear(stored);
            }
            if (end.IsModified)
            {
                item.Reminded = null;
            }
            await services.GetRequiredService<RenewalRequests>().Follow(item, end.OriginalValue, cancel);
        }
        if (item.State == RequestState.Active)
        {
            item.RegisteredOn ??= services.GetRequiredService<Today>().Date;
            var registrar = Registrar(services.GetRequiredService<CurrentRegulation>().Profile);
            // What the registrar has saved they stand for, whoever entered it first.
            item.RegisteredBy = actor.Via is "command" || actor.ActsFor(registrar) ? registrar : item.RegisteredBy;
        }
    }

    /// <summary>What whoever had the name before kept under it, and asked about it, does not go on with it; what this very save puts there stays.</summary>
    public static void Clear(EntityEntry<DomainName> stored)
    {
        var item = stored.Entity;
        item.Further = stored.Property(one => one.Further).IsModified ? item.Further : [];
        item.Ttl = stored.Property(one => one.Ttl).IsModified ? item.Ttl : DomainName.UsualTtl;
        item.Watched |= !stored.Property(one => one.Watched).IsModified;
        (item.AskedOn, item.AskedUntil, item.AskedNote, item.AskedAnswer) = (null, null, null, null);
    }

    /// <summary>Whether it is the application that has another owner: its name is still its own.</summary>
    private static bool GoesWithItsApplication(PlatformDb db, DomainName item) =>
        db.ChangeTracker.Entries<ArchitectureItem>().Any(one => one.Entity.Id == item.ApplicationId && one.Property(own => own.AgencyId).IsModified);

    private static IEnumerable<Refusal> Records(DomainName item, string zone)
    {
        var sound = true;
        if (DnsData.Fault(item.Type, item.Target, item.Name, zone) is { } target)
        {
            sound = false;
            yield return Refusal.At("target", target);
        }
        if (item.Type == DnsType.Ns && item.Purpose != DomainPurpose.Infrastructure)
        {
            yield return Refusal.At("type", "Menyerahkan subdomain ke server nama lain hanya untuk infrastruktur.");
        }
        foreach (var line in item.Further)
        {
            if (DnsData.Line(line) is not var (type, data))
            {
                sound = false;
                yield return Refusal.At("further", $"“{Short(line)}” tidak diawali jenis rekaman. Tulis misalnya TXT v=spf1 -all.");
            }
            else if (DnsData.Fault(type, data, item.Name, zone) is { } wrong)
            {
                sound = false;
                yield return Refusal.At("further", $"“{Short(line)}”: {wrong}");
            }
        }
        var records = item.Records.ToList();
        if (records.Count > 1 && records.Any(record => record.Type == DnsType.Cname))
        {
            yield return Refusal.At("further", "CNAME tidak dapat bersama rekaman lain. Pakai A atau AAAA, atau hapus rekaman lainnya.");
        }
        if (sound && records.DistinctBy(record => (record.Type, DnsData.Written(record.Type, record.Data))).Count() != records.Count)
        {
            yield return Refusal.At("further", "Tulis setiap rekaman sekali.");
        }
    }

    private static string Short(string line) => line.Length <= 40 ? line : $"{line[..40]}…";
}
