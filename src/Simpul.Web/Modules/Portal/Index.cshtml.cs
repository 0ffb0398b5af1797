using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Portal;

/// <summary>The first page that the public sees. Its parts come from the modules.</summary>
[Public]
public sealed class IndexModel(IEnumerable<IPortalSection> sections, CurrentRegulation regulation) : PageModel
{
    public EffectiveProfile Profile => regulation.Profile;

    public bool IsSample => regulation.Instance.IsSample;

    public IReadOnlyList<LoadedPart> Parts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var loaded = new List<LoadedPart>();
        foreach (var section in sections.OrderBy(section => section.Order))
        {
            if (await section.Load(cancel) is { } content)
            {
                loaded.Add(new LoadedPart(loaded.Count + 1, section.Title, section.Partial, content));
            }
        }
        Parts = loaded;
    }
}

/// <summary>A part that has something to show.</summary>
public sealed record LoadedPart(int Number, string Title, string Partial, object Content);
