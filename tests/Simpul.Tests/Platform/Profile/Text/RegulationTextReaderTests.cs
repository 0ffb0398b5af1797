using Shouldly;
using Simpul.Web.Platform.Profile.Text;
using Xunit;

namespace Simpul.Tests.Platform.Profile.Text;

public sealed class RegulationTextReaderTests
{
    [Fact]
    public void A_damaged_regulation_comes_out_as_the_tree_that_a_person_would_make_of_it()
    {
        var text = RegulationTextReader.Read(Texts.MadeUp);

        var tree = text.Provisions.SelectMany(provision => provision.Whole())
            .Select(provision => $"{provision.FirstLine}-{provision.LastLine} {provision.Citation} | {provision.Printed} | {provision.Heading} | {provision.Words}".TrimEnd());
        tree.ShouldBe(File.ReadLines(Texts.Own("made-up-regulation.tree.txt")));
    }

    [Fact]
    public void Everything_odd_in_it_is_noticed_with_its_line()
    {
        var notices = RegulationTextReader.Read(Texts.MadeUp).Notices.Select(notice => $"{notice.Line} {notice.Kind} {notice.Found}");

        notices.ShouldBe(
        [
            "22 Catchword 2. Undang-Undang.....",
            "24 PageNumber - 2 -",
            "37 NumberMisread Pasal l",
            "40 NumberMisread l.",
            "55 NumberMisread (l)",
            "58 NumberMisread {3)",
            "62 Catchword c. bimbingan.....",
            "64 RunningHeader PERATURAN BUPATI CONTOH NOMOR 7 TAHUN 2030",
            "65 PageNumber - 3 -",
            "69 Catchword (5) Perubahan",
            "70 RunningHeader PERATURAN BUPATI CONTOH NOMOR 7 TAHUN 2030",
            "71 PageNumber - 4 -",
            "83 NumberMisread P a s a l 3",
            "98 NumberRepeated (2)",
            "99 NumberMissing (4)",
            "101 PageNumber Halaman 5 dari 9",
            "103 Catchword Pasal 4.....",
            "119 NumberMisread 1.",
            "126 NumberMisread PasaI 5",
            "131 ArticleInferred (1)",
            "136 LineRepeated (1) Juru Pustaka mencatat peminjaman dalam aplikasi pustaka.",
            "141 RunningHeader PERATURAN BUPATI CONTOH NOMOR 7 TAHUN 2030",
            "142 PageNumber 6",
            "149 NumberMisread BAB lII",
            "153 NumberMisread Pasa1 8",
            "158 NumberMissing BAB V",
            "161 WordsOutsideArticle Kalimat ini tercecer di luar Pasal.",
            "167 NumberMisread Pasal 1O",
            "174 NumberMisread Pasal 22",
            "214 PageNumber - 8 -",
        ]);
    }

    [Fact]
    public void Opening_closing_and_elucidation_are_kept_apart_from_the_articles()
    {
        var text = RegulationTextReader.Read(Texts.MadeUp);

        text.Opening.ShouldStartWith("BUPATI CONTOH\nPROVINSI MISAL\nSALINAN\n");
        text.Opening.ShouldEndWith("Menetapkan : PERATURAN BUPATI TENTANG LAYANAN PERPUSTAKAAN KELILING.");
        text.Closing.ShouldStartWith("Agar setiap orang");
        text.Elucidation.ShouldBe("PENJELASAN\nATAS\nPERATURAN BUPATI CONTOH\nPasal 1\nCukup jelas.");
        (text.Number, text.Year).ShouldBe((7, 2030));
    }

    [Fact]
    public void Notices_speak_Indonesian_and_say_what_was_done()
    {
        var notices = RegulationTextReader.Read(Texts.MadeUp).Notices;

        notices.First(notice => notice.Kind == NoticeKind.NumberRepeated).Message
            .ShouldBe("Pasal 3 ayat (2) tercetak lebih dari sekali. Semuanya dipertahankan; yang ini dirujuk sebagai Pasal 3 ayat (2) [kedua].");
        notices.First(notice => notice.Kind == NoticeKind.ArticleInferred).Message
            .ShouldBe("Judul Pasal 6 tidak ditemukan; bagian ini dianggap Pasal 6. Periksa naskah.");
    }

    [Fact]
    public void The_full_words_of_an_article_show_its_marks()
    {
        var article = RegulationTextReader.Read(Texts.MadeUp).Find(Citation.Parse("Pasal 5")).ShouldHaveSingleItem();

        article.FullWords().ShouldBe("Pasal 5\n(1) Tempat singgah diberi tanda.\n(2) Tanda memuat jadwal.");
    }

    [Theory]
    [InlineData("Pasal 3 ayat (2)", "Pasal 3 ayat (2) [pertama]; Pasal 3 ayat (2) [kedua]")]
    [InlineData("Pasal 3 ayat (2) huruf b angka 2 huruf b) angka 1)", "Pasal 3 ayat (2) [pertama] huruf b angka 2 huruf b) angka 1)")]
    [InlineData("Pasal 5 ayat (1) dan ayat (2)", "Pasal 5 ayat (1); Pasal 5 ayat (2)")]
    [InlineData("Lampiran I huruf B angka 2", "Lampiran I BAB I huruf B alinea 1 angka 2; Lampiran I BAB I huruf B alinea 2 angka 2")]
    [InlineData("Lampiran I huruf B angka 2 [kedua]", "Lampiran I BAB I huruf B alinea 2 angka 2")]
    [InlineData("Lampiran I huruf B angka 2 [ketiga]", "")]
    [InlineData("Pasal 3 ayat (2) [kedua] huruf a", "")]
    [InlineData("Pasal 3 ayat (4) [pertama]", "Pasal 3 ayat (4)")]
    [InlineData("Lampiran II huruf a", "Lampiran II alinea 1 huruf a")]
    [InlineData("Lampiran II", "Lampiran II")]
    [InlineData("BAB III", "BAB III")]
    [InlineData("Pasal 3 ayat (3)", "")]
    [InlineData("Pasal 99", "")]
    public void A_citation_finds_all_that_it_can_mean(string citation, string found) =>
        string.Join("; ", RegulationTextReader.Read(Texts.MadeUp).Find(Citation.Parse(citation))).ShouldBe(found);

    [Fact]
    public void Chapters_and_articles_hold_one_another_as_the_headings_say()
    {
        var text = RegulationTextReader.Read("BAB I\nUMUM\nBagian Kedua Belas Tata Cara\nParagraf 2\nWaktu\nPasal I\n(1) Satu.\nPasal II\nDua.\n");

        text.Provisions.ShouldHaveSingleItem().FullWords().ShouldBe("BAB I UMUM\nBagian Kedua Belas Tata Cara\nParagraf 2 Waktu\nPasal 1\n(1) Satu.\nPasal 2 Dua.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\f\n")]
    [InlineData("Surat ini bukan peraturan.")]
    public void A_text_without_articles_is_read_and_noticed(string text)
    {
        var read = RegulationTextReader.Read(text);

        read.Articles.ShouldBeEmpty();
        read.Opening.ShouldBe(text.Trim());
        read.Notices.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.NoArticle);
    }

    [Fact]
    public void A_text_over_4_MB_is_refused_in_Indonesian()
    {
        RegulationTextReader.Read(new string('a', RegulationTextReader.LargestText)).Opening.Length.ShouldBe(RegulationTextReader.LargestText);

        var refusal = Should.Throw<RegulationTextException>(() => RegulationTextReader.Read(new string('é', (RegulationTextReader.LargestText / 2) + 1)));
        refusal.Message.ShouldBe("Naskah lebih dari 4 MB. Unggah hanya teks peraturan ini, tanpa gambar, dalam berkas teks biasa.");
    }
}
