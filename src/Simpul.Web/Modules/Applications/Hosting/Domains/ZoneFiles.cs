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
        var names = await db.Set<DomainName>().AsNoTracking().Where(name => name.ZoneId == zone.Id).ToListAsync(cancel);
        var active = names.Where(name => name.State == RequestState.Active).ToList();
        List<ZoneLine> lines = [.. active.SelectMany(name => name.Records.Select(record => new ZoneLine(name.Name, name.Ttl, record.Type, record.Data)))];
        var serial = ZoneFile.Serial(zone, zone.Version + names.Sum(name => name.Version + 1L));
        var faults = ZoneFile.Faults(zone, lines);
        return new ZoneText(zone.Id, zone.Name, faults.Count == 0 ? ZoneFile.Written(zone, serial, lines) : "", faults, serial, active.Count);
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
