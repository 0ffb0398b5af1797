using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>
/// The board. Everybody may see how the obligations stand, unless the government hides that; why, and what proves it, is for those who signed in.
/// </summary>
[Public]
public sealed class IndexModel(Board board, CurrentRegulation regulation, Acting acting, Today today, ModuleTitles titles) : PageModel
{
    public const int Size = 25;

    public BoardView View { get; private set; } = null!;

    public BoardFilter Filter { get; private set; } = new();

    public IReadOnlyList<ShownRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public bool IsSignedIn => acting.Actor.SignedIn;

    public bool MayExport => acting.Actor.May(ObligationsModule.Export);

    public bool MayImport => acting.Actor.May(ObligationsModule.ImportText);

    /// <summary>The agency whose answers the list shows; null for the government as a whole.</summary>
    public AgencyFacts? Agency => Agencies.FirstOrDefault(agency => agency.Id == Filter.Agency);

    public IReadOnlyList<AgencyFacts> Agencies => View.ReadableBy(acting.Actor);

    public IReadOnlyList<Office> Offices => [.. View.Rows.Select(row => row.Actor).DistinctBy(office => office.Key).OrderBy(office => office.Title, StringComparer.Ordinal)];

    public IReadOnlyList<(string Name, string Title)> Modules => [.. View.Rows.Select(row => row.Obligation.Module).Distinct().Select(name => (name, titles.Of(name))).OrderBy(module => module.Item2, StringComparer.Ordinal)];

    public IReadOnlyList<Chapter> Chapters => [.. View.Profile.Regulation.Chapters.Where(chapter => View.Rows.Any(row => row.Chapter == chapter))];

    public string ModuleTitle(string name) => titles.Of(name);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (acting.Actor.SignedIn ? !acting.Actor.May(ObligationsModule.View) : !regulation.Instance.ShowsBoardPublicly)
        {
            return acting.Actor.SignedIn ? Forbid() : Challenge();
        }
        View = await board.On(today.Date, cancel);
        Filter = BoardFilter.From(Request.Query);
        var rows = Filter.Of(View, acting.Actor);
        Total = rows.Count;
        Number = ListAddress.NumberOf(Request, Math.Max(1, (Total + Size - 1) / Size));
        Rows = [.. rows.Skip((Number - 1) * Size).Take(Size)];
        return Page();
    }
}
