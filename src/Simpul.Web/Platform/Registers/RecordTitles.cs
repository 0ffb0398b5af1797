using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Registers;

/// <summary>
/// What records are called, whatever their kind, from the search entries that every save keeps: one look-up for a page, not one a row.
/// </summary>
public sealed class RecordTitles(PlatformDb db, Acting acting)
{
    /// <summary>What stands where a record is named that the reader is not cleared for.</summary>
    public const string Closed = "(rahasia)";

    private Classification Clearance => acting.Actor.Clearance > Classification.Restricted ? acting.Actor.Clearance : Classification.Restricted;

    /// <summary>Titles by id; of a record above the reader's clearance only that it is there.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Of(string kind, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = await db.Set<SearchEntry>().AsNoTracking().Where(entry => entry.Kind == kind && ids.Contains(entry.SubjectId))
            .Select(entry => new { entry.SubjectId, entry.Title, entry.Classification }).ToListAsync(cancel);
        return found.ToDictionary(entry => entry.SubjectId, entry => entry.Classification <= Clearance ? entry.Title : Closed);
    }

    /// <summary>The title of one record, and where its page is.</summary>
    public async Task<(string Title, string Href)?> Of(string kind, Guid id, CancellationToken cancel) =>
        await db.Set<SearchEntry>().AsNoTracking().Where(entry => entry.Kind == kind && entry.SubjectId == id)
            .Select(entry => new { entry.Title, entry.Href, entry.Classification }).SingleOrDefaultAsync(cancel) is { } found
            ? (found.Classification <= Clearance ? found.Title : Closed, found.Href) : null;

    /// <summary>The first records of a kind by title, as choices of a form.</summary>
    public async Task<IReadOnlyList<FieldChoice>> Some(string kind, int most, CancellationToken cancel) =>
        await Open(kind).OrderBy(entry => entry.Title).Take(most)
            .Select(entry => new FieldChoice(entry.SubjectId.ToString(), entry.Title)).ToListAsync(cancel);

    /// <summary>The records whose title is what somebody typed or, where there is none, holds it; at most six.</summary>
    public async Task<IReadOnlyList<FieldChoice>> Named(string kind, string typed, CancellationToken cancel)
    {
        var words = typed.ToLowerInvariant();
        var entries = Open(kind);
        var exact = await entries.Where(entry => entry.Title.ToLower() == words || entry.Code == typed).Take(6)
            .Select(entry => new FieldChoice(entry.SubjectId.ToString(), entry.Title)).ToListAsync(cancel);
        return exact.Count > 0 ? exact : await entries.Where(entry => entry.Title.ToLower().Contains(words)).OrderBy(entry => entry.Title).Take(6)
            .Select(entry => new FieldChoice(entry.SubjectId.ToString(), entry.Title)).ToListAsync(cancel);
    }

    private IQueryable<SearchEntry> Open(string kind)
    {
        var entries = db.Set<SearchEntry>().AsNoTracking().Where(entry => entry.Kind == kind);
        return Clearance == Classification.Secret ? entries : entries.Where(entry => entry.Classification != Classification.Secret);
    }
}
