using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>Who gets which data element, as a workbook: a row for each element of each contract.</summary>
internal static class RecipientSheet
{
    public const string Href = "/kerja/penerima-data/ekspor.xlsx";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Href, async (RecipientBook book, Zone zone, CancellationToken cancel) =>
    {
        var (rows, _) = await book.Read(null, 0, 0, cancel);
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, "Penerima data")) Write(workbook, rows, zone.Info);
        return Results.Bytes(file.ToArray(), WorkbookWriter.ContentType, "penerima-data.xlsx");
    }).WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();

    public static void Write(WorkbookWriter workbook, IReadOnlyList<DataRecipient> rows, TimeZoneInfo zone)
    {
        var sheet = workbook.Sheet("Penerima data",
        [
            new("Penerima"), new("Penyedia"), new("Layanan"), new("Versi"), new("Operasi"), new("Elemen data"), new("Uraian"), new("Sifat"), new("Data pribadi", CellKind.Boolean), new("Data pada arsitektur"), new("Subjek data"),
            new("Tujuan"), new("Dasar hukum"), new("Berlaku sejak", CellKind.Date), new("Berlaku sampai", CellKind.Date), new("Letak elemen"), new("Kontrak"),
        ]);
        foreach (var row in rows)
            foreach (var one in row.Elements)
                sheet.Row([row.Consumer, row.Provider, row.Service, row.Label, one.Operation, one.Element, one.Meaning, one.Classification?.Word(), one.IsPersonal, one.Data, row.DataSubjects, row.Contract.Purpose, string.Join("; ", row.LegalBasis),
                    Indonesian.DateIn(row.Contract.ValidFrom, zone), Indonesian.DateIn(row.Contract.ValidUntil.AddTicks(-1), zone), one.At, row.Contract.Hash]);
    }
}
