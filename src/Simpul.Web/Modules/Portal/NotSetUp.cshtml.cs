using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Portal;

/// <summary>What everybody sees until the instance has its regulation: how to give it one.</summary>
[Public]
public sealed class NotSetUpModel(ServerOptions options, CurrentRegulation regulation) : PageModel
{
    public IReadOnlyList<(string Id, string Name)> Regulations { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (regulation.IsSetUp)
        {
            return LocalRedirect("/");
        }
        var profiles = ProfileSet.Load(options.Regulations);
        Regulations = [.. profiles.Ids.Select(id => (id, profiles.Find(id).Profile is { } profile ? $"{profile.Region.Government}, {profile.Regulation.Name}" : id))];
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }
}
