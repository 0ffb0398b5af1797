using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Obligations.Texts;

/// <summary>The regulation's words in their order, each provision under its own anchor, so that every citation leads to its place.</summary>
[Permission(ObligationsModule.View)]
public sealed class ReadModel(RegulationWords words, CurrentRegulation regulation, Acting acting) : PageModel
{
    public string Name => regulation.Profile.Regulation.Name;

    public string FullTitle => $"{regulation.Profile.Regulation.Kind} Nomor {regulation.Profile.Regulation.Number} Tahun {regulation.Profile.Regulation.Year} tentang {regulation.Profile.Regulation.Title}";

    public RegulationText? Text { get; private set; }

    public bool MayImport => acting.Actor.May(ObligationsModule.ImportText);

    public async Task OnGetAsync(CancellationToken cancel) => Text = await words.Text(cancel);
}
