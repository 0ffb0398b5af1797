using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>The registers of retirements and of what becomes of the data.</summary>
internal static class RetirementRegisters
{
    public const string Href = "/kerja/penghentian-aplikasi";
    public const string DispositionHref = "/kerja/nasib-data-aplikasi";

    /// <summary>Further away no last day is planned.</summary>
    private const int MostYears = 10;

    public static readonly IReadOnlyList<(RetirementState Value, string Title)> States =
    [
        (RetirementState.Proposed, "Diusulkan"),
        (RetirementState.Approved, "Disetujui, menunggu harinya"),
        (RetirementState.Done, "Selesai"),
        (RetirementState.Refused, "Ditolak"),
        (RetirementState.Cancelled, "Dibatalkan"),
    ];

    public static readonly IReadOnlyList<(DispositionKind Value, string Title)> Dispositions =
    [
        (DispositionKind.Archived, "Diarsipkan"),
        (DispositionKind.Moved, "Dipindahkan"),
        (DispositionKind.Destroyed, "Dimusnahkan dengan berita acara"),
    ];

    public static readonly Register<Retirement> Retirements = new()
    {
        Kind = "application-retirements",
        Slug = "penghentian-aplikasi",
        Title = "Penghentian aplikasi",
        One = "penghentian aplikasi",
        Under = OverviewModel.Parent,
        Why = "Aplikasi yang akan dihentikan: alasannya, harinya, penggantinya, dan tindakan atas setiap data yang disimpannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "archive",
        OrderedBy = "-endsOn",
        TitledBy = ["application"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<Retirement>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<Retirement>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<Retirement>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Text<Retirement>("why", "Alasan dihentikan", item => item.Why, Retirement.TextLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Date<Retirement>("endsOn", "Hari terakhir beroperasi", item => item.EndsOn, new() { Required = true, Listed = true }),
            Fields.Reference<Retirement>("successor", "Aplikasi pengganti", item => item.SuccessorId, "applications", new() { Listed = true, Help = "Kosongkan bila tidak diganti." }),
        ],
        Rules = Check,
        Saving = (services, item, isNew, _) =>
        {
            item.ProposedBy = isNew ? services.GetRequiredService<Acting>().Actor.PersonId : item.ProposedBy;
            return Task.CompletedTask;
        },
        More = [new Section("Tindakan atas data dan keputusan", "/Modules/Applications/Lifecycle/Running/_Retirement.cshtml", RetirementView.Load, Above: true)],
    };

    public static readonly Register<DataDisposition> Data = new()
    {
        Kind = "application-data-dispositions",
        Slug = "nasib-data-aplikasi",
        Title = "Tindakan atas data aplikasi yang dihentikan",
        One = "tindakan atas data",
        Under = OverviewModel.Parent,
        Why = "Apa yang terjadi dengan setiap data ketika aplikasinya dihentikan. Lampirkan berita acara pemusnahan pada catatannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        OrderedBy = "place",
        TitledBy = ["retirement", "data"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.SettleDisposition,
        Of =
        [
            Fields.Reference<DataDisposition>("retirement", "Penghentian", item => item.RetirementId, "application-retirements", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<DataDisposition>("data", "Data", item => item.DataId, "architecture-items", new() { Required = true, Listed = true, Fixed = true }),
            Fields.Reference<DataDisposition>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Choice<DataDisposition, DispositionKind>("kind", "Tindakan atas data", item => item.Kind, Dispositions, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<DataDisposition>("place", "Tempat atau nomor berita acara", item => item.Place, DataDisposition.PlaceLength, new() { Required = true, Listed = true, Searched = true, Help = "Tempat arsipnya, tempat pindahnya, atau nomor berita acara pemusnahannya." }),
            Fields.Date<DataDisposition>("doneOn", "Tanggal dilakukan", item => item.DoneOn, new() { Listed = true }),
        ],
        Rules = CheckData,
    };

    /// <summary>The last day that can be planned.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(MostYears);

    /// <summary>Why an application cannot end on a day; null when it can.</summary>
    /// <param name="from">Its first day; null where nobody recorded it.</param>
    public static string? AgainstDay(DateOnly endsOn, DateOnly? from, DateOnly today) =>
        endsOn < from ? $"Aplikasi ini mulai beroperasi {Indonesian.Date(from.Value)}. Isi hari itu atau sesudahnya; bila hari mulainya salah tercatat, betulkan dahulu di data aplikasi."
        : endsOn < today.AddYears(-MostYears) && from is null ? $"Isi hari dalam {MostYears} tahun terakhir, atau isi dahulu hari mulai beroperasinya di data aplikasi."
        : endsOn > Latest(today) ? $"Isi hari paling lambat {Indonesian.Date(Latest(today))}." : null;

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Retirement item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>();
        if (item.State is RetirementState.Approved or RetirementState.Done)
        {
            refusals.Add(Refusal.Whole($"Penghentian ini sudah disetujui, jadi tidak dapat diubah lagi.{(item.State == RetirementState.Approved ? " Pengelola SPBE dapat menunda atau membatalkannya dari halamannya." : "")}"));
        }
        else if (item.State == RetirementState.Cancelled)
        {
            refusals.Add(Refusal.Whole("Penghentian ini sudah dibatalkan. Usulkan yang baru dari halaman aplikasinya."));
        }
        var from = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item.ApplicationId).Select(one => one.From).SingleOrDefaultAsync(cancel);
        if (AgainstDay(item.EndsOn, from, services.GetRequiredService<Today>().Date) is { } wrong)
        {
            refusals.Add(Refusal.At("endsOn", wrong));
        }
        if (item.SuccessorId is not null && item.SuccessorId == item.ApplicationId)
        {
            refusals.Add(Refusal.At("successor", "Aplikasi tidak dapat menggantikan dirinya sendiri. Pilih aplikasi lain atau kosongkan."));
        }
        if (await db.Set<Application>().AsNoTracking().AnyAsync(one => one.Id == item.ApplicationId && one.Stage == ApplicationStage.Retired, cancel))
        {
            refusals.Add(Refusal.At("application", "Aplikasi ini sudah dihentikan."));
        }
        if (await db.Set<Retirement>().AsNoTracking().AnyAsync(other => other.ApplicationId == item.ApplicationId && other.Id != item.Id && other.State != RetirementState.Refused && other.State != RetirementState.Cancelled, cancel))
        {
            refusals.Add(Refusal.At("application", "Penghentian aplikasi ini sudah diusulkan. Lanjutkan usulan yang ada."));
        }
        return refusals;
    }

    private static async Task<IReadOnlyList<Refusal>> CheckData(IServiceProvider services, DataDisposition item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>();
        if (item.DoneOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("doneOn", "Isi tanggalnya sesudah dilakukan."));
        }
        if (await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item.DataId).Select(one => (ArchitectureDomain?)one.Domain).SingleOrDefaultAsync(cancel) is { } domain && domain != ArchitectureDomain.Data)
        {
            refusals.Add(Refusal.At("data", "Pilih butir dari domain data dan informasi."));
        }
        if (await db.Set<DataDisposition>().AsNoTracking().AnyAsync(other => other.RetirementId == item.RetirementId && other.DataId == item.DataId && other.Id != item.Id, cancel))
        {
            refusals.Add(Refusal.At("data", "Tindakan atas data ini sudah dicatat. Ubah catatannya."));
        }
        if (await db.Set<Retirement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == item.RetirementId, cancel) is { State: RetirementState.Approved or RetirementState.Done } approved)
        {
            refusals.AddRange(AgainstApproved(services, item, approved));
        }
        return refusals;
    }

    /// <summary>Whoever approved that the application stops agreed to this very fate of its data. The number of the minutes is known only once data is destroyed.</summary>
    private static IEnumerable<Refusal> AgainstApproved(IServiceProvider services, DataDisposition item, Retirement approved)
    {
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        if (entry.State == EntityState.Detached)
        {
            if (!services.GetRequiredService<Retirements>().MayDecide(approved))
            {
                yield return Refusal.At("retirement", "Penghentian ini sudah disetujui. Tindakan atas data lain dicatat oleh pengelola SPBE yang tidak mengusulkan penghentiannya.");
            }
            yield break;
        }
        var way = approved.State == RetirementState.Approved ? "Bila harus lain, minta pengelola SPBE membatalkan penghentiannya, lalu usulkan lagi." : "Bila yang terjadi lain, jelaskan pada berkas yang Anda lampirkan.";
        if (entry.Property(one => one.Kind).IsModified)
        {
            yield return Refusal.At("kind", $"Tindakan ini disetujui bersama penghentiannya, jadi tidak dapat diubah. {way}");
        }
        else if (entry.Property(one => one.Place).IsModified && item.Kind != DispositionKind.Destroyed)
        {
            yield return Refusal.At("place", $"Tempat ini disetujui bersama penghentiannya, jadi tidak dapat diubah. {way}");
        }
    }
}
