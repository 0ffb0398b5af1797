using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>audit-scope-covered</c>: every finished audit of the kind examined the subjects, and audits of the kind looked at the objects, that are named.</summary>
internal sealed class AuditScopeCovered(PlatformDb db) : ICheck
{
    public string Name => "audit-scope-covered";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await AuditBook.On(db, when.Date, cancel);
        List<Guid> ids = [.. book.Finished.Select(audit => audit.Id)];
        var examined = (await db.Set<WorkingPaper>().AsNoTracking().Where(paper => ids.Contains(paper.AuditId) && paper.Result != PaperResult.Open).Select(paper => new { paper.AuditId, paper.Subject }).Distinct().ToListAsync(cancel)).ToLookup(one => one.AuditId, one => one.Subject);
        return [.. questions.Select(question => AuditProofs.Every(question, book, "memeriksa yang diminta", audit => Lacks(question, book, audit, audit.ReportOnly ? audit.Subjects : [.. examined[audit.Id]])))];
    }

    private static string? Lacks(Question question, AuditBook book, Audit audit, IReadOnlyList<string> subjects)
    {
        var missing = question.List("subjects").Where(subject => !subjects.Contains(subject)).Select(subject => AuditWords.Subject(question.Profile, subject)).ToList();
        if (missing.Count > 0)
        {
            return $"tidak memeriksa {Indonesian.List(missing)}";
        }
        var objects = question.List("objects");
        // Which of the objects an audit looks at is its own; what it may not do is look at none of them.
        return objects.Count > 0 && !book.ObjectsOf(audit).Any(one => objects.Contains(one.Class.Key())) ? $"tidak memuat {string.Join(" atau ", objects.Select(Called))}" : null;
    }

    private static string Called(string key) => key switch { "infrastructure" => "infrastruktur", "general-application" => "aplikasi umum", _ => "aplikasi khusus" };
}
