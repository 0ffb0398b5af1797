using Microsoft.EntityFrameworkCore;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Platform.Cases;

/// <summary>The cases about a record, for the record's own page.</summary>
/// <param name="OpenHref">Where a case about it is opened; null where the actor's office cannot.</param>
/// <param name="OpenTitle">The words on that button.</param>
public sealed record CasesAbout(IReadOnlyList<(string Number, string Title, CaseState State, DateTimeOffset OpenedAt)> Cases, string? OpenHref, string OpenTitle);

/// <summary>The section of a register's record page that shows its cases: <c>More = [CaseSections.About("internal-policies", "policy-review", "Mulai reviu")]</c>.</summary>
public static class CaseSections
{
    /// <param name="kind">Kind of the record.</param>
    /// <param name="procedure">The procedure that can be opened from here.</param>
    /// <param name="title">The words on the button that opens it.</param>
    public static Section About(string kind, string procedure, string title) => new("Urusan", "/Modules/Cases/_About.cshtml", async (services, id, cancel) =>
    {
        var procedures = services.GetRequiredService<Procedures>();
        if (!services.GetRequiredService<Profile.CurrentRegulation>().IsSetUp)
        {
            return null;
        }
        var cases = await services.GetRequiredService<CaseFlow>().Seen().AsNoTracking().Where(item => item.SubjectKind == kind && item.SubjectId == id)
            .OrderByDescending(item => item.Id).Take(20).Select(item => new { item.Number, item.Title, item.State, item.OpenedAt }).ToListAsync(cancel);
        var open = procedures.Find(procedure) is { } found && procedures.MayOpen(found) ? $"/kerja/urusan/baru/{procedure}?subject={id}" : null;
        return new CasesAbout([.. cases.Select(item => (item.Number, item.Title, item.State, item.OpenedAt))], open, title);
    });
}
