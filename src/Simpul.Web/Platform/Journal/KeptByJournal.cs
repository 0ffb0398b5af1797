using System.Collections.Concurrent;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// What was read from the records, and answered again while nothing happened: every change is an event, so the journal's size says whether anything
/// did (decision 0062). One in the program for each thing that is kept. What is kept is shared by requests and is not to be changed.
/// </summary>
/// <typeparam name="T">What is read: immutable.</typeparam>
/// <typeparam name="TKey">All that the answer depends on beside the records: a date, a profile, an id; never who asks, unless it is part of the key.</typeparam>
public sealed class KeptByJournal<TKey, T>
    where TKey : notnull
{
    /// <summary>Answers that are kept at most.</summary>
    private const int Most = 5_000;

    private volatile Generation last = new(-1);

    public async Task<T> Of(PlatformDb db, TKey key, Func<Task<T>> read, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            // What this transaction has written nobody else may see yet.
            return await read();
        }
        // Asked before the records are read: an event that comes in between makes the next request read anew.
        var size = await db.JournalSize(cancel, last.Size);
        var generation = last;
        if (generation.Size != size)
        {
            last = generation = new Generation(size);
        }
        if (generation.Found.TryGetValue(key, out var known))
        {
            return known;
        }
        var fresh = await read();
        if (generation.Found.Count < Most)
        {
            generation.Found.TryAdd(key, fresh);
        }
        return fresh;
    }

    private sealed class Generation(long size)
    {
        public long Size => size;

        public ConcurrentDictionary<TKey, T> Found { get; } = new();
    }
}
