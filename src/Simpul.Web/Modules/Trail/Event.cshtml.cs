using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Trail;

/// <summary>One event: who, what, before and after, and the file that proves it to others.</summary>
[Permission(TrailModule.View)]
public sealed class EventModel(JournalList list) : PageModel
{
    public EventView Event { get; private set; } = null!;

    public JournalEvent Row { get; private set; } = null!;

    public bool HasNext { get; private set; }

    public async Task<IActionResult> OnGetAsync(long index, CancellationToken cancel)
    {
        if (await list.Row(index, cancel) is not { } row || await list.Find(index, cancel) is not { } found)
        {
            return NotFound();
        }
        (Row, Event) = (row, found);
        HasNext = await list.Row(index + 1, cancel) is not null;
        return Page();
    }
}
