using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;

namespace Simpul.Web.Modules.Cases;

/// <summary>Marks a notice as read and goes where it leads.</summary>
[SignedIn]
public sealed class NoticeModel(NoticeBoard board) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await board.Open(id, cancel) is { } href ? LocalRedirect(href) : NotFound();
}
