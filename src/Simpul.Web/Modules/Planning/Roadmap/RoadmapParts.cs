using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>The roadmap's activities over the years, and whether they close the architecture's gaps: what this part of the module brings.</summary>
internal static class RoadmapParts
{
    public static IReadOnlyList<RailLink> Rail => [new("Perencanaan", "Peta Rencana", IndexModel.Href, "calendar3", PlanningPermissions.View)];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ActivityRegister.Declared);
        services.AddSingleton(new RecordWords("roadmap-activities", ActivityRegister.Declared.One, new Dictionary<string, string> { ["firstEndsOn"] = "Selesai semula" }));
        services.AddSingleton<KeptActivities>();
        services.AddScoped<IRoadmapActivities, RoadmapActivities>();
    }

    public static async Task AddSample(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var agency = (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).FirstOrDefault(item => item.Holds.Contains("ict-agency"))?.Id;
        var wanted = await db.Set<ArchitectureItem>().Where(item => item.State == ItemState.ToBe).OrderBy(item => item.Code).Select(item => item.Code).Take(3).ToListAsync(cancel);
        var year = today.Year;
        (string Code, string Programme, string Name, RoadmapArea Area, int From, int Until, string Target, decimal Budget, int? Progress, string[] After, string? Closes, string[] Indicators)[] planned =
        [
            ("PR-01", "Tata kelola", "Menyusun kebijakan internal SPBE", RoadmapArea.Governance, -1, 0, "Seluruh kebijakan yang diminta peraturan ditetapkan", 250_000_000m, 70, [], null, ["1", "2"]),
            ("PR-04", "Infrastruktur", "Memindahkan server perangkat daerah ke ruang server", RoadmapArea.Infrastructure, -1, 0, "Tidak ada server di luar ruang server", 2_400_000_000m, 100, [], wanted.ElementAtOrDefault(1), ["8"]),
            ("PR-06", "Keamanan", "Membentuk tim tanggap insiden siber", RoadmapArea.Security, 0, 0, "Tim terdaftar dan menangani insiden", 320_000_000m, 60, [], null, ["11"]),
            ("PR-02", "Manajemen", "Menerapkan manajemen risiko SPBE", RoadmapArea.Management, 0, 1, "Daftar risiko setiap perangkat daerah dinilai tiap tahun", 180_000_000m, 30, ["PR-01"], null, ["3"]),
            ("PR-05", "Aplikasi", "Mengganti aplikasi sejenis dengan aplikasi umum", RoadmapArea.Applications, 0, 2, "Aplikasi sejenis tidak dipakai lagi", 900_000_000m, 15, ["PR-04"], wanted.ElementAtOrDefault(2), ["9"]),
            ("PR-03", "Layanan", "Menyatukan layanan perizinan", RoadmapArea.Services, 0, 2, "Satu pintu masuk untuk semua perizinan", 1_750_000_000m, 10, ["PR-05"], wanted.ElementAtOrDefault(0), ["15", "16"]),
            ("PR-07", "Audit", "Melaksanakan audit TIK aplikasi", RoadmapArea.IctAudit, 1, 2, "Laporan audit diterima dan ditindaklanjuti", 400_000_000m, null, ["PR-05"], null, []),
        ];
        // Each after what it waits for.
        foreach (var plan in planned)
        {
            var item = new RoadmapActivity
            {
                Code = plan.Code,
                Programme = plan.Programme,
                Name = plan.Name,
                Area = plan.Area,
                AgencyId = agency,
                StartsOn = new DateOnly(year + plan.From, 1, 1),
                EndsOn = new DateOnly(year + plan.Until, 12, 31),
                // One of them has been put off by a year.
                FirstEndsOn = plan.Code == "PR-05" ? new DateOnly(year + plan.Until - 1, 12, 31) : null,
                Target = plan.Target,
                Budget = plan.Budget,
                Progress = plan.Progress,
                ProgressOn = plan.Progress is null ? null : today.AddDays(-7),
                After = [.. plan.After],
                Closes = plan.Closes is { } closes ? [closes] : [],
                Indicators = [.. plan.Indicators],
            };
            var kept = await new RegisterWork<RoadmapActivity>(ActivityRegister.Declared, services).Keep([item], cancel);
            if (!kept.Succeeded)
            {
                throw new InvalidOperationException($"The sample's roadmap breaks its rules: {string.Join(' ', kept.Refusals.Select(refusal => refusal.Message))}");
            }
        }
    }
}
