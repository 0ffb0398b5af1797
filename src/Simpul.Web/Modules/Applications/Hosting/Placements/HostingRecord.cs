using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>A step that leaves a hosting record gives the application its placement.</summary>
internal sealed class HostingRecord(PlatformDb db, IServiceProvider services, Acting acting, Today today) : IStepRecord
{
    public const string Word = "hosting-record";

    private static readonly IReadOnlyList<(string Key, string Label)> capacities = [("hostingCpu", "vCPU"), ("hostingMemory", "Memori (GB)"), ("hostingStorage", "Penyimpanan (GB)")];

    private static IQueryable<Guid> Infrastructure(PlatformDb db) => db.Set<ArchitectureItem>().Where(item => item.Domain == ArchitectureDomain.Infrastructure).Select(item => item.Id);

    public string Record => Word;

    public IReadOnlyList<CaseField> Fields(Procedure procedure, Step step) =>
    [
        new("hostingEnvironment", "Lingkungan penempatan", FieldKind.Choice) { Choices = _ => [.. PlacementRegister.Environments.Select(item => new FieldChoice(item.Value.ToString(), item.Title))] },
        new("hostingFacility", "Fasilitas penempatan", FieldKind.Choice) { Choices = _ => [.. PlacementRegister.Facilities.Select(item => new FieldChoice(item.Value.ToString(), item.Title))] },
        new("hostingHost", "Tempat (server atau pusat komputasi)", FieldKind.Reference) { Refers = "architecture-items", Among = Infrastructure, Help = "Butir infrastruktur dalam Arsitektur SPBE." },
        .. capacities.Select(item => new CaseField(item.Key, $"{item.Label} diberikan", FieldKind.Number) { Required = false, Least = 1, Most = 1_000_000 }),
        new("hostingAddress", "Alamat penempatan", FieldKind.Text) { Required = false, MaxLength = Placement.AddressLength, Help = "Nama host, alamat IP, atau tautan tempat aplikasi menjawab." },
        new("hostingContact", "Petugas pengelola", FieldKind.Reference) { Required = false, Refers = "people" },
        new("hostingExpires", "Penempatan berlaku sampai", FieldKind.Date) { Required = false, Help = "Hari terakhir. Kosongkan bila tanpa batas waktu." },
    ];

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null)
        {
            return [Refusal.Whole("Urusan ini belum menyebut aplikasinya, sehingga penempatannya tidak dapat dicatat.")];
        }
        var keys = new Dictionary<string, string> { ["host"] = "hostingHost", ["expiresOn"] = "hostingExpires", ["startsOn"] = "hostingExpires" };
        return [.. (await PlacementRules.Facts(services, Made(turn, application), cancel)).Select(refusal => refusal with { Field = keys.GetValueOrDefault(refusal.Field, "") })];
    }

    public async Task Decided(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        var item = Made(turn, application!);
        db.Add(item);
        await services.RegisterOf<Placement>().Keep(services, item, isNew: true, cancel);
    }

    private Placement Made(CaseTurn turn, Application application)
    {
        var (cpu, memory, storage) = (Number(turn, capacities[0].Key), Number(turn, capacities[1].Key), Number(turn, capacities[2].Key));
        return new Placement
        {
            ApplicationId = application.Id,
            AgencyId = application.Item.AgencyId ?? turn.Item.AgencyId ?? acting.Actor.AgencyId,
            Environment = Chosen<HostingEnvironment>(turn, "hostingEnvironment"),
            Facility = Chosen<HostingFacility>(turn, "hostingFacility"),
            State = RequestState.Active,
            HostId = turn.Data.Id("hostingHost"),
            CpuGiven = cpu,
            MemoryGiven = memory,
            StorageGiven = storage,
            Address = turn.Data.Text("hostingAddress"),
            ContactId = turn.Data.Id("hostingContact"),
            StartsOn = today.Date,
            ExpiresOn = turn.Data.Date("hostingExpires"),
            CaseNumber = turn.Item.Number,
        };
    }

    private static int? Number(CaseTurn turn, string key) => int.TryParse(turn.Data.Text(key), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static T Chosen<T>(CaseTurn turn, string key)
        where T : struct, Enum => Enum.TryParse<T>(turn.Data.Text(key), out var value) ? value : default;
}
