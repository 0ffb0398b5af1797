using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>What the list of events was narrowed to.</summary>
/// <param name="From">From this moment on.</param>
/// <param name="Until">Before this moment.</param>
/// <param name="Offices">Any of these; null for all.</param>
/// <param name="People">Any of these; null for all.</param>
/// <param name="Before">Only events older than this one: the next page.</param>
/// <param name="After">Only events newer than this one: the page before.</param>
public sealed record JournalQuery(
    DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Action = null, string? Kind = null,
    IReadOnlyList<Guid>? Offices = null, IReadOnlyList<Guid>? People = null, long? Before = null, long? After = null);

/// <param name="Events">Newest first.</param>
public sealed record JournalPage(IReadOnlyList<EventView> Events, bool HasOlder, bool HasNewer);

/// <summary>Lists the journal by keyset: the last page of millions costs what the first does.</summary>
public sealed class JournalList(PlatformDb db, EventWords words)
{
    public const int Size = 25;

    public async Task<JournalPage> Page(JournalQuery query, CancellationToken cancel)
    {
        var events = await Narrowed(query, cancel);
        var forward = query.After is not null;
        events = query.After is { } after ? events.Where(item => item.Index > after) : query.Before is { } before ? events.Where(item => item.Index < before) : events;
        var rows = await (forward ? events.OrderBy(item => item.Index) : events.OrderByDescending(item => item.Index)).Take(Size + 1).ToListAsync(cancel);
        var more = rows.Count > Size;
        rows = rows[..Math.Min(Size, rows.Count)];
        if (forward)
        {
            rows.Reverse();
        }
        return new JournalPage(await words.Describe(rows, EventWords.Brief, cancel), forward || more, forward ? more : query.Before is not null);
    }

    public async Task<EventView?> Find(long index, CancellationToken cancel) =>
        await Row(index, cancel) is { } row ? (await words.Describe([row], int.MaxValue, cancel))[0] : null;

    public Task<JournalEvent?> Row(long index, CancellationToken cancel) => db.Set<JournalEvent>().AsNoTracking().SingleOrDefaultAsync(item => item.Index == index, cancel);

    private async Task<IQueryable<JournalEvent>> Narrowed(JournalQuery query, CancellationToken cancel)
    {
        var all = db.Set<JournalEvent>().AsNoTracking();
        var events = all;
        // The period becomes a range of the key first: a database that walked the key would come to an early year last.
        if (query.From is { } from)
        {
            var first = await all.Where(item => item.At >= from).OrderBy(item => item.At).Select(item => (long?)item.Index).FirstOrDefaultAsync(cancel) ?? long.MaxValue;
            events = events.Where(item => item.Index >= first && item.At >= from);
        }
        if (query.Until is { } until)
        {
            var last = await all.Where(item => item.At < until).OrderByDescending(item => item.At).ThenByDescending(item => item.Index).Select(item => (long?)item.Index).FirstOrDefaultAsync(cancel) ?? -1;
            events = events.Where(item => item.Index <= last && item.At < until);
        }
        if (query.Action is { } action)
        {
            events = events.Where(item => item.Action == action);
        }
        if (query.Kind is { } kind)
        {
            events = events.Where(item => item.SubjectKind == kind);
        }
        if (query.Offices is { } offices)
        {
            events = events.Where(item => offices.Contains(item.OfficeId!.Value));
        }
        if (query.People is { } people)
        {
            events = events.Where(item => people.Contains(item.PersonId!.Value));
        }
        return events;
    }
}
