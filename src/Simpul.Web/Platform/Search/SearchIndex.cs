using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Platform.Search;

/// <summary>What the search over everything knows of a record or a file. Written in the record's own save; never personal data.</summary>
public sealed class SearchEntry
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>By which SQLite's full-text index finds the row again.</summary>
    public long Row { get; set; }

    public required string Kind { get; set; }

    public Guid SubjectId { get; set; }

    public required string Title { get; set; }

    /// <summary>A short code that names the record exactly, where it has one.</summary>
    public string? Code { get; set; }

    /// <summary>Further words by which it is found. Kept folded, with those of title and code.</summary>
    public required string Text { get; set; }

    public required string Href { get; set; }

    /// <summary>Whose record it is; null for the government's.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>Who may find it.</summary>
    public required string Permission { get; set; }

    public Classification Classification { get; set; } = Classification.Restricted;
}

internal sealed class SearchMapping : IEntityTypeConfiguration<SearchEntry>
{
    public const int TextLength = 4000;

    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("search_entries").HasKey(entry => entry.Row);
        builder.Property(entry => entry.Row).ValueGeneratedOnAdd();
        builder.Property(entry => entry.Kind).HasMaxLength(60);
        builder.Property(entry => entry.Title).HasMaxLength(500);
        builder.Property(entry => entry.Code).HasMaxLength(100);
        builder.Property(entry => entry.Text).HasMaxLength(TextLength);
        builder.Property(entry => entry.Href).HasMaxLength(300);
        builder.Property(entry => entry.Permission).HasMaxLength(100);
        builder.HasIndex(entry => entry.Id).IsUnique();
        builder.HasIndex(entry => new { entry.Kind, entry.SubjectId }).IsUnique();
        builder.HasIndex(entry => entry.SubjectId);
        builder.HasIndex(entry => new { entry.Kind, entry.Title });
        builder.HasIndex(entry => new { entry.Kind, entry.Code });
    }
}

/// <summary>The search over all records and file names.</summary>
public sealed class SearchIndex(PlatformDb db, Acting acting, RegisterCatalogue registers)
{
    private readonly Dictionary<(string Kind, Guid Subject), SearchEntry> loaded = [];

    /// <summary>Reads the entries of many records at once, before each is put anew.</summary>
    public async Task Load(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken cancel)
    {
        foreach (var entry in await db.Set<SearchEntry>().Where(entry => entry.Kind == kind && subjects.Contains(entry.SubjectId)).ToListAsync(cancel))
        {
            loaded[(kind, entry.SubjectId)] = entry;
        }
    }

    /// <summary>Puts an entry in, or anew, with the save at hand.</summary>
    /// <param name="isNew">The record is being added, so there can be no entry of it yet.</param>
    public async Task Put(SearchEntry entry, CancellationToken cancel, bool isNew = false)
    {
        Fold(entry);
        var stored = loaded.TryGetValue((entry.Kind, entry.SubjectId), out var known) && db.Entry(known).State != EntityState.Detached ? known
            : isNew ? null
            : await db.Set<SearchEntry>().SingleOrDefaultAsync(item => item.Kind == entry.Kind && item.SubjectId == entry.SubjectId, cancel);
        if (stored is null)
        {
            db.Add(entry);
            loaded[(entry.Kind, entry.SubjectId)] = entry;
            return;
        }
        (stored.Title, stored.Code, stored.Text, stored.Href) = (entry.Title, entry.Code, entry.Text, entry.Href);
        (stored.AgencyId, stored.Permission, stored.Classification) = (entry.AgencyId, entry.Permission, entry.Classification);
    }

    /// <summary>Brings an entry to the form in which it is kept: what is looked for is its text, and the words of title and code are among it.</summary>
    public static void Fold(SearchEntry entry)
    {
        entry.Text = Cut(Folded.Of($"{entry.Title} {entry.Code} {entry.Text}"), SearchMapping.TextLength);
        entry.Title = Cut(entry.Title, 500);
    }

    /// <summary>Takes an entry out with the save at hand.</summary>
    public async Task Remove(string kind, Guid subject, CancellationToken cancel)
    {
        if (await db.Set<SearchEntry>().SingleOrDefaultAsync(item => item.Kind == kind && item.SubjectId == subject, cancel) is { } stored)
        {
            db.Remove(stored);
        }
    }

    /// <summary>The entries that hold every word, the last of which may be a beginning; best first, of those that the actor may see.</summary>
    /// <param name="page">From 1; 25 a page.</param>
    public async Task<SearchPage> Find(string typed, int page, CancellationToken cancel)
    {
        List<string> words = [.. Folded.Words(typed).Where(word => word.Length <= 60).Take(8)];
        if (words.Count == 0)
        {
            return new SearchPage([], false);
        }
        var hits = db.Database.SqlQueryRaw<SearchHit>(db.Dialect.Search, db.Dialect.SearchExpression(words));
        // A record that completes another has its words and its id, and stands for both.
        List<string> completed = [.. registers.All.Select(register => register.CompletesKind).OfType<string>().Distinct()];
        List<string> completing = [.. registers.All.Where(register => register.CompletesKind is not null).Select(register => register.Kind)];
        var whole = db.Set<SearchEntry>().AsNoTracking().SeenBy(acting.Actor).Where(entry => completing.Contains(entry.Kind));
        // One more than a page tells whether there is a next.
        var entries = await (
            from hit in hits
            join entry in db.Set<SearchEntry>().AsNoTracking().SeenBy(acting.Actor) on hit.Id equals entry.Id
            where !completed.Contains(entry.Kind) || !whole.Any(other => other.SubjectId == entry.SubjectId)
            orderby hit.Rank, entry.Row descending
            select entry).Skip((page - 1) * SearchPage.Size).Take(SearchPage.Size + 1).ToListAsync(cancel);
        return new SearchPage([.. entries.Take(SearchPage.Size)], entries.Count > SearchPage.Size);
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

/// <summary>What the databases answer a search with.</summary>
internal sealed record SearchHit(Guid Id, double Rank);

/// <summary>Which entries somebody may see, as a condition of the query.</summary>
internal static class SeenEntries
{
    public static IQueryable<SearchEntry> SeenBy(this IQueryable<SearchEntry> entries, Actor actor)
    {
        if (actor.Via is "job" or "command")
        {
            return entries;
        }
        var held = actor.Permissions ?? new Dictionary<string, Reach>();
        List<string> everywhere = [.. held.Where(pair => pair.Value == Reach.Government).Select(pair => pair.Key)];
        List<string> own = [.. held.Where(pair => pair.Value == Reach.OwnAgency).Select(pair => pair.Key)];
        List<Guid?> agencies = [.. (actor.Agencies ?? new HashSet<Guid>()).Select(agency => (Guid?)agency)];
        var classes = actor.Readable();
        return entries.Where(entry => classes.Contains(entry.Classification)
            && (everywhere.Contains(entry.Permission) || (own.Contains(entry.Permission) && agencies.Contains(entry.AgencyId))));
    }
}

/// <summary>A page of what was found.</summary>
public sealed record SearchPage(IReadOnlyList<SearchEntry> Entries, bool HasMore)
{
    public const int Size = 25;
}
