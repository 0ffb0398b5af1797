using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Platform.Profile.Text;
using Xunit;

namespace Simpul.Tests.Platform.Profile.Text;

public sealed class CitationTests
{
    [Theory]
    [InlineData("Pasal 13 ayat (7) huruf c angka 3", "pasal-13-ayat-7-huruf-c-angka-3")]
    [InlineData("Pasal 1 angka 6", "pasal-1-angka-6")]
    [InlineData("Pasal 4", "pasal-4")]
    [InlineData("Pasal 5 ayat (4)", "pasal-5-ayat-4")]
    [InlineData("Pasal 12A ayat (2a)", "pasal-12a-ayat-2a")]
    [InlineData("Pasal 23 ayat (4) [pertama]", "pasal-23-ayat-4-pertama")]
    [InlineData("Pasal 23 ayat (4) [kedua] huruf a", "pasal-23-ayat-4-kedua-huruf-a")]
    [InlineData("Pasal 5 ayat (1) dan ayat (2)", "pasal-5-ayat-1_pasal-5-ayat-2")]
    [InlineData("Pasal 5 ayat (1) huruf b dan ayat (2)", "pasal-5-ayat-1-huruf-b_pasal-5-ayat-2")]
    [InlineData("Pasal 5, Pasal 7 ayat (2), dan Pasal 9", "pasal-5_pasal-7-ayat-2_pasal-9")]
    [InlineData("Pasal 2 huruf aa", "pasal-2-huruf-aa")]
    [InlineData("Pasal 2 huruf a angka 1 huruf b) angka 2)", "pasal-2-huruf-a-angka-1-subhuruf-b-subangka-2")]
    [InlineData("Lampiran", "lampiran")]
    [InlineData("Lampiran BAB I huruf A", "lampiran-bab-1-huruf-A")]
    [InlineData("Lampiran BAB II huruf C angka 3", "lampiran-bab-2-huruf-C-angka-3")]
    [InlineData("Lampiran huruf J", "lampiran-huruf-J")]
    [InlineData("Lampiran huruf A alinea 4 angka 2", "lampiran-huruf-A-alinea-4-angka-2")]
    [InlineData("Lampiran II BAB IV", "lampiran-2-bab-4")]
    [InlineData("Lampiran BAB I dan BAB II huruf A", "lampiran-bab-1_lampiran-bab-2-huruf-A")]
    [InlineData("BAB III", "bab-3")]
    [InlineData("BAB VII [kedua]", "bab-7-kedua")]
    [InlineData("BAB II Bagian Kedua Belas Paragraf 1", "bab-2-bagian-12-paragraf-1")]
    public void A_citation_is_printed_as_it_is_read_and_has_an_anchor(string text, string anchor)
    {
        var citation = Citation.Parse(text);

        citation.ToString().ShouldBe(text);
        citation.Anchor.ShouldBe(anchor);
    }

    [Fact]
    public void A_stretch_is_written_out_and_printed_as_a_stretch()
    {
        var citation = Citation.Parse("Pasal 4 ayat (2) huruf d sampai dengan huruf g dan ayat (3)");

        citation.Places.Select(place => place.ToString()).ShouldBe(
            ["Pasal 4 ayat (2) huruf d", "Pasal 4 ayat (2) huruf e", "Pasal 4 ayat (2) huruf f", "Pasal 4 ayat (2) huruf g", "Pasal 4 ayat (3)"]);
        citation.ToString().ShouldBe("Pasal 4 ayat (2) huruf d sampai dengan huruf g dan ayat (3)");
        Citation.Parse("Pasal 17, Pasal 18, dan Pasal 19").ShouldBe(Citation.Parse("Pasal 17 sampai dengan Pasal 19"));
    }

    [Theory]
    [InlineData("", "character 1: expected a citation such as")]
    [InlineData("pasal 5", "character 1: expected 'Pasal'")]
    [InlineData("Pasal", "character 1: expected 'Pasal'")]
    [InlineData("Pasal 5 ayat 4", "character 14: expected a number in round brackets after 'ayat', such as 'ayat (7)', found '4'")]
    [InlineData("Pasal 5 ayat (4", "expected ')' after the number of the ayat, found the end")]
    [InlineData("Pasal 05", "character 7: expected a number after 'Pasal'")]
    [InlineData("Pasal 5 huruf C", "character 15: expected one small letter after 'huruf'")]
    [InlineData("Pasal 5 huruf ab", "expected one small letter")]
    [InlineData("Pasal 5 ", "found the end")]
    [InlineData("Pasal 5  ayat (1)", "character 9")]
    [InlineData("Pasal 5 huruf a ayat (1)", "character 17: expected something that can stand in 'huruf a', not 'ayat (1)'")]
    [InlineData("ayat (3)", "character 1: expected 'Pasal', 'Lampiran' or 'BAB' at the beginning")]
    [InlineData("Pasal 5 ayat (2) dan ayat (1)", "expected a place after 'Pasal 5 ayat (2)' in the document")]
    [InlineData("Pasal 5 dan ayat (1)", "expected a step that 'Pasal 5' has too")]
    [InlineData("Pasal 5 sampai dengan Pasal 5", "expected a later step of the same kind as 'Pasal 5'")]
    [InlineData("Pasal 1 sampai dengan Pasal 999", "expected a later step of the same kind")]
    [InlineData("Pasal 5 ayat (4) [tiga]", "expected which of several with the same number")]
    [InlineData("BAB IIII", "character 5: expected a Roman number")]
    [InlineData("BAB II Bagian Kesekian", "expected an ordinal after 'Bagian'")]
    [InlineData("Pasal 5 (Tim)", "character 9")]
    public void A_wrong_citation_is_refused_with_what_was_expected(string text, string error)
    {
        Citation.TryParse(text, out var citation, out var message).ShouldBeFalse();

        citation.ShouldBeNull();
        message.ShouldContain(error);
        Should.Throw<FormatException>(() => Citation.Parse(text)).Message.ShouldBe(message);
    }

    [Fact]
    public void Citations_sort_in_document_order()
    {
        string[] inOrder =
        [
            "BAB II", "BAB II Bagian Kesatu", "Pasal 2", "Pasal 2 ayat (1)", "Pasal 2 ayat (1) huruf c", "Pasal 2 ayat (2)", "Pasal 2 ayat (10)",
            "Pasal 10", "Pasal 10A", "Pasal 11 ayat (4) [pertama]", "Pasal 11 ayat (4) [kedua]", "Lampiran BAB I huruf B", "Lampiran BAB II huruf A",
        ];

        var sorted = inOrder.Reverse().Select(Citation.Parse).Order().Select(citation => citation.ToString());

        sorted.ShouldBe(inOrder);
    }

    [Theory]
    [InlineData("Pasal 13", "Pasal 13 ayat (7) huruf b", true)]
    [InlineData("Pasal 13", "Pasal 13", true)]
    [InlineData("Pasal 13", "Pasal 131", false)]
    [InlineData("Pasal 13 ayat (7) huruf b", "Pasal 13 ayat (7)", false)]
    [InlineData("Pasal 23 ayat (4)", "Pasal 23 ayat (4) [kedua]", true)]
    [InlineData("Pasal 23 ayat (4) [pertama]", "Pasal 23 ayat (4) [kedua]", false)]
    [InlineData("Pasal 5 ayat (1) dan ayat (3)", "Pasal 5 ayat (3) huruf a", true)]
    [InlineData("Pasal 5 ayat (1) dan ayat (3)", "Pasal 5 ayat (2) dan ayat (3)", false)]
    [InlineData("Lampiran huruf J", "Lampiran BAB II huruf J alinea 6 angka 2", true)]
    [InlineData("Lampiran BAB II huruf C angka 3", "Lampiran BAB II huruf C alinea 7 angka 3", true)]
    [InlineData("Lampiran BAB I", "Lampiran huruf A", false)]
    public void A_citation_contains_what_lies_in_it(string outer, string inner, bool contains) =>
        Citation.Parse(outer).Contains(Citation.Parse(inner)).ShouldBe(contains);

    [Fact]
    public void Every_citation_that_can_be_printed_can_be_read_back() =>
        Prop.ForAll(Citations.ToArbitrary(), citation => Citation.Parse(citation.ToString()).Equals(citation)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_parser_throw()
    {
        string[] pieces = ["Pasal ", "ayat (", "huruf ", "a", "12", ")", " dan ", ", ", " ", " sampai dengan ", "[kedua]", "Lampiran", "BAB ", "IV", "Bagian ", "Kedua", "😀", "\0"];
        var texts = Gen.Elements(pieces).ArrayOf().Select(string.Concat);

        Prop.ForAll(
            texts.ToArbitrary(),
            text => Citation.TryParse(text, out var citation, out var error) ? Citation.Parse(citation.ToString()) == citation : error.Length > 0)
            .QuickCheckThrowOnFailure();
    }

    /// <summary>One to five places, each an article with an ayat and a list, or a stretch of an annex.</summary>
    private static Gen<Citation> Citations
    {
        get
        {
            var small = Gen.Choose(1, 4);
            var article =
                from number in small
                from ayat in Gen.Choose(0, 3)
                from letter in Gen.Choose(0, 3)
                from count in Gen.Choose(0, 2)
                from occurrence in Gen.Choose(0, 2)
                select string.Concat(
                    $"Pasal {number}",
                    ayat == 0 ? "" : $" ayat ({ayat})" + (occurrence == 1 ? " [kedua]" : ""),
                    letter == 0 ? "" : $" huruf {(char)('a' + letter - 1)}",
                    count == 0 ? "" : $" angka {count}");
            var annex =
                from chapter in Gen.Choose(0, 2)
                from letter in Gen.Choose(0, 2)
                from passage in Gen.Choose(0, 2)
                select string.Concat(
                    "Lampiran",
                    chapter == 0 ? "" : chapter == 1 ? " BAB I" : " BAB II",
                    letter == 0 ? "" : $" huruf {(char)('A' + letter - 1)}",
                    passage == 0 ? "" : $" alinea {passage}");
            return Gen.OneOf(article, annex).Select(text => Citation.Parse(text).Places[0]).NonEmptyListOf()
                .Select(places => new Citation([.. places.Take(5).Distinct().Order()]));
        }
    }
}
