using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>
/// Git's smart HTTP at <c>/git/{code}.git</c>. Public to the framework, because git brings its own proof (<see cref="GitDoor"/>) and is answered in its own way;
/// whether the request is one of git's at all is looked at first, which says nothing about what is there.
/// </summary>
internal static class GitEndpoints
{
    public const string Upload = "git-upload-pack";
    public const string Receive = "git-receive-pack";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var git = routes.MapGroup("/git").WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        git.MapGet("/{code}.git/info/refs", (string code, string? service, HttpContext context) => service is Upload or Receive
            ? Serve(context, code, service, advertise: true)
            : Say(context, StatusCodes.Status404NotFound, "Alamat ini hanya untuk git: git clone ALAMAT.git"));
        foreach (var service in (string[])[Upload, Receive])
        {
            git.MapPost($"/{{code}}.git/{service}", (string code, HttpContext context) => context.Request.ContentType == $"application/x-{service}-request"
                ? Serve(context, code, service, advertise: false)
                : Say(context, StatusCodes.Status415UnsupportedMediaType, "Alamat ini hanya untuk git."));
        }
    }

    private static async Task Serve(HttpContext context, string code, string service, bool advertise)
    {
        var (services, cancel) = (context.RequestServices, context.RequestAborted);
        if (!services.GetRequiredService<GitProgram>().IsThere)
        {
            await Say(context, StatusCodes.Status503ServiceUnavailable, "Git belum terpasang di server. Minta pengelola server memasang paket git.");
            return;
        }
        if (!services.GetRequiredService<GitDoorLimit>().MayTry(context))
        {
            context.Response.Headers.RetryAfter = "60";
            await Say(context, StatusCodes.Status429TooManyRequests, "Terlalu banyak token yang salah dari alamat ini. Coba lagi satu menit lagi.");
            return;
        }
        if (await services.GetRequiredService<GitDoor>().Enter(context, cancel) is not { } token)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Simpul\", charset=\"UTF-8\"";
            await Say(context, StatusCodes.Status401Unauthorized, "Masuk dengan nama pengguna Anda dan token repositori sebagai kata sandi. Buat token di /kerja/akun/token.");
            return;
        }
        var wants = service == Receive ? RepositoryRight.Write : RepositoryRight.Read;
        if (token.Scope is not (TokenScope.RepositoryRead or TokenScope.RepositoryWrite) || (wants == RepositoryRight.Write && token.Scope != TokenScope.RepositoryWrite))
        {
            await Say(context, StatusCodes.Status403Forbidden, wants == RepositoryRight.Write
                ? "Token ini tidak boleh mengirim ke repositori. Buat token “Mengambil dan mengirim kode” di /kerja/akun/token."
                : "Token ini bukan untuk repositori. Buat token “Mengambil kode” di /kerja/akun/token.");
            return;
        }
        if (await services.GetRequiredService<RepositoryApplications>().Find(code, cancel) is not { } application)
        {
            await Say(context, StatusCodes.Status404NotFound, "Tidak ada aplikasi dengan kode itu.");
            return;
        }
        if (wants == RepositoryRight.Write && application.IsRetired)
        {
            await Say(context, StatusCodes.Status403Forbidden, $"Aplikasi {application.Name} sudah dihentikan; repositorinya arsip yang hanya dapat dibaca.");
            return;
        }
        if (await services.GetRequiredService<RepositoryRights>().Of(application, cancel) < wants)
        {
            await Say(context, StatusCodes.Status403Forbidden, $"Anda tidak berhak {(wants == RepositoryRight.Write ? "mengirim ke" : "mengambil dari")} repositori {application.Name}, atau masa akses Anda sudah berakhir. Minta akses di {application.Href}/akses.");
            return;
        }
        if (await services.GetRequiredService<Repositories>().Open(application, makes: wants == RepositoryRight.Write, cancel) is not { } repository)
        {
            await Say(context, StatusCodes.Status404NotFound, "Aplikasi ini belum mempunyai repositori. Yang berhak mengirim dapat membuatnya dengan git push.");
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // The pack, and what goes before it.
            size.MaxRequestBodySize = services.GetRequiredService<RepositoryOptions>().MaxPushBytes + 1024 * 1024;
        }
        var places = services.GetRequiredService<GitPlaces>();
        if (!places.Take())
        {
            context.Response.Headers.RetryAfter = GitPlaces.Again.ToString(CultureInfo.InvariantCulture);
            await Say(context, StatusCodes.Status503ServiceUnavailable, "Terlalu banyak yang sedang mengambil atau mengirim kode. Ulangi perintahnya sebentar lagi.");
            return;
        }
        try
        {
            await ActivatorUtilities.CreateInstance<GitServing>(services).Run(context, repository, service, advertise);
        }
        catch (GitFailedException failure) when (!context.Response.HasStarted)
        {
            services.GetRequiredService<ILogger<GitServing>>().LogError(failure, "Git could not serve: {Reason}", failure.Message);
            await Say(context, StatusCodes.Status503ServiceUnavailable, "Git di server sedang tidak dapat dipakai. Hubungi pengelola Simpul.");
        }
        finally
        {
            places.Leave();
        }
    }

    private static Task Say(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words + "\n", context.RequestAborted);
    }
}
