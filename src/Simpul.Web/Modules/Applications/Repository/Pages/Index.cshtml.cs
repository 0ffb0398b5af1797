using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Secrets;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>A file as a page shows it.</summary>
/// <param name="Lines">Null where it is no text, or is shown as Markdown.</param>
public sealed record ShownFile(GitEntry Entry, IReadOnlyList<string>? Lines, IHtmlContent? Markdown, bool Cut);

/// <summary>The files of a repository at a branch, a tag or a commit: a folder with its README, or one file.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class IndexModel(RepositoryContexts contexts, GitReader reader, Repositories repositories, RepositoryApplications applications, RepositoryRights rights, PlatformDb db, Acting acting) : PageModel
{
    /// <summary>Lines of a file that are shown.</summary>
    public const int MostLines = 5000;

    private static readonly string[] readmes = ["README.md", "readme.md", "Readme.md", "README", "README.txt"];

    public RepositoryContext Context { get; private set; } = null!;

    public string? UserName { get; private set; }

    /// <summary>Branch, tag or commit, as the address names it.</summary>
    public string At { get; private set; } = "";

    public string Commit { get; private set; } = "";

    public string Place { get; private set; } = "";

    public GitCommit? Newest { get; private set; }

    public IReadOnlyList<GitEntry> Entries { get; private set; } = [];

    public ShownFile? Shown { get; private set; }

    public string CloneAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/git/{Context.Application.Slug}.git";

    /// <summary>The folders above, each with its address.</summary>
    public IEnumerable<(string Name, string Href)> Above
    {
        get
        {
            var parts = Place.Split('/', StringSplitOptions.RemoveEmptyEntries);
            return parts.SkipLast(1).Select((name, at) => (name, Context.FilesHref(At, string.Join('/', parts[..(at + 1)]))));
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, string? cabang, string? jalur, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.Files, cancel) is not { } context)
        {
            return NotFound();
        }
        Context = context;
        UserName = await db.Users.AsNoTracking().Where(account => account.Id == acting.Actor.AccountId).Select(account => account.UserName).SingleOrDefaultAsync(cancel);
        if (!context.Shows)
        {
            return Page();
        }
        Place = jalur?.Trim('/') ?? "";
        if (context.Find(cabang) is { } found)
        {
            (At, Commit) = (found.Name, found.Commit);
        }
        else if (await reader.HasCommit(context.Folder, cabang!, cancel))
        {
            (At, Commit) = (cabang!, cabang!);
        }
        else
        {
            return NotFound();
        }
        if (await reader.At(context.Folder, Commit, Place, cancel) is not { } entry)
        {
            return NotFound();
        }
        Newest = await reader.History(context.Folder, Commit, Place, 0, 1, cancel) is [var newest] ? newest : null;
        if (entry.Kind == GitEntryKind.Folder)
        {
            Entries = await reader.List(context.Folder, entry.Id, cancel);
            Shown = readmes.Select(name => Entries.FirstOrDefault(one => one.Name == name && one.Kind == GitEntryKind.File)).FirstOrDefault(one => one is not null) is { } readme ? await Show(readme, cancel) : null;
        }
        else
        {
            Shown = await Show(entry, cancel);
        }
        return Page();
    }

    /// <summary>Makes the repository, empty.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await applications.Find(id, cancel) is not { } application)
        {
            return NotFound();
        }
        if (await rights.Of(application, cancel) < RepositoryRight.Write)
        {
            return Forbid();
        }
        await repositories.Open(application, makes: true, cancel);
        return this.Done(application.Href, "Repositori dibuat. Kirim kode pertama Anda dengan git push.");
    }

    private async Task<ShownFile> Show(GitEntry entry, CancellationToken cancel)
    {
        if (entry.Kind != GitEntryKind.File)
        {
            return new ShownFile(entry, entry.Kind == GitEntryKind.Link ? [Text((await reader.Content(Context.Folder, entry.Id, 4096, cancel)).Content)] : null, null, false);
        }
        var (content, cut) = await reader.Content(Context.Folder, entry.Id, GitReader.MostShown, cancel);
        if (!SecretScan.IsText(content))
        {
            return new ShownFile(entry, null, null, false);
        }
        var text = Text(content);
        if (entry.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && Request.Query["sumber"] != "ya")
        {
            return new ShownFile(entry, null, MarkdownText.Render(text, Within), cut);
        }
        var lines = text.Split('\n');
        return new ShownFile(entry, [.. lines.Take(lines is [.., ""] ? Math.Min(MostLines, lines.Length - 1) : MostLines).Select(line => line.TrimEnd('\r'))], null, cut || lines.Length > MostLines + 1);
    }

    /// <summary>The address of a file that a text names from the folder in which it stands.</summary>
    private string? Within(string path)
    {
        var folder = Entries.Count > 0 ? Place : Place.Contains('/') ? Place[..Place.LastIndexOf('/')] : "";
        var parts = new List<string>(path.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in Uri.UnescapeDataString(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }
        var target = string.Join('/', parts);
        return GitName.IsPath(target) ? Context.FilesHref(At, target) : null;
    }

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
}
