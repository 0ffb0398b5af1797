using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Workspace;

/// <summary>The search over everything. What is found is what the acting office may see.</summary>
[SignedIn]
public sealed class SearchModel(SearchIndex index, RegisterCatalogue registers) : PageModel
{
    public string Typed { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public SearchPage Found { get; private set; } = new([], false);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var typed = Request.Query[ListAddress.Search].ToString().Trim();
        Typed = typed.Length > 200 ? typed[..200] : typed;
        Number = ListAddress.NumberOf(Request, 1000);
        if (Typed.Length > 0)
        {
            Found = await index.Find(Typed, Number, cancel);
        }
    }

    /// <summary>What kind of thing was found, in words.</summary>
    public string KindOf(SearchEntry entry) => registers.ByKind(entry.Kind)?.Title ?? entry.Kind switch
    {
        "files" => "Berkas",
        "cases" => "Urusan",
        _ => "",
    };
}
