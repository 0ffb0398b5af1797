using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The national list of general and sectoral applications, each with how far it is used here.</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class NationalListModel(PlatformDb db, NationalData national, CurrentRegulation regulation, RecordTitles titles, Acting acting) : PageModel
{
    public const string Href = "/kerja/daftar-aplikasi-umum";

    public IReadOnlyList<NationalRow> Rows { get; private set; } = [];

    public IReadOnlyList<string> Sources => [.. national.General.Sources.Select(source => source.Title)];

    /// <summary>Where the regulation says that they are used.</summary>
    public string? Cite => regulation.Profile.CitationOf("general-application.use")?.ToString();

    /// <summary>Whether the actor may say how the government as a whole stands.</summary>
    public bool MayEdit => acting.Actor.MayEverywhere(ApplicationsPermissions.Edit);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // A handful for each agency at most.
        var adoptions = (await db.Set<GeneralAdoption>().AsNoTracking().ToListAsync(cancel)).ToLookup(item => item.General);
        var replaced = await titles.Of(ApplicationRegister.Kind, [.. adoptions.SelectMany(group => group).Select(item => item.ReplacedId).OfType<Guid>().Distinct()], cancel);
        Rows =
        [
            .. national.General.All.OrderByDescending(item => item.IsGeneral).ThenBy(item => item.Name, StringComparer.Ordinal).Select(item =>
            {
                var whole = adoptions[item.Id].FirstOrDefault(one => one.AgencyId is null);
                return new NationalRow(item, string.Join(", ", item.Areas.Select(national.General.AreaTitle)), whole, adoptions[item.Id].Count(one => one.AgencyId is not null),
                    whole?.ReplacedId is { } id ? replaced.GetValueOrDefault(id) : null);
            }),
        ];
    }
}

/// <param name="Adoption">Of the government as a whole.</param>
/// <param name="Agencies">How many agencies have a row of their own.</param>
public sealed record NationalRow(NationalApplication Item, string Areas, GeneralAdoption? Adoption, int Agencies, string? Replaced);
