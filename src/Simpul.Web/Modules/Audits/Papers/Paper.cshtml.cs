using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Papers;

/// <summary>One working paper: the criterion, what was seen, its evidence, and who vouches for it.</summary>
[Permission(AuditsPermissions.View)]
public sealed class PaperModel(PlatformDb db, IOrganisation organisation, History history, IServiceProvider services) : PageModel
{
    public static readonly IReadOnlyList<SelectListItem> Results = [.. AuditWords.Results.Skip(1).Select(one => new SelectListItem(one.Title, one.Value.ToString()))];

    private Dictionary<Guid, string> names = [];

    public WorkingPaper Paper { get; private set; } = null!;

    public Audit Audit { get; private set; } = null!;

    public string SubjectName { get; private set; } = "";

    public bool MayWrite { get; private set; }

    /// <summary>Somebody else wrote meanwhile: both are shown.</summary>
    public bool IsStale { get; private set; }

    public string? WhyNotReview { get; private set; }

    public IReadOnlyList<(Guid Id, string Title)> Findings { get; private set; } = [];

    public FileList? Files { get; private set; }

    public HistoryPage History { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    /// <summary>The evidence that the reviewer had before them, as their page carried it.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The evidence that is there now.</summary>
    public string Shown { get; private set; } = "";

    [BindProperty, Display(Name = "Hasil")]
    public PaperResult? Result { get; set; }

    [BindProperty, Display(Name = "Pengamatan")]
    public string? Observation { get; set; }

    [BindProperty, Display(Name = "Catatan pemeriksa")]
    public string? Note { get; set; }

    [BindProperty]
    public bool Signs { get; set; }

    /// <summary>Whether a finding can be written from here.</summary>
    public bool MayFind => MayWrite && Paper.Result is PaperResult.Fails or PaperResult.Partly;

    /// <summary>The form of a finding; it takes the paper's words from the paper, so that none stands in the address.</summary>
    public string FindHref => $"{FindingRegister.Href}/baru?audit={Audit.Id}&criterionCode={Uri.EscapeDataString(Paper.Criterion)}{(Paper.ObjectName is { } one ? $"&object={Uri.EscapeDataString(one)}" : "")}";

    public static string StateOf(PaperResult result) => result switch
    {
        PaperResult.Conforms => "met",
        PaperResult.Partly => "due",
        PaperResult.Fails => "overdue",
        PaperResult.NotApplicable => "not-applicable",
        _ => "missing",
    };

    public string NameOf(Guid? person) => person is { } id && names.TryGetValue(id, out var name) ? name : "seorang auditor";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        (Version, Result, Observation) = (Paper.Version, Paper.Result == PaperResult.Open ? null : Paper.Result, Paper.Observation);
        return Page();
    }

    public async Task<IActionResult> OnPostWriteAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<PaperWork>().Write(Audit, Paper, Version, Result ?? PaperResult.Open, Observation, cancel);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(Pages.Paper(id), "Kertas kerja tersimpan.");
        }
        db.Forget();
        await Load(id, cancel);
        if (outcome.Refusals.Any(refusal => refusal.Message == PaperWork.Stale))
        {
            // Whoever saves again has seen both.
            IsStale = true;
            Version = Paper.Version;
            ModelState.Remove(nameof(Version));
        }
        return Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<PaperWork>().Review(Audit, Paper, Version, Seen, Signs, Note, cancel);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(Pages.Paper(id), Signs ? "Kertas kerja disetujui." : "Kertas kerja dikembalikan.");
        }
        db.Forget();
        await Load(id, cancel);
        (Result, Observation) = (Paper.Result, Paper.Observation);
        return Page();
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<PaperWork>().Reopen(Audit, Paper, Version, cancel);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(Pages.Paper(id), "Kertas kerja dibuka kembali. Setelah buktinya lengkap, pemeriksa menyetujuinya lagi.");
        }
        db.Forget();
        await Load(id, cancel);
        (Version, Result, Observation) = (Paper.Version, Paper.Result, Paper.Observation);
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<WorkingPaper>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } paper || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == paper.AuditId, cancel) is not { } audit)
        {
            return NotFound();
        }
        (Paper, Audit) = (paper, audit);
        var rights = services.GetRequiredService<AuditRights>();
        if (!rights.MayRead)
        {
            return Forbid();
        }
        SubjectName = AuditWords.Subject(AuditWords.Profile(services), paper.Subject);
        MayWrite = audit.State == AuditState.Running && await rights.MayWork(audit, cancel);
        WhyNotReview = await services.GetRequiredService<PaperWork>().WhyNotReview(audit, paper, cancel);
        Findings = [.. (await db.Set<AuditFinding>().AsNoTracking().Where(one => one.PaperId == id).OrderBy(one => one.Id).Take(20).Select(one => new { one.Id, one.Title }).ToListAsync(cancel)).Select(one => (one.Id, one.Title))];
        // Before the list: what comes in between was not shown.
        Shown = await SeenFiles.Of(db, services.GetRequiredService<Acting>().Actor, PaperFiles.PaperKind, [id], cancel);
        Files = await FileList.Of(services, PaperFiles.PaperKind, id, cancel);
        History = await history.Of(PaperFiles.PaperKind, id, Request, cancel);
        names = (await organisation.People([.. new[] { paper.WrittenBy, paper.ReviewedBy }.OfType<Guid>()], cancel)).ToDictionary(person => person.Id, person => person.Name);
        return null;
    }
}
