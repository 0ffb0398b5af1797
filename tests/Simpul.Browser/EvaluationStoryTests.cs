using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Simpul.Browser;

/// <summary>A whole cycle walked by the eight offices of the sample: from the programme through answers, assessment and minutes to the follow-up.</summary>
public sealed class EvaluationStoryTests(Site site)
{
    [Fact]
    public async Task A_cycle_goes_from_its_programme_to_the_follow_up()
    {
        var (admin, ict, health, legal) = (await site.Open("admin"), await site.Open("kominfo"), await site.Open("dinkes"), await site.Open("hukum"));
        var (assessor, other, secretary, head, auditor) = (await site.Open("asesor"), await site.Open("asesor"), await site.Open("sekda"), await site.Open("kepala-daerah"), await site.Open("auditor"));

        // The programme, and whose indicators are whose.
        await admin.GotoAsync("/kerja/evaluasi");
        await Click(admin, "Buka putaran");
        await admin.CheckAsync("[name='Input.Purpose'][value=Monitoring]");
        await admin.SelectOptionAsync("[name='Input.Instrument']", "pemdi-2026");
        await Look(admin);
        await Press(admin, "Buka putaran");
        await admin.SelectOptionAsync("[name='Rows[2].Agency']", new SelectOptionValue { Label = "Dinkes" });
        await admin.SelectOptionAsync("[name='Rows[3].Agency']", new SelectOptionValue { Label = "Bagian Hukum" });
        for (var at = 0; at < 20; at++)
        {
            if (at is not (2 or 3))
            {
                await admin.SelectOptionAsync($"[name='Rows[{at}].Agency']", new SelectOptionValue { Label = "Diskominfo" });
            }
        }
        await Look(admin);
        await Press(admin, "Simpan pembagian");
        var cycle = new Uri(admin.Url).AbsolutePath;
        await site.Picture(admin, "evaluasi-putaran");

        // Answers: one with evidence, the others at the lowest value.
        await health.GotoAsync($"{cycle}/indikator/3/bukti?tingkat=2");
        await Look(health);
        await health.FillAsync("[name='Link.Title']", "Peta jabatan SPBE");
        await health.FillAsync("[name='Link.Link']", "https://contoh.go.id/peta-jabatan");
        await Press(health, "Tambah tautan");
        await health.FillAsync("[name='Input.Value']", "2,5");
        await health.FillAsync("[name='Input.Reason']", "Peta jabatan SPBE sudah ada dan dinilai tiap tahun.");
        await Press(health, "Ajukan kepada asesor");
        (await Text(health)).ShouldContain("Indikator 3 diajukan kepada asesor");
        foreach (var number in Enumerable.Range(1, 20).Where(one => one != 3))
        {
            var page = number == 4 ? legal : ict;
            await page.GotoAsync($"{cycle}/indikator/{number}");
            await page.FillAsync("[name='Input.Value']", "1");
            await page.FillAsync("[name='Input.Reason']", "Belum ada.");
            await Press(page, "Ajukan kepada asesor");
        }

        // Two assessors at once: the second is told and loses nothing.
        await assessor.GotoAsync($"{cycle}/indikator/3");
        await assessor.GetByText("Periksa bukti ini").First.ClickAsync();
        await Press(assessor, "Verifikasi");
        await other.GotoAsync($"{cycle}/indikator/3");
        await assessor.FillAsync("[name='Input.Reason']", "Bukti mendukung.");
        await Press(assessor, "Simpan penilaian");
        await other.FillAsync("[name='Input.Value']", "2");
        await other.FillAsync("[name='Input.Reason']", "Belum seluruhnya.");
        await Press(other, "Simpan penilaian");
        (await Text(other)).ShouldContain("memilih 2,5 dengan alasan “Bukti mendukung.”");
        (await other.InputValueAsync("[name='Input.Reason']")).ShouldBe("Belum seluruhnya.");
        await Look(other);
        foreach (var number in Enumerable.Range(1, 20))
        {
            if (number != 3)
            {
                await assessor.GotoAsync($"{cycle}/indikator/{number}");
                await assessor.FillAsync("[name='Input.Reason']", "Sesuai.");
                await Press(assessor, "Simpan penilaian");
            }
            await admin.GotoAsync($"{cycle}/indikator/{number}");
            await admin.FillAsync("[name='Input.Reason']", "Sesuai.");
            await Press(admin, "Validasi nilai ini");
        }

        // Minutes, the external result, the end.
        await secretary.GotoAsync($"{cycle}/hasil");
        await Look(secretary);
        await Press(secretary, "Tandatangani berita acara");
        (await Text(secretary)).ShouldContain("Berita acara ditandatangani.");
        await admin.GotoAsync($"{cycle}/hasil-luar");
        for (var at = 0; at < 20; at++)
        {
            await admin.FillAsync($"[name='Rows[{at}].Value']", at == 2 ? "2,26" : "1");
        }
        await Press(admin, "Simpan hasil asesor eksternal");
        await Press(admin, "Tutup putaran ini");
        (await Text(admin)).ShouldContain("Indeks Pemdi 1,06");
        await admin.Locator("figure[data-chart=radar] canvas").WaitForAsync();
        await site.Picture(admin, "evaluasi-hasil");

        // Those who read, and what follows.
        foreach (var reader in (IPage[])[head, auditor])
        {
            await reader.GotoAsync($"{cycle}/hasil");
            (await Text(reader)).ShouldContain("menurut asesor eksternal");
            await Look(reader);
        }
        await Press(admin, "Buat tindak lanjut");
        (await Text(admin)).ShouldContain("tindak lanjut dibuat");

        // Sliders answer while they move.
        await admin.GotoAsync($"{cycle}/simulasi");
        await admin.FillAsync("[name='n-20']", "5");
        await admin.Locator("#hasil-simulasi").GetByText("naik 0,6").WaitForAsync();
        await Look(admin);
    }

    private static Task<string> Text(IPage page) => page.Locator("main").InnerTextAsync();

    private static Task Press(IPage page, string button) => Act(page, () => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync());

    private static Task Click(IPage page, string link) => Act(page, () => page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = link, Exact = true }).First.ClickAsync());

    private static async Task Act(IPage page, Func<Task> deed)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = 'no'; }");
        await deed();
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.documentElement.dataset.left !== 'no'");
    }

    private static async Task Look(IPage page) => (await page.EvaluateAsync<string[]>(Walk.Axe)).ShouldBeEmpty(page.Url);
}
