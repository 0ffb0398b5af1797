using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Registers;

/// <summary>
/// What records are called, whatever their kind, from the search entries that every save keeps: one look-up for a page, not one a row.
/// Choices are of the records that the actor may see; a record that another one names is called by its title all the same, unless it is held
/// more closely than the actor is cleared for.
/// </summary>
public sealed class RecordTitles(PlatformDb db, Acting acting, KeptByJournal<SeenChoices, IReadOnlyList<FieldChoice>> kept)
{
    /// <summary>What stands for the title of a record that the actor is not cleared for.</summary>
    public const string Withheld = "(dirahasiakan)";

    private const string Mark = " (…";

    /// <summary>As many as a page asks for at once; an export asks for more, and opens none.</summary>
    private const int MostRead = 100;

    private static readonly Func<PlatformDb, string, List<Guid>, CancellationToken, Task<List<Entry>>> named = Prepared.List((PlatformDb db, string kind, List<Guid> ids) =>
        db.Set<SearchEntry>().Where(entry => entry.Kind == kind && ids.Contains(entry.SubjectId)).Select(entry => new Entry(entry.Kind, entry.SubjectId, entry.Title, entry.Classification, entry.Permission, entry.AgencyId)));

    private static readonly Func<PlatformDb, List<Guid>, CancellationToken, Task<List<Entry>>> entries = Prepared.List((PlatformDb db, List<Guid> ids) =>
        db.Set<SearchEntry>().Where(entry => ids.Contains(entry.SubjectId)).Select(entry => new Entry(entry.Kind, entry.SubjectId, entry.Title, entry.Classification, entry.Permission, entry.AgencyId)));

    /// <summary>What was read for a page so far: what a record is called and who may open it stand in the same entry.</summary>
    private readonly Dictionary<(string Kind, Guid Id), Entry> read = [];

    /// <summary>Titles by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Of(string kind, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, string>();
        if (ids.Count == 0)
        {
            return found;
        }
        foreach (var entry in await named(db, kind, [.. ids], cancel))
        {
            if (ids.Count <= MostRead)
            {
                read[(kind, entry.SubjectId)] = entry;
            }
            found[entry.SubjectId] = entry.Classification <= acting.Actor.Clearance ? entry.Title : Withheld;
        }
        // A title that the save at hand is about to change is already the record's title for whatever that save names by it.
        foreach (var entry in db.ChangeTracker.Entries<SearchEntry>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).Select(entry => entry.Entity))
        {
            if (entry.Kind == kind && ids.Contains(entry.SubjectId))
            {
                found[entry.SubjectId] = entry.Title;
            }
        }
        return found;
    }

    /// <summary>The title of one record, and where its page is.</summary>
    public async Task<(string Title, string Href)?> Of(string kind, Guid id, CancellationToken cancel) =>
        await db.Set<SearchEntry>().AsNoTracking().Where(entry => entry.Kind == kind && entry.SubjectId == id)
            .Select(entry => new { entry.Title, entry.Href, entry.Classification }).SingleOrDefaultAsync(cancel) is { } found
            ? (found.Classification <= acting.Actor.Clearance ? found.Title : Withheld, found.Href)
            : null;

    /// <summary>The first records of a kind by title, as choices of a form.</summary>
    /// <param name="among">Ids of those that are meant; null for all of the kind.</param>
    public Task<IReadOnlyList<FieldChoice>> Some(string kind, int most, CancellationToken cancel, IQueryable<Guid>? among = null) =>
        among is not null ? Choices(Seen(kind, among), most, cancel)
            : kept.Of(db, new SeenChoices(kind, most, acting.Actor.Via, acting.Actor.Permissions, acting.Actor.AgencyId, acting.Actor.Clearance), () => Choices(Seen(kind), most, cancel), cancel);

    /// <summary>The first records of a kind whose words hold what was typed, as suggestions.</summary>
    public async Task<IReadOnlyList<FieldChoice>> Like(string kind, string typed, int most, CancellationToken cancel, IQueryable<Guid>? among = null)
    {
        var entries = Seen(kind, among);
        foreach (var word in Folded.Words(typed).Take(8))
        {
            entries = entries.Where(entry => entry.Text.Contains(word));
        }
        return await Choices(entries, most, cancel);
    }

    /// <summary>
    /// The records whose title is what somebody typed or, where there is none, holds it; at most six. A title that several share is told apart by
    /// the end of the record's id, as <see cref="Like"/> suggests it.
    /// </summary>
    public async Task<IReadOnlyList<FieldChoice>> Named(string kind, string typed, CancellationToken cancel, IQueryable<Guid>? among = null)
    {
        typed = typed.Trim();
        var entries = Seen(kind, among);
        if (typed.LastIndexOf(Mark, StringComparison.Ordinal) is > 0 and var at && typed.EndsWith(')'))
        {
            var (title, end) = (typed[..at], typed[(at + Mark.Length)..^1]);
            var marked = await entries.Where(entry => entry.Title == title).Select(entry => entry.SubjectId).ToListAsync(cancel);
            return [.. marked.Where(id => id.ToString().EndsWith(end, StringComparison.OrdinalIgnoreCase)).Take(6).Select(id => new FieldChoice(id.ToString(), typed))];
        }
        var folded = Folded.Of(typed);
        var lower = typed.ToLowerInvariant();
        var exact = await Choices(entries.Where(entry => entry.Title == typed || entry.Title.ToLower() == lower || entry.Code == typed), 6, cancel);
        return exact.Count > 0 || folded.Length == 0 ? exact : await Like(kind, typed, 6, cancel, among);
    }

    /// <summary>Whether there is such a record, and the actor may see it.</summary>
    public Task<bool> Knows(string kind, Guid id, CancellationToken cancel) => Seen(kind).AnyAsync(entry => entry.SubjectId == id, cancel);

    /// <summary>Whether the actor may open a record whose title the page at hand has asked for; of a list of at most a hundred.</summary>
    public bool MayOpen(string kind, Guid id) => read.TryGetValue((kind, id), out var entry) && MayOpen(entry);

    private bool MayOpen(Entry entry) => acting.Actor.MayRead(entry.Classification) && acting.Actor.May(entry.Permission, entry.AgencyId);

    /// <summary>Those of the records, of whatever kinds, that the actor may open: what names a record links to it only then.</summary>
    public async Task<IReadOnlySet<Guid>> Opened(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? new HashSet<Guid>() : (await entries(db, [.. ids], cancel)).Where(MayOpen).Select(entry => entry.SubjectId).ToHashSet();

    private IQueryable<SearchEntry> Seen(string kind, IQueryable<Guid>? among = null)
    {
        var entries = db.Set<SearchEntry>().AsNoTracking().Where(entry => entry.Kind == kind).SeenBy(acting.Actor);
        return among is null ? entries : entries.Where(entry => among.Contains(entry.SubjectId));
    }

    private sealed record Entry(string Kind, Guid SubjectId, string Title, Classification Classification, string Permission, Guid? AgencyId);

    private static async Task<IReadOnlyList<FieldChoice>> Choices(IQueryable<SearchEntry> entries, int most, CancellationToken cancel)
    {
        var found = await entries.OrderBy(entry => entry.Title).ThenBy(entry => entry.SubjectId).Take(most).Select(entry => new { entry.SubjectId, entry.Title }).ToListAsync(cancel);
        var shared = found.CountBy(entry => entry.Title, StringComparer.OrdinalIgnoreCase).Where(pair => pair.Value > 1).Select(pair => pair.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. found.Select(entry => new FieldChoice(entry.SubjectId.ToString(), shared.Contains(entry.Title) ? $"{entry.Title}{Mark}{entry.SubjectId.ToString()[^8..]})" : entry.Title))];
    }
}

/// <summary>All that the first records of a kind, as somebody sees them, depend on beside the records.</summary>
/// <param name="Permissions">The same object for all with the same roles.</param>
/// <param name="Agency">The actor's own: with it go the units under it.</param>
public sealed record SeenChoices(string Kind, int Most, string Via, IReadOnlyDictionary<string, Reach>? Permissions, Guid? Agency, Classification Clearance);
