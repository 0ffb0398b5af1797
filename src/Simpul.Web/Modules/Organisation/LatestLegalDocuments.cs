using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The newest public legal documents on the public page.</summary>
internal sealed class LatestLegalDocuments(PlatformDb db) : IPortalSection
{
    public string Title => "Produk hukum";

    public int Order => 60;

    public string Partial => "/Modules/Organisation/_LatestLegalDocuments.cshtml";

    public async Task<object?> Load(CancellationToken cancel)
    {
        var rows = await PublicLegalDocumentsModel.Rowed(db, PublicLegalDocumentsModel.Public(db).OrderByDescending(item => item.IssuedOn).ThenBy(item => item.Id).Take(5)).ToListAsync(cancel);
        return rows.Count == 0 ? null : rows;
    }
}
