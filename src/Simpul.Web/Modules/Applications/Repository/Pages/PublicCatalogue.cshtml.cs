using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>What other governments may use, for everybody.</summary>
[Public]
public sealed class PublicCatalogueModel(ReuseCatalogue catalogue) : PageModel
{
    public IReadOnlyList<ReuseRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    /// <summary>What was searched for; null where nothing was.</summary>
    public string? Sought { get; private set; }

    public async Task OnGetAsync(string? q, CancellationToken cancel)
    {
        Number = ListAddress.NumberOf(Request, 10_000);
        Sought = string.IsNullOrWhiteSpace(q) ? null : q.Length > 200 ? q[..200] : q;
        (Rows, Total) = await catalogue.Page(Sought, everyone: true, Number, cancel);
    }
}
