using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Sheets;

public sealed class WorkbookWriterTests
{
    private static readonly SheetColumn[] Every =
    [
        new("NIP") { Required = true, Help = "18 digit tanpa spasi." },
        new("Nilai", CellKind.Number),
        new("Tanggal", CellKind.Date),
        new("Aktif", CellKind.Boolean),
        new("Jenis", CellKind.Choice) { Choices = ["Perangkat keras", "Perangkat lunak, berlisensi", "Jaringan & \"lain\""] },
        new("Tahun", CellKind.Number) { Plain = true },
    ];

    [Fact]
    public void What_is_written_is_read_again()
    {
        var generator = from text in ArbMap.Default.ArbFor<string>().Generator
            from whole in Gen.Choose(-999_999_999, 999_999_999)
            from scale in Gen.Choose(0, 4)
            from day in Gen.Choose(0, 100_000)
            from answer in ArbMap.Default.ArbFor<bool?>().Generator
            select (text: text ?? "", number: new decimal(Math.Abs(whole), 0, 0, whole < 0, (byte)scale), day: new DateOnly(1900, 3, 1).AddDays(day), answer);
        var rows = Gen.ListOf(generator).ToArbitrary();

        Prop.ForAll(rows, written =>
        {
            using var file = Sheets.Write(Every, written.Select(row => new object?[] { row.text, row.number, row.day, row.answer, null, row.day.Year }));
            var read = Sheets.Read(file, "NIP", "Nilai", "Tanggal", "Aktif", "Jenis", "Tahun");
            read.Count.ShouldBe(written.Count);
            foreach (var (before, after) in written.Zip(read))
            {
                var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(before.text)); // Half a surrogate pair is no text.
                if (!string.IsNullOrWhiteSpace(text)) after["NIP"].ShouldBe(text);
                after.Number("Nilai").ShouldBe(before.number);
                after.Date("Tanggal").ShouldBe(before.day);
                after.Boolean("Aktif").ShouldBe(before.answer);
                after.Text("Jenis").ShouldBeNull();
                after.Whole("Tahun").ShouldBe(before.day.Year);
                after.Problems.ShouldBeEmpty();
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+62811")]
    [InlineData("-")]
    [InlineData("@SUM(A1)")]
    [InlineData("=HYPERLINK(\"http://example.org\";\"klik\")")]
    public void Text_never_becomes_a_formula(string text)
    {
        using var file = Sheets.Write([new("Uraian")], [[text]]);
        var sheet = Part(file, "xl/worksheets/sheet1.xml");
        sheet.Descendants().ShouldNotContain(element => element.Name.LocalName == "f");
        sheet.Descendants().Last(element => element.Name.LocalName == "c").Attribute("t")!.Value.ShouldBe("inlineStr");
        Sheets.Read(file, "Uraian").Single()["Uraian"].ShouldBe(text);
    }

    [Theory]
    [InlineData("198001012005011001")]
    [InlineData("007")]
    [InlineData("1E5")]
    public void Codes_stay_text_with_every_digit(string code)
    {
        using var file = Sheets.Write([new("Kode")], [[code]]);
        Sheets.Read(file, "Kode").Single().Text("Kode").ShouldBe(code);
        var column = Part(file, "xl/worksheets/sheet1.xml").Descendants().Single(element => element.Name.LocalName == "col");
        column.Attribute("style")!.Value.ShouldBe("2"); // What is typed below stays text as well.
    }

    [Fact]
    public void A_number_that_Excel_would_round_is_written_as_text()
    {
        using var file = Sheets.Write([new("Nomor", CellKind.Number)], [[1234567890123456789L], [123456789012345L]]);
        Sheets.Read(file, "Nomor").Select(row => row.Text("Nomor")).ShouldBe(["1234567890123456789", "123456789012345"]);
    }

    [Theory]
    [InlineData("a\vb")]
    [InlineData("baris 1\nbaris 2")]
    [InlineData("a\r\nb")]
    [InlineData("_x0041_")]
    [InlineData("  spasi  ")]
    [InlineData("emoji 🗂️ dan — “kutip”")]
    [InlineData("<b>&amp;</b>")]
    public void Unusual_text_survives(string text)
    {
        using var file = Sheets.Write([new("Uraian")], [[text]]);
        Sheets.Read(file, "Uraian").Single()["Uraian"].ShouldBe(text);
    }

    [Fact]
    public void Text_longer_than_a_cell_ends_in_an_ellipsis()
    {
        using var file = Sheets.Write([new("Uraian")], [[new string('a', 40_000)]]);
        var text = Sheets.Read(file, "Uraian").Single()["Uraian"];
        text.Length.ShouldBe(32_767);
        text.ShouldEndWith("a…");
    }

    [Fact]
    public void The_office_schema_accepts_a_workbook_with_everything()
    {
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, "Daftar aset: 'semua' [2026]"))
        {
            var first = workbook.Sheet("Aset: 'semua' [2026]", Every, "Daftar aset per 22 November 2026");
            first.Row(["198001012005011001", 1_250_000.5m, new DateOnly(2026, 11, 22), true, "Perangkat lunak, berlisensi", 2026]);
            first.Row(["x", double.NaN, new DateTime(2026, 11, 22, 14, 5, 0), false, null, null]);
            first.Row([null, null, new DateOnly(1887, 1, 2), null, null, null]);
            workbook.Sheet("Aset: 'semua' [2026]", [new("Satu")]).Row(["a"]);
        }
        using var document = SpreadsheetDocument.Open(file, false);
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document)
            .Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        document.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => (sheet.Name!.Value, sheet.State?.InnerText))
            .ShouldBe([("Aset   semua   2026", null), ("Aset   semua   2026 2", null), ("Petunjuk", null), ("Pilihan", "hidden")]);
    }

    [Fact]
    public void Choices_are_offered_as_a_list_and_explained()
    {
        using var file = Sheets.Write(Every, []);
        var rules = Part(file, "xl/worksheets/sheet1.xml").Descendants().Where(element => element.Name.LocalName == "dataValidation").ToList();
        rules.Select(rule => (rule.Attribute("sqref")!.Value, rule.Value)).ShouldBe([("D2:D1048576", "Pilihan!$A$1:$A$2"), ("E2:E1048576", "Pilihan!$B$1:$B$3")]);
        using var help = SheetReader.Open(file, ["Kolom", "Wajib", "Cara mengisi"], "Petunjuk");
        var first = help.Rows().First();
        (first["Kolom"], first["Wajib"], first["Cara mengisi"]).ShouldBe(("NIP", "wajib", "18 digit tanpa spasi."));
    }

    [Fact]
    public void The_head_stays_in_sight_and_filters()
    {
        using var file = Sheets.Write(Every, [["1", 1, null, null, null, null], ["2", 2, null, null, null, null]], "Judul");
        var sheet = Part(file, "xl/worksheets/sheet1.xml");
        sheet.Descendants().Single(element => element.Name.LocalName == "pane").Attribute("topLeftCell")!.Value.ShouldBe("A3");
        sheet.Descendants().Single(element => element.Name.LocalName == "autoFilter").Attribute("ref")!.Value.ShouldBe("A2:F4");
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes()
    {
        using var one = Sheets.Write(Every, [["1", 1, new DateOnly(2026, 1, 1), true, null, null]]);
        using var two = Sheets.Write(Every, [["1", 1, new DateOnly(2026, 1, 1), true, null, null]]);
        one.ToArray().ShouldBe(two.ToArray());
    }

    [Fact]
    public void A_row_of_another_length_or_of_unknown_values_is_the_callers_mistake()
    {
        using var workbook = new WorkbookWriter(new MemoryStream(), "x");
        var sheet = workbook.Sheet("x", [new("A"), new("B")]);
        Should.Throw<ArgumentException>(() => sheet.Row(["1"]));
        Should.Throw<ArgumentException>(() => sheet.Row(["1", new object()]));
        Should.Throw<ArgumentException>(() => workbook.Sheet("y", [new("A"), new("a")]));
    }

    [Fact]
    public void Rows_leave_for_the_file_while_they_are_written()
    {
        using var file = new MemoryStream();
        using var workbook = new WorkbookWriter(file, "Besar");
        var sheet = workbook.Sheet("Besar", [.. Enumerable.Range(1, 20).Select(i => new SheetColumn($"Kolom {i}"))]);
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++) sheet.Row([.. Enumerable.Range(1, 20).Select(_ => $"nilai {random.Next()}")]);
        var written = file.Length;
        workbook.Dispose();
        written.ShouldBeGreaterThan(500_000);
        (file.Length - written).ShouldBeLessThan(100_000);
    }

    private static XDocument Part(MemoryStream file, string name)
    {
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var part = zip.GetEntry(name)!.Open();
        return XDocument.Load(part);
    }
}
