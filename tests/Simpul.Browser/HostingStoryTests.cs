using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Simpul.Web.Commands;
using Xunit;

namespace Simpul.Browser;

/// <summary>The longest story of the regulation, walked by its offices: from the idea of an agency to an application that runs and is written about.</summary>
public sealed partial class HostingStoryTests(Site site)
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
        await Press(ict, "Selesaikan pengujian");
        await Press(ict, "Rekomendasikan untuk ditempatkan");

        // Source, package, knowledge and placement are handed over in one step.
        await Push(agency, application);
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

    private static string Field(string key) => $"[name='Input.Fields[{key}]']";

    private static Task Press(IPage page, string button) => Act(page, () => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync());

    private static Task Click(IPage page, string link) => Act(page, () => page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = link, Exact = true }).First.ClickAsync());

    /// <summary>Does what leads to another page, and waits for it.</summary>
    private static async Task Act(IPage page, Func<Task> deed)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = 'no'; }");
        await deed();
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.documentElement.dataset.left !== 'no'");
    }

    /// <summary>Every document that the step still wants.</summary>
    private static async Task Upload(IPage page)
    {
        for (var at = 0; await page.Locator("section:has(> p.absent:has-text('diperlukan')) form").CountAsync() > 0; at++)
        {
            at.ShouldBeLessThan(12);
            var form = page.Locator("section:has(> p.absent:has-text('diperlukan')) form").First;
            await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = $"dokumen-{at}.pdf", MimeType = "application/pdf", Buffer = System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4\n% {at}\n%%EOF\n") });
            await Act(page, () => form.Locator("button[type=submit]").ClickAsync());
        }
    }

    private static async Task Attach(IPage page, string name, string type, byte[] content)
    {
        await page.GetByText("Tambah berkas", new PageGetByTextOptions { Exact = true }).ClickAsync();
        var form = page.Locator("details[open] form[enctype]", new PageLocatorOptions { Has = page.Locator("input[type=file]") }).First;
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });
        await Act(page, () => form.Locator("button[type=submit]").ClickAsync());
    }

    private static async Task Look(IPage page) => (await page.EvaluateAsync<string[]>(Walk.Axe)).ShouldBeEmpty(page.Url);

    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("aplikasi.txt").Open())
        {
            entry.Write("paket contoh"u8);
        }
        return stream.ToArray();
    }

    /// <summary>The agency makes the repository and a token, and pushes the source with stock git.</summary>
    private static async Task Push(IPage page, string application)
    {
        await page.GotoAsync($"{application.Split('?', '#')[0]}/repositori");
        await Press(page, "Buat repositori");
        var address = Address().Match(await page.Locator("main").InnerTextAsync()).Value;
        await page.GotoAsync("/kerja/akun/token");
        await page.FillAsync("[name=Name]", "kiriman kode");
        await page.SelectOptionAsync("[name=OfficeId]", new SelectOptionValue { Index = 1 });
        await page.CheckAsync("[name=Scope][value=RepositoryWrite]");
        await page.FillAsync("[name=Days]", "7");
        await page.FillAsync("[name=Password]", SampleAccounts.Password);
        await Press(page, "Buat token");
        var token = Token().Match(await page.Locator("main").InnerTextAsync() + await page.Locator("main input, main textarea").EvaluateAllAsync<string>("all => all.map(one => ' ' + one.value).join('')")).Value;
        token.ShouldNotBeEmpty();
        var folder = Directory.CreateTempSubdirectory("simpul-kirim-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), "# Jadwal Imunisasi\n");
            await Git(folder, "init", "--quiet", "--initial-branch=main");
            await Git(folder, "add", "README.md");
            await Git(folder, "-c", "user.name=Pengembang Contoh", "-c", "user.email=pengembang@contoh.invalid", "commit", "--quiet", "-m", "Awal");
            await Git(folder, "push", "--quiet", address.Replace("://", $"://dinkes:{token}@", StringComparison.Ordinal), "main");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true };
        (start.Environment["GIT_CONFIG_GLOBAL"], start.Environment["GIT_CONFIG_NOSYSTEM"], start.Environment["GIT_TERMINAL_PROMPT"]) = ("/dev/null", "1", "0");
        using var git = Process.Start(start)!;
        var said = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0, said);
    }

    [GeneratedRegex(@"https?://\S+\.git")]
    private static partial Regex Address();

    [GeneratedRegex(@"simpul_[A-Za-z0-9_-]+")]
    private static partial Regex Token();
}
