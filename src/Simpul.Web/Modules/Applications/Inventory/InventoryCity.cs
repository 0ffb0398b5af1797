using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>A made-up city's applications: four hundred of them, with processes, versions, contracts and costs, and proposals that collide.</summary>
internal static class InventoryCity
{
    private const int Applications = 400;
    private const int People = 15_000;

    private static readonly string[] verbs = ["Pendaftaran", "Pencatatan", "Pemantauan", "Pelaporan", "Penjadwalan", "Pengarsipan", "Perizinan", "Pembayaran", "Penilaian", "Pengaduan"];
    private static readonly string[] things = ["pasien", "siswa", "pegawai", "kendaraan", "aset tanah", "bantuan sosial", "retribusi pasar", "air bersih", "jalan rusak", "sampah", "perpustakaan", "nelayan", "koperasi", "pariwisata", "bencana"];
    private static readonly string[] technologies = ["PHP", "Java", "C#", "Python", "PostgreSQL", "MariaDB", "Laravel", "Spring", "Android"];

    public static Task Plan(City city, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        // As many as the size says: a small city for tests has a few.
        var count = Math.Max(4, city.Size.People * Applications / People);
        List<Guid> agencies = [.. city.Actors.Select(actor => actor.AgencyId).OfType<Guid>().Distinct()];
        if (agencies.Count == 0)
        {
            return Task.CompletedTask;
        }
        List<ArchitectureItem> processes = [.. Enumerable.Range(1, Math.Max(2, count / 6)).Select(at => Item(city, city.First, ArchitectureDomain.Process, $"KP-{at:000}", $"{Pick(city, verbs)} {Pick(city, things)}", "RAB.09", agencies))];
        for (var at = 1; at <= count; at++)
        {
            PlanOne(city, at, processes[city.Random.Next(processes.Count)], agencies);
        }
        return Task.CompletedTask;
    }

    private static void PlanOne(City city, int at, ArchitectureItem process, List<Guid> agencies)
    {
        var on = city.Day(city.First, city.Today.AddDays(-30));
        var proposed = at % 12 == 0;
        var item = Item(city, on, ArchitectureDomain.Application, $"KA-{at:000}", $"{Pick(city, verbs)} {Pick(city, things)} {at:000}", "RAA.02.02", agencies);
        (item.State, item.From) = proposed ? (ItemState.ToBe, null) : (ItemState.AsIs, (DateOnly?)on);
        var application = city.Add(on, new Application
        {
            Id = item.Id, Item = item, Kind = at % 15 == 0 ? ApplicationKind.General : ApplicationKind.Special, Stage = proposed ? ApplicationStage.Proposed : at % 17 == 0 ? ApplicationStage.Retired : ApplicationStage.Running,
            Criticality = (Criticality)city.Random.Next(4), ServesPublic = at % 3 == 0, ProposedOn = on, Functions = [.. Enumerable.Range(0, 3).Select(_ => $"{Pick(city, verbs)} {Pick(city, things)}")],
            Users = "Petugas dan warga", UserCount = city.Random.Next(20, 20_000), Technology = [Pick(city, technologies)], Funding = (Funding)city.Random.Next(5), Copyright = (CopyrightHolder)city.Random.Next(3),
            Licence = (LicenceKind)city.Random.Next(3), Mandate = "Urusan pemerintahan perangkat daerah",
        });
        city.Add(on, new ArchitectureRelation { Id = city.NewId(on), FromId = process.Id, Kind = RelationKind.ServedBy, ToId = item.Id, AgencyId = process.AgencyId });
        if (application.Stage != ApplicationStage.Running)
        {
            return;
        }
        for (var number = 1; number <= 1 + city.Random.Next(3); number++)
        {
            var released = city.Day(on, city.Today);
            city.Add(released, new ApplicationVersion { Id = city.NewId(released), ApplicationId = item.Id, AgencyId = item.AgencyId, Number = $"{number}.0", ReleasedOn = released, Changes = $"Perubahan {number}" });
        }
        for (var year = Math.Max(on.Year, city.First.Year); year <= city.Today.Year; year++)
        {
            var spent = year == on.Year ? on : new DateOnly(year, 1, 15);
            if (spent <= city.Today)
            {
                city.Add(spent, new ApplicationCost { Id = city.NewId(spent), ApplicationId = item.Id, AgencyId = item.AgencyId, Year = year, Kind = CostKind.Upkeep, Amount = 1_000_000m * city.Random.Next(10, 900) });
            }
        }
        if (at % 2 == 0)
        {
            city.Add(on, new ApplicationContract { Id = city.NewId(on), ApplicationId = item.Id, AgencyId = item.AgencyId, Number = $"K-{at:000}", Vendor = $"PT Contoh {at % 30:00}", Subject = "Pemeliharaan", SignedOn = on, EndsOn = on.AddYears(1), Value = 1_000_000m * city.Random.Next(50, 2000) });
        }
    }

    private static ArchitectureItem Item(City city, DateOnly on, ArchitectureDomain domain, string code, string name, string reference, List<Guid> agencies) => city.Add(on, new ArchitectureItem
    {
        Id = city.NewId(on), Domain = domain, Code = code, Name = name, Reference = reference, AgencyId = agencies[city.Random.Next(agencies.Count)], From = on, Description = $"{name}, butir contoh.",
    });

    private static string Pick(City city, string[] from) => from[city.Random.Next(from.Length)];
}
