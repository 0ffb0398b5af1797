using System.Collections.Concurrent;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Obligations;

/// <summary>
/// The obligations board. Computed whole, once for each state of the journal: every change is an event, so the journal's size says whether anything
/// changed since, and a change shows at once (docs/decisions/0062-board-kept-by-journal-size.md).
/// </summary>
public sealed class Board(PlatformDb db, CurrentRegulation regulation, BoardCache cache, IServiceProvider services)
{
    /// <summary>How every obligation stands on the date, by what the records say about that day as they are known now.</summary>
    /// <exception cref="NotSetUpException">The instance has no regulation yet.</exception>
    public async Task<BoardView> On(DateOnly date, CancellationToken cancel = default)
    {
        await regulation.Refresh(db, cancel);
        var profile = regulation.Profile;
        if (db.Database.CurrentTransaction is not null)
        {
            // What this transaction has written nobody else may see yet, in the cache least of all.
            return await services.GetRequiredService<BoardReading>().Read(profile, date, cancel);
        }
        // Computing a board that a newer one has taken the place of would cost more than asking.
        var size = await db.JournalSize(cancel, long.MaxValue);
        return await cache.Of(new BoardKey(size, date, profile), cancel);
    }
}

/// <summary>What a computed board holds for. Profiles are compared by identity: another reading makes another profile.</summary>
public sealed record BoardKey(long JournalSize, DateOnly Date, EffectiveProfile Profile);

/// <summary>The boards last computed. Several requests for the same one wait for one computation.</summary>
public sealed class BoardCache(IServiceScopeFactory scopes)
{
    /// <summary>Today's board, and a few of other days that somebody looks at.</summary>
    private const int Most = 8;

    private readonly ConcurrentDictionary<BoardKey, Lazy<Task<BoardView>>> boards = new();

    public async Task<BoardView> Of(BoardKey key, CancellationToken cancel)
    {
        var board = boards.GetOrAdd(key, static (fresh, self) => new Lazy<Task<BoardView>>(() => self.Compute(fresh)), this);
        try
        {
            // Nobody's leaving stops the computation that others wait for.
            return await board.Value.WaitAsync(cancel);
        }
        catch when (board.Value.IsFaulted)
        {
            boards.TryRemove(KeyValuePair.Create(key, board));
            throw;
        }
    }

    private async Task<BoardView> Compute(BoardKey key)
    {
        foreach (var old in boards.Keys.Where(old => old.JournalSize < key.JournalSize || old.Profile != key.Profile).ToList())
        {
            boards.TryRemove(old, out _);
        }
        while (boards.Count > Most && boards.Keys.FirstOrDefault(other => other != key) is { } other)
        {
            boards.TryRemove(other, out _);
        }
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BoardReading>().Read(key.Profile, key.Date, CancellationToken.None);
    }
}
