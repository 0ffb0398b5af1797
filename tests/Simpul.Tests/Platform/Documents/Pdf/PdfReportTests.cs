using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Simpul.Web.Platform.Documents.Pdf;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Pdf;

public sealed class PdfReportTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    private static readonly PdfState Done = new("terpenuhi", new(0x1B7F4B), PdfPattern.Solid), Soon = new("segera", new(0xB26A00), PdfPattern.Diagonal), Late = new("terlambat", new(0xB3261E), PdfPattern.Cross);

    [Fact]
    public void The_text_comes_back_with_its_dashes_quotes_and_accents()
    {
        const string Text = "Peraturan “terlambat” – dan ‘belum ada’ — Rp1.250.000; 2,59 ≥ 2 · é ✓ → □";
        var pdf = Report(report => report.Paragraph(Text));
        pdf.Pages().Single().ShouldContain(Text);
    }

    [Fact]
    public void Characters_that_the_font_lacks_show_as_a_box_and_break_nothing()
    {
        var pdf = Report(report => report.Paragraph("a🗂️b\u0007c\u200Dd \uD800 e"));
        pdf.Pages().Single().ShouldContain("a□bcd");
    }

    [Fact]
    public void A_report_says_what_it_is()
    {
        var pdf = Report(report => report.Heading("Ringkasan"));
        pdf.Catalog.ShouldContain("/Lang (id-ID)");
        pdf.Catalog.ShouldContain("/Marked true");
        pdf.Catalog.ShouldContain("/DisplayDocTitle true");
        var info = pdf.Object(pdf.Trailer, "Info").Dictionary;
        Words(info, "Title").ShouldBe("Papan <kewajiban> & (indeks)");
        Words(info, "Author").ShouldBe("Pemerintah Kota");
        info.ShouldContain("/CreationDate (D:20261122070000Z)");
        Encoding.UTF8.GetString(pdf.Object(pdf.Catalog, "Metadata").Stream!).ShouldContain("Papan &lt;kewajiban&gt; &amp; (indeks)");
    }

    [Fact]
    public void Every_page_has_its_number_and_the_total()
    {
        var pages = Report(report =>
        {
            for (var i = 0; i < 120; i++) report.Paragraph($"Paragraf {i}");
        }).Pages();
        pages.Count.ShouldBeGreaterThan(2);
        for (var i = 0; i < pages.Count; i++) pages[i].ShouldEndWith($"Halaman {i + 1} dari {pages.Count}");
        string.Concat(pages).Split("Paragraf ").Length.ShouldBe(121);
    }

    [Fact]
    public void Headings_are_bookmarks_in_two_levels()
    {
        var pdf = Report(report =>
        {
            report.Heading("Satu");
            report.Subheading("Satu titik satu");
            report.Subheading("Satu titik dua");
            report.Heading("Dua");
        });
        var outlines = pdf.Object(pdf.Catalog, "Outlines").Dictionary;
        var first = pdf.Object(outlines, "First").Dictionary;
        Words(first, "Title").ShouldBe("Satu");
        Words(pdf.Object(pdf.Object(first, "First").Dictionary, "Next").Dictionary, "Title").ShouldBe("Satu titik dua");
        Words(pdf.Object(first, "Next").Dictionary, "Title").ShouldBe("Dua");
    }

    [Fact]
    public void A_tables_head_comes_again_on_every_page_and_no_row_is_lost()
    {
        var pages = Report(report => report.Table([new("Kode"), new("Uraian pekerjaan", 4), new("Jumlah", 1, Right: true)],
            Enumerable.Range(1, 200).Select(i => (IReadOnlyList<PdfCell>)[$"K-{i:000}", $"Uraian pekerjaan nomor {i} yang cukup panjang sehingga terbagi menjadi beberapa baris dalam sel", $"{i}"]))).Pages();
        pages.Count.ShouldBeGreaterThan(3);
        pages.ShouldAllBe(page => page.Contains("Uraian pekerjaan\nJumlah"));
        Regex.Matches(string.Concat(pages), "K-[0-9]{3}").Select(match => match.Value).ShouldBe(Enumerable.Range(1, 200).Select(i => $"K-{i:000}"));
    }

    [Fact]
    public void A_cell_longer_than_a_page_goes_on_with_every_word()
    {
        var words = Enumerable.Range(1, 3_000).Select(i => $"kata{i}").ToList();
        var pages = Report(report => report.Table([new("Panjang"), new("Pendek")], [[string.Join(' ', words), "x"], ["akhir", "y"]])).Pages();
        pages.Count.ShouldBeGreaterThan(2);
        Regex.Matches(string.Join('\n', pages), "kata[0-9]+").Select(match => match.Value).ShouldBe(words);
        pages[^1].ShouldContain("akhir");
    }

    [Fact]
    public void A_word_wider_than_its_column_is_broken_where_it_hurts_least()
    {
        var lines = PdfText.Wrap(TrueTypeFont.Regular, 10, "https://contoh.go.id/berkas/arsitektur-spbe aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 100);
        lines.ShouldAllBe(line => TrueTypeFont.Regular.Width(line, 10) <= 100);
        lines[0].ShouldEndWith("/");
        string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).Length.ShouldBe(43 + 46);
    }

    [Fact]
    public void States_are_told_by_word_and_pattern()
    {
        var pdf = Report(report => report.Table([new("Keadaan")], [[Done], [new PdfCell("sejak 3 Agustus 2026", Late)]]));
        pdf.Pages().Single().ShouldContain("terpenuhi\nterlambat\nsejak 3 Agustus 2026");
    }

    [Fact]
    public void Bars_show_every_number_and_say_them_to_a_screen_reader()
    {
        var pdf = Report(report => report.StackedBars("Menurut bab", [Done, Soon, Late], [new("Tata Kelola", [120, 1, 0]), new("Audit", [0, 0, 0])]));
        pdf.Pages().Single().ShouldContain("Menurut bab\nterpenuhi\n120\nsegera\n1\nterlambat\n0\nTata Kelola\n121\n120\n1\nAudit\n0");
        var figure = pdf.All.Single(item => item.Contains("/S /Figure", StringComparison.Ordinal));
        Words(figure, "Alt").ShouldBe("Menurut bab. Tata Kelola: terpenuhi 120, segera 1; Audit: .");
    }

    [Fact]
    public void A_table_is_a_table_to_a_screen_reader()
    {
        var pdf = Report(report => report.Table([new("A"), new("B")], [["1", "2"], ["3", "4"]]));
        int Count(string type) => pdf.All.Count(item => item.Contains($"/S /{type} ", StringComparison.Ordinal));
        (Count("Table"), Count("TR"), Count("TH"), Count("TD"), Count("H1")).ShouldBe((1, 3, 2, 4, 1));
    }

    [Fact]
    public void The_same_report_has_the_same_bytes() => Bytes(report => report.Paragraph("sama")).ShouldBe(Bytes(report => report.Paragraph("sama")));

    [Fact]
    public void Cells_that_do_not_match_the_columns_are_the_callers_mistake()
    {
        Should.Throw<ArgumentException>(() => Bytes(report => report.Table([new("A")], [["1", "2"]])));
        Should.Throw<ArgumentException>(() => Bytes(report => report.StackedBars("x", [Done], [new("y", [1, 2])])));
    }

    [Fact]
    public async Task Poppler_reads_the_file_without_complaint()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "poppler-utils is not installed.");
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Bytes(report =>
            {
                report.StackedBars("Menurut bab", [Done, Soon, Late], [new("Tata Kelola", [12, 1, 4])]);
                report.Table([new("Kode"), new("Keadaan")], Enumerable.Range(1, 100).Select(i => (IReadOnlyList<PdfCell>)[$"K-{i}", Late]));
            }));
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-layout", path, "-"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var complaints = process.StandardError.ReadToEndAsync();
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            (process.ExitCode, await complaints).ShouldBe((0, ""));
            text.ShouldContain("K-100");
            text.ShouldContain("Halaman 1 dari");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ParsedPdf Report(Action<PdfReport> write) => new(Bytes(write));

    private static byte[] Bytes(Action<PdfReport> write)
    {
        var report = new PdfReport(new PdfInfo("Papan <kewajiban> & (indeks)", Moment) { Author = "Pemerintah Kota" });
        write(report);
        using var file = new MemoryStream();
        report.Save(file);
        return file.ToArray();
    }

    private static string Words(string dictionary, string key) => ParsedPdf.Text(Regex.Match(dictionary, $"/{key} <([0-9A-F]+)>").Groups[1].Value);
}
