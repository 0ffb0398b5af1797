using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Fills the sample's cycle to the proposals of a city: all its agencies, hundreds of items, some of them the same purchase.</summary>
internal static class BudgetCity
{
    /// <summary>Items that the cycle has in the end, for the city by which the budgets are measured.</summary>
    public const int Items = 900;

    private static readonly string[] things =
    [
        "Laptop", "Komputer meja", "Pencetak warna", "Pemindai dokumen", "Proyektor", "Server rak", "Penyimpanan jaringan", "Sakelar jaringan", "Titik akses nirkabel", "Tembok api", "Kamera pengawas", "Catu daya cadangan",
        "Langganan internet", "Langganan surel dinas", "Sewa ruang awan", "Lisensi sistem operasi", "Lisensi pengolah kata", "Lisensi antivirus", "Sertifikat elektronik", "Pengembangan aplikasi", "Pembaruan situs web",
        "Integrasi data", "Uji keamanan", "Audit aplikasi", "Pelatihan operator", "Sertifikasi pegawai", "Tenaga ahli", "Pemeliharaan jaringan", "Pemeliharaan server", "Honorarium pengelola",
    ];

    private static readonly string[] purposes =
    [
        "loket antrean", "rekam medis", "presensi sekolah", "retribusi pasar", "izin usaha", "arsip surat", "bantuan sosial", "peta jalan", "pajak restoran", "parkir elektronik", "pustaka keliling", "uji kendaraan", "data balita",
        "sidang keliling", "lowongan kerja", "panen padi", "wisata sungai", "sampah terpilah", "tanggap banjir", "patroli malam", "rumah susun", "koperasi nelayan", "laporan warga", "gaji pegawai", "aset tanah", "rapat dewan",
        "produk hukum", "pengadaan barang", "mutasi siswa", "donor darah",
    ];

    public static async Task Plan(City city, CancellationToken cancel)
    {
        var db = city.Services.GetRequiredService<PlatformDb>();
        if (await db.Set<BudgetCycle>().AsNoTracking().OrderByDescending(one => one.Year).FirstOrDefaultAsync(cancel) is not { } cycle)
        {
            return;
        }
        var codes = await db.Set<ArchitectureItem>().AsNoTracking().OrderBy(item => item.Code).Select(item => item.Code).ToListAsync(cancel);
        var activities = await db.Set<RoadmapActivity>().AsNoTracking().OrderBy(item => item.Code).Select(item => item.Id).ToListAsync(cancel);
        List<Guid> agencies = [.. await db.Set<BudgetProposal>().AsNoTracking().Where(one => one.CycleId == cycle.Id && one.AgencyId != null).OrderBy(one => one.Title).Select(one => one.AgencyId!.Value).Take(city.Size.Agencies).ToListAsync(cancel)];
        foreach (var step in city.Steps.Where(step => step.Action == "agencies.registered").Take(city.Size.Agencies - agencies.Count))
        {
            city.Add(cycle.OpensOn, new BudgetProposal { Id = city.NewId(cycle.OpensOn), CycleId = cycle.Id, AgencyId = step.Record.Id, Title = $"Usulan perangkat daerah {agencies.Count + 1:00} {cycle.Year}" });
            agencies.Add(step.Record.Id);
        }
        if (agencies.Count == 0)
        {
            return;
        }
        var wanted = Items * agencies.Count / CitySize.Full.Agencies - await db.Set<BudgetItem>().CountAsync(item => item.CycleId == cycle.Id, cancel);
        for (var at = 0; at < wanted; at++)
        {
            city.Add(city.Day(cycle.OpensOn, city.Today), Made(city, cycle, agencies[at % agencies.Count], at, codes, activities));
        }
    }

    private static BudgetItem Made(City city, BudgetCycle cycle, Guid agency, int at, List<string> codes, List<Guid> activities)
    {
        // Every twentieth is what another agency proposes too.
        var name = at % 20 == 19 ? at - 13 : at;
        var price = 1_000_000m * (1 + city.Random.Next(60));
        var quantity = 1 + city.Random.Next(20);
        var decided = at % 3 != 0 && !city.Services.GetRequiredService<BudgetOffices>().IsBlocking;
        return new BudgetItem
        {
            Id = city.NewId(cycle.OpensOn), CycleId = cycle.Id, AgencyId = agency, Code = $"{cycle.Year}-K-{at + 1:0000}",
            Name = $"{things[name % things.Length]} {purposes[name / things.Length % purposes.Length]}", Need = $"Menggantikan cara kerja lama pada {purposes[name / things.Length % purposes.Length]}, nomor {at + 1:0000}.",
            Kind = (SpendingKind)(name % 9), Content = (RoadmapArea)(at % 7), Quantity = quantity, Unit = "unit", UnitPrice = price, Amount = quantity * price, ProposedOn = cycle.OpensOn,
            Architecture = codes.Count == 0 || at % 11 == 10 ? [] : [codes[city.Random.Next(codes.Count)]], ActivityId = activities.Count == 0 || at % 13 == 12 ? null : activities[city.Random.Next(activities.Count)],
            Recommendation = !decided ? Recommendation.Undecided : at % 17 == 16 ? Recommendation.Refused : Recommendation.Recommended,
            RecommendationReason = decided && at % 17 == 16 ? "Sudah tersedia pada perangkat daerah lain." : null, RecommendedOn = decided ? city.Today : null, RecommendedBy = decided ? "ict-agency" : null,
        };
    }
}
