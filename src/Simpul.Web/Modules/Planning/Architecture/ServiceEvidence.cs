using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Services of the architecture as evidence of the indicators about electronic services, each with the applications that serve it.</summary>
internal sealed class ServiceEvidence(PlatformDb db, Today today) : IEvidenceSource
{
    private const int Most = 10;

    /// <summary>The branches of the national reference for services to the public and for those of government itself.</summary>
    private const string Public = "RAL.01", Government = "RAL.02";

    public async Task<IReadOnlyList<OfferedRecord>> Offer(string indicator, Guid? agency, CancellationToken cancel)
    {
        if (!ServiceIndicators.Includes(indicator))
        {
            return [];
        }
        var first = ServiceIndicators.IsToPublic(indicator) ? Public : Government;
        // Of both branches, the one that the indicator is about first: what a government counts where is its own choice.
        return await Read(There().Where(item => agency == null || item.AgencyId == agency).OrderByDescending(item => item.Reference != null && item.Reference.Contains(first)).ThenBy(item => item.Name).Take(Most), cancel);
    }

    public async Task<OfferedRecord?> Find(string kind, Guid id, CancellationToken cancel) => kind == ItemRegister.Kind && await Read(There().Where(item => item.Id == id), cancel) is [var found, ..] ? found : null;

    private IQueryable<ArchitectureItem> There()
    {
        var day = today.Date;
        return db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Domain == ArchitectureDomain.Service && item.State == ItemState.AsIs && (item.From == null || item.From <= day) && (item.Until == null || item.Until >= day));
    }

    private async Task<IReadOnlyList<OfferedRecord>> Read(IQueryable<ArchitectureItem> services, CancellationToken cancel)
    {
        var found = await services.ToListAsync(cancel);
        var ids = found.ConvertAll(item => item.Id);
        var day = today.Date;
        var serving = (await (
            from relation in db.Set<ArchitectureRelation>().AsNoTracking()
            where ids.Contains(relation.FromId) && relation.Kind == RelationKind.ServedBy && (relation.Until == null || relation.Until >= day)
            join application in db.Set<ArchitectureItem>().AsNoTracking() on relation.ToId equals application.Id
            orderby application.Name
            select new { relation.FromId, application.Name }).ToListAsync(cancel)).ToLookup(one => one.FromId, one => one.Name);
        return
        [
            .. found.Select(item => new OfferedRecord(ItemRegister.Kind, item.Id, $"Layanan {item.Name}", $"/kerja/{ItemRegister.Slug}/{item.Id}", item.From,
            [
                $"Kode {item.Code}, referensi {item.Reference ?? "belum diisi"}",
                item.From is { } from ? $"Ada sejak {Indonesian.Date(from)}" : "Tanggal mulainya belum dicatat",
                serving[item.Id].Any() ? $"Didukung aplikasi {string.Join(", ", serving[item.Id].Take(5))}" : "Belum didukung aplikasi",
                .. item.Description is { Length: > 0 } description ? new[] { description } : [],
            ])),
        ];
    }
}
