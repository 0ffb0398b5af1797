using System.Text;
using Microsoft.Net.Http.Headers;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Uploads;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>One file of a commit, always as a download; and the publiccode.yml of what may be reused.</summary>
internal static class RepositoryDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kerja/aplikasi/{id:guid}/repositori/unduh", File).WithMetadata(new PermissionAttribute(RepositoryPermissions.View)).ExcludeFromDescription();
        routes.MapGet(ReuseCatalogue.Href + "/{slug}/publiccode.yml", (string slug, ReuseCatalogue catalogue, HttpRequest request, CancellationToken cancel) => PublicCode(slug, false, catalogue, request, cancel))
            .WithMetadata(new PermissionAttribute(RepositoryPermissions.View)).ExcludeFromDescription();
        routes.MapGet(ReuseCatalogue.PublicHref + "/{slug}/publiccode.yml", (string slug, ReuseCatalogue catalogue, HttpRequest request, CancellationToken cancel) => PublicCode(slug, true, catalogue, request, cancel))
            .WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> File(Guid id, string? commit, string? jalur, RepositoryApplications applications, RepositoryRights rights, RepositoryFolders folders, GitProgram git, GitReader reader, RepositoryOptions options, HttpContext context, CancellationToken cancel)
    {
        if (await applications.Find(id, cancel) is not { } application || !git.IsThere || !folders.Has(id))
        {
            return Results.NotFound();
        }
        if (await rights.Of(application, cancel) < RepositoryRight.Read)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        if (jalur is not { Length: > 0 } || !await reader.HasCommit(folders.Of(id), commit ?? "", cancel)
            || await reader.At(folders.Of(id), commit!, jalur, cancel) is not { Kind: GitEntryKind.File } entry || entry.Size > options.MaxFileBytes)
        {
            return Results.NotFound();
        }
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = entry.Size;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(UploadCheck.CleanName(entry.Name));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        using var process = git.Start(folders.Of(id), ["cat-file", "blob", entry.Id]);
        try
        {
            process.StandardInput.Close();
            await process.StandardOutput.BaseStream.CopyToAsync(context.Response.Body, cancel);
        }
        finally
        {
            await GitProgram.Stop(process);
        }
        return Results.Empty;
    }

    private static async Task<IResult> PublicCode(string slug, bool everyone, ReuseCatalogue catalogue, HttpRequest request, CancellationToken cancel) =>
        await catalogue.Export(slug, everyone, $"{request.Scheme}://{request.Host}{request.PathBase}", cancel) is { } text ? Results.File(Encoding.UTF8.GetBytes(text), "application/yaml; charset=utf-8", "publiccode.yml") : Results.NotFound();
}
