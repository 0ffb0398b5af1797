using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Components;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>
/// What makes the register worth looking at: the applications of the sample architecture described, two agencies that propose the same, one
/// application similar to a general one with a condition still open, contracts, costs, two bills of materials.
/// </summary>
internal sealed class InventorySample(IServiceProvider services, Dictionary<string, Application> applications, DateOnly today)
{
    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();

    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var applications = await services.GetRequiredService<PlatformDb>().Set<Application>().Where(item => item.Item.Code.StartsWith("DAA-")).ToDictionaryAsync(item => item.Item.Code, cancel);
        if (applications.Count == 0)
        {
            return;
        }
        var sample = new InventorySample(services, applications, services.GetRequiredService<Today>().Date);
        await sample.Describe(cancel);
        await sample.Propose(cancel);
        await sample.AddParts(cancel);
        await sample.AddBills(cancel);
    }

    private async Task Describe(CancellationToken cancel)
    {
        Describe("DAA-001", Criticality.Vital, Classification.Restricted, ["Mencatat kelahiran dan kematian", "Mencetak kartu keluarga", "Memeriksa nomor induk kependudukan"], "Petugas loket dan warga", 1200, ["Java", "PostgreSQL"], LicenceKind.Closed, null);
        Describe("DAA-002", Criticality.Moderate, Classification.Restricted, ["Mengambil nomor antrean", "Memanggil pasien", "Menampilkan antrean poli"], "Petugas puskesmas dan pasien", 8000, ["PHP", "Laravel", "MariaDB"], LicenceKind.Open, "MIT");
        Describe("DAA-003", Criticality.High, Classification.Secret, ["Mencatat rekam medis pasien", "Mencetak surat rujukan"], "Tenaga kesehatan", 340, ["Java", "PostgreSQL"], LicenceKind.Open, "AGPL-3.0-or-later");
        Describe("DAA-005", Criticality.High, Classification.Public, ["Menerima permohonan izin", "Menerbitkan izin usaha"], "Pelaku usaha dan pemroses izin", 5600, ["C#", "PostgreSQL"], LicenceKind.Open, "EUPL-1.2");
        Describe("DAA-007", Criticality.Vital, Classification.Restricted, ["Menatausahakan keuangan daerah", "Menyusun laporan realisasi anggaran"], "Bendahara dan pejabat keuangan", 410, ["Java", "Oracle Database"], LicenceKind.Closed, null);
        (applications["DAA-007"].OpenWeighed, applications["DAA-007"].ClosedReason) = ("ERPNext dan Odoo Community", "Keduanya belum memenuhi struktur akun pemerintah daerah.");
        applications["DAA-002"].ServesPublic = applications["DAA-005"].ServesPublic = true;
        // The two still without copyright and funding are what the board has to show.
        foreach (var code in new[] { "DAA-001", "DAA-002", "DAA-003", "DAA-005" })
        {
            (applications[code].Funding, applications[code].Copyright, applications[code].Source, applications[code].CopyrightProof) = (Funding.OwnBudget, CopyrightHolder.Government, SourceCustody.Government, "Pasal 9 kontrak contoh");
        }
        await Keep([.. applications.Values.Where(item => db.Entry(item).State == EntityState.Modified)], cancel);
    }

    private void Describe(string code, Criticality criticality, Classification data, List<string> functions, string users, int count, List<string> technology, LicenceKind licence, string? spdx)
    {
        if (applications.TryGetValue(code, out var item))
        {
            (item.Criticality, item.DataClass, item.Functions, item.Users, item.UserCount, item.Technology, item.Licence, item.Spdx) = (criticality, data, functions, users, count, technology, licence, spdx);
            item.Mandate = "Melaksanakan urusan perangkat daerah pemiliknya";
            db.ChangeTracker.DetectChanges();
        }
    }

    /// <summary>Two agencies want one thing: each is shown the other, and what runs already.</summary>
    private async Task Propose(CancellationToken cancel)
    {
        var codes = new[] { "DAB-003", "DAD-002" };
        var items = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => codes.Contains(item.Code)).ToDictionaryAsync(item => item.Code, item => item.Id, cancel);
        var (health, other) = (applications["DAA-002"].Item.AgencyId, applications["DAA-004"].Item.AgencyId);
        var queue = Proposal("DAA-201", "Antrean rawat jalan daring", "Pasien mengambil nomor antrean poli rawat jalan dari rumah.", health, ["Mengambil nomor antrean poli", "Menampilkan antrean", "Memanggil pasien"]);
        var number = Proposal("DAA-202", "Nomor antrean pasien", "Nomor antrean pasien rawat jalan untuk semua fasilitas kesehatan.", other, ["Mengambil nomor antrean", "Mengingatkan pasien"]);
        var letters = Proposal("DAA-203", "Aplikasi naskah dinas", "Surat masuk, surat keluar, dan disposisi antarperangkat daerah.", other, ["Mencatat surat masuk dan surat keluar", "Meneruskan disposisi"]);
        (letters.Kind, letters.General, letters.Stage, letters.ProposedOn, letters.Item.State, letters.Item.From) = (ApplicationKind.Similar, "srikandi", ApplicationStage.Running, null, ItemState.AsIs, new DateOnly(2018, 3, 1));
        await Keep([queue, number, letters], cancel);
        if (items.TryGetValue("DAB-003", out var process))
        {
            await Keep<ArchitectureRelation>(
            [
                new() { Kind = RelationKind.ServedBy, FromId = process, ToId = queue.Id, AgencyId = health },
                new() { Kind = RelationKind.ServedBy, FromId = process, ToId = number.Id, AgencyId = other },
            ], cancel);
        }
        foreach (var item in new[] { queue, number, letters })
        {
            applications[item.Item.Code] = item;
        }
    }

    private Application Proposal(string code, string name, string description, Guid? agency, List<string> functions)
    {
        var item = new Application { Stage = ApplicationStage.Proposed, ProposedOn = today.AddDays(-20), Functions = functions };
        (item.Item.Code, item.Item.Name, item.Item.Description, item.Item.Reference, item.Item.AgencyId, item.Item.State) = (code, name, description, "RAA.02.02", agency, ItemState.ToBe);
        return item;
    }

    private async Task AddParts(CancellationToken cancel)
    {
        var year = today.Year;
        await Keep<ApplicationVersion>(
        [
            new() { ApplicationId = Id("DAA-002"), Number = "1.0", ReleasedOn = today.AddYears(-2), Changes = "Antrean di loket." },
            new() { ApplicationId = Id("DAA-002"), Number = "2.0", ReleasedOn = today.AddMonths(-3), Changes = "Antrean dapat diambil dari telepon.", Note = "Pelatihan petugas selesai." },
            new() { ApplicationId = Id("DAA-005"), Number = "4.2", ReleasedOn = today.AddMonths(-7), Changes = "Izin terbit dengan tanda tangan elektronik." },
        ], cancel);
        await Keep<ApplicationContract>(
        [
            new() { ApplicationId = Id("DAA-001"), Number = "KTR-01/CONTOH", Vendor = "PT Contoh Perangkat", Subject = "Pemeliharaan tahunan", SignedOn = today.AddMonths(-10), EndsOn = today.AddDays(34), Value = 480_000_000m },
            new() { ApplicationId = Id("DAA-005"), Number = "KTR-02/CONTOH", Vendor = "CV Contoh Piranti", Subject = "Pengembangan versi 4", SignedOn = today.AddYears(-1), EndsOn = today.AddMonths(-5), WarrantyUntil = today.AddDays(60), Value = 725_500_000m },
        ], cancel);
        await Keep<ApplicationCost>(
        [
            .. Enumerable.Range(0, 4).Select(at => new ApplicationCost { ApplicationId = Id("DAA-001"), Year = year - at, Kind = CostKind.Upkeep, Amount = 480_000_000m - (at * 35_000_000m) }),
            .. Enumerable.Range(0, 4).Select(at => new ApplicationCost { ApplicationId = Id("DAA-007"), Year = year - at, Kind = CostKind.Licence, Amount = 910_000_000m - (at * 60_000_000m) }),
            new() { ApplicationId = Id("DAA-005"), Year = year - 1, Kind = CostKind.Building, Amount = 725_500_000m },
            new() { ApplicationId = Id("DAA-005"), Year = year, Kind = CostKind.Upkeep, Amount = 120_000_000m },
        ], cancel);
        await Keep<OutsideUse>([new() { ApplicationId = Id("DAA-005"), By = "Pemerintah Kabupaten Contoh", From = today.AddMonths(-4), ApprovedBy = "ict-agency", ApprovedOn = today.AddMonths(-5), Letter = "B-07/CONTOH" }], cancel);
        var link = $"https://{services.GetRequiredService<CurrentRegulation>().Profile.Region.Domain}/contoh";
        await Keep<SimilarEvidence>([.. SimilarConditions.Of(services).Where(condition => condition.Key is "used-before" or "cost-benefit-study").Select(condition => new SimilarEvidence
        {
            ApplicationId = Id("DAA-203"), Condition = condition.Key, What = condition.Key == "used-before" ? "Berita acara mulai beroperasi nomor 3/CONTOH" : "Kajian biaya dan manfaat nomor 8/CONTOH", On = today.AddMonths(-6), Link = $"{link}/{condition.Key}",
        })], cancel);
        await Keep<GeneralAdoption>(
        [
            new() { General = "srikandi", State = AdoptionState.UnderWay, PlannedOn = new DateOnly(year + 1, 1, 31), InsteadId = Id("DAA-203"), Reason = "Aplikasi naskah dinas masih dipakai selama arsip lama dipindahkan." },
            new() { General = "sp4n-lapor", State = AdoptionState.Used, Since = new DateOnly(2020, 1, 6) },
            new() { General = "spse", State = AdoptionState.Used, Since = new DateOnly(2012, 1, 2) },
        ], cancel);
    }

    private async Task AddBills(CancellationToken cancel)
    {
        var bills = services.GetRequiredService<Bills>();
        var at = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (code, components) in new[] { ("DAA-002", Web), ("DAA-005", Net) })
        {
            var file = SbomWriter.Write(new SbomComponent("application", null, applications[code].Item.Name, null, null, []), components, Guid.NewGuid(), at);
            var kept = await bills.Import(Id(code), file, $"{code}.cdx.json", cancel);
            if (!kept.Succeeded)
            {
                throw new InvalidOperationException($"The sample's bill of materials is refused: {string.Join(' ', kept.Refusals.Select(refusal => refusal.Message))}");
            }
            db.ChangeTracker.Clear();
        }
    }

    private static IReadOnlyList<SbomComponent> Web =>
    [
        new("framework", "laravel", "framework", "11.9.2", "pkg:composer/laravel/framework@11.9.2", ["id=MIT"]),
        new("library", "guzzlehttp", "guzzle", "7.8.1", "pkg:composer/guzzlehttp/guzzle@7.8.1", ["id=MIT"]),
        new("library", null, "leaflet", "1.9.4", "pkg:npm/leaflet@1.9.4", ["id=BSD-2-Clause"]),
        new("library", null, "jquery", "3.7.1", "pkg:npm/jquery@3.7.1", ["id=MIT"]),
        new("application", null, "mariadb-server", "10.11.6", "pkg:deb/debian/mariadb-server@10.11.6", ["id=GPL-2.0-only"]),
    ];

    private static IReadOnlyList<SbomComponent> Net =>
    [
        new("library", null, "Npgsql", "9.0.3", "pkg:nuget/Npgsql@9.0.3", ["id=PostgreSQL"]),
        new("library", null, "Newtonsoft.Json", "13.0.3", "pkg:nuget/Newtonsoft.Json@13.0.3", ["id=MIT"]),
        new("library", null, "leaflet", "1.9.3", "pkg:npm/leaflet@1.9.3", ["id=BSD-2-Clause"]),
        new("library", null, "pdf-cetak-contoh", "2.1", null, ["name=Lisensi penyedia contoh"]),
    ];

    private Guid Id(string code) => applications[code].Id;

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the register: a mistake in this file.</exception>
    private async Task Keep<T>(IReadOnlyList<T> records, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var outcome = await new RegisterWork<T>(register, services).Keep(records, cancel);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The sample's {register.Kind} break their rules: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message).Distinct())}");
        }
        db.ChangeTracker.Clear();
    }
}
