using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Journal;

/// <summary>An event that the next save writes. What changed is read from the tracked rows at that moment.</summary>
/// <param name="Always">Written even where no row changed: somebody looked, something was sent.</param>
internal sealed record PendingEvent(string Action, string SubjectKind, Guid SubjectId, Actor Actor, string? Reason, JsonObject? Details, bool Always)
{
    /// <summary>Field → [before, after] of the subject and of its parts; null where nothing changed and the event need not be written.</summary>
    /// <param name="changed">The changed rows by the record that they belong to.</param>
    public JsonObject? Changes(ILookup<Guid, EntityEntry> changed)
    {
        JsonObject? changes = null;
        foreach (var entry in changed[SubjectId])
        {
            if (entry.Entity is IRecord && RecordKindAttribute.Of(entry.Metadata.ClrType) != SubjectKind)
            {
                continue;
            }
            var prefix = entry.Entity is IRecord ? "" : JournalValue.Prefix(entry.Metadata, key => entry.Property(key).CurrentValue);
            foreach (var property in entry.Properties)
            {
                var before = entry.State == EntityState.Added ? null : property.OriginalValue;
                var after = entry.State == EntityState.Deleted ? null : property.CurrentValue;
                if (!JournalValue.IsLeftOut(property.Metadata.Name) && !JournalValue.Same(property.Metadata, before, after))
                {
                    (changes ??= [])[prefix + JournalValue.Name(property.Metadata)] = new JsonArray(JournalValue.Of(before, property.Metadata), JournalValue.Of(after, property.Metadata));
                }
            }
        }
        return changes;
    }

    /// <summary>The rows that this save changes, by the record that they are or belong to: read once, however many events there are.</summary>
    public static ILookup<Guid, EntityEntry> Changed(ChangeTracker tracker) => tracker.Entries()
        .Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached) && entry.Entity is IRecord or IPart)
        .ToLookup(entry => entry.Entity is IRecord record ? record.Id : ((IPart)entry.Entity).OwnerId);
}
