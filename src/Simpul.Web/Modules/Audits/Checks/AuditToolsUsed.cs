using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Checks;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>audit-tools-used</c>: every finished audit of the kind has a result of an audit tool among its evidence.</summary>
internal sealed class AuditToolsUsed(PlatformDb db) : ICheck
{
    public string Name => "audit-tools-used";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await AuditBook.On(db, when.Date, cancel);
        var used = (await db.Set<ToolRun>().AsNoTracking().Where(run => run.State == ToolRunState.Imported).Select(run => run.AuditId).Distinct().ToListAsync(cancel)).ToHashSet();
        return [.. questions.Select(question => AuditProofs.Every(question, book, "memakai aplikasi audit tools", audit => used.Contains(audit.Id) ? null : "belum ada hasil aplikasi audit tools yang dimasukkan"))];
    }
}
