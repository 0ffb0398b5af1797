using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>Protected branches and tags, who may reuse the code, and whether its objects are sound.</summary>
[Permission(RepositoryPermissions.Keep)]
public sealed partial class SettingsModel(RepositoryContexts contexts, RepositoryChecking checking, GitProgram git, PlatformDb db, Journal journal, History history) : PageModel
{
    public RepositoryContext Context { get; private set; } = null!;

    public RepositoryCheck? Check { get; private set; }

    public IReadOnlyList<string> CodeFaults { get; private set; } = [];

    public HistoryPage Events { get; private set; } = null!;

    public static IReadOnlyList<SelectListItem> Reuses { get; } =
    [
        new("Belum ditawarkan", nameof(ReuseBy.Closed)),
        new("Perangkat daerah lain", nameof(ReuseBy.Agencies)),
        new("Pemerintah lain juga, dan tampil di portal publik", nameof(ReuseBy.Governments)),
    ];

    [BindProperty]
    public Kept Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        var repository = Context.Repository!;
        Input = new Kept
        {
            DefaultBranch = repository.DefaultBranch, Branches = string.Join('\n', repository.ProtectedBranches), Tags = string.Join('\n', repository.ProtectedTags),
            Reuse = repository.Reuse, Licence = repository.Licence, Terms = repository.Terms, Version = repository.Version,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        var (branches, tags) = (Patterns(Input.Branches, "Input.Branches"), Patterns(Input.Tags, "Input.Tags"));
        if (Input.DefaultBranch is { } branch && !BranchName().IsMatch(branch))
        {
            ModelState.AddModelError("Input.DefaultBranch", "Nama cabang memuat huruf, angka, titik, garis, dan garis miring saja.");
        }
        if (Input.Reuse != ReuseBy.Closed && string.IsNullOrWhiteSpace(Input.Licence))
        {
            ModelState.AddModelError("Input.Licence", "Tulis lisensinya: tanpa lisensi tidak seorang pun boleh memakainya.");
        }
        var stored = await db.Set<CodeRepository>().SingleAsync(item => item.Id == id, cancel);
        if (stored.Version != Input.Version)
        {
            ModelState.AddModelError("", "Ada yang mengirim kode atau mengubah pengaturan sejak halaman ini dibuka. Muat ulang halaman, lalu ubah lagi.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var moved = stored.DefaultBranch != Input.DefaultBranch;
        (stored.DefaultBranch, stored.ProtectedBranches, stored.ProtectedTags) = (Input.DefaultBranch!, branches, tags);
        (stored.Reuse, stored.Licence, stored.Terms) = (Input.Reuse, Trimmed(Input.Licence), Trimmed(Input.Terms));
        journal.Record("repositories.settings-changed", stored);
        await db.SaveChangesAsync(cancel);
        if (moved && git.IsThere)
        {
            await git.Run(Context.Folder, ["symbolic-ref", "HEAD", $"refs/heads/{stored.DefaultBranch}"], cancel);
        }
        return this.Done(Context.HrefOf(RepositoryContext.Settings), "Pengaturan tersimpan.");
    }

    public async Task<IActionResult> OnPostCheckAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        var check = await checking.Check(id, cancel);
        return this.Done(Context.HrefOf(RepositoryContext.Settings), check.Sound ? "Repositori diperiksa: utuh." : "Repositori diperiksa: ada yang rusak.");
    }

    private async Task<IActionResult?> Refused(Guid id, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.Settings, cancel) is not { Repository: { } repository } context)
        {
            return NotFound();
        }
        Context = context;
        if (!context.MayKeep)
        {
            return Forbid();
        }
        Check = await db.Set<RepositoryCheck>().AsNoTracking().SingleOrDefaultAsync(item => item.RepositoryId == id, cancel);
        CodeFaults = repository.PublicCode is { } text ? PublicCodeFile.Read(text).Faults : [];
        Events = await history.Of("repositories", id, Request, cancel);
        return null;
    }

    private List<string> Patterns(string? lines, string field)
    {
        List<string> patterns = [.. (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (patterns.Count > CodeRepository.MostPatterns || patterns.Any(pattern => pattern.Length > CodeRepository.PatternLength || pattern.Any(char.IsWhiteSpace)))
        {
            ModelState.AddModelError(field, $"Paling banyak {CodeRepository.MostPatterns} baris, masing-masing paling banyak {CodeRepository.PatternLength} huruf tanpa spasi.");
        }
        return patterns;
    }

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    // A subset of what git allows, so that a name never needs quoting anywhere.
    [GeneratedRegex(@"^[A-Za-z0-9_](?:[A-Za-z0-9_-]|[./](?=[A-Za-z0-9_-])){0,98}\z(?<!\.lock)")]
    internal static partial Regex BranchName();

    /// <summary>The settings, as the form asks them.</summary>
    public sealed class Kept
    {
        [Display(Name = "Cabang utama"), Required(ErrorMessage = "Isi nama cabang utama, biasanya main."), StringLength(CodeRepository.BranchLength)]
        public string? DefaultBranch { get; set; }

        [Display(Name = "Cabang yang dilindungi"), StringLength(3000)]
        public string? Branches { get; set; }

        [Display(Name = "Tag yang dilindungi"), StringLength(3000)]
        public string? Tags { get; set; }

        [Display(Name = "Boleh dipakai ulang oleh")]
        public ReuseBy Reuse { get; set; }

        [Display(Name = "Lisensi"), StringLength(CodeRepository.LicenceLength)]
        public string? Licence { get; set; }

        [Display(Name = "Ketentuan dan kontak"), StringLength(CodeRepository.TermsLength)]
        public string? Terms { get; set; }

        public int Version { get; set; }
    }
}
