using System.Globalization;
using Simpul.Web.Modules.Obligations.Calendars;
using Simpul.Web.Modules.Obligations.Exports;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Calendars;
using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Obligations;

/// <summary>The board beside its pages: JSON, sheets, and feeds that calendars subscribe to.</summary>
internal static class ObligationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/obligations", Json).WithMetadata(new PermissionAttribute(ObligationsModule.View)).WithName("ListObligations").WithTags("obligations")
            .WithSummary("Every obligation of the regulation as it stands on a date.").Produces<IReadOnlyList<ObligationJson>>().ProducesValidationProblem();
        routes.MapGet("/kewajiban/ekspor.xlsx", Sheet).WithMetadata(new PermissionAttribute(ObligationsModule.Export)).ExcludeFromDescription();
        routes.MapGet("/kewajiban/ekspor.pdf", Report).WithMetadata(new PermissionAttribute(ObligationsModule.Export)).ExcludeFromDescription();
        // The address is the key: calendars cannot sign in.
        routes.MapGet("/kewajiban/{office}/{token}.ics", Feed).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> Json(HttpRequest request, Board board, Acting acting, Today today, CancellationToken cancel)
    {
        var asked = request.Query["as-of"].ToString();
        var date = today.Date;
        if (asked.Length > 0 && !DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return new List<Refusal> { Refusal.At("as-of", "Tulis tanggal sebagai 2026-11-22.") }.ToProblem();
        }
        return Results.Json(ObligationJson.Of(await board.On(date, cancel), acting.Actor), ObligationJson.Options);
    }

    private static async Task<IResult> Sheet(HttpRequest request, Board board, Acting acting, Today today, CancellationToken cancel)
    {
        var view = await board.On(today.Date, cancel);
        var content = BoardSheet.Write(view, BoardFilter.From(request.Query).Of(view, acting.Actor));
        return Results.Bytes(content, WorkbookWriter.ContentType, $"kewajiban-{view.Date:yyyy-MM-dd}.xlsx");
    }

    private static async Task<IResult> Report(HttpRequest request, Board board, BoardReport report, Acting acting, Today today, CancellationToken cancel)
    {
        var view = await board.On(today.Date, cancel);
        var filter = BoardFilter.From(request.Query);
        return Results.Bytes(report.Write(view, filter, filter.Of(view, acting.Actor)), PdfReport.ContentType, $"kewajiban-{view.Date:yyyy-MM-dd}.pdf");
    }

    private static async Task<IResult> Feed(string office, string token, HttpRequest request, OfficeCalendars calendars, CancellationToken cancel)
    {
        var origin = new Uri($"{request.Scheme}://{request.Host}");
        return await calendars.Feed(office, token, origin, cancel) is { } feed ? Results.Text(feed, CalendarFeed.ContentType) : Results.NotFound();
    }
}
