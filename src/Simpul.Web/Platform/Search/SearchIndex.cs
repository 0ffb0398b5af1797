using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

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

    /// <summary>Further words by which it is found.</summary>
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
        builder.HasIndex(entry => new { entry.Kind, entry.Title });
        builder.HasIndex(entry => new { entry.Kind, entry.Code });
    }
}

/// <summary>The search over all records and file names.</summary>
public sealed class SearchIndex(PlatformDb db, Acting acting)
{
    /// <summary>Puts an entry in, or anew, with the save at hand.</summary>
    public async Task Put(SearchEntry entry, CancellationToken cancel)
    {
        entry.Title = Cut(entry.Title, 500);
        entry.Text = Cut(entry.Text, SearchMapping.TextLength);
        var stored = db.Set<SearchEntry>().Local.FirstOrDefault(item => item.Kind == entry.Kind && item.SubjectId == entry.SubjectId)
            ?? await db.Set<SearchEntry>().SingleOrDefaultAsync(item => item.Kind == entry.Kind && item.SubjectId == entry.SubjectId, cancel);
        if (stored is null)
        {
            db.Add(entry);
            return;
        }
        (stored.Title, stored.Code, stored.Text, stored.Href) = (entry.Title, entry.Code, entry.Text, entry.Href);
        (stored.AgencyId, stored.Permission, stored.Classification) = (entry.AgencyId, entry.Permission, entry.Classification);
    }

    /// <summary>Takes an entry out with the save at hand.</summary>
    public async Task Remove(string kind, Guid subject, CancellationToken cancel)
    {
        if (await db.Set<SearchEntry>().SingleOrDefaultAsync(item => item.Kind == kind && item.SubjectId == subject, cancel) is { } stored)
        {
            db.Remove(stored);
        }
    }

    /// <summary>The entries that hold every word, best first, of those that the actor may see.</summary>
    /// <param name="page">From 1; 25 a page.</param>
    public async Task<SearchPage> Find(string typed, int page, CancellationToken cancel)
    {
        List<string> words = [.. Words(typed).Take(8)];
        if (words.Count == 0)
        {
            return new SearchPage([], false);
        }
        // One more than a page tells whether there is a next; what the actor may not see is left out after the fact, so a page may be short.
        var ids = await db.Database.SqlQueryRaw<Guid>(db.Dialect.Search, db.Dialect.SearchExpression(words), SearchPage.Size + 1, (page - 1) * SearchPage.Size).ToListAsync(cancel);
        var entries = await db.Set<SearchEntry>().AsNoTracking().Where(entry => ids.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id, cancel);
        var seen = ids.Take(SearchPage.Size).Where(entries.ContainsKey).Select(id => entries[id])
            .Where(entry => acting.Actor.May(entry.Permission, entry.AgencyId) && entry.Classification <= acting.Actor.Clearance).ToList();
        return new SearchPage(seen, ids.Count > SearchPage.Size);
    }

    private static IEnumerable<string> Words(string typed) => typed.Split([.. typed.Where(letter => !char.IsLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.ToLowerInvariant()).Where(word => word.Length <= 60);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>A page of what was found.</summary>
public sealed record SearchPage(IReadOnlyList<SearchEntry> Entries, bool HasMore)
{
    public const int Size = 25;
}
