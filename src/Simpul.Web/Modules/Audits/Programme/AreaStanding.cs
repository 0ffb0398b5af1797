using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>An object and when its next audit is due.</summary>
public sealed record ObjectDue(Auditable One, AuditDue Due, State State);

/// <summary>How audits of an area stand on a day: when the next is due and, where every object counts, of which.</summary>
/// <param name="Due">Of the object that comes first, where every object counts.</param>
/// <param name="Last">When an audit of the area was last finished.</param>
/// <param name="Objects">Empty where the kind counts and not its objects.</param>
public sealed record AreaStanding(AuditArea Area, Period Every, AuditDue Due, DateOnly? Last, State State, IReadOnlyList<ObjectDue> Objects)
{
    /// <summary>Objects whose time is over or soon.</summary>
    public IReadOnlyList<ObjectDue> Wanting => [.. Objects.Where(one => one.State is State.Overdue or State.Due)];

    /// <param name="counts">Whether an audit is one that the regulation asks for.</param>
    internal static AreaStanding Of(AuditArea area, Period every, bool eachObject, DateOnly began, AuditBook book, IReadOnlyList<Auditable> universe, Func<Audit, bool> counts)
    {
        var audits = book.Finished.Where(audit => book.Is(audit, area) && counts(audit)).ToList();
        var last = audits.Count == 0 ? null : audits[0].FinishedOn;
        var whole = AuditDue.Of(every, began, last);
        List<Auditable> held = eachObject ? [.. universe.Where(one => area.Holds(one.Class))] : [];
        if (held.Count == 0)
        {
            return new AreaStanding(area, every, whole, last, whole.On(book.Date), []);
        }
        var byObject = new Dictionary<Guid, DateOnly>();
        foreach (var audit in audits)
        {
            foreach (var one in book.ObjectsOf(audit))
            {
                byObject.TryAdd(one.ItemId, audit.FinishedOn!.Value);
            }
        }
        List<ObjectDue> objects =
        [
            .. held.Select(one =>
            {
                var due = AuditDue.Of(every, one.Since is { } since && since > began ? since : began, byObject.TryGetValue(one.Id, out var day) ? day : null);
                // What came lately waits for its time, as long as audits of its kind are held at all.
                var state = due.On(book.Date);
                return new ObjectDue(one, due, state == State.Due && due.Last is null && last is not null && book.Date < due.Due.AddMonths(-6) ? State.Met : state);
            }).OrderBy(one => one.Due.Due).ThenBy(one => one.One.Name, StringComparer.OrdinalIgnoreCase),
        ];
        return new AreaStanding(area, every, objects[0].Due, last, Platform.Checks.Answers.Worst(objects.Select(one => one.State)), objects);
    }
}
