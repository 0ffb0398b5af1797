using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>The register of the roadmap's activities.</summary>
internal static class ActivityRegister
{
    public const string Slug = "kegiatan-peta-rencana";

    public static readonly IReadOnlyList<(RoadmapArea Value, string Title)> Areas =
    [
        (RoadmapArea.Governance, "Tata Kelola SPBE"),
        (RoadmapArea.Management, "Manajemen SPBE"),
        (RoadmapArea.Services, "Layanan SPBE"),
        (RoadmapArea.Infrastructure, "Infrastruktur SPBE"),
        (RoadmapArea.Applications, "Aplikasi SPBE"),
        (RoadmapArea.Security, "Keamanan SPBE"),
        (RoadmapArea.IctAudit, "Audit TIK"),
    ];

    public static readonly Register<RoadmapActivity> Declared = new()
    {
        Kind = "roadmap-activities",
        Slug = Slug,
        Title = "Kegiatan Peta Rencana",
        One = "kegiatan",
        Why = "Kegiatan Peta Rencana menunjukkan siapa mengerjakan apa, pada tahun mana, dan kesenjangan arsitektur mana yang ditutupnya.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Roadmap,
        OrderedBy = "startsOn",
        TitleOf = item => item.Name,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<RoadmapActivity>("name", "Kegiatan", item => item.Name, RoadmapActivity.NameLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<RoadmapActivity>("code", "Kode kegiatan", item => item.Code, RoadmapActivity.CodeLength, new() { Required = true, Listed = true, Searched = true, Unique = true }),
            Fields.Text<RoadmapActivity>("programme", "Program", item => item.Programme, RoadmapActivity.NameLength, new() { Required = true, Searched = true }),
            Fields.Choice<RoadmapActivity, RoadmapArea>("area", "Muatan", item => item.Area, Areas, new() { Required = true, Listed = true, Filtered = true, CitedBy = "roadmap.contents" }),
            Fields.Reference<RoadmapActivity>("agency", "Penanggung jawab", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<RoadmapActivity>("startsOn", "Mulai", item => item.StartsOn, new() { Required = true, Listed = true }),
            Fields.Date<RoadmapActivity>("endsOn", "Selesai", item => item.EndsOn, new() { Required = true, Listed = true }),
            Fields.Text<RoadmapActivity>("target", "Sasaran", item => item.Target, RoadmapActivity.TargetLength, new() { Required = true, Help = "Apa yang sudah ada bila kegiatan ini selesai." }, longText: true),
            Fields.Money<RoadmapActivity>("budget", "Perkiraan anggaran", item => item.Budget, new() { Help = "Untuk seluruh tahunnya, dalam rupiah." }),
            Fields.Lines<RoadmapActivity>("after", "Sesudah kegiatan", item => item.After, 20, RoadmapActivity.CodeLength, new() { Help = "Kode kegiatan yang harus selesai lebih dahulu." }),
            Fields.Lines<RoadmapActivity>("closes", "Kesenjangan yang ditutup", item => item.Closes, 50, ArchitectureItem.CodeLength, new() { Help = "Kode butir arsitektur yang dibangun, diganti, atau dihentikan." }),
            Fields.Lines<RoadmapActivity>("indicators", "Indikator evaluasi yang ditingkatkan", item => item.Indicators, 47, 10, new() { Help = "Nomor indikatornya menurut instrumen yang berlaku; nama dan kegiatannya ada pada halaman Keselarasan." }),
            Fields.Number<RoadmapActivity>("progress", "Kemajuan (persen)", item => item.Progress, 0, 100, new() { Listed = true }),
            Fields.Date<RoadmapActivity>("progressOn", "Kemajuan per tanggal", item => item.ProgressOn),
        ],
        Rules = Check,
        Saving = async (services, item, isNew, cancel) => item.FirstEndsOn ??= isNew ? item.EndsOn
            : await services.GetRequiredService<PlatformDb>().Set<RoadmapActivity>().AsNoTracking().Where(stored => stored.Id == item.Id).Select(stored => (DateOnly?)stored.EndsOn).SingleOrDefaultAsync(cancel),
        More = [new Section("Yang dilayani kegiatan ini", "/Modules/Planning/Roadmap/_Serves.cshtml", ActivityServes.Load)],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, RoadmapActivity item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>();
        if (item.EndsOn < item.StartsOn)
        {
            refusals.Add(Refusal.At("endsOn", "Tanggal selesai mendahului tanggal mulai."));
        }
        if (item.Progress is not null != item.ProgressOn is not null)
        {
            refusals.Add(Refusal.At(item.Progress is null ? "progress" : "progressOn", "Isi kemajuan beserta tanggalnya."));
        }
        if (item.ProgressOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("progressOn", "Kemajuan dilaporkan sampai hari ini, bukan untuk tanggal yang akan datang."));
        }
        if (item.After.Count > 0)
        {
            refusals.AddRange(await Order(db, item, cancel));
        }
        if (item.Closes.Count > 0)
        {
            var known = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => item.Closes.Contains(one.Code)).Select(one => one.Code).ToListAsync(cancel);
            if (item.Closes.Except(known).FirstOrDefault() is { } unknown)
            {
                refusals.Add(Refusal.At("closes", $"Tidak ada butir arsitektur berkode “{unknown}”."));
            }
        }
        if (item.Indicators.Count > 0 && Indicators.Of(services) is { } instrument && item.Indicators.FirstOrDefault(number => Indicators.Named(instrument, number) is null) is { } other)
        {
            refusals.Add(Refusal.At("indicators", $"Tidak ada indikator nomor “{other}” dalam {instrument.Title} ({instrument.Regulation}), yang bernomor 1 sampai {instrument.Indicators.Max(one => one.Number)}."));
        }
        return refusals;
    }

    /// <summary>What comes before must be there, and must not itself wait for this one.</summary>
    private static async Task<IReadOnlyList<Refusal>> Order(PlatformDb db, RoadmapActivity item, CancellationToken cancel)
    {
        var others = await db.Set<RoadmapActivity>().AsNoTracking().Where(other => other.Id != item.Id).Select(other => new { other.Code, other.After }).ToDictionaryAsync(other => other.Code, other => other.After, cancel);
        if (item.After.FirstOrDefault(code => code == item.Code || !others.ContainsKey(code)) is { } unknown)
        {
            return [Refusal.At("after", unknown == item.Code ? "Kegiatan tidak dapat menunggu dirinya sendiri." : $"Tidak ada kegiatan berkode “{unknown}”.")];
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(item.After);
        while (open.TryPop(out var code))
        {
            if (code == item.Code)
            {
                return [Refusal.At("after", "Urutan ini melingkar: salah satu kegiatan itu sendiri menunggu kegiatan ini.")];
            }
            if (seen.Add(code))
            {
                foreach (var before in others.GetValueOrDefault(code, []))
                {
                    open.Push(before);
                }
            }
        }
        return [];
    }
}
