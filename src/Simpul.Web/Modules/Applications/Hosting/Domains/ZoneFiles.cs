using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>A zone's file, or why there is none.</summary>
/// <param name="Text">Empty where there are faults.</param>
public sealed record ZoneText(Guid Id, string Zone, string Text, IReadOnlyList<string> Faults, long Serial, int Names);

/// <summary>Makes zone files of the names that are active.</summary>
internal sealed class ZoneFiles(PlatformDb db)
{
    public async Task<ZoneText?> Of(Guid id, CancellationToken cancel) =>
        await db.Set<DnsZone>().AsNoTracking().SingleOrDefaultAsync(zone => zone.Id == id, cancel) is { } zone ? await Of(zone, cancel) : null;

    public async Task<ZoneText> Of(DnsZone zone, CancellationToken cancel)
    {
        var suffix = $".{zone.Name}";
        var below = await db.Set<DnsZone>().AsNoTracking().Where(other => other.Id != zone.Id && other.Name.EndsWith(suffix)).ToListAsync(cancel);
        var all = await db.Set<DomainName>().AsNoTracking().Where(name => name.ZoneId == zone.Id || name.Name.EndsWith(suffix)).ToListAsync(cancel);
        var active = all.Where(name => name.State == RequestState.Active && name.ZoneId == zone.Id).ToList();
        List<ZoneLine> lines = [.. active.SelectMany(Lines), .. below.Where(child => !below.Any(other => other != child && DomainSyntax.IsUnder(child.Name, other.Name))).SelectMany(child => Delegated(child, all))];
        // With everything below, not only with what the file says of it: a part that leaves a sum lets the serial fall.
        var serial = ZoneFile.Serial(zone, zone.Version + all.Sum(name => name.Version + 1L) + below.Sum(other => other.Version + 1L));
        var faults = ZoneFile.Faults(zone, lines);
        return new ZoneText(zone.Id, zone.Name, faults.Count == 0 ? ZoneFile.Written(zone, serial, lines) : "", faults, serial, active.Count);
    }

    private static IEnumerable<ZoneLine> Lines(DomainName name) => name.Records.Select(record => new ZoneLine(name.Name, name.Ttl, record.Type, record.Data));

    /// <summary>The name servers of a zone directly below and, of those that stand in it, their addresses: without them nobody finds the way in (RFC 1034, 4.2.1).</summary>
    private static IEnumerable<ZoneLine> Delegated(DnsZone child, IReadOnlyList<DomainName> names)
    {
        foreach (var server in child.NameServers)
        {
            List<ZoneLine> glue = [.. names.Where(name => name.State == RequestState.Active && name.Name == server).SelectMany(Lines).Where(line => line.Type is DnsType.A or DnsType.Aaaa)];
            var inside = DomainSyntax.IsUnder(server, child.Name);
            if (inside && glue.Count == 0)
            {
                // Its own file says that it has no address yet.
                continue;
            }
            yield return new ZoneLine(child.Name, ZoneFile.Minimum, DnsType.Ns, server);
            foreach (var line in inside ? glue : [])
            {
                yield return line;
            }
        }
    }
}

/// <summary><c>export zone FILE</c>: the main domain's zone; <c>export zone:NAME FILE</c> another's.</summary>
internal sealed class ZoneDocument(PlatformDb db, ZoneFiles files, CurrentRegulation regulation) : IDocumentExchange
{
    public string Name => "zone";

    public Task Write(Stream output, CancellationToken cancel) => Write(null, output, cancel);

    public async Task Write(string? part, Stream output, CancellationToken cancel)
    {
        var name = DomainSyntax.Clean(part ?? Zones.MainOf(regulation.Profile));
        var zone = await db.Set<DnsZone>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == name, cancel)
            ?? throw new InvalidDataException($"There is no zone “{name}”: register it, or a name under the main domain.");
        var file = await files.Of(zone, cancel);
        await output.WriteAsync(Encoding.ASCII.GetBytes(file.Faults.Count == 0 ? file.Text : throw new InvalidDataException($"{name}: {string.Join(' ', file.Faults)}")), cancel);
    }

    public Task<DocumentOutcome> Read(Stream input, bool save, CancellationToken cancel) =>
        Task.FromResult(new DocumentOutcome(["A zone file is only exported: names are registered in the workspace, or imported as a sheet of domain-names."], ""));
}
