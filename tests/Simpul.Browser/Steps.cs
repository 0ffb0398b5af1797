using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Simpul.Web.Commands;

namespace Simpul.Browser;

/// <summary>What a person does on a page, one step after the other: for stories.</summary>
internal static partial class Steps
{
    internal static string Field(string key) => $"[name='Input.Fields[{key}]']";

    internal static Task Press(IPage page, string button) => Act(page, () => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync());

    internal static Task Click(IPage page, string link) => Act(page, () => page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = link, Exact = true }).First.ClickAsync());

    /// <summary>Does what leads to another page, and waits for it.</summary>
    internal static async Task Act(IPage page, Func<Task> deed)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = 'no'; }");
        await deed();
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.documentElement.dataset.left !== 'no'");
    }

    /// <summary>Every document that the step still wants.</summary>
    internal static async Task Upload(IPage page)
    {
        for (var at = 0; await page.Locator("section:has(> p.absent:has-text('diperlukan')) form").CountAsync() > 0; at++)
        {
            at.ShouldBeLessThan(12);
            var form = page.Locator("section:has(> p.absent:has-text('diperlukan')) form").First;
            await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = $"dokumen-{at}.pdf", MimeType = "application/pdf", Buffer = System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4\n% {at}\n%%EOF\n") });
            await Act(page, () => form.Locator("button[type=submit]").ClickAsync());
        }
    }

    /// <summary>Gives an application its national code in its form, and comes back to its page.</summary>
    internal static async Task Code(IPage page, string application)
    {
        await page.GotoAsync($"{application.Split('?', '#')[0]}/ubah");
        await page.FillAsync("[name='Form.Input[reference]']", "RAA.02.02");
        await Press(page, "Simpan perubahan");
        await page.GotoAsync(application);
    }

    internal static async Task Attach(IPage page, string name, string type, byte[] content)
    {
        await page.GetByText("Tambah berkas", new PageGetByTextOptions { Exact = true }).ClickAsync();
        var form = page.Locator("details[open] form[enctype]", new PageLocatorOptions { Has = page.Locator("input[type=file]") }).First;
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });
        await Act(page, () => form.Locator("button[type=submit]").ClickAsync());
    }

    internal static async Task Look(IPage page) => (await page.EvaluateAsync<string[]>(Walk.Axe)).ShouldBeEmpty(page.Url);

    internal static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("aplikasi.txt").Open())
        {
            entry.Write("paket contoh"u8);
        }
        return stream.ToArray();
    }

    /// <summary>Somebody makes the repository and a token, and pushes the source with stock git.</summary>
    internal static async Task Push(IPage page, string application, string account)
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
            await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), "# Kode sumber\n");
            await Git(folder, "init", "--quiet", "--initial-branch=main");
            await Git(folder, "add", "README.md");
            await Git(folder, "-c", "user.name=Pengembang Contoh", "-c", "user.email=pengembang@contoh.invalid", "commit", "--quiet", "-m", "Awal");
            await Git(folder, "push", "--quiet", address.Replace("://", $"://{account}:{token}@", StringComparison.Ordinal), "main");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true };
        (start.Environment["GIT_CONFIG_GLOBAL"], start.Environment["GIT_CONFIG_NOSYSTEM"], start.Environment["GIT_TERMINAL_PROMPT"]) = ("/dev/null", "1", "0");
        using var git = Process.Start(start)!;
        var said = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0, said);
    }

    [GeneratedRegex(@"https?://\S+\.git")]
    internal static partial Regex Address();

    [GeneratedRegex(@"simpul_[A-Za-z0-9_-]+")]
    internal static partial Regex Token();
}
