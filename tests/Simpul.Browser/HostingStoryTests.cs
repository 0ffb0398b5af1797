using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Simpul.Browser.Steps;

namespace Simpul.Browser;

/// <summary>The longest story of the regulation, walked by its offices: from the idea of an agency to an application that runs and is written about.</summary>
public sealed class HostingStoryTests(Site site)
{
    private const string Name = "Jadwal Imunisasi";

    [Fact]
    public async Task An_application_goes_from_its_proposal_through_a_finding_and_a_revision_to_the_server_room()
    {
        var (agency, ict) = (await site.Open("dinkes"), await site.Open("kominfo"));

        // The agency proposes; nothing typed is lost when documents are missing.
        await agency.GotoAsync("/kerja/ringkasan-aplikasi");
        await Click(agency, "Ajukan urusan aplikasi");
        await Click(agency, "Pertimbangan pembangunan aplikasi khusus");
        await agency.FillAsync("[name=CaseTitle]", Name);
        await agency.SelectOptionAsync(Field("kind"), "Special");
        await agency.FillAsync(Field("purpose"), "Mengingatkan orang tua tentang jadwal imunisasi anak.");
        await agency.FillAsync(Field("functions"), "mengingatkan jadwal imunisasi\nmencatat imunisasi");
        await agency.SelectOptionAsync(Field("process"), new SelectOptionValue { Index = 1 });
        await agency.SelectOptionAsync(Field("roadmap"), new SelectOptionValue { Index = 1 });
        await agency.SelectOptionAsync(Field("source"), "Open");
        await agency.SelectOptionAsync(Field("builder"), "ThirdParty");
        await agency.SelectOptionAsync(Field("platform"), "Web");
        await agency.CheckAsync(Field("servesPublic") + "[value=true]");
        await Press(agency, "Buka urusan");
        var proposal = new Uri(agency.Url).AbsolutePath;
        await Press(agency, "Ajukan rencana");
        (await agency.Locator("main").InnerTextAsync()).ShouldContain("Unggah Proposal aplikasi khusus terlebih dahulu.");
        await agency.GotoAsync(proposal);
        await Look(agency);
        await Upload(agency);
        await Press(agency, "Ajukan rencana");

        // Dinas Kominfo gives its opinion.
        await ict.GotoAsync("/kerja/tugas");
        await Click(ict, Name);
        await Look(ict);
        await Upload(ict);
        await Press(ict, "Rekomendasikan");

        // The subdomain and the hosting start from the application's own page.
        await agency.GotoAsync(proposal);
        await Click(agency, Name);
        var application = agency.Url;
        await Look(agency);
        await Code(agency, application);
        await Click(agency, "Ajukan permohonan subdomain palembang.go.id");
        (await agency.InputValueAsync("[name=CaseTitle]")).ShouldEndWith(Name);
        await agency.FillAsync(Field("domainName"), "jadwal-imunisasi.palembang.go.id");
        await agency.SelectOptionAsync(Field("domainPurpose"), new SelectOptionValue { Index = 1 });
        await agency.SelectOptionAsync(Field("domainContentOwner"), new SelectOptionValue { Index = 1 });
        await Press(agency, "Buka urusan");
        var subdomain = new Uri(agency.Url).AbsolutePath;
        await Press(agency, "Ajukan permohonan");
        await ict.GotoAsync(subdomain);
        await ict.SelectOptionAsync(Field("domainSetType"), new SelectOptionValue { Index = 1 });
        await ict.FillAsync(Field("domainSetTarget"), "203.0.113.10");
        await Press(ict, "Daftarkan");
        (await ict.Locator("main").InnerTextAsync()).ShouldContain("Keputusan tersimpan: Daftarkan.");

        await agency.GotoAsync(application);
        await Click(agency, "Ajukan penyerahan dan hosting aplikasi khusus");
        await Press(agency, "Buka urusan");
        var hosting = new Uri(agency.Url).AbsolutePath;
        await Look(agency);
        await Upload(agency);
        await agency.CheckAsync(Field("meetsStandard") + "[value=true]");
        await Press(agency, "Ajukan permohonan");
        (await agency.Locator("main").InnerTextAsync()).ShouldContain("Aplikasi ini melayani masyarakat. Tulis integrasinya dengan Sidemang.");
        (await agency.IsCheckedAsync(Field("meetsStandard") + "[value=true]")).ShouldBeTrue();
        await agency.FillAsync(Field("portalIntegration"), "Tampil pada Sidemang sebagai layanan Imunisasi.");
        await Press(agency, "Ajukan permohonan");

        // The first round of tests finds something.
        await ict.GotoAsync(hosting);
        await Click(ict, "Isi uji kelaikan");
        await Press(ict, "Nyatakan sisanya memenuhi: Kelaikan aplikasi");
        await ict.GotoAsync(hosting);
        await Click(ict, "Isi uji keamanan");
        await Look(ict);
        var first = ict.Locator("main details[open]").First;
        await first.Locator("input[value=Fails]").CheckAsync();
        await first.GetByText("Temuan, bila tidak memenuhi").ClickAsync();
        await first.Locator("select[name='Form.Severity']").SelectOptionAsync(new SelectOptionValue { Index = 3 });
        await first.Locator("textarea[name='Form.Description']").FillAsync("Percobaan masuk tidak dibatasi.");
        await first.Locator("input[name='Form.DueOn']").FillAsync(DateTime.Today.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Act(ict, () => first.Locator("button", new LocatorLocatorOptions { HasTextString = "Simpan hasil" }).ClickAsync());
        await Press(ict, "Nyatakan sisanya memenuhi: Keamanan aplikasi web");
        await Click(ict, "Lanjutkan di urusannya");
        await Upload(ict);
        await Press(ict, "Selesaikan pengujian");
        await Upload(ict);
        await Press(ict, "Rekomendasikan untuk ditempatkan");
        (await ict.Locator("main").InnerTextAsync()).ShouldContain("Temuan ini belum selesai diuji ulang");
        await ict.FillAsync("[name=Reason]", "Batasi percobaan masuk.");
        await Press(ict, "Kembalikan untuk revisi teknis");

        // The agency reads why, mends, and asks again in the same case.
        await agency.GotoAsync("/kerja");
        await Click(agency, $"Penyerahan dan hosting aplikasi khusus: {Name}");
        (await agency.Locator("section.box-action").InnerTextAsync()).ShouldContain("Batasi percobaan masuk.");
        await Click(agency, "Tulis perbaikan temuan");
        await Look(agency);
        await Act(agency, () => agency.Locator("main tbody a").First.ClickAsync());
        await Act(agency, () => agency.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Ubah", Exact = true }).ClickAsync());
        await agency.FillAsync("main textarea", "Sesudah lima kali gagal, akun ditahan lima belas menit.");
        await Press(agency, "Simpan perubahan");
        await agency.GotoAsync(hosting);
        await Press(agency, "Ajukan kembali");

        // The re-test closes the finding.
        await ict.GotoAsync(hosting);
        await Click(ict, "Isi uji keamanan");
        var again = ict.Locator("main details", new PageLocatorOptions { HasTextString = "Belum diuji" }).First;
        if (await again.GetAttributeAsync("open") is null)
        {
            await again.Locator("summary").First.ClickAsync();
        }
        await again.Locator("input[value=Passes]").CheckAsync();
        await Act(ict, () => again.Locator("button", new LocatorLocatorOptions { HasTextString = "Simpan hasil" }).ClickAsync());
        await Click(ict, "Lanjutkan di urusannya");
        // Report and recommendation are about what was tested now, not about what failed.
        await Upload(ict);
        await Press(ict, "Selesaikan pengujian");
        await Upload(ict);
        await Press(ict, "Rekomendasikan untuk ditempatkan");

        // Source, package, knowledge and placement are handed over in one step.
        await Push(agency, application, "dinkes");
        await ict.GotoAsync(hosting);
        await Attach(ict, "paket.zip", "application/zip", Zip());
        await ict.GotoAsync(hosting);
        await ict.FillAsync(Field("knowledgeTitle"), "Pengingat lewat pesan singkat");
        await ict.FillAsync(Field("knowledgeSummary"), "Orang tua lebih sering membaca pesan singkat daripada surel.");
        await ict.CheckAsync(Field("ownedByGovernment") + "[value=true]");
        await ict.SelectOptionAsync(Field("hostingEnvironment"), "Production");
        await ict.SelectOptionAsync(Field("hostingFacility"), new SelectOptionValue { Index = 1 });
        await ict.SelectOptionAsync(Field("hostingHost"), new SelectOptionValue { Label = "Server aplikasi 1" });
        await Look(ict);
        await Press(ict, "Nyatakan terpasang");
        (await ict.Locator("main").InnerTextAsync()).ShouldContain("Keputusan tersimpan: Nyatakan terpasang.");

        // Two more offices see how it stands.
        foreach (var account in (string[])["sekda", "auditor"])
        {
            var page = await site.Open(account);
            await page.GotoAsync(application);
            var words = await page.Locator("main").InnerTextAsync();
            words.ShouldContain("Pengingat lewat pesan singkat");
            words.ShouldContain("jadwal-imunisasi.palembang.go.id");
            await page.Context.CloseAsync();
        }
        await agency.Context.CloseAsync();
        await ict.Context.CloseAsync();
    }
}
