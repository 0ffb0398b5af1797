using Simpul.Web.Platform.Documents.Sheets;

namespace Simpul.Web.Modules.Obligations.Exports;

/// <summary>The board as an Excel file: the rows of a list, and how each chapter stands.</summary>
internal static class BoardSheet
{
    public static byte[] Write(BoardView view, IReadOnlyList<ShownRow> rows)
    {
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, $"Kewajiban {view.Profile.Regulation.Name}"))
        {
            Rows(workbook, view, rows);
            Chapters(workbook, view);
        }
        return file.ToArray();
    }

    private static void Rows(WorkbookWriter workbook, BoardView view, IReadOnlyList<ShownRow> rows)
    {
        var sheet = workbook.Sheet("Kewajiban",
        [
            new("Nomor"), new("Dasar") { Width = 28 }, new("Kewajiban") { Width = 70 }, new("Pelaku") { Width = 30 }, new("Bab") { Width = 30 }, new("Modul"), new("Status"),
            new("Bobot") { Width = 28 }, new("Sejak", CellKind.Date), new("Tenggat", CellKind.Date), new("Keterangan") { Width = 70 },
        ], $"{view.Profile.Regulation.Name}, keadaan {Platform.Ui.Text.Indonesian.Date(view.Date)}");
        foreach (var shown in rows)
        {
            var row = shown.Row;
            sheet.Row([row.Id, row.Citation, row.Obligation.Text, row.Actor.Title, BoardView.Called(row.Chapter), row.Module, shown.StatusWords, row.Obligation.Weight.Word(), shown.Since, shown.Due, shown.Why]);
        }
    }

    private static void Chapters(WorkbookWriter workbook, BoardView view)
    {
        var sheet = workbook.Sheet("Per bab",
        [
            new("Bab") { Width = 50 }, new("Terpenuhi", CellKind.Number), new("Segera", CellKind.Number), new("Terlambat", CellKind.Number), new("Belum ada", CellKind.Number), new("Tidak berlaku", CellKind.Number),
        ]);
        foreach (var chapter in view.ByChapter(null))
        {
            var counts = chapter.Counts;
            sheet.Row([chapter.Label, counts.Met, counts.Due, counts.Overdue, counts.Missing, counts.NotApplicable]);
        }
    }
}
