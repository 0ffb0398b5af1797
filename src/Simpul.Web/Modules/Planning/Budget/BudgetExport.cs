using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The consolidated list as a workbook and as a report to print, with its totals and what is not in it.</summary>
internal static class BudgetExport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(BudgetAddress.Home + "/{year:int}/daftar.xlsx", Sheet).WithMetadata(new PermissionAttribute(PlanningPermissions.View)).ExcludeFromDescription();
        routes.MapGet(BudgetAddress.Home + "/{year:int}/daftar.pdf", Report).WithMetadata(new PermissionAttribute(PlanningPermissions.View)).ExcludeFromDescription();
    }

    private static async Task<IResult> Sheet(int year, PlatformDb db, BudgetOffices offices, IOrganisation organisation, Today today, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return Results.NotFound();
        }
        var names = await Names(organisation, today, cancel);
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, Title(book)))
        {
            Totals(workbook, "Menurut muatan", "Muatan", ByContent(book));
            Totals(workbook, "Menurut perangkat daerah", "Perangkat daerah", ByAgency(book, names));
            Items(workbook, "Daftar", book.Listed, names, why: false);
            Items(workbook, "Tidak masuk", book.Excluded, names, why: true);
        }
        return Results.Bytes(file.ToArray(), WorkbookWriter.ContentType, $"anggaran-spbe-{year}.xlsx");
    }

    private static async Task<IResult> Report(int year, PlatformDb db, BudgetOffices offices, IOrganisation organisation, CurrentRegulation regulation, Today today, TimeProvider clock, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return Results.NotFound();
        }
        var names = await Names(organisation, today, cancel);
        var report = new PdfReport(new PdfInfo(Title(book), clock.GetUtcNow())
        {
            Author = regulation.Profile.Region.Government, Landscape = true,
            Subtitle = $"{regulation.Profile.Region.Government}, keadaan {Indonesian.Date(today.Date)}",
        });
        var listed = book.Listed.ToList();
        report.Facts([("Butir dalam daftar", Indonesian.Number(listed.Count)), ("Jumlah", Indonesian.Money(listed.Sum(entry => entry.Item.Wanted))), ("Tidak masuk", Indonesian.Number(book.Entries.Count - listed.Count)),
            ("Keadaan", book.Cycle.ConsolidatedOn is { } day ? $"Dikonsolidasikan {Indonesian.Date(day)}" : "Rancangan, belum dikonsolidasikan")]);
        Totals(report, "Menurut muatan", "Muatan", ByContent(book));
        Totals(report, "Menurut perangkat daerah", "Perangkat daerah", ByAgency(book, names));
        report.Heading("Daftar");
        report.Table([new("Butir", 3.4), new("Perangkat daerah", 1.8), new("Jenis belanja", 1.8), new("Sumber dana", 1), new("Jumlah", 1.4, Right: true)],
            listed.Select(entry => (IReadOnlyList<PdfCell>)[Cell(entry.Item.Name), Cell(Name(names, entry.Item.AgencyId)), Cell(BudgetWords.Of(entry.Item.Kind)), Cell(BudgetWords.Fund(entry.Item.Fund)), Cell(Indonesian.Money(entry.Item.Wanted))]), "Belum ada butir yang masuk daftar.");
        report.Heading("Tidak masuk daftar");
        report.Table([new("Butir", 3), new("Perangkat daerah", 1.8), new("Mengapa", 3.4), new("Jumlah", 1.4, Right: true)],
            book.Excluded.Select(entry => (IReadOnlyList<PdfCell>)[Cell(entry.Item.Name), Cell(Name(names, entry.Item.AgencyId)), Cell(entry.Why), Cell(Indonesian.Money(entry.Item.Wanted))]), "Setiap butir masuk daftar.");
        using var file = new MemoryStream();
        report.Save(file);
        return Results.Bytes(file.ToArray(), PdfReport.ContentType, $"anggaran-spbe-{year}.pdf");
    }

    private static PdfCell Cell(string text) => new(text);

    private static string Title(BudgetBook book) => $"{(book.IsFinal ? "Daftar" : "Rancangan daftar")} rencana dan anggaran SPBE {book.Cycle.Year}";

    private static IReadOnlyList<BudgetTotal> ByContent(BudgetBook book) => BudgetBook.Totals(book.Listed, item => item.Content, content => ActivityRegister.Areas.First(area => area.Value == content).Title);

    private static IReadOnlyList<BudgetTotal> ByAgency(BudgetBook book, Dictionary<Guid, string> names) => BudgetBook.Totals(book.Listed, item => item.AgencyId, agency => Name(names, agency));

    private static async Task<Dictionary<Guid, string>> Names(IOrganisation organisation, Today today, CancellationToken cancel) => (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Name);

    private static string Name(Dictionary<Guid, string> names, Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "";

    private static void Totals(WorkbookWriter workbook, string name, string heading, IReadOnlyList<BudgetTotal> totals)
    {
        using var sheet = workbook.Sheet(name, [new(heading), new("Butir", CellKind.Number), new("Jumlah", CellKind.Number)]);
        foreach (var total in totals)
        {
            sheet.Row([total.Label, total.Items, total.Amount]);
        }
        sheet.Row(["Seluruhnya", totals.Sum(total => total.Items), totals.Sum(total => total.Amount)]);
    }

    private static void Totals(PdfReport report, string title, string heading, IReadOnlyList<BudgetTotal> totals)
    {
        report.Heading(title);
        report.Table([new(heading, 3), new("Butir", 1, Right: true), new("Jumlah", 1.6, Right: true)],
            totals.Append(new BudgetTotal("Seluruhnya", totals.Sum(total => total.Items), totals.Sum(total => total.Amount)))
                .Select(total => (IReadOnlyList<PdfCell>)[Cell(total.Label), Cell(Indonesian.Number(total.Items)), Cell(Indonesian.Money(total.Amount))]));
    }

    private static void Items(WorkbookWriter workbook, string name, IEnumerable<BudgetEntry> entries, Dictionary<Guid, string> names, bool why)
    {
        List<SheetColumn> columns = [new("Kode usulan"), new("Nama belanja"), new("Perangkat daerah"), new("Jenis belanja"), new("Muatan"), new("Sumber dana"), new("Kode rekening"), new("Butir arsitektur"), new("Diusulkan", CellKind.Number), new("Jumlah", CellKind.Number), new("Rekomendasi"), new("Alasan rekomendasi")];
        if (why)
        {
            columns.Add(new("Mengapa tidak masuk"));
        }
        using var sheet = workbook.Sheet(name, columns);
        foreach (var entry in entries)
        {
            var item = entry.Item;
            List<object?> cells = [item.Code, item.Name, Name(names, item.AgencyId), BudgetWords.Of(item.Kind), ActivityRegister.Areas.First(area => area.Value == item.Content).Title, BudgetWords.Fund(item.Fund), item.Account, string.Join("\n", item.Architecture), item.Amount, item.Wanted, BudgetWords.Of(item.Recommendation), item.RecommendationReason];
            if (why)
            {
                cells.Add(entry.Why);
            }
            sheet.Row(cells);
        }
    }
}
