using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>The rule that no record changes without an event, and the reading of what changed.</summary>
internal static class Journalled
{
    /// <exception cref="InvalidOperationException">A record is about to change and no event of this save names it.</exception>
    public static void Require(ChangeTracker tracker, List<PendingEvent> pending)
    {
        HashSet<Guid>? named = null;
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }
            var owner = entry.Entity switch { IRecord record => record.Id, IPart part => part.OwnerId, _ => (Guid?)null };
            named ??= [.. pending.Select(item => item.SubjectId)];
            if (owner is { } id && !named.Contains(id))
            {
                throw new InvalidOperationException($"A change to {entry.Metadata.ClrType.Name} is not in the journal: record an event that names it before saving.");
            }
        }
    }
}
