using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>Which names look like one another. All are read once for the rows of a sheet, and found by their look; those that wait for the save at hand are among them.</summary>
internal sealed class AlikeNames(PlatformDb db)
{
    private ILookup<string, (Guid Id, string Name)>? known;

    /// <summary>A registered or requested name that is taken for this one by who reads in haste; null where there is none.</summary>
    public async Task<string?> Of(DomainName item, CancellationToken cancel)
    {
        known ??= (await db.Set<DomainName>().AsNoTracking().Where(other => other.State != RequestState.Refused).Select(other => new { other.Id, other.Name }).ToListAsync(cancel))
            .SelectMany(other => DomainSyntax.Looks(other.Name).Select(look => (Look: look, Name: (other.Id, other.Name)))).ToLookup(one => one.Look, one => one.Name, StringComparer.Ordinal);
        return DomainSyntax.Looks(item.Name).SelectMany(look => known[look]).Where(other => other.Id != item.Id && other.Name != item.Name).Select(other => other.Name)
            .Concat(db.Set<DomainName>().Local.Where(other => other.Id != item.Id && other.State != RequestState.Refused && DomainSyntax.AreAlike(item.Name, other.Name)).Select(other => other.Name)).FirstOrDefault();
    }
}
