using System.Net;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Access;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Access;

public sealed class SettingsTests
{
    /// <summary>One grey pixel, with a comment in it.</summary>
    private static readonly byte[] png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAAD3RFWHRDb21tZW50AHJhaGFzaWFFPL/2AAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Colour_contact_and_crest_show_on_every_page_and_the_change_is_in_the_journal(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Open("/kerja/pengaturan");
        page = await admin.Submit(page, "Simpan pengaturan", ("Colour", "#ffee00"));
        page.Text.ShouldContain("terlalu muda");
        page = await admin.Submit(page, "Simpan pengaturan", [("Crest", "lambang.png", png)], ("Colour", "#7A1F3D"), ("Contact", "Dinas Contoh\r\nJalan Contoh 1\r\n(0711) 123456\r\nkominfo@contoh.go.id"));
        page.Text.ShouldContain("Pengaturan tersimpan.");

        var theme = page.Html.QuerySelector("link[href^='/tema.css']")!.GetAttribute("href")!;
        var css = await admin.Client.GetAsync(theme);
        css.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        (await css.Content.ReadAsStringAsync()).ShouldContain("#7a1f3d");
        var crest = page.Html.QuerySelector("img.crest")!.GetAttribute("src")!;
        using var visitor = new Browse(app);
        var picture = await visitor.Client.GetAsync(crest);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        System.Text.Encoding.Latin1.GetString(await picture.Content.ReadAsByteArrayAsync()).ShouldNotContain("rahasia");

        var changed = (await AccountTests.Events(app)).Single(item => item.Action == "instance.settings-changed");
        changed.Body.ShouldContain("\"colour\":[null,\"#7a1f3d\"]");
        changed.Body.ShouldContain("crestSha256");
    }

    [Fact]
    public async Task Two_who_change_the_settings_at_once_are_told()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var one = await app.SignInAs(Role.Administrator);
        using var other = await app.SignInAs(Role.Administrator);
        var stale = await one.Open("/kerja/pengaturan");
        await other.Submit(await other.Open("/kerja/pengaturan"), "Simpan pengaturan", ("Contact", "Dari yang lain"));
        var page = await one.Submit(stale, "Simpan pengaturan", ("Contact", "Dari yang ini"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Html.QuerySelector("textarea[name=Contact]")!.TextContent.Trim().ShouldBe("Dari yang ini");
        (await one.Submit(page, "Simpan pengaturan")).Text.ShouldContain("Pengaturan tersimpan.");
    }

    [Fact]
    public void Only_a_whole_small_picture_is_taken_and_only_what_draws_it_is_kept()
    {
        PngImage.Clean(png, out var refusal)!.Length.ShouldBe(png.Length - 27);
        refusal.ShouldBeNull();
        PngImage.Clean([.. png, .. "<script>"u8], out _).ShouldBe(PngImage.Clean(png, out _));
        PngImage.Clean("<svg onload='x'/>"u8, out refusal).ShouldBeNull();
        refusal!.ShouldContain("bukan gambar PNG");
        PngImage.Clean(png.AsSpan(0, png.Length - 5), out refusal).ShouldBeNull();
        refusal!.ShouldContain("rusak");
        PngImage.Clean(new byte[PngImage.Longest + 1], out refusal).ShouldBeNull();
        refusal!.ShouldContain("200 KB");
        for (var at = 8; at < png.Length; at++)
        {
            byte[] broken = [.. png];
            broken[at] ^= 0x55;
            PngImage.Clean(broken, out _).ShouldBeNull($"byte {at}");
        }
    }

    [Fact]
    public void A_picture_that_unfolds_too_wide_is_refused_by_its_header()
    {
        byte[] wide = [.. png];
        wide[18] = 0x10;
        uint crc = uint.MaxValue;
        foreach (var next in wide.AsSpan(12, 17))
        {
            crc ^= next;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(wide.AsSpan(29), ~crc);
        PngImage.Clean(wide, out var refusal).ShouldBeNull();
        refusal!.ShouldContain("1024 piksel");
    }

    [Fact]
    public void Contact_lines_are_told_apart()
    {
        ContactLines.Read("Dinas Contoh\nJalan Contoh 1\nKode pos 30112\n+62 711 123456\nsurel@contoh.go.id", "Pemerintah Contoh")
            .ShouldBe(new Contact("Dinas Contoh", "Jalan Contoh 1, Kode pos 30112", "+62 711 123456", "surel@contoh.go.id"));
        ContactLines.Read("surel@contoh.go.id", "Pemerintah Contoh").ShouldBe(new Contact("Pemerintah Contoh", Email: "surel@contoh.go.id"));
        ContactLines.Read(" \n ", "Pemerintah Contoh").ShouldBeNull();
    }
}
