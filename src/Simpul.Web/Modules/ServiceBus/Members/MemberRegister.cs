using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>The register of members.</summary>
internal static class MemberRegister
{
    public const string Kind = "bus-members";
    public const string Slug = "anggota-penghubung";
    public const string Href = "/kerja/" + Slug;

    public static Register<BusMember> Declare(Sealer sealer) => new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Anggota penghubung",
        One = "anggota penghubung",
        Why = "Siapa saja yang bertukar data lewat penghubung: aplikasi perangkat daerah, instansi pusat, pemerintah daerah lain, dan pihak lain, dengan kunci dan sertifikatnya.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Members,
        Chapter = "Penghubung Layanan",
        Icon = "people",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<BusMember>("name", "Nama", item => item.Name, BusMember.NameLength, new() { Required = true, Listed = true, Searched = true, Help = "Nama aplikasi atau lembaga, seperti akan tertulis pada kontrak." }),
            Fields.Text<BusMember>("code", "Kode", item => item.Code, BusMember.CodeLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Fixed = true, Help = "Nama pendek pada kontrak dan catatan pertukaran; tidak dapat diubah. Huruf kecil, angka, titik, dan tanda hubung." }),
            Fields.Choice<BusMember, MemberKind>("kind", "Jenis", item => item.Kind, BusWords.MemberKinds, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<BusMember>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Filtered = true, Help = "Aplikasi pada register aplikasi yang terhubung sebagai anggota ini. Kosongkan untuk pihak luar." }),
            Fields.Reference<BusMember>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Fixed = true, Help = "Pemilik aplikasi; tidak dapat diubah, karena ia yang menandatangani. Kosongkan untuk pihak luar pemerintah daerah." }),
            Fields.Choice<BusMember, MemberState>("state", "Keadaan", item => item.State, BusWords.MemberStates, new() { Required = true, Listed = true, Filtered = true, Fixed = true, Help = "Anggota baru mulai dengan uji coba: hanya layanan sandbox. Menjadi terhubung setelah diputuskan." }),
            Fields.Text<BusMember>("contactOffice", "Unit penanggung jawab", item => item.ContactOffice, BusMember.ContactLength),
            Fields.Reference<BusMember>("contact", "Narahubung", item => item.ContactId, "people"),
            Fields.Personal<BusMember>("outsideContact", "Narahubung pihak luar", item => item.OutsideContact, () => sealer, BusMember.ContactLength, _ => null, settings: new() { Help = "Nama dan nomor telepon atau surel; disimpan tersandi." }),
            Fields.Lines<BusMember>("networks", "Alamat jaringan", item => item.Networks, BusMember.MostNetworks, BusMember.NetworkLength, new() { Help = "Alamat IP atau rentang CIDR asal panggilan. Bila diisi, gerbang menolak panggilan anggota ini dari alamat lain; kosongkan bila boleh dari mana saja." }),
            Fields.YesNo<BusMember>("auditor", "Pemeriksa", item => item.IsAuditor, new() { Help = "Boleh membaca catatan pertukaran dan semua bukti; untuk inspektorat atau auditor." }),
            Fields.Date<BusMember>("joinedOn", "Terhubung sejak", item => item.JoinedOn, new() { Listed = true, Help = "Diisi sendiri saat keputusan. Isi hanya untuk yang sudah terhubung sebelum tercatat." }),
        ],
        Rules = Check,
        Saving = Saving,
        More =
        [
            new("Tindakan", "/Modules/ServiceBus/Members/_MemberActions.cshtml", MemberActions.Load, Above: true),
            new("Kunci dan sertifikat", "/Modules/ServiceBus/Members/_Credentials.cshtml", CredentialList.Load),
            new("Kontrak", "/Modules/ServiceBus/Contracts/_ContractsOf.cshtml", Contracts.ContractsOf.Member),
            CaseSections.About(Kind, ConnectionCase.Key, "Ajukan penggunaan penghubung"),
        ],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, BusMember item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(BusCode.Networks(item.Networks, "networks"));
        var (db, actor) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Acting>().Actor);
        if (!BusCode.Is(item.Code))
        {
            refusals.Add(Refusal.At("code", BusCode.Rule));
        }
        if (item.Kind == MemberKind.AgencyApplication && item.AgencyId is null)
        {
            refusals.Add(Refusal.At("agency", "Pilih perangkat daerah pemilik aplikasi ini."));
        }
        if (item.Kind != MemberKind.AgencyApplication && (item.AgencyId is not null || item.ApplicationId is not null))
        {
            refusals.Add(Refusal.At(item.ApplicationId is not null ? "application" : "agency", "Aplikasi dan perangkat daerah hanya untuk anggota dari pemerintah daerah ini. Kosongkan, atau pilih jenis “Aplikasi perangkat daerah”."));
        }
        if (item.ApplicationId is { } application && await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == application).Select(one => new { one.AgencyId }).SingleOrDefaultAsync(cancel) is { } owned)
        {
            if (owned.AgencyId is { } owner && owner != item.AgencyId)
            {
                refusals.Add(Refusal.At("application", "Aplikasi ini milik perangkat daerah lain. Pilih pemiliknya sebagai perangkat daerah anggota."));
            }
        }
        var entry = db.Entry(item);
        var connects = actor.MayEverywhere(ServiceBusPermissions.Connect);
        if (!connects && (entry.State == EntityState.Detached ? item.IsAuditor || item.JoinedOn is not null : entry.Property(one => one.IsAuditor).IsModified || entry.Property(one => one.JoinedOn).IsModified))
        {
            refusals.Add(Refusal.At(item.IsAuditor ? "auditor" : "joinedOn", "Diisi oleh pengelola penghubung."));
        }
        if (entry.State == EntityState.Detached && item.State is not MemberState.Trial && !(item.State == MemberState.Active && connects))
        {
            refusals.Add(Refusal.At("state", connects ? "Anggota baru mulai dengan uji coba, atau terhubung bila memang sudah terhubung." : "Anggota baru mulai dengan uji coba. Ajukan penggunaan penghubung dari halamannya."));
        }
        return refusals;
    }

    private static Task Saving(IServiceProvider services, BusMember item, bool isNew, CancellationToken cancel)
    {
        if (isNew)
        {
            item.ProposedBy = services.GetRequiredService<Acting>().Actor.PersonId;
            if (item.State == MemberState.Active)
            {
                item.JoinedOn ??= services.GetRequiredService<Today>().Date;
            }
        }
        return Task.CompletedTask;
    }
}
