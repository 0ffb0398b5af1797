using System.Net;
using System.Text;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Profile.Text;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.Text;
using Xunit;

namespace Simpul.Tests.Modules.Obligations;

public sealed class TextTests
{
    /// <summary>A made-up regulation that bears the number of the instance's.</summary>
    private static readonly string text = Texts.MadeUp.Replace("NOMOR 7 TAHUN 2030", "NOMOR 9 TAHUN 2022");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Imported_words_stand_beside_our_summary(string database)
    {
        await using var city = await City.Build(database);
        var legal = await city.App.Staff("Kepala Bagian Hukum", city.Ict, [], [Role.Legal]);
        using var browse = await city.App.As(legal);
        var quoted = RegulationTextReader.Read(text);
        var row = (await city.Board()).Rows.First(item => quoted.Find(item.Obligation.Cite) is [{ Words.Length: > 10 }]);
        (await browse.Open(row.Href)).Text.ShouldContain("belum dimuat");

        var form = await browse.Open("/kewajiban/naskah");
        var checkedText = await browse.Submit(form, "Periksa naskah", ("Input.Text", text));
        checkedText.Text.ShouldContain($"Ditemukan {RegulationTextReader.Read(text).Articles.Count} dari");
        checkedText.Text.ShouldContain("hal yang janggal");
        (await browse.Open(row.Href)).Text.ShouldContain("belum dimuat");

        var kept = await browse.Submit(form, "Simpan naskah", ("Input.Text", text));
        kept.Text.ShouldContain("Naskah Perwali 9/2022 tersimpan");
        (await browse.Open(row.Href)).Html.QuerySelector("blockquote.words")!.TextContent.ShouldContain(quoted.Find(row.Obligation.Cite)[0].Words);
        var read = await browse.Open("/kewajiban/peraturan");
        read.Html.GetElementById("pasal-2-ayat-1")!.TextContent.ShouldContain("layanan Mobil Pustaka");
    }

    [Fact]
    public async Task A_file_is_read_and_what_is_no_text_or_another_regulation_is_refused()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.IctHead);
        var form = await browse.Open("/kewajiban/naskah");
        (await browse.Submit(form, "Simpan naskah", [("Input.File", "naskah.txt", Encoding.UTF8.GetBytes(text))])).Text.ShouldContain("tersimpan");
        (await browse.Submit(form, "Simpan naskah", [("Input.File", "gambar.txt", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 2])])).Text.ShouldContain("bukan teks biasa");
        (await browse.Submit(form, "Simpan naskah", ("Input.Text", Texts.MadeUp))).Text.ShouldContain("bernomor 7 tahun 2030");
        (await browse.Submit(form, "Simpan naskah", ("Input.Text", "Hanya sebaris."))).Text.ShouldContain("Tidak ditemukan satu pasal pun");
        (await browse.Submit(form, "Simpan naskah", ("Input.Text", ""))).Text.ShouldContain("Tempelkan naskah peraturan");
    }

    [Fact]
    public async Task Importing_wants_its_permission()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.HealthHead);
        (await browse.Client.GetAsync("/kewajiban/naskah")).IsSuccessStatusCode.ShouldBeFalse();
        (await browse.Open("/kewajiban/peraturan")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
