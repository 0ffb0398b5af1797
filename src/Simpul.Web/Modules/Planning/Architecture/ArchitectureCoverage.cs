using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Counts the items that were there on a date, by whether they carry a code of the national reference.</summary>
internal sealed class ArchitectureCoverage(PlatformDb db, ReferenceTree tree) : IArchitectureCoverage
{
    public async Task<ArchitectureCount> On(DateOnly date, CancellationToken cancel)
    {
        var codes = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => (item.From == null || item.From <= date) && (item.Until == null || item.Until >= date))
            .GroupBy(item => new { item.Domain, item.Reference }).Select(group => new { group.Key.Domain, group.Key.Reference, Count = group.Count() }).ToListAsync(cancel);
        var coded = codes.Where(item => item.Reference is not null && tree.Allows(item.Domain, item.Reference)).Sum(item => item.Count);
        return new ArchitectureCount(coded, codes.Sum(item => item.Count) - coded);
    }
}
