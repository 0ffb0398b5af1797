using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>What every page of a repository knows: whose it is, what the actor may do, and the branches and tags where they may look.</summary>
/// <param name="Repository">Null until there is one.</param>
/// <param name="Refs">Empty for who may not read.</param>
/// <param name="Current">The page of the row of links that is open.</param>
public sealed record RepositoryContext(
    RepositoryApplication Application, CodeRepository? Repository, RepositoryRight Right, bool MayApprove, bool MayKeep, bool MayAsk, bool GitIsThere, string Folder, IReadOnlyList<GitRef> Refs, string Current)
{
    public const string Files = "";
    public const string History = "riwayat";
    public const string Branches = "cabang";
    public const string Releases = "rilis";
    public const string Access = "akses";
    public const string Settings = "pengaturan";

    /// <summary>Whether there is a history that the actor may read.</summary>
    public bool Shows => Repository is not null && Right >= RepositoryRight.Read && GitIsThere && Refs.Count > 0;

    public string Href => Application.Href;

    public IReadOnlyList<(string Page, string Title)> Links =>
    [
        .. Right >= RepositoryRight.Read && Repository is not null ? ((string, string)[])[(Files, "Berkas"), (History, "Riwayat"), (Branches, "Cabang dan tag"), (Releases, "Rilis")] : [(Files, "Repositori")],
        (Access, "Akses"),
        .. MayKeep && Repository is not null ? ((string, string)[])[(Settings, "Pengaturan")] : [],
    ];

    public string HrefOf(string page) => page.Length == 0 ? Href : $"{Href}/{page}";

    /// <summary>What is looked at: a branch, a tag or a commit by its id; by default the default branch, or the newest one.</summary>
    public GitRef? Find(string? name) => string.IsNullOrEmpty(name)
        ? Refs.FirstOrDefault(item => !item.IsTag && item.Name == Repository?.DefaultBranch) ?? (Refs.Count > 0 ? Refs[0] : null)
        : Refs.FirstOrDefault(item => item.Name == name);

    public string FilesHref(string? at, string path) => $"{Href}?{(at is null ? "" : $"cabang={Uri.EscapeDataString(at)}&")}jalur={Uri.EscapeDataString(path)}";

    public string CommitHref(string id) => $"{Href}/commit/{id}";
}

/// <summary>Puts together what a page of a repository knows.</summary>
public sealed class RepositoryContexts(PlatformDb db, RepositoryApplications applications, RepositoryRights rights, GitProgram git, GitReader reader, RepositoryFolders folders, Acting acting)
{
    /// <returns>Null where there is no such application.</returns>
    public async Task<RepositoryContext?> Of(Guid id, string current, CancellationToken cancel)
    {
        if (await applications.Find(id, cancel) is not { } application)
        {
            return null;
        }
        var right = await rights.Of(application, cancel);
        var repository = await db.Set<CodeRepository>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        var refs = repository is not null && right >= RepositoryRight.Read && git.IsThere && folders.Has(id) ? await reader.Refs(folders.Of(id), cancel) : [];
        return new RepositoryContext(application, repository, right, rights.MayApprove(application), acting.Actor.May(RepositoryPermissions.Keep, application.AgencyId),
            acting.Actor.May(RepositoryPermissions.Ask), git.IsThere, folders.Of(id), refs, current);
    }
}
