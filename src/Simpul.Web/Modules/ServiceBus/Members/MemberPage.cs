using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>A page about one member, for those whose permission reaches it.</summary>
public abstract class MemberPage(PlatformDb db, Acting acting, string permission) : PageModel
{
    private readonly string permission = permission;

    public BusMember Member { get; private set; } = null!;

    public string Href => $"{MemberRegister.Href}/{Member.Id}";

    protected PlatformDb Db => db;

    /// <summary>Null where the page may go on; otherwise what is answered.</summary>
    protected async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusMember>().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Member = found;
        return acting.Actor.May(permission, found.AgencyId) ? null : Forbid();
    }

    /// <summary>Goes back to the member's page, or shows what was refused.</summary>
    protected IActionResult Answer(IReadOnlyList<Refusal> refusals, string done)
    {
        if (ModelState.Accepts(refusals))
        {
            return this.Done(Href, done);
        }
        db.Forget();
        return Page();
    }
}
