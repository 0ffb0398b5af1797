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
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>What tools found in an audit, and the files that it comes from.</summary>
[Permission(AuditsPermissions.View)]
[RequestSizeLimit(UploadLimits.RequestBytes), RequestFormLimits(MultipartBodyLengthLimit = UploadLimits.RequestBytes)]
public sealed class RunsModel(PlatformDb db, Acting acting, IServiceProvider services) : PageModel
{
    private const int Size = 25;

    public Audit Audit { get; private set; } = null!;

    public bool MayWork { get; private set; }

    public IReadOnlyList<ToolRun> Runs { get; private set; } = [];

    /// <summary>Each result with the finding that was made of it.</summary>
    public IReadOnlyList<(ToolResult One, Guid? Finding)> Rows { get; private set; } = [];

    public int All { get; private set; }

    public int Total { get; private set; }

    public int Number { get; private set; }

    public Severity? Severity { get; private set; }

    public IReadOnlyList<SelectListItem> Classifications { get; private set; } = [];

    [BindProperty, Display(Name = "Berkas hasil alat")]
    public IFormFile? Upload { get; set; }

    [BindProperty, Display(Name = "Klasifikasi")]
    public Classification Classification { get; set; } = Classification.Restricted;

    /// <summary>The form of a finding; it takes the result's words from the result, so that none stands in the address.</summary>
    public string FindHref(ToolResult one) => $"{FindingRegister.Href}/baru?audit={Audit.Id}&fingerprint={one.Fingerprint}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        if (Upload is null)
        {
            ModelState.AddModelError(nameof(Upload), "Pilih berkas hasil alatnya.");
        }
        if (Classification == Classification.Public)
        {
            ModelState.AddModelError(nameof(Classification), "Hasil alat menunjukkan kelemahan, jadi tidak boleh publik. Pilih terbatas atau rahasia.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        await using var content = Upload!.OpenReadStream();
        var outcome = await services.GetRequiredService<ToolWork>().Try(Audit, Upload.FileName, content, Classification, cancel);
        return ModelState.Accepts([.. outcome.Refusals.Select(refusal => refusal.Field == "File" ? refusal with { Field = nameof(Upload) } : refusal)], "") ? LocalRedirect(Pages.Run(outcome.Value)) : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { ReportOnly: false } audit)
        {
            return NotFound();
        }
        Audit = audit;
        var rights = services.GetRequiredService<AuditRights>();
        if (!rights.MayRead)
        {
            return Forbid();
        }
        MayWork = audit.State == AuditState.Running && await rights.MayWork(audit, cancel);
        Classifications = [.. new[] { Classification.Restricted, Classification.Secret }.Where(one => one <= acting.Actor.Clearance).Select(one => new SelectListItem(FileList.Word(one), one.ToString()))];
        Runs = await db.RunsOf(id, acting.Actor.Clearance).OrderByDescending(run => run.Id).Take(50).ToListAsync(cancel);
        var results = db.ResultsOf(id, acting.Actor.Clearance);
        All = await results.CountAsync(cancel);
        Severity = Enum.TryParse<Severity>(Request.Query["keparahan"], out var severity) && Enum.IsDefined(severity) ? severity : null;
        if (Severity is { } asked)
        {
            results = results.Where(one => one.Severity == asked);
        }
        var words = Request.Query[ListAddress.Search].ToString().Trim().ToLowerInvariant();
        if (words.Length is > 0 and < 200)
        {
            results = results.Where(one => one.Title.ToLower().Contains(words) || one.Place.ToLower().Contains(words) || one.Rule.ToLower().Contains(words));
        }
        Total = await results.CountAsync(cancel);
        Number = ListAddress.NumberOf(Request, Math.Max(1, (Total + Size - 1) / Size));
        var rows = await results.OrderByDescending(Narrowing.Rank<ToolResult, Severity>(one => one.Severity)).ThenBy(one => one.Title).ThenBy(one => one.Place).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
        List<string> prints = [.. rows.Select(one => one.Fingerprint)];
        var made = (await db.Set<AuditFinding>().AsNoTracking().Where(one => one.AuditId == id && one.Fingerprint != null && prints.Contains(one.Fingerprint)).Select(one => new { one.Fingerprint, one.Id }).ToListAsync(cancel)).DistinctBy(one => one.Fingerprint).ToDictionary(one => one.Fingerprint!, one => one.Id);
        Rows = [.. rows.Select(one => (one, made.TryGetValue(one.Fingerprint, out var finding) ? finding : (Guid?)null))];
        return null;
    }
}
