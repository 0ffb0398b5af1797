using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Simpul.Browser;

/// <summary>The service bus in a browser: a new version from its OpenAPI file, and every page of the way to a contract on a desk and on a phone.</summary>
public sealed class BusStoryTests(Site site)
{
    private const string Document = """
        {"openapi":"3.0.3","info":{"title":"Wilayah","version":"1"},"paths":{"/wilayah":{"get":{"operationId":"daftar","summary":"Daftar wilayah","responses":{"200":{"description":"Daftar",
        "content":{"application/json":{"schema":{"type":"object","properties":{"data":{"type":"array","items":{"type":"object","properties":{"kode":{"type":"string"},"kepala":{"type":"object","properties":{"nama":{"type":"string"}}}}}}}}}}}}}}}}
        """;

    /// <summary>Not what the story of an exchange makes meanwhile: its records change while these pages are read.</summary>
    private static readonly LocatorFilterOptions Others = new() { HasNotText = ExchangeStoryTests.Mark };

    [Theory, InlineData(1280), InlineData(360)]
    public async Task A_version_comes_from_its_file_and_every_page_of_the_bus_can_be_read_by_everybody(int width)
    {
        var page = await site.Open("admin", width);
        var wrong = new List<string>();
        async Task Look(string name)
        {
            (await page.Locator("h1").CountAsync()).ShouldBe(1, page.Url);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0)
            {
                wrong.Add($"{name}: wider than {width} pixels");
            }
            wrong.AddRange((await page.EvaluateAsync<string[]>(Walk.Axe)).Select(violation => $"{name}: {violation}"));
            await site.Picture(page, $"bus-{width}-{name}");
        }
        async Task Visit(string href, string name)
        {
            (await page.GotoAsync(href))!.Status.ShouldBe(200, href);
            await Look(name);
        }
        async Task Choose(string name)
        {
            var option = page.Locator($"select[name='{name}'] option:not([value=''])").Filter(Others).First;
            await option.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.SelectOptionAsync($"select[name='{name}']", (await option.GetAttributeAsync("value"))!);
        }
        async Task<string> First(string list, string prefix)
        {
            await page.GotoAsync(list);
            return (await page.Locator($"main a[href^='{prefix}/']:not([href$='/baru']):not([href*='/impor'])").Filter(Others).First.GetAttributeAsync("href"))!;
        }

        await Visit("/kerja/penghubung", "keadaan");
        await Visit("/kerja/penghubung?dihidupkan=true", "dihidupkan");
        await Visit("/kerja/penghubung/ganti-kunci", "ganti-kunci");
        await Visit("/kerja/lalu-lintas-penghubung/ditolak", "ditolak");
        var member = await First("/kerja/anggota-penghubung", "/kerja/anggota-penghubung");
        await Look("anggota");
        await Visit(member, "anggota-satu");
        foreach (var step in new[] { "kunci", "sertifikat", "keadaan" })
        {
            await Visit($"{member}/{step}", $"anggota-{step}");
        }
        var service = await First("/kerja/layanan-penghubung", "/kerja/layanan-penghubung");
        await Visit(service, "layanan-satu");
        await Visit($"{service}/versi-baru", "versi-baru");
        await page.FillAsync("[name='Input.Label']", $"v2-{width}");
        await page.Locator("[name='Input.Environment'][value='Sandbox']").CheckAsync();
        await page.FillAsync("[name='Input.Upstreams']", "https://uji.contoh.invalid");
        await page.SetInputFilesAsync("[name='Input.Document']", new FilePayload { Name = "openapi.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(Document) });
        await page.ClickAsync("main button:has-text('Simpan rancangan')");
        (await page.TextContentAsync("h1"))!.ShouldContain("Klasifikasi elemen");
        await Look("klasifikasi");
        await page.ClickAsync("main button:has-text('Simpan klasifikasi')");
        await Look("versi-rancangan");
        var version = new Uri(page.Url).AbsolutePath;
        await Visit($"{version}/sunting", "versi-sunting");
        await Visit($"{version}/terbit", "versi-terbit");

        var contract = await First("/kerja/kontrak-pertukaran", "/kerja/kontrak-pertukaran");
        await Look("kontrak");
        await Visit(contract, "kontrak-satu");
        await Visit($"{contract}/tanda-tangan", "kontrak-tanda-tangan");
        await Visit("/kerja/kontrak-pertukaran/susun", "kontrak-pilih");
        await Choose("Versi");
        await page.ClickAsync("main button:has-text('Lanjut')");
        await Look("kontrak-susun");
        await Choose("Input.Consumer");
        await page.ClickAsync("main button:has-text('Susun kontrak')");
        (await page.TextContentAsync("main"))!.ShouldContain("Centang elemen data yang diperlukan");
        await Look("kontrak-susun-ditolak");
        await Visit("/bukti", "bukti");
        await Visit("/bukti/daftar-kunci", "bukti-kunci");
        await page.Context.CloseAsync();
        wrong.ShouldBeEmpty();
    }
}
