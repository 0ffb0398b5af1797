using System.Text;
using Shouldly;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Sheets;

public sealed class SheetReaderTests
{
    private const string DateStyles = "<numFmts><numFmt numFmtId='164' formatCode='[$-421]dd mmmm yyyy'/><numFmt numFmtId='165' formatCode='&quot;dy&quot; #,##0;[Red]-0'/></numFmts>"
        + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>";

    [Fact]
    public void The_header_is_found_below_title_rows_by_its_headings()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "DAFTAR PEGAWAI") + "<row r='2'/>" + Sheets.Row(3, "NIP ini penting") + Sheets.Row(5, " nama  lengkap *", "Lain", "nip") + Sheets.Row(6, "Ani", "x", "123"));
        using var reader = SheetReader.Open(file, ["NIP", "Nama lengkap", "Jabatan"]);
        (reader.Name, reader.HeaderRow).ShouldBe(("Data", 5));
        reader.Headings.ShouldBe(["Nama lengkap", "Lain", "NIP"]);
        reader.Missing.ShouldBe(["Jabatan"]);
        reader.Unknown.ShouldBe(["Lain"]);
        var row = reader.Rows().Single();
        (row.RowNumber, row.Text("NIP"), row.Text("nama lengkap"), row.Text("Jabatan")).ShouldBe((6, "123", "Ani", null));
    }

    [Fact]
    public void Shared_rich_and_inline_text_are_the_same_to_a_reader()
    {
        using var file = Sheets.Raw(
            Sheets.Row(1, "A", "B", "C") + "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><r><t>an</t></r><r><rPr><b/></rPr><t>i</t></r><rPh><t>furigana</t></rPh></is></c></row>",
            "<si><t xml:space='preserve'> ani </t></si><si><r><t>a</t></r><r><t>ni</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>");
        var row = Sheets.Read(file, "A", "B", "C").Single();
        (row["A"], row.Text("A"), row["B"], row["C"], row.RowNumber).ShouldBe((" ani ", "ani", "ani", "ani", 2));
    }

    [Theory]
    [InlineData("", "<c r='A2' s='1'><v>46348</v></c>", "2026-11-22")]
    [InlineData("", "<c r='A2' s='2'><v>46348.586805555555</v></c>", "2026-11-22")]
    [InlineData("<workbookPr date1904='1'/>", "<c r='A2' s='1'><v>44886</v></c>", "2026-11-22")]
    [InlineData("<workbookPr date1904='true'/>", "<c r='A2'><v>44886</v></c>", "2026-11-22")]
    [InlineData("", "<c r='A2'><v>46348</v></c>", "2026-11-22")]
    [InlineData("", "<c r='A2' s='1'><v>1</v></c>", "1900-01-01")]
    [InlineData("", "<c r='A2' s='1'><v>59</v></c>", "1900-02-28")]
    [InlineData("", "<c r='A2' s='1'><v>61</v></c>", "1900-03-01")]
    [InlineData("", "<c r='A2' t='d'><v>2026-11-22T00:00:00</v></c>", "2026-11-22")]
    [InlineData("", "<c r='A2' t='str'><f>TEXT(B2)</f><v>22 November 2026</v></c>", "2026-11-22")]
    public void Dates_are_read_however_they_are_kept(string workbook, string cell, string expected)
    {
        using var file = Sheets.Raw(Sheets.Row(1, "Tanggal") + Sheets.Row(2, cell), styles: DateStyles, workbookPr: workbook);
        var row = Sheets.Read(file, "Tanggal").Single();
        row.Date("Tanggal").ShouldBe(DateOnly.ParseExact(expected, "yyyy-MM-dd"));
        row.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<c r='A2'><v>2026</v></c>")]
    [InlineData("<c r='A2' t='b'><v>1</v></c>")]
    [InlineData("31/02/2026")]
    [InlineData("22/11/26")]
    public void What_is_no_date_is_named_with_row_and_column(string cell)
    {
        using var file = Sheets.Raw(Sheets.Row(1, "Tanggal") + Sheets.Row(2, cell), styles: DateStyles);
        var row = Sheets.Read(file, "Tanggal").Single();
        row.Date("Tanggal").ShouldBeNull();
        row.Problems.Single().ToString().ShouldStartWith("Baris 2, kolom Tanggal: ");
    }

    [Fact]
    public void Numbers_and_text_stand_in_for_each_other()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "A", "B", "C", "D") + "<row r='2'><c r='A2'><v>123456789012</v></c><c r='B2' t='str'><v>1.250.000,5</v></c><c r='C2' s='3'><v>0.30000000000000004</v></c><c r='D2'><v>1E-7</v></c></row>", styles: DateStyles);
        var row = Sheets.Read(file, "A", "B", "C", "D").Single();
        (row.Text("A"), row.Number("B"), row.Number("C"), row["D"]).ShouldBe(("123456789012", 1_250_000.5m, 0.3m, "0.0000001"));
        row.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_code_that_Excel_kept_as_a_number_and_spoilt_is_refused()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "NIP") + Sheets.Row(2, "<c r='A2'><v>1.98001012005011E+17</v></c>"));
        var row = Sheets.Read(file, "NIP").Single();
        row.Text("NIP").ShouldBeNull();
        row.Problems.Single().ToString().ShouldStartWith("Baris 2, kolom NIP: bilangan lebih dari 15 digit");
    }

    [Fact]
    public void A_formula_gives_its_last_value_or_says_what_is_wrong()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "A", "B", "C") + "<row r='2'><c r='A2'><f>1+1</f><v>2</v></c><c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c><c r='C2'><f>X()</f></c></row>");
        var row = Sheets.Read(file, "A", "B", "C").Single();
        row.Number("A").ShouldBe(2);
        row.Number("B").ShouldBeNull();
        row.Text("C").ShouldBeNull();
        row.Problems.Select(problem => problem.ToString()).ShouldBe([
            "Baris 2, kolom B: rumusnya menghasilkan galat #DIV/0!. Perbaiki rumus atau ketik nilainya.",
            "Baris 2, kolom C: rumusnya belum dihitung. Buka berkas di Excel, simpan, lalu unggah lagi.",
        ]);
    }

    [Fact]
    public void Choices_and_answers_are_read_whatever_their_case()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "Jenis", "Aktif", "Lain") + Sheets.Row(2, "jaringan", "YA", "mungkin") + "<row r='3'><c r='A3' t='inlineStr'><is><t>meja</t></is></c><c r='B3' t='b'><v>0</v></c></row>");
        var rows = Sheets.Read(file, "Jenis", "Aktif", "Lain");
        (rows[0].Choice("Jenis", ["Jaringan", "Server"]), rows[0].Boolean("Aktif"), rows[0].Boolean("Lain")).ShouldBe(("Jaringan", true, null));
        (rows[1].Choice("Jenis", ["Jaringan", "Server"]), rows[1].Boolean("Aktif"), rows[1].Boolean("Lain")).ShouldBe((null, false, null));
        rows.SelectMany(row => row.Problems).Select(problem => problem.ToString()).ShouldBe([
            "Baris 2, kolom Lain: \"mungkin\" tidak dikenal. Isi dengan Ya atau Tidak.",
            "Baris 3, kolom Jenis: \"meja\" tidak ada dalam daftar. Pilih salah satu: Jaringan; Server.",
        ]);
    }

    [Fact]
    public void Blank_rows_are_left_out_and_the_others_keep_their_numbers()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "A", "B") + Sheets.Row(2, "1", "2") + "<row r='3'><c r='A3' s='1'/></row>" + Sheets.Row(9, "", "x") + Sheets.Row(10, " ", "") + "<row r='11'/>");
        Sheets.Read(file, "A", "B").Select(row => row.RowNumber).ShouldBe([2, 9]);
    }

    [Fact]
    public void The_strict_dialect_and_prefixed_names_are_read()
    {
        const string Main = "http://purl.oclc.org/ooxml/spreadsheetml/main", Office = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        using var file = Sheets.Zip(
            ("_rels/.rels", $"<p:Relationships xmlns:p='x'><p:Relationship Id='r' Type='{Office}/officeDocument' Target='buku/wb.xml'/></p:Relationships>"),
            ("buku/wb.xml", $"<x:workbook xmlns:x='{Main}' xmlns:q='{Office}'><x:sheets><x:sheet name='S' sheetId='1' q:id='a'/></x:sheets></x:workbook>"),
            ("buku/_rels/wb.xml.rels", $"<Relationships><Relationship Id='a' Type='{Office}/worksheet' Target='../lembar/./satu.xml'/></Relationships>"),
            ("lembar/satu.xml", $"<x:worksheet xmlns:x='{Main}'><x:sheetData><x:row><x:c t='str'><x:v>Nama</x:v></x:c></x:row><x:row><x:c t='str'><x:v>Ani</x:v></x:c></x:row></x:sheetData></x:worksheet>"));
        Sheets.Read(file, "Nama").Single().Text("Nama").ShouldBe("Ani");
    }

    [Fact]
    public void The_sheet_with_the_headings_is_taken_and_hidden_ones_are_not()
    {
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, "x"))
        {
            workbook.Sheet("Sampul", [new("Keterangan")]).Row(["NIP dan Nama ada di lembar lain"]);
            workbook.Sheet("Pegawai", [new("NIP"), new("Nama"), new("Jenis", CellKind.Choice) { Choices = ["NIP", "Nama"] }]).Row(["1", "Ani", null]);
        }
        using var reader = SheetReader.Open(file, ["NIP", "Nama"]);
        reader.Name.ShouldBe("Pegawai");
        Should.Throw<UnreadableSheetException>(() => SheetReader.Open(file, ["NIP"], "Pilihan")).Message.ShouldBe("Berkas tidak memuat lembar bernama Pilihan.");
    }

    [Fact]
    public void A_file_without_the_headings_is_refused_with_their_names()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "Satu", "Dua"));
        Should.Throw<UnreadableSheetException>(() => SheetReader.Open(file, ["NIP", "Nama"])).Message
            .ShouldBe("Judul kolom tidak ditemukan. Berkas harus memuat baris judul dengan kolom: NIP, Nama.");
    }

    [Fact]
    public void A_heading_that_stands_twice_is_refused()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "NIP", "Nama", "nip"));
        Should.Throw<UnreadableSheetException>(() => SheetReader.Open(file, ["NIP", "Nama"])).Message.ShouldContain("Judul kolom NIP muncul lebih dari sekali");
    }

    [Fact]
    public void Document_types_and_entities_are_refused()
    {
        using var file = Sheets.Raw(Sheets.Row(1, "A") + Sheets.Row(2, "&e;"), sheetPrefix: "<!DOCTYPE worksheet [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>");
        Should.Throw<UnreadableSheetException>(() => Sheets.Read(file, "A")).Message.ShouldStartWith("Berkas rusak");
    }

    [Fact]
    public void A_file_that_unpacks_to_far_more_is_refused()
    {
        using var ratio = Sheets.Raw(Sheets.Row(1, "A") + string.Concat(Enumerable.Repeat("<row/>", 4_000_000)));
        Should.Throw<UnreadableSheetException>(() => Count(ratio, SheetLimits.Usual)).Message.ShouldStartWith("Isi berkas setelah dibuka terlalu besar");

        using var size = Sheets.Raw(Sheets.Row(1, "A") + Sheets.Row(2, "satu") + Sheets.Row(3, "dua"));
        Should.Throw<UnreadableSheetException>(() => Count(size, new SheetLimits { UnpackedBytes = 500 })).Message.ShouldStartWith("Isi berkas setelah dibuka terlalu besar");
    }

    [Theory]
    [InlineData("attribute")]
    [InlineData("names")]
    [InlineData("depth")]
    [InlineData("cells")]
    public void Xml_made_to_fill_memory_is_refused(string way)
    {
        var data = way switch
        {
            "attribute" => $"<row r='2' x='{new string('a', 3_000_000)}'/>",
            "names" => string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>")),
            "depth" => new StringBuilder().Insert(0, "<d>", 200_000).Insert(600_000, "</d>", 200_000).ToString(),
            _ => "<row>" + new StringBuilder().Insert(0, "<c><v>1</v></c>", 20_000) + "</row>",
        };
        using var file = Sheets.Raw(Sheets.Row(1, "A") + data);
        Should.Throw<UnreadableSheetException>(() => Count(file, SheetLimits.Usual));
    }

    [Fact]
    public void Rows_columns_and_cells_have_bounds()
    {
        using var rows = Sheets.Raw(Sheets.Row(1, "A") + string.Concat(Enumerable.Range(2, 11).Select(i => Sheets.Row(i, "x"))));
        Count(rows, new SheetLimits { Rows = 11 }).ShouldBe(11);
        Should.Throw<UnreadableSheetException>(() => Count(rows, new SheetLimits { Rows = 10 })).Message.ShouldBe("Lembar Data memuat lebih dari 10 baris. Bagi menjadi beberapa berkas.");

        using var columns = Sheets.Raw(Sheets.Row(1, "A", "B", "C"));
        Should.Throw<UnreadableSheetException>(() => Count(columns, new SheetLimits { Columns = 2 })).Message.ShouldContain("lebih dari 2 kolom");

        using var cell = Sheets.Raw(Sheets.Row(1, "A") + Sheets.Row(2, new string('x', 32_768)));
        Should.Throw<UnreadableSheetException>(() => Count(cell, SheetLimits.Usual)).Message.ShouldContain("32767 karakter");

        using var seekable = new MemoryStream(new byte[2 * 1024 * 1024]);
        Should.Throw<UnreadableSheetException>(() => Count(seekable, new SheetLimits { FileBytes = 1024 * 1024 })).Message.ShouldStartWith("Berkas lebih dari 1 MB.");
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1 }, "Berkas ini berformat Excel lama")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0, 0, 0 }, "Berkas ini bukan lembar kerja")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0 }, "Berkas rusak")]
    [InlineData(new byte[0], "Berkas kosong.")]
    public void What_is_no_sheet_is_refused_with_a_way_out(byte[] bytes, string message) =>
        Should.Throw<UnreadableSheetException>(() => SheetReader.Open(new MemoryStream(bytes), ["A"])).Message.ShouldStartWith(message);

    private static int Count(Stream file, SheetLimits limits)
    {
        using var reader = SheetReader.Open(file, ["A"], limits: limits);
        return reader.Rows().Count();
    }
}
