using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Simpul.Web.Platform.Outcomes;

/// <summary>Answers every failure under <c>/api</c> with a problem of a stable type, also those that no operation has a hand in.</summary>
internal static class ApiProblems
{
    public static readonly IReadOnlyList<string> Types =
    [
        ProblemTypes.Refused, ProblemTypes.Unreadable, ProblemTypes.Stale, ProblemTypes.NotFound, ProblemTypes.NotAllowed, ProblemTypes.NotSignedIn,
        ProblemTypes.TooLarge, ProblemTypes.TooMany, ProblemTypes.Unexpected,
    ];

    /// <summary>Puts the two handlers before the rest of the pipeline, for requests to the API.</summary>
    public static void Use(IApplicationBuilder api)
    {
        api.UseStatusCodePages(context => Answer(context.HttpContext, context.HttpContext.Response.StatusCode));
        api.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // What was unexpected is logged once, by its own handler.
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = context => Answer(
                context, context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError),
        });
    }

    /// <summary>The type of a status, what the person is told and what it means.</summary>
    public static (string Type, string Title, string Means) Of(int status) => status switch
    {
        401 => (ProblemTypes.NotSignedIn, "Masuk terlebih dahulu.", "Nobody is signed in"),
        403 => (ProblemTypes.NotAllowed, "Jabatan Anda tidak berwenang untuk ini.", "The acting office has no permission for this record"),
        404 => (ProblemTypes.NotFound, "Data ini tidak ditemukan.", "There is none, or the acting office may not see it"),
        409 => (ProblemTypes.Stale, "Data ini telah diubah orang lain.", "Somebody else changed the record meanwhile"),
        413 => (ProblemTypes.TooLarge, "Isi permintaan terlalu besar.", "The body is too large"),
        415 => (ProblemTypes.Unreadable, "Kirim isi permintaan sebagai application/json.", "The body is not JSON"),
        429 => (ProblemTypes.TooMany, "Terlalu banyak permintaan. Tunggu sebentar.", "Too many requests"),
        >= 500 => (ProblemTypes.Unexpected, "Terjadi kesalahan di Simpul. Coba lagi, dan laporkan bila berulang.", "Something failed in Simpul"),
        400 => (ProblemTypes.Unreadable, "Isi permintaan tidak dapat dibaca.", "The request was refused, field by field, or cannot be read"),
        _ => (ProblemTypes.Unreadable, "Permintaan ini tidak dapat dilayani.", "The request cannot be served"),
    };

    private static Task Answer(HttpContext context, int status)
    {
        var (type, title, _) = Of(status);
        return Results.Problem(statusCode: status, type: type, title: title, extensions: status < 500 ? null : new Dictionary<string, object?>
        {
            ["reference"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        }).ExecuteAsync(context);
    }
}
