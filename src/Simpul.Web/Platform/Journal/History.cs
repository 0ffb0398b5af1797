using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// What happened to a record, from its events, newest first: files that came and went are among them. Shown by <c>&lt;partial name="_History" model="…" /&gt;</c>. Whoever may
/// see the record may see its history; values that the record's page protects are protected here too.
/// </summary>
public sealed class History(PlatformDb db, EventWords words)
{
    /// <summary>Parameter of the address that says how far back to show.</summary>
    public const string Parameter = "riwayat";

    private static readonly Func<PlatformDb, string, Guid, int, CancellationToken, Task<List<JournalEvent>>> ofOne = Prepared.List((PlatformDb db, string kind, Guid id, int most) =>
        db.Set<JournalEvent>().AsNoTracking().Where(item => item.SubjectKind == kind && item.SubjectId == id).OrderByDescending(item => item.Index).Take(most));

    /// <param name="page">From 1; each shows <see cref="HistoryPage.Size"/> events more.</param>
    /// <param name="also">Kind of another record with the same id whose events belong to the history.</param>
    public async Task<HistoryPage> Of(string kind, Guid id, int page, CancellationToken cancel, string? also = null)
    {
        page = Math.Clamp(page, 1, HistoryPage.MostPages);
        var most = (page * HistoryPage.Size) + 1;
        var rows = await ofOne(db, kind, id, most, cancel);
        if (also is not null && also != kind)
        {
            rows = [.. rows.Concat(await ofOne(db, also, id, most, cancel)).OrderByDescending(item => item.Index).Take(most)];
        }
        var more = rows.Count > page * HistoryPage.Size && page < HistoryPage.MostPages;
        return new HistoryPage(await words.Describe([.. rows.Take(page * HistoryPage.Size)], EventWords.Brief, cancel), more ? page + 1 : null);
    }

    /// <summary>What happened to several records that are one thing to who reads it, as far back as the address asks for.</summary>
    /// <param name="records">Each by its id, with what its events are said of: "Asesor internal"; empty for the one that the page is about.</param>
    /// <param name="kinds">Kinds that they are of.</param>
    public async Task<HistoryPage> Of(string[] kinds, IReadOnlyDictionary<Guid, string> records, HttpRequest request, CancellationToken cancel)
    {
        var page = Math.Clamp(int.TryParse(request.Query[Parameter], out var asked) ? asked : 1, 1, HistoryPage.MostPages);
        Guid[] ids = [.. records.Keys];
        var rows = await db.Set<JournalEvent>().AsNoTracking().Where(item => kinds.Contains(item.SubjectKind) && ids.Contains(item.SubjectId))
            .OrderByDescending(item => item.Index).Take((page * HistoryPage.Size) + 1).ToListAsync(cancel);
        var more = rows.Count > page * HistoryPage.Size && page < HistoryPage.MostPages;
        var events = await words.Describe([.. rows.Take(page * HistoryPage.Size)], EventWords.Brief, cancel);
        return new HistoryPage([.. events.Select(item => records[item.SubjectId] is { Length: > 0 } whose ? item with { What = $"{whose}: {item.What}" } : item)], more ? page + 1 : null);
    }

    /// <summary>As the other, as far back as the address asks for.</summary>
    public Task<HistoryPage> Of(string kind, Guid id, HttpRequest request, CancellationToken cancel, string? also = null) =>
        Of(kind, id, int.TryParse(request.Query[Parameter], out var page) ? page : 1, cancel, also);
}

/// <param name="Events">Newest first.</param>
/// <param name="NextPage">The page that shows more; null when all is shown.</param>
public sealed record HistoryPage(IReadOnlyList<EventView> Events, int? NextPage)
{
    public const int Size = 10;
    public const int MostPages = 50;
}
