using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>Finds the zone in which a name stands.</summary>
internal sealed class Zones(PlatformDb db, IServiceProvider services, CurrentRegulation regulation, Today today)
{
    /// <summary>The domain that the regulation names or, where it is silent, the government's own.</summary>
    public static string MainOf(EffectiveProfile profile) => DomainSyntax.Clean(profile.Text("domain.main") ?? profile.Region.Domain);

    /// <summary>The name of the nearest zone above a name, the government's main domain among them; null where it stands under none.</summary>
    public async Task<string?> Above(string name, CancellationToken cancel) =>
        (await db.Set<DnsZone>().AsNoTracking().Select(zone => zone.Name).ToListAsync(cancel)).Append(MainOf(regulation.Profile))
            .Where(zone => DomainSyntax.IsUnder(name, zone)).MaxBy(zone => zone.Length);

    /// <summary>All domains under which a name can be registered, for a refusal.</summary>
    public async Task<IReadOnlyList<string>> All(CancellationToken cancel) =>
        [.. (await db.Set<DnsZone>().AsNoTracking().Select(zone => zone.Name).ToListAsync(cancel)).Append(MainOf(regulation.Profile)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The zone of a name that has one. The main domain's comes to be with the first name under it, in the save at hand; its name servers are filled in later.</summary>
    public async Task<Guid> Of(string name, CancellationToken cancel)
    {
        var wanted = await Above(name, cancel) ?? throw new InvalidOperationException("A name under no zone was not refused.");
        if (db.Set<DnsZone>().Local.FirstOrDefault(zone => zone.Name == wanted)?.Id is { } here)
        {
            return here;
        }
        if (await db.Set<DnsZone>().AsNoTracking().Where(zone => zone.Name == wanted).Select(zone => (Guid?)zone.Id).SingleOrDefaultAsync(cancel) is { } found)
        {
            return found;
        }
        var made = new DnsZone { Name = wanted, Mailbox = $"hostmaster@{wanted}", CreatedOn = today.Date };
        db.Add(made);
        await services.RegisterOf<DnsZone>().Keep(services, made, isNew: true, cancel);
        return made.Id;
    }
}
