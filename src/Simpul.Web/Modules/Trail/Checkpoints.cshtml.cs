using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Trail;

/// <summary>The checkpoints and the keys, for whoever wants to keep one.</summary>
[Public]
public sealed class CheckpointsModel(PlatformDb db, JournalKeys keys) : PageModel
{
    private const int Shown = 50;

    public JournalKeys Keys => keys;

    public SignedCheckpoint? Head { get; private set; }

    public IReadOnlyList<JournalCheckpoint> Published { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var note = await db.Set<JournalHead>().AsNoTracking().Select(head => head.Checkpoint).SingleAsync(cancel);
        Head = note.Length > 0 && SignedCheckpoint.TryParse(note, out var signed, out _) ? signed : null;
        Published = await db.Set<JournalCheckpoint>().AsNoTracking().OrderByDescending(item => item.Size).Take(Shown).ToListAsync(cancel);
    }
}
