using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Simpul.Browser.Steps;

namespace Simpul.Browser;

/// <summary>The same walk under the other regulations, each through its own gates and by its own offices.</summary>
public sealed class OtherStoryTests(Site site)
{
    [Fact]
    public async Task Bangka_Tengah_coordinates_asks_ministry_and_permit_tests_and_keeps_the_source()
    {
        await using var served = await Served.Start("bangka-tengah-74-2021");
        var (agency, ict) = (await site.Open("dinkes", at: served), await site.Open("kominfo", at: served));
        var href = await Propose(agency, "special-application", "Perizinan Klinik", ("method", "waterfall"));
        await Decide(agency, href, "Ajukan rencana");
        await Decide(ict, href, "Nyatakan telah dikoordinasikan");
        await Decide(ict, href, "Dukung");
        await agency.GotoAsync(href);
        await Click(agency, "Perizinan Klinik");
        var application = new Uri(agency.Url).AbsolutePath;
        await Code(agency, application);
        await Seen(agency, "bangka-tengah-menunggu");
        (await agency.Locator("main").InnerTextAsync()).ShouldContain("Pertimbangan Menteri");
        await Decide(ict, href, "Catat pertimbangan mendukung");
        await Decide(ict, href, "Catat izin atau rekomendasi");
        await Decide(ict, href, "Rekomendasikan");

        await agency.GotoAsync(href);
        await Upload(agency);
        await agency.CheckAsync(Field("meetsStandard") + "[value=true]");
        await Seen(agency, "bangka-tengah-dokumen");
        await Press(agency, "Ajukan pengujian");

        await ict.GotoAsync(href);
        await Click(ict, "Isi uji fungsi dan interoperabilitas");
        await Press(ict, "Nyatakan sisanya memenuhi: Kesesuaian fungsi");
        await Press(ict, "Nyatakan sisanya memenuhi: Interoperabilitas");
        await Decide(ict, href, "Nyatakan memenuhi");
        await ict.GotoAsync(href);
        await ict.CheckAsync(Field("ownedByGovernment") + "[value=true]");
        await Press(ict, "Nyatakan tersimpan");
        (await ict.Locator("main").InnerTextAsync()).ShouldContain("Yang belum ada: kode sumber");
        await Push(ict, application, "kominfo");
        await ict.GotoAsync(href);
        await ict.CheckAsync(Field("ownedByGovernment") + "[value=true]");
        await Press(ict, "Nyatakan tersimpan");
        await Ended(served, application, "bangka-tengah", "7 dari 7 dokumen sudah diterima", "metode Berurutan (waterfall)");
        await agency.Context.CloseAsync();
        await ict.Context.CloseAsync();
    }

    [Fact]
    public async Task Baubau_consults_builds_fails_a_test_mends_and_registers()
    {
        await using var served = await Served.Start("baubau-68-2023");
        var (agency, ict) = (await site.Open("dinkes", at: served), await site.Open("kominfo", at: served));
        var href = await Propose(agency, "application-building", "Data Gizi", ("kind", "Special"));
        await Decide(agency, href, "Ajukan konsultasi");
        await Decide(ict, href, "Lanjutkan sebagai Aplikasi Khusus");
        await Decide(ict, href, "Catat kesepakatan");
        await Decide(ict, href, "Izinkan berlanjut");
        await Decide(agency, href, "Selesaikan rancang bangun");
        await Decide(agency, href, "Selesaikan implementasi");
        await Click(agency, "Isi uji kelaikan");
        var first = agency.Locator("main details[open]").First;
        await first.Locator("input[value=Fails]").CheckAsync();
        await first.GetByText("Temuan, bila tidak memenuhi").ClickAsync();
        await first.Locator("select[name='Form.Severity']").SelectOptionAsync("High");
        await first.Locator("textarea[name='Form.Description']").FillAsync("Lambat pada 50 pengguna.");
        await first.Locator("input[name='Form.DueOn']").FillAsync(DateTime.Today.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Act(agency, () => first.Locator("button", new LocatorLocatorOptions { HasTextString = "Simpan hasil" }).ClickAsync());
        await Press(agency, "Nyatakan sisanya memenuhi: Kelaikan aplikasi");
        await Seen(agency, "baubau-uji");
        await agency.GotoAsync(href);
        await agency.FillAsync("[name=Reason]", "Kinerja belum cukup.");
        await Press(agency, "Nyatakan belum laik");
        await Decide(agency, href, "Selesaikan implementasi");
        await Click(agency, "Isi uji kelaikan");
        var again = agency.Locator("main details", new PageLocatorOptions { HasTextString = "Belum diuji" }).First;
        if (await again.GetAttributeAsync("open") is null)
        {
            await again.Locator("summary").First.ClickAsync();
        }
        await again.Locator("input[value=Passes]").CheckAsync();
        await Act(agency, () => again.Locator("button", new LocatorLocatorOptions { HasTextString = "Simpan hasil" }).ClickAsync());
        await Decide(agency, href, "Nyatakan laik");
        await Click(agency, "Data Gizi");
        var application = new Uri(agency.Url).AbsolutePath;
        await Code(agency, application);
        await Push(agency, application, "dinkes");
        await agency.GotoAsync(href);
        await Attach(agency, "paket.zip", "application/zip", Zip());
        await Decide(agency, href, "Daftarkan dan simpan");
        await ict.GotoAsync(href);
        await ict.CheckAsync(Field("ownedByGovernment") + "[value=true]");
        await Press(ict, "Terima");
        (await ict.Locator("main").InnerTextAsync()).ShouldContain("Keputusan tersimpan: Terima.");
        await Ended(served, application, "baubau", "pengujian kelaikan");
        await agency.Context.CloseAsync();
        await ict.Context.CloseAsync();
    }

    [Fact]
    public async Task Palangka_Raya_coordinates_and_checks_the_function_with_six_documents()
    {
        await using var served = await Served.Start("palangka-raya-9-2022");
        var (agency, ict) = (await site.Open("dinkes", at: served), await site.Open("kominfo", at: served));
        var href = await Propose(agency, "special-application", "Arsip Rekam Medis");
        await Decide(agency, href, "Ajukan rencana");
        await Decide(ict, href, "Nyatakan telah dikoordinasikan");
        await agency.GotoAsync(href);
        await Click(agency, "Arsip Rekam Medis");
        var application = new Uri(agency.Url).AbsolutePath;
        await Seen(agency, "palangka-raya-menunggu");
        await agency.GotoAsync(href);
        await Upload(agency);
        await agency.CheckAsync(Field("meetsStandard") + "[value=true]");
        await Press(agency, "Ajukan pemeriksaan fungsi");
        await ict.GotoAsync(href);
        await Upload(ict);
        await Press(ict, "Nyatakan sesuai");
        (await ict.Locator("main").InnerTextAsync()).ShouldContain("Pemeriksaan kesesuaian fungsi: 5 butir belum diisi");
        await ict.GotoAsync(href);
        await Click(ict, "Isi pemeriksaan kesesuaian fungsi");
        await Press(ict, "Nyatakan sisanya memenuhi: Kesesuaian fungsi");
        await Decide(ict, href, "Nyatakan sesuai");
        await Ended(served, application, "palangka-raya", "Tahapan dan syarat");
        await agency.Context.CloseAsync();
        await ict.Context.CloseAsync();
    }

    /// <summary>Opens the case of a new application, as its agency does.</summary>
    /// <returns>The case's address.</returns>
    private static async Task<string> Propose(IPage page, string procedure, string name, params (string Key, string Value)[] more)
    {
        await page.GotoAsync($"/kerja/urusan/baru/{procedure}");
        await page.FillAsync("[name=CaseTitle]", name);
        await page.FillAsync(Field("purpose"), "Mencatat dan melayani lebih cepat.");
        await page.FillAsync(Field("functions"), $"mengurus {name.ToLowerInvariant()}");
        await page.SelectOptionAsync(Field("process"), new SelectOptionValue { Index = 1 });
        if (await page.Locator(Field("roadmap")).CountAsync() > 0)
        {
            await page.SelectOptionAsync(Field("roadmap"), new SelectOptionValue { Index = 1 });
        }
        foreach (var (key, value) in (IEnumerable<(string, string)>)[("source", "Open"), ("builder", "ThirdParty"), ("platform", "Web"), .. more])
        {
            await page.SelectOptionAsync(Field(key), value);
        }
        await Press(page, "Buka urusan");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Puts in what the step wants, and decides.</summary>
    private static async Task Decide(IPage page, string href, string button)
    {
        await page.GotoAsync(href);
        await Upload(page);
        await Press(page, button);
        (await page.Locator("main").InnerTextAsync()).ShouldContain($"Keputusan tersimpan: {button}.");
    }

    /// <summary>Somebody of another office reads, at a desk and on a phone, that the application runs.</summary>
    private async Task Ended(Served served, string application, string name, params string[] says)
    {
        foreach (var width in (int[])[1280, 360])
        {
            var page = await site.Open("sekda", width, at: served);
            await page.GotoAsync(application);
            var words = await page.Locator("main").InnerTextAsync();
            words.ShouldContain("beroperasi");
            foreach (var word in says)
            {
                words.ShouldContain(word);
            }
            await Look(page);
            await site.Picture(page, $"cerita-{name}-{width}");
            await page.Context.CloseAsync();
        }
    }

    private async Task Seen(IPage page, string name)
    {
        await Look(page);
        await site.Picture(page, $"cerita-{name}");
    }
}
