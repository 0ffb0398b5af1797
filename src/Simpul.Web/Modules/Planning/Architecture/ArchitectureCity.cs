using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>
/// The architecture of a made-up city: a third as many items as people and four times as many relations as items, so 5,000 and 20,000 at full size.
/// Numbers stand for names. Registered once a month, items before the relations between them.
/// </summary>
internal sealed class ArchitectureCity(City city, ReferenceTree tree, IReadOnlyList<Guid> agencies)
{
    private const int PeoplePerItem = 3;
    private const int RelationsPerItem = 4;

    /// <summary>Of a hundred items, how many are of each domain.</summary>
    private static readonly (ArchitectureDomain Domain, int Share)[] shares =
    [
        (ArchitectureDomain.Process, 20), (ArchitectureDomain.Data, 16), (ArchitectureDomain.Service, 12), (ArchitectureDomain.Application, 20), (ArchitectureDomain.Infrastructure, 20), (ArchitectureDomain.Security, 12),
    ];

    /// <summary>Of a hundred relations, how many are of each kind and between which domains.</summary>
    private static readonly (RelationKind Kind, ArchitectureDomain From, ArchitectureDomain To, int Share)[] joins =
    [
        (RelationKind.GivenBy, ArchitectureDomain.Service, ArchitectureDomain.Process, 8),
        (RelationKind.Uses, ArchitectureDomain.Process, ArchitectureDomain.Data, 14),
        (RelationKind.Uses, ArchitectureDomain.Application, ArchitectureDomain.Data, 12),
        (RelationKind.ServedBy, ArchitectureDomain.Process, ArchitectureDomain.Application, 14),
        (RelationKind.RunsOn, ArchitectureDomain.Application, ArchitectureDomain.Infrastructure, 14),
        (RelationKind.RunsOn, ArchitectureDomain.Infrastructure, ArchitectureDomain.Infrastructure, 8),
        (RelationKind.ProtectedBy, ArchitectureDomain.Application, ArchitectureDomain.Security, 10),
        (RelationKind.ProtectedBy, ArchitectureDomain.Infrastructure, ArchitectureDomain.Security, 8),
        (RelationKind.Exchanges, ArchitectureDomain.Application, ArchitectureDomain.Application, 10),
        (RelationKind.Replaces, ArchitectureDomain.Application, ArchitectureDomain.Application, 2),
    ];

    private readonly Dictionary<ArchitectureDomain, List<ArchitectureItem>> items = shares.ToDictionary(share => share.Domain, _ => new List<ArchitectureItem>());
    private readonly HashSet<(Guid, Guid, RelationKind)> joined = [];

    public static async Task Plan(City city, CancellationToken cancel)
    {
        var there = (await city.Services.GetRequiredService<IOrganisation>().Agencies(city.Today, cancel)).Where(agency => agency.AnswersForItself).Select(agency => agency.Id);
        var planned = city.Steps.Where(step => step.Change is null && RecordKindAttribute.Of(step.Record.GetType()) == "agencies").Select(step => step.Record.Id);
        new ArchitectureCity(city, city.Services.GetRequiredService<ReferenceTree>(), [.. there.Concat(planned).Take(city.Size.Agencies)]).Plan();
    }

    private void Plan()
    {
        var count = city.Size.People / PeoplePerItem;
        if (count == 0 || agencies.Count == 0)
        {
            return;
        }
        foreach (var (domain, share) in shares)
        {
            for (var at = 1; at <= count * share / 100; at++)
            {
                items[domain].Add(Made(domain, at));
            }
        }
        foreach (var (kind, from, to, share) in joins)
        {
            // Some pairs come up twice or do not fit: in their place another is tried, as long as that leads anywhere.
            var wanted = count * RelationsPerItem * share / 100;
            for (var (made, tries) = (0, 0); made < wanted && tries < wanted * 20; tries++)
            {
                made += Join(kind, items[from], items[to]) ? 1 : 0;
            }
        }
    }

    private ArchitectureItem Made(ArchitectureDomain domain, int number)
    {
        var on = Month();
        var codes = tree.Codes(domain);
        var target = number % 8 == 0;
        return city.Add(on, new ArchitectureItem
        {
            Id = city.NewId(on),
            Domain = domain,
            Name = $"{domain.Word()} {number:0000}",
            Code = $"K-{domain.Reference()}-{number:0000}",
            Reference = codes[city.Random.Next(codes.Count)].Code,
            AgencyId = agencies[city.Random.Next(agencies.Count)],
            State = target ? ItemState.ToBe : ItemState.AsIs,
            From = target ? city.Day(city.Today.AddDays(30), city.Today.AddYears(4)) : city.Day(on.AddYears(-6), on),
            Until = number % 25 == 0 ? city.Day(city.Today.AddDays(60), city.Today.AddYears(3)) : null,
            Metadata = [.. tree.Attributes(domain).Where(attribute => attribute.Values.Count > 0).Take(4).Select(attribute => $"{attribute.Id}={attribute.Values[city.Random.Next(attribute.Values.Count)]}")],
        });
    }

    private bool Join(RelationKind kind, List<ArchitectureItem> from, List<ArchitectureItem> to)
    {
        if (from.Count == 0 || to.Count == 0)
        {
            return false;
        }
        // Some are needed by many: what comes first in its domain more than what comes last.
        var (one, other) = (from[city.Random.Next(from.Count)], to[(int)(Math.Pow(city.Random.NextDouble(), 1.5) * to.Count)]);
        // Machines stand on machines of a lower number, so that none stands on itself.
        if (one.Id == other.Id || (kind == RelationKind.RunsOn && one.Domain == other.Domain && string.CompareOrdinal(one.Code, other.Code) <= 0)
            || (kind == RelationKind.Replaces && (one.State == ItemState.AsIs || other.State == ItemState.ToBe)) || !joined.Add((one.Id, other.Id, kind)))
        {
            return false;
        }
        city.Add(city.Today.AddDays(-1), new ArchitectureRelation { Id = city.NewId(city.Today.AddDays(-1)), FromId = one.Id, Kind = kind, ToId = other.Id, AgencyId = one.AgencyId });
        return true;
    }

    private DateOnly Month()
    {
        var months = Math.Max(1, (city.Today.DayNumber - city.First.DayNumber) / 31);
        var on = city.First.AddMonths(1 + city.Random.Next(months));
        return on < city.Today ? on : city.Today.AddDays(-2);
    }
}
