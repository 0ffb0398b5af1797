using Shouldly;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Sheets;

public sealed class CellValueTests
{
    [Theory]
    [InlineData("22 November 2026")]
    [InlineData("22 Nov 2026")]
    [InlineData("22 nopember 2026")]
    [InlineData("Minggu, 22 November 2026")]
    [InlineData("22-Nov-2026")]
    [InlineData("22/11/2026")]
    [InlineData("22-11-2026")]
    [InlineData("22.11.2026")]
    [InlineData("22/11/2026 14.05")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T14:05:00+07:00")]
    [InlineData("20261122")]
    public void A_date_is_read_in_the_forms_people_use(string text) => CellValue.Date(text).ShouldBe(new DateOnly(2026, 11, 22));

    [Theory]
    [InlineData("17 Agustus 2026", 8)]
    [InlineData("17 Agu 2026", 8)]
    [InlineData("17 Agt 2026", 8)]
    [InlineData("17 Mei 2026", 5)]
    [InlineData("17 Okt 2026", 10)]
    [InlineData("17 Des 2026", 12)]
    [InlineData("17 Pebruari 2026", 2)]
    public void Months_have_their_Indonesian_names(string text, int month) => CellValue.Date(text).ShouldBe(new DateOnly(2026, month, 17));

    [Theory]
    [InlineData("")]
    [InlineData("29 Februari 2026")]
    [InlineData("11/22/2026")]
    [InlineData("22 Bulan 2026")]
    [InlineData("22 11")]
    [InlineData("0000-01-01")]
    [InlineData("2026")]
    public void What_is_no_date_is_none(string text) => CellValue.Date(text).ShouldBeNull();

    [Theory]
    [InlineData("1.250.000", "1250000")]
    [InlineData("1.250", "1250")]
    [InlineData("2,59", "2.59")]
    [InlineData("2.59", "2.59")]
    [InlineData("1.250.000,5", "1250000.5")]
    [InlineData("1,250,000.5", "1250000.5")]
    [InlineData("Rp1.250.000", "1250000")]
    [InlineData("Rp 5.000,-", "5000")]
    [InlineData("-Rp5.000", "-5000")]
    [InlineData("-12", "-12")]
    [InlineData("\u22123,5", "-3.5")]
    public void A_number_is_read_the_Indonesian_way_first(string text, string expected) => CellValue.Number(text).ShouldBe(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("1.25.000")]
    [InlineData("12 buah")]
    [InlineData("1e5")]
    [InlineData("1,2,3")]
    [InlineData("99999999999999999999999999999999999999")]
    public void What_is_no_number_is_none(string text) => CellValue.Number(text).ShouldBeNull();

    [Theory]
    [InlineData("dd/mm/yyyy", true)]
    [InlineData("[$-421]d mmmm yyyy;@", true)]
    [InlineData("General", false)]
    [InlineData("#,##0.00 \"hari\"", false)]
    [InlineData("[Red]0;[Blue]-0", false)]
    [InlineData("0\\d", false)]
    [InlineData("_-Rp* #,##0_-", false)]
    [InlineData("[h]:mm", false)]
    public void A_format_shows_a_date_or_not(string code, bool date) => WorkbookParts.ShowsDate(code).ShouldBe(date);
}
