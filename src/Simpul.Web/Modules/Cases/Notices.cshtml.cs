using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Cases;

/// <summary>What the actor was told, newest first.</summary>
[SignedIn]
public sealed class NoticesModel(NoticeBoard board) : PageModel
{
    private const int Size = 25;

    public IReadOnlyList<Notice> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Unread { get; private set; }

    [BindProperty(SupportsGet = true, Name = "halaman")]
    public int Number { get; set; } = 1;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var mine = board.Mine();
        Total = await mine.CountAsync(cancel);
        Unread = await mine.CountAsync(notice => notice.ReadAt == null, cancel);
        Rows = await mine.Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await board.ReadAll(cancel);
        return this.Done("/kerja/pemberitahuan", "Semua pemberitahuan ditandai sudah dibaca.");
    }
}
