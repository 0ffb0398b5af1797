using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Bus.Contracts;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Puts members, services, contracts and traffic into an instance, with their events.</summary>
internal static class MadeBus
{
    /// <summary>When everything that a test makes was published or began: a month before its clock.</summary>
    public static readonly DateTimeOffset Begun = new(2026, 10, 1, 2, 0, 0, TimeSpan.Zero);

    public static Task<Guid> BusMember(this App app, string code, MemberKind kind = MemberKind.AgencyApplication, Action<BusMember>? change = null) => app.Saved("bus-members.registered", () =>
    {
        var member = new BusMember { Code = code, Name = $"Anggota {code}", Kind = kind, State = MemberState.Active, JoinedOn = new DateOnly(2026, 9, 1) };
        change?.Invoke(member);
        return member;
    });

    /// <summary>A service with one published version; the document is <see cref="ApiLintTests.Sound"/> where none is given.</summary>
    public static async Task<(Guid Service, Guid Version)> BusService(this App app, Guid provider, string code, Classification classification = Classification.Public, string? document = null, Action<BusServiceVersion>? change = null)
    {
        var service = await app.Saved("bus-services.registered", () => new BusService { Code = code, Title = $"Layanan {code}", ProviderId = provider, Classification = classification, Description = $"Uraian {code}." });
        return (service, await app.BusVersion(service, document, change));
    }

    public static Task<Guid> BusVersion(this App app, Guid service, string? document = null, Action<BusServiceVersion>? change = null) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var bytes = Encoding.UTF8.GetBytes(document ?? ApiLintTests.Sound);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!await db.Set<DescriptionDocument>().AnyAsync(one => one.Sha256 == sha256)) db.Add(new DescriptionDocument { Sha256 = sha256, Content = bytes, AddedAt = Begun });
        var held = await db.Set<BusService>().Where(one => one.Id == service).Select(one => one.Classification).SingleAsync();
        var version = new BusServiceVersion { ServiceId = service, HeldAs = held, Label = "v1", State = ServiceVersionState.Published, PublishedAt = Begun, DescriptionSha256 = sha256 };
        version.Fields.AddRange([
            new ServiceField { VersionId = version.Id, Position = 0, Operation = "daftarHarga", Element = "/properties/data/items/properties/komoditas", Depth = 1, Name = "komoditas", Type = "string", Meaning = "Nama bahan pangan", Classification = Classification.Public },
            new ServiceField { VersionId = version.Id, Position = 1, Operation = "daftarHarga", Element = "/properties/data/items/properties/pencatat", Depth = 1, Name = "pencatat", Type = "string", Meaning = "Petugas pencatat", IsPersonal = true },
        ]);
        change?.Invoke(version);
        db.Add(version);
        services.GetRequiredService<Journal>().Record("bus-service-versions.registered", version);
        await db.SaveChangesAsync();
        return version.Id;
    });

    /// <summary>A contract in force over one of the sound document's operations.</summary>
    /// <returns>Its hash.</returns>
    public static Task<string> BusContract(this App app, Guid consumer, Guid provider, Guid version, Action<BusContract>? change = null, Quota? quota = null, params string[] fields) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var served = await db.Set<BusServiceVersion>().SingleAsync(one => one.Id == version);
        var service = await db.Set<BusService>().SingleAsync(one => one.Id == served.ServiceId);
        var (asks, answers) = (await db.Set<BusMember>().SingleAsync(one => one.Id == consumer), await db.Set<BusMember>().SingleAsync(one => one.Id == provider));
        var contract = new Contract
        {
            Format = Contract.CurrentFormat, Hub = "simpul.example", Consumer = new Party(asks.Code, asks.Name), Provider = new Party(answers.Code, answers.Name),
            Service = new ServiceVersion(service.Code, served.Label, served.DescriptionSha256), Operations = ["daftarHarga"], Purpose = new Purpose("harga", "Memantau harga pangan"),
            LegalBasis = [new LegalBasis("PKS 12/2026", "Pasal 4")], Fields = new Dictionary<string, IReadOnlyList<string>> { ["daftarHarga"] = fields.Length > 0 ? fields : ["/properties/data/items/properties/komoditas"] },
            Classification = "restricted", Valid = new Validity(Begun, Begun.AddYears(1)), Quota = quota,
        }.Sealed();
        var row = new BusContract
        {
            Hash = contract.Id, Canonical = Encoding.UTF8.GetString(contract.Canonical), ConsumerId = consumer, ProviderId = provider, ServiceVersionId = version, PurposeCode = "harga", Purpose = "Memantau harga pangan",
            ValidFrom = Begun, ValidUntil = Begun.AddYears(1), State = ContractState.InForce, Classification = Classification.Restricted,
            HeldAs = ServiceSecrecy.Stricter(Classification.Restricted, service.Classification),
        };
        change?.Invoke(row);
        db.Add(row);
        services.GetRequiredService<Journal>().Record("bus-contracts.registered", row);
        await db.SaveChangesAsync();
        return contract.Id;
    });

    /// <summary>As the gateway counts it: answers and how long they took.</summary>
    public static TrafficCounts Counts(long answered, long failed = 0, long quick = 0, params (string Code, long Count)[] refused)
    {
        var durations = new long[TrafficCounts.Bounds.Count + 1];
        (durations[3], durations[9]) = (quick, answered + failed - quick);
        return new TrafficCounts([0, answered, 0, 0, failed], durations, refused.ToDictionary(one => one.Code, one => one.Count));
    }

    public static Task<long> Count(this App app, DateTimeOffset since, params ContractTraffic[] contracts) => app.Do(services =>
        services.GetRequiredService<TrafficCollection>().Take("gerbang", new TrafficFile(since, app.Clock.GetUtcNow(), new Dictionary<string, long>(), contracts), CancellationToken.None));

    public static Task<Guid> Saved<T>(this App app, string action, Func<T> make)
        where T : class, IRecord => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var record = make();
        db.Add(record);
        services.GetRequiredService<Journal>().Record(action, record);
        await db.SaveChangesAsync();
        return record.Id;
    });

    public static Task<int> Edited<T>(this App app, Guid id, string action, Action<T> change)
        where T : class, IRecord => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var record = await db.Set<T>().SingleAsync(one => one.Id == id);
        change(record);
        services.GetRequiredService<Journal>().Record(action, record);
        return await db.SaveChangesAsync();
    });
}
