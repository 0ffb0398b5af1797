using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Sheets;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>The traffic as a workbook: by service, by contract, in its course, and what was refused.</summary>
internal static class TrafficSheet
{
    public const string Href = "/kerja/lalu-lintas-penghubung/ekspor.xlsx";

    private static readonly SheetColumn[] figures =
    [
        new("Panggilan", CellKind.Number), new("Dijawab", CellKind.Number), new("Gagal", CellKind.Number), new("Ditolak", CellKind.Number), new("Terputus di penyedia atau gerbang", CellKind.Number), new("Diputus pemanggil", CellKind.Number), new("Ketersediaan (%)", CellKind.Number),
        new("p50 (ms)", CellKind.Number), new("p95 (ms)", CellKind.Number), new("p99 (ms)", CellKind.Number),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Href, Give).WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();

    private static async Task<IResult> Give(string? rentang, string? layanan, TrafficBook book, Zone zone, CancellationToken cancel)
    {
        var span = TrafficSpan.Of(rentang);
        var contracts = (await book.ByContract(span, cancel)).Where(row => string.IsNullOrWhiteSpace(layanan) || row.Service == layanan).ToList();
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, "Lalu lintas penghubung")) Write(workbook, contracts, await book.Course(span, contracts.Count == 0 && !string.IsNullOrWhiteSpace(layanan) ? "-" : string.IsNullOrWhiteSpace(layanan) ? null : layanan, cancel), zone.Info, span.Title, !string.IsNullOrWhiteSpace(layanan));
        return Results.Bytes(file.ToArray(), WorkbookWriter.ContentType, $"lalu-lintas-{span.Key}.xlsx");
    }

    /// <param name="isOfOne">Whether all of it is about one service, which is then shown whole.</param>
    public static void Write(WorkbookWriter workbook, IReadOnlyList<TrafficRow> contracts, IReadOnlyList<(DateTimeOffset From, TrafficCounts Counts)> course, TimeZoneInfo zone, string span, bool isOfOne = false)
    {
        var counted = $"{span}. {(isOfOne ? "" : "Uji coba ikut, ditandai pada kolomnya. ")}Yang gagal di gerbang sebelum kontraknya dikenal tidak terhitung di sini.";
        var services = workbook.Sheet("Menurut layanan", [new("Layanan"), new("Alamat"), new("Uji coba"), .. figures], counted);
        foreach (var row in TrafficBook.ByService(contracts)) services.Row([row.Title, row.Service, Trial(row), .. Figures(row.Counts)]);
        var agreed = workbook.Sheet("Menurut kontrak", [new("Pemakai"), new("Penyedia"), new("Layanan"), new("Alamat"), new("Uji coba"), new("Tujuan"), new("Kontrak"), .. figures], counted);
        foreach (var row in contracts) agreed.Row([row.Contract!.Consumer, row.Contract.Provider, row.Title, row.Service, Trial(row), row.Contract.Purpose, row.Contract.Hash, .. Figures(row.Counts)]);
        var times = workbook.Sheet("Menurut waktu", [new("Mulai"), .. figures], isOfOne ? counted : $"{span}. Tanpa uji coba; yang gagal di gerbang sebelum kontraknya dikenal ikut.");
        foreach (var (from, counts) in course) times.Row([Platform.Ui.Text.Indonesian.ShortDateAndTime(from, zone), .. Figures(counts)]);
        var refused = workbook.Sheet("Ditolak", [new("Pemakai"), new("Layanan"), new("Kode"), new("Arti"), new("Banyaknya", CellKind.Number)], span);
        foreach (var row in contracts)
            foreach (var (code, count) in row.Counts.RefusedByCode) refused.Row([row.Contract!.Consumer, row.Title, code, TrafficWords.Refusal(code), count]);
    }

    private static string Trial(TrafficRow row) => row.IsTrial ? "ya" : "tidak";

    private static IEnumerable<object?> Figures(TrafficCounts counts) =>
        [counts.Calls, counts.Answered, counts.Failed, counts.Refused, counts.Broken, counts.Left, counts.Availability is { } share ? Math.Floor(share * 100_000) / 1000 : null, Milliseconds(counts.Within(0.5)), Milliseconds(counts.Within(0.95)), Milliseconds(counts.Within(0.99))];

    private static object? Milliseconds(double? value) => value switch { null => null, double.PositiveInfinity => "lebih dari 30000", _ => Math.Round((decimal)value.Value, 1) };
}
