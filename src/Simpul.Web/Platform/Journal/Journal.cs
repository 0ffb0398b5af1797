using System.Text.Json.Nodes;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// How an operation says what it did. The event is written by the operation's own save, in the same transaction, or not at all.
/// </summary>
public sealed class Journal(PlatformDb db, JournalWriter writer, Acting acting)
{
    /// <summary>
    /// Records what happened to a record: its changed fields and those of its parts become the event's before and after.
    /// Where nothing changed, nothing is written.
    /// </summary>
    /// <param name="action"><c>agencies.registered</c>; listed in docs/journal-events.md.</param>
    /// <param name="reason">What the person gave as the reason, where the operation asks for one.</param>
    /// <param name="details">Facts that are no field of the record. Never personal data: the journal is for ever.</param>
    public void Record(string action, IRecord subject, string? reason = null, JsonObject? details = null) =>
        Append(new PendingEvent(action, RecordKindAttribute.Of(subject.GetType()), subject.Id, acting.Actor, reason, details, Always: false));

    /// <summary>Records something that changed no field: a protected value was read, a report was sent, a sign-in failed.</summary>
    public void Note(string action, string subjectKind, Guid subjectId, string? reason = null, JsonObject? details = null) =>
        Append(new PendingEvent(action, subjectKind, subjectId, acting.Actor, reason, details, Always: true));

    private void Append(PendingEvent item) => db.Append(item, writer);
}
