using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Sheets;

public sealed class CsvTests
{
    private static readonly SheetColumn[] Columns = [new("Nama"), new("Nilai", CellKind.Number), new("Tanggal", CellKind.Date)];

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    public void What_is_written_is_read_again(char separator) => Prop.ForAll(ArbMap.Default.ArbFor<(string? Text, int Number)[]>(), written =>
    {
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(file, Columns, separator))
            foreach (var (text, number) in written) csv.Row([text, number / 4m, new DateOnly(2026, 11, 22)]);
        var read = Sheets.Read(file, "Nama", "Nilai", "Tanggal");
        read.Count.ShouldBe(written.Length);
        foreach (var (before, after) in written.Zip(read))
        {
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(before.Text ?? "")).Replace("\0", "", StringComparison.Ordinal);
            if (!string.IsNullOrWhiteSpace(text)) after["Nama"].ShouldBe(text);
            after.Number("Nilai").ShouldBe(before.Number / 4m);
            after.Date("Tanggal").ShouldBe(new DateOnly(2026, 11, 22));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Excel_finds_a_mark_semicolons_and_a_decimal_comma()
    {
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(file, Columns)) csv.Row(["Ani; \"A\"", 1.5m, new DateOnly(2026, 11, 22)]);
        file.ToArray().ShouldBe(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("Nama;Nilai;Tanggal\r\n\"Ani; \"\"A\"\"\";1,5;2026-11-22\r\n")));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("'=1", "''=1")]
    [InlineData("Jum'at", "Jum'at")]
    public void Text_that_would_be_a_formula_is_disarmed_and_comes_back(string text, string written)
    {
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(file, [new("Nama")])) csv.Row([text]);
        Encoding.UTF8.GetString(file.ToArray()).ShouldEndWith($"\r\n{written}\r\n");
        Sheets.Read(file, "Nama").Single()["Nama"].ShouldBe(text);
    }

    [Theory]
    [InlineData("Nama;Nilai\nAni, S.Kom.;2\n")]
    [InlineData("Nama,Nilai\n\"Ani, S.Kom.\",2")]
    [InlineData("Nama\tNilai\r\nAni, S.Kom.\t2\r\n")]
    [InlineData("\uFEFFNama;Nilai\r\n\r\n\"Ani, S.Kom.\";\"2\"\r\n")]
    [InlineData("\"DAFTAR; 2026\"\r\nNama;Nilai\r\nAni, S.Kom.;2")]
    public void The_separator_is_found(string text)
    {
        var row = Sheets.Read(Sheets.Text(text), "Nama", "Nilai").Single();
        (row.Text("Nama"), row.Number("Nilai")).ShouldBe(("Ani, S.Kom.", 2));
    }

    [Fact]
    public void Other_encodings_than_UTF8_are_read()
    {
        const string Text = "Nama;Nilai\r\nCafé;2\r\n";
        foreach (var encoding in new[] { Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode, new UTF8Encoding(true) })
        {
            using var file = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            Sheets.Read(file, "Nama", "Nilai").Single()["Nama"].ShouldBe("Café");
        }
    }

    [Fact]
    public void Lines_and_quotes_inside_a_field_stay()
    {
        var rows = Sheets.Read(Sheets.Text("A;B\r\n\"satu\r\ndua \"\"tiga\"\"\";x\r\ny \"z\";\r\n"), "A", "B");
        rows.Select(row => (row.RowNumber, row["A"], row["B"])).ShouldBe([(2, "satu\r\ndua \"tiga\"", "x"), (3, "y \"z\"", "")]);
    }

    [Fact]
    public void A_quote_without_end_is_named() =>
        Should.Throw<UnreadableSheetException>(() => Sheets.Read(Sheets.Text("A;B\r\nx;\"y\r\n"), "A", "B")).Message
            .ShouldBe("Baris 2, kolom B: tanda kutip dibuka tetapi tidak ditutup.");

    [Fact]
    public void A_stream_that_cannot_go_back_is_read_all_the_same()
    {
        using var file = new ForwardOnly(Encoding.UTF8.GetBytes("A;B\r\n1;2"));
        Sheets.Read(file, "A", "B").Single()["B"].ShouldBe("2");
        Should.Throw<UnreadableSheetException>(() => SheetReader.Open(new ForwardOnly(new byte[300_000]), ["A"], limits: new SheetLimits { FileBytes = 200_000 }));
    }

    private sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
