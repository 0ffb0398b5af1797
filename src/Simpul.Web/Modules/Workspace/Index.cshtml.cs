using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Workspace;

/// <summary>The workspace's first page: what waits for the person, then how their office stands. Its parts come from the modules.</summary>
[SignedIn]
public sealed class IndexModel(IEnumerable<IHomeSection> sections, Acting acting) : PageModel
{
    public Actor Actor => acting.Actor;

    public IReadOnlyList<LoadedSection> Sections { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var loaded = new List<LoadedSection>();
        foreach (var section in sections.OrderBy(section => section.Order))
        {
            if (await section.Load(cancel) is { } content)
            {
                loaded.Add(new LoadedSection(loaded.Count + 1, section.Title, section.Partial, content));
            }
        }
        Sections = loaded;
    }
}

/// <summary>A part that has something to show.</summary>
public sealed record LoadedSection(int Number, string Title, string Partial, object Content);
