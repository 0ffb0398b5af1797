using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Cases;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>
/// A step that leaves a hosting record gives the application its placement. The applicant says for which environment and with what capacity; who runs
/// the place leaves it so or gives another, and says where. Where the application stands there already, its placement is brought up to date; where it stands elsewhere,
/// they say whether it moves (decision 0238). A step that may leave other infrastructure instead places nothing where no application is named.
/// </summary>
internal sealed class HostingRecord(PlatformDb db, IServiceProvider services, Acting acting, Today today, CurrentRegulation regulation) : IStepRecord
{
    public const string Word = "hosting-record";

    /// <summary>The word of a step that can leave a facility which is no application's place.</summary>
    private const string Facility = "infrastructure";

    /// <summary>What becomes of a placement of the same environment elsewhere.</summary>
    private const string Standing = "hostingStanding";

    private const string Moves = "Moves";

    private static readonly IReadOnlyList<FieldChoice> standings = [new(Moves, "Pindah ke sini: penempatan yang lama berakhir hari ini"), new("Stays", "Tetap: penempatan ini tambahan")];

    private const string AsAsked = "Kosongkan bila sama dengan yang diminta.";

    private static readonly IReadOnlyList<(string Asked, string Given, string Label)> capacities =
        [("hostingAskedCpu", "hostingCpu", "vCPU"), ("hostingAskedMemory", "hostingMemory", "Memori (GB)"), ("hostingAskedStorage", "hostingStorage", "Penyimpanan (GB)")];

    private static readonly Dictionary<string, string> keys = new() { ["host"] = "hostingHost", ["facility"] = "hostingFacility", ["expiresOn"] = "hostingExpires", ["startsOn"] = "hostingExpires" };

    private static readonly Func<IServiceProvider, IReadOnlyList<FieldChoice>> environments = _ => [.. PlacementRegister.Environments.Select(item => new FieldChoice(item.Value.ToString(), item.Title))];

    /// <summary>What an application can be placed on.</summary>
    public static IQueryable<Guid> Infrastructure(PlatformDb db) => db.Set<ArchitectureItem>().Where(item => item.Domain == ArchitectureDomain.Infrastructure).Select(item => item.Id);

    public string Record => Word;

    public string? WithoutApplication(Procedure procedure) =>
        procedure.Steps.Any(LeavesOther) ? "Aplikasi yang akan ditempatkan. Kosongkan bila yang diminta fasilitas lain, misalnya penyimpanan data." : null;

    /// <summary>Where the procedure tests the application and brings it into use, nobody has to say that its production is meant.</summary>
    public IReadOnlyList<CaseField> Asked(Procedure procedure) =>
    [
        .. procedure.HasTests() ? Array.Empty<CaseField>()
            : [new CaseField("hostingAskedEnvironment", "Lingkungan yang diminta", FieldKind.Choice) { Required = WithoutApplication(procedure) is null, Choices = environments, Help = "Produksi untuk yang dipakai pengguna; yang lain untuk menguji dan membangun. Wajib bila ada aplikasi yang ditempatkan." }],
        .. capacities.Select(item => new CaseField(item.Asked, $"{item.Label} yang diminta", FieldKind.Number) { Required = false, Least = 1, Most = PlacementRegister.MostCapacity, Help = "Kosongkan bila Anda tidak tahu." }),
    ];

    public IReadOnlyList<CaseField> Fields(Procedure procedure, Step step) =>
    [
        new("hostingEnvironment", "Lingkungan penempatan", FieldKind.Choice) { Required = procedure.HasTests(), Choices = environments, Help = procedure.HasTests() ? null : AsAsked },
        new("hostingFacility", "Fasilitas penempatan", FieldKind.Choice)
        {
            Required = !LeavesOther(step), Choices = _ => [.. PlacementRegister.Facilities.Select(item => new FieldChoice(item.Value.ToString(), item.Title))], Cite = regulation.Profile.CitationOf("application.hosted-centrally")?.ToString(),
        },
        new("hostingHost", "Tempat (server atau pusat komputasi)", FieldKind.Reference) { Required = !LeavesOther(step), Refers = "architecture-items", Among = Infrastructure, Help = "Butir infrastruktur dalam Arsitektur SPBE." },
        new(Standing, "Penempatan yang sudah ada", FieldKind.Choice) { Required = false, Choices = _ => standings, Help = "Wajib bila aplikasi ini sudah ditempatkan di tempat lain untuk lingkungan yang sama." },
        .. capacities.Select(item => new CaseField(item.Given, $"{item.Label} diberikan", FieldKind.Number) { Required = false, Least = 1, Most = PlacementRegister.MostCapacity, Help = AsAsked }),
        new("hostingAddress", "Alamat penempatan", FieldKind.Text) { Required = false, MaxLength = Placement.AddressLength, Help = "Nama host, alamat IP, atau tautan tempat aplikasi menjawab." },
        new("hostingVersion", "Versi yang dipasang", FieldKind.Text) { Required = false, MaxLength = Deployment.NumberLength, Help = "Misalnya 2.4.1. Kosongkan bila yang dipasang versi terbaru yang tercatat." },
        new("hostingContact", "Petugas pengelola", FieldKind.Reference) { Required = false, Refers = "people" },
        new("hostingExpires", "Penempatan berlaku sampai", FieldKind.Date) { Required = false, Help = "Hari terakhir. Kosongkan bila tanpa batas waktu." },
    ];

    public Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        var unsaid = !regulation.Profile.Procedures[item.Procedure].HasTests() && data.Id(ProposalFields.Application) is not null && data.Text("hostingAskedEnvironment") is null;
        return Task.FromResult<IReadOnlyList<Refusal>>(unsaid ? [Refusal.At("hostingAskedEnvironment", "Pilih lingkungan yang diminta untuk aplikasi ini.")] : []);
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null)
        {
            return PlacesNothing(turn) ? []
                : [Refusal.Whole("Urusan ini belum menyebut aplikasinya, sehingga penempatannya tidak dapat dicatat.")];
        }
        List<Refusal> unsaid =
        [
            .. turn.Data.Text("hostingFacility") is null ? [Refusal.At("hostingFacility", "Pilih fasilitas penempatan aplikasi ini.")] : Array.Empty<Refusal>(),
            .. turn.Data.Text("hostingEnvironment") is null && turn.Data.Text("hostingAskedEnvironment") is null ? [Refusal.At("hostingEnvironment", "Pilih lingkungan penempatan: permintaannya tidak menyebutnya.")] : Array.Empty<Refusal>(),
        ];
        var item = Made(turn, application);
        if (turn.Procedure.HasTests() && item.Environment != HostingEnvironment.Production)
        {
            unsaid.Add(Refusal.At("hostingEnvironment", "Langkah ini membawa aplikasi ke penggunaan, jadi yang dicatat penempatan produksinya. Pilih “Produksi”. Lingkungan lain diajukan dari Hosting dan domain."));
        }
        if (item.HostId is { } host && turn.Data.Text(Standing) is null && await Standings(item, cancel) is { Count: > 0 } standing && standing.All(one => one.HostId != host))
        {
            var places = (await services.GetRequiredService<RecordTitles>().Of("architecture-items", [.. standing.Select(one => one.HostId).OfType<Guid>().Distinct()], cancel)).Values;
            unsaid.Add(Refusal.At(Standing, $"Aplikasi ini sudah ditempatkan di {Indonesian.List([.. places])} untuk lingkungan {item.Environment.Word().ToLowerInvariant()}. Pilih apakah ia pindah atau tempat ini tambahan."));
        }
        var against = (await PlacementRules.Facts(services, item, cancel)).Concat(CentralPlaces.Against(regulation.Profile, application.Kind, item));
        return [.. unsaid, .. against.Select(refusal => refusal with { Field = keys.GetValueOrDefault(refusal.Field, "") })];
    }

    public async Task Decided(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null)
        {
            return;
        }
        var (item, register) = (Made(turn, application), services.RegisterOf<Placement>());
        var standing = await Standings(item, cancel);
        var here = standing.FirstOrDefault(one => one.HostId == item.HostId);
        if (here is null)
        {
            db.Add(item);
        }
        else
        {
            Update(here, item);
        }
        await register.Keep(services, here ?? item, here is null, cancel, turn.Item.Number);
        await ReleaseRegisters.Placed(services, here ?? item, turn.Data.Text("hostingVersion"), today.Date, cancel);
        if (turn.Data.Text(Standing) != Moves)
        {
            return;
        }
        foreach (var left in standing.Where(one => one != here))
        {
            (left.State, left.EndedOn, left.EndReason) = (RequestState.Ended, left.StartsOn > today.Date ? left.StartsOn : today.Date, $"Pindah menurut urusan {turn.Item.Number}");
            await register.Keep(services, left, isNew: false, cancel, turn.Item.Number);
        }
    }

    /// <summary>The placements of the same application and environment that stand.</summary>
    private Task<List<Placement>> Standings(Placement item, CancellationToken cancel) =>
        db.Set<Placement>().Where(one => one.ApplicationId == item.ApplicationId && one.Environment == item.Environment && one.State == RequestState.Active).OrderBy(one => one.Id).ToListAsync(cancel);

    /// <summary>What stands, with what was decided now. What nobody said anew stays.</summary>
    private static void Update(Placement here, Placement decided)
    {
        here.Facility = decided.Facility;
        here.OutsideContact = decided.Facility == HostingFacility.ThirdParty ? here.OutsideContact : default;
        (here.CpuAsked, here.MemoryAsked, here.StorageAsked) = (decided.CpuAsked ?? here.CpuAsked, decided.MemoryAsked ?? here.MemoryAsked, decided.StorageAsked ?? here.StorageAsked);
        (here.CpuGiven, here.MemoryGiven, here.StorageGiven) = (decided.CpuGiven ?? here.CpuGiven, decided.MemoryGiven ?? here.MemoryGiven, decided.StorageGiven ?? here.StorageGiven);
        (here.Address, here.ContactId) = (decided.Address ?? here.Address, decided.ContactId ?? here.ContactId);
        (here.AgencyId, here.ExpiresOn, here.CaseNumber) = (decided.AgencyId, decided.ExpiresOn, decided.CaseNumber);
    }

    private static bool LeavesOther(Step step) => step.Records.Contains(Word) && step.Records.Contains(Facility);

    private static bool PlacesNothing(CaseTurn turn) => LeavesOther(turn.Step) && turn.Data.Text("hostingFacility") is null && turn.Data.Id("hostingHost") is null;

    private Placement Made(CaseTurn turn, Application application)
    {
        int? Asked(int at) => Number(turn, capacities[at].Asked);
        int? Given(int at) => Number(turn, capacities[at].Given) ?? Asked(at);
        return new Placement
        {
            ApplicationId = application.Id,
            AgencyId = application.Item.AgencyId ?? turn.Item.AgencyId ?? acting.Actor.AgencyId,
            Environment = Enum.TryParse<HostingEnvironment>(turn.Data.Text("hostingEnvironment") ?? turn.Data.Text("hostingAskedEnvironment"), out var environment) ? environment : HostingEnvironment.Production,
            Facility = Enum.TryParse<HostingFacility>(turn.Data.Text("hostingFacility"), out var facility) ? facility : HostingFacility.ServerRoom,
            State = RequestState.Active,
            HostId = turn.Data.Id("hostingHost"),
            CpuAsked = Asked(0),
            MemoryAsked = Asked(1),
            StorageAsked = Asked(2),
            CpuGiven = Given(0),
            MemoryGiven = Given(1),
            StorageGiven = Given(2),
            Address = turn.Data.Text("hostingAddress"),
            ContactId = turn.Data.Id("hostingContact"),
            StartsOn = today.Date,
            ExpiresOn = turn.Data.Date("hostingExpires"),
            CaseNumber = turn.Item.Number,
        };
    }

    private static int? Number(CaseTurn turn, string key) => int.TryParse(turn.Data.Text(key), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
