using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>Two versions of one plan beside each other, section by section.</summary>
[Permission(PlanningPermissions.View)]
public sealed class ComparePlansModel(PlatformDb db) : PageModel
{
    public Plan Former { get; private set; } = null!;

    public Plan Latter { get; private set; } = null!;

    public IReadOnlyList<ComparedContent> Rows { get; private set; } = [];

    public static string HrefOf(Guid former, Guid latter) => $"/kerja/bandingkan-rencana/{former}/{latter}";

    public async Task<IActionResult> OnGetAsync(Guid former, Guid latter, CancellationToken cancel)
    {
        var plans = await db.Set<Plan>().AsNoTracking().Where(plan => plan.Id == former || plan.Id == latter).ToListAsync(cancel);
        if (plans.Count != 2 || plans[0].Kind != plans[1].Kind)
        {
            return NotFound();
        }
        (Former, Latter) = (plans.Single(plan => plan.Id == former), plans.Single(plan => plan.Id == latter));
        var contents = await db.Set<PlanContent>().AsNoTracking().Where(item => item.PlanId == former || item.PlanId == latter).ToListAsync(cancel);
        Rows =
        [
            .. contents.GroupBy(item => (item.Part, item.Key)).OrderBy(group => group.Key.Part).ThenBy(group => PlanWords.KeysOf(group.Key.Part).ToList().IndexOf(group.Key.Key))
                .Select(group => ComparedContent.Of(group.Key.Part, group.Key.Key, group.FirstOrDefault(item => item.PlanId == former), group.FirstOrDefault(item => item.PlanId == latter))),
        ];
        return Page();
    }
}

/// <summary>A content in two versions.</summary>
/// <param name="Change">What became of it, in a word.</param>
public sealed record ComparedContent(string Title, string Part, string Change, bool Same, PlanContent? Former, PlanContent? Latter)
{
    internal static ComparedContent Of(PlanPart part, string key, PlanContent? former, PlanContent? latter)
    {
        var (before, after) = (former?.IsFilled == true ? former : null, latter?.IsFilled == true ? latter : null);
        var same = before?.Text == after?.Text && before?.Budget == after?.Budget;
        return new ComparedContent(PlanWords.ContentTitle(part, key), PlanWords.Parts.Of(part), same ? "Sama" : before is null ? "Ditambahkan" : after is null ? "Dihapus" : "Berubah", same, before, after);
    }
}
