using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Ui;

public static class UiSetup
{
    /// <summary>Registers the shell, the assets, and Indonesian messages for what forms get wrong.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddSingleton<Assets>();
        services.AddScoped<Shell>();
        // After the framework's own: what it reads from attributes is what these put into Indonesian.
        services.PostConfigure<MvcOptions>(IndonesianMessages.Configure);
        return services;
    }

    /// <summary>
    /// Serves <c>/assets</c> (compressed beforehand, kept by browsers for a year because names carry hashes) and the rest of wwwroot,
    /// and makes every later step of a request Indonesian: numbers in forms are read with a comma.
    /// </summary>
    public static IApplicationBuilder UseUi(this IApplicationBuilder app)
    {
        var files = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        app.Use((context, next) =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Indonesian.Culture;
            var path = context.Request.Path.Value;
            if (path is not null && path.StartsWith("/assets/", StringComparison.Ordinal))
            {
                foreach (var (coding, suffix) in Codings)
                {
                    if (Accepts(context.Request, coding) && files.GetFileInfo(path + suffix).Exists)
                    {
                        context.Request.Path = path + suffix;
                        break;
                    }
                }
            }
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { ContentTypeProvider = new PackedTypes(), OnPrepareResponse = Prepare });
        return app;
    }

    private static readonly (string Coding, string Suffix)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    private static bool Accepts(HttpRequest request, string coding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);

    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        if (!file.Context.Request.Path.StartsWithSegments("/assets")) return;
        headers.Vary = "Accept-Encoding";
        var hashed = file.File.Name != "manifest.json";
        headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
        var packed = Codings.FirstOrDefault(coding => file.File.Name.EndsWith(coding.Suffix, StringComparison.Ordinal));
        if (packed.Coding is not null) headers.ContentEncoding = packed.Coding;
    }

    /// <summary>The type of <c>work.css.br</c> is that of <c>work.css</c>.</summary>
    private sealed class PackedTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider plain = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType)
        {
            foreach (var (_, suffix) in Codings)
            {
                if (subpath.EndsWith(suffix, StringComparison.Ordinal)) subpath = subpath[..^suffix.Length];
            }
            return plain.TryGetContentType(subpath, out contentType);
        }
    }
}
