using Microsoft.Net.Http.Headers;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Uploads;

namespace Simpul.Web.Platform.Files;

internal static class FileEndpoints
{
    public static void AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<FileStore>();
        services.AddSingleton(new UploadCheck(FileRecord.MostBytes));
        services.AddSingleton(new ClamScanner(configuration["Uploads:Scanner"]));
        services.AddScoped<FileSubjects>();
        services.AddScoped<Attachments>();
    }

    /// <summary>
    /// <c>/berkas/{id}</c>: the content, always as a download, never shown from this origin. Open to all, because public files are; what is not public
    /// is asked of the actor inside.
    /// </summary>
    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/berkas/{id:guid}", Download).WithMetadata(new PublicAttribute()).ExcludeFromDescription();

    private static async Task<IResult> Download(Guid id, Attachments files, HttpContext context, CancellationToken cancel)
    {
        var reading = await files.Open(id, cancel);
        switch (reading.Answer)
        {
            case FileAnswer.NotSignedIn:
                return Results.Challenge();
            case FileAnswer.NotAllowed:
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            case FileAnswer.Missing:
                return Results.NotFound();
            default:
                var file = reading.File!;
                context.Response.Headers.CacheControl = file.Classification == Classification.Public ? "public, max-age=3600" : "private, no-store";
                context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
                return Results.Stream(reading.Content!, file.MediaType, file.Name, file.UploadedAt, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
        }
    }
}
