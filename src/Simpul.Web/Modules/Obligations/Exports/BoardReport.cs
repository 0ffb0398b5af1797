using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Obligations.Exports;

/// <summary>The board as a report to print and to file: the picture by chapter, then the rows of a list.</summary>
internal sealed class BoardReport(TimeProvider clock)
{
    private static readonly Dictionary<State, PdfState> states = new Dictionary<State, PdfState>
    {
        [State.Met] = new(State.Met.Word(), new PdfColour(0x1B6E3C), PdfPattern.Solid),
        [State.Due] = new(State.Due.Word(), new PdfColour(0x8A5A00), PdfPattern.Diagonal),
        [State.Overdue] = new(State.Overdue.Word(), new PdfColour(0xB3261E), PdfPattern.Cross),
        [State.Missing] = new(State.Missing.Word(), new PdfColour(0x566273), PdfPattern.Dots),
        [State.NotApplicable] = new(State.NotApplicable.Word(), new PdfColour(0x8793A3), PdfPattern.Horizontal),
    };

    public byte[] Write(BoardView view, BoardFilter filter, IReadOnlyList<ShownRow> rows)
    {
        var report = new PdfReport(new PdfInfo("Kewajiban SPBE", clock.GetUtcNow())
        {
            Author = view.Profile.Region.Government,
            Subtitle = $"{view.Profile.Regulation.Name}, keadaan {Indonesian.Date(view.Date)}",
            Landscape = true,
        });
        if (filter.IsEmpty)
        {
            report.StackedBars("Bagaimana setiap bab dipenuhi?", [.. States.All.Select(state => states[state])],
                [.. view.ByChapter(null).Select(chapter => new PdfBar(chapter.Label, [.. States.All.Select(state => chapter.Counts[state])]))]);
        }
        else
        {
            report.Note($"Memuat {rows.Count} dari {view.Rows.Count} kewajiban, menurut saringan pada daftar.");
        }
        report.Heading("Daftar kewajiban");
        report.Table(
            [new("Dasar", 1.6), new("Kewajiban", 4), new("Pelaku", 1.8), new("Status", 1.4), new("Tenggat", 1.1), new("Keterangan", 3.4)],
            rows.Select(shown => (IReadOnlyList<PdfCell>)
            [
                shown.Row.Citation, shown.Row.Obligation.Text, shown.Row.Actor.Name, states[shown.Status], shown.Due is { } due ? Indonesian.ShortDate(due) : "", shown.Why,
            ]), "Tidak ada kewajiban yang cocok dengan saringan.");
        using var file = new MemoryStream();
        report.Save(file);
        return file.ToArray();
    }
}
