using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Audits.Papers;

/// <summary>The working papers of an audit.</summary>
[Permission(AuditsPermissions.View)]
public sealed class PapersModel(PlatformDb db, NationalData national, IServiceProvider services) : PageModel
{
    private const int Size = 25;

    public Audit Audit { get; private set; } = null!;

    public string Edition { get; private set; } = "";

    public int All { get; private set; }

    public int Answered { get; private set; }

    public int Vouched { get; private set; }

    public PaperResult? Result { get; private set; }

    public string? Subject { get; private set; }

    public IReadOnlyList<FieldChoice> Subjects { get; private set; } = [];

    /// <summary>The objects that have papers of their own.</summary>
    public IReadOnlyList<FieldChoice> Objects { get; private set; } = [];

    /// <summary>The item of the object whose papers are asked for.</summary>
    public string? ObjectName { get; private set; }

    public IReadOnlyList<(WorkingPaper Paper, int Files)> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { ReportOnly: false } audit)
        {
            return NotFound();
        }
        if (!services.GetRequiredService<AuditRights>().MayRead)
        {
            return Forbid();
        }
        Audit = audit;
        Edition = national.AuditEdition(audit.Edition)?.Title ?? audit.Edition ?? "";
        var papers = db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == id);
        var counts = await papers.GroupBy(paper => new { Open = paper.Result == PaperResult.Open, Signed = paper.ReviewedAt != null }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        (All, Answered, Vouched) = (counts.Sum(one => one.Count), counts.Where(one => !one.Key.Open).Sum(one => one.Count), counts.Where(one => one.Key.Signed).Sum(one => one.Count));
        Subjects = [.. AuditWords.SubjectChoices(services).Where(choice => audit.Subjects.Contains(choice.Value))];
        Result = Enum.TryParse<PaperResult>(Request.Query["hasil"], out var result) && Enum.IsDefined(result) ? result : null;
        Subject = Subjects.FirstOrDefault(choice => choice.Value == Request.Query["pokok"])?.Value;
        Objects = [.. (await papers.Where(paper => paper.ItemId != null).Select(paper => new { paper.ItemId, paper.ObjectName }).Distinct().ToListAsync(cancel)).OrderBy(one => one.ObjectName, StringComparer.OrdinalIgnoreCase).Select(one => new FieldChoice(one.ItemId!.Value.ToString(), one.ObjectName ?? ""))];
        ObjectName = Objects.FirstOrDefault(choice => choice.Value == Request.Query["objek"])?.Value;
        var words = Request.Query[ListAddress.Search].ToString().Trim().ToLowerInvariant();
        if (Result is { } asked)
        {
            papers = papers.Where(paper => paper.Result == asked);
        }
        if (Subject is { } subject)
        {
            papers = papers.Where(paper => paper.Subject == subject);
        }
        if (ObjectName is { } of)
        {
            var item = Guid.Parse(of);
            papers = papers.Where(paper => paper.ItemId == item);
        }
        if (words.Length is > 0 and < 200)
        {
            papers = papers.Where(paper => paper.Title.ToLower().Contains(words) || (paper.ObjectName != null && paper.ObjectName.ToLower().Contains(words)) || paper.Set.ToLower().Contains(words) || paper.Criterion.Contains(words));
        }
        Total = await papers.CountAsync(cancel);
        Number = ListAddress.NumberOf(Request, Math.Max(1, (Total + Size - 1) / Size));
        var rows = await papers.OrderBy(paper => paper.Number).ThenBy(paper => paper.ObjectName).ThenBy(paper => paper.Id).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
        List<Guid> ids = [.. rows.Select(paper => paper.Id)];
        var files = await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == PaperFiles.PaperKind && ids.Contains(file.SubjectId) && file.RemovedAt == null).GroupBy(file => file.SubjectId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        Rows = [.. rows.Select(paper => (paper, files.GetValueOrDefault(paper.Id)))];
        return Page();
    }
}
