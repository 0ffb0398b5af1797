using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Workspace;

/// <summary>
/// What is shown in place of a page that cannot be: why, and what to do now. The API gets the same as a problem document (RFC 9457). The pipeline
/// comes here with whatever method the request had.
/// </summary>
[Public, IgnoreAntiforgeryToken]
public sealed class ProblemModel(Acting acting) : PageModel
{
    public string Title { get; private set; } = "";

    public string Words { get; private set; } = "";

    /// <summary>The number under which the log holds the failure.</summary>
    public string? Reference { get; private set; }

    public bool InWorkspace => acting.Actor.SignedIn;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var original = failure?.Path ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;
        var asked = context.RouteData.Values["code"] is string text && int.TryParse(text, out var number) && number is >= 400 and < 600 ? number : 404;
        // Asked for by its own address, there is no such page.
        var code = failure is not null ? Expected(failure.Error) ?? 500 : original is null ? 404 : asked;
        (Title, Words, var type) = Say(code);
        Reference = code >= 500 ? Unexpected.Reference(HttpContext) : null;
        Response.StatusCode = code;
        Response.Headers.CacheControl = "no-store";
        if (original?.StartsWith("/api/", StringComparison.Ordinal) == true)
        {
            var problem = new ProblemDetails { Status = code, Title = Title, Detail = Words, Type = type };
            if (Reference is not null)
            {
                problem.Extensions["reference"] = Reference;
            }
            context.Result = new ObjectResult(problem) { StatusCode = code, ContentTypes = { "application/problem+json" } };
            return;
        }
        context.Result = Page();
    }

    /// <summary>The status of a failure that is the request's own; null for one that nobody expected.</summary>
    internal static int? Expected(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        _ => null,
    };

    private static (string Title, string Words, string Type) Say(int code) => code switch
    {
        400 => ("Permintaan tidak dapat dibaca", "Formulir mungkin terlalu lama terbuka. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.", ProblemTypes.Refused),
        401 => ("Anda belum masuk", "Masuk terlebih dahulu, lalu buka lagi halaman ini.", ProblemTypes.NotSignedIn),
        403 => ("Jabatan Anda tidak berwenang", "Halaman atau tindakan ini untuk jabatan lain. Bila Anda memegang beberapa jabatan, pilih yang sesuai di bagian atas; bila tidak, hubungi pengelola sistem.", ProblemTypes.NotAllowed),
        404 => ("Halaman tidak ditemukan", "Alamatnya mungkin salah ketik, atau yang Anda cari sudah dipindahkan.", ProblemTypes.NotFound),
        405 => ("Cara ini tidak tersedia", "Alamat ini tidak melayani permintaan seperti itu.", ProblemTypes.NotFound),
        409 => ("Data sudah diubah orang lain", "Orang lain menyimpan perubahan bersamaan dengan Anda. Kembali, muat ulang halaman, lalu ulangi perubahan Anda.", ProblemTypes.Stale),
        413 => ("Kiriman terlalu besar", "Ukuran berkas melebihi batas. Perkecil berkas atau bagi menjadi beberapa bagian.", ProblemTypes.TooLarge),
        415 => ("Jenis isi tidak diterima", "Kirim isi sebagai application/json.", ProblemTypes.Refused),
        429 => ("Terlalu banyak percobaan", "Tunggu satu menit, lalu coba lagi.", ProblemTypes.TooMany),
        >= 500 => ("Terjadi kesalahan pada sistem", "Yang sudah tersimpan tetap tersimpan. Coba lagi sebentar; bila masih terjadi, sampaikan nomor acuan ini kepada pengelola sistem.", ProblemTypes.Unexpected),
        _ => ("Permintaan ditolak", "Kembali ke halaman sebelumnya, lalu coba lagi.", ProblemTypes.Refused),
    };
}
