using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Notices;

/// <summary>Tells offices and persons, and shows the actor what was told to them.</summary>
public sealed class NoticeBoard(PlatformDb db, Acting acting, TimeProvider clock)
{
    /// <summary>As far as a badge says a number.</summary>
    private const int Most = 100;

    /// <summary>The same notices as <see cref="Mine"/>, of those that nobody has read.</summary>
    private static readonly Func<PlatformDb, Guid?, string[], Guid?[], CancellationToken, Task<int>> unread = Prepared.One((PlatformDb db, Guid? person, string[] offices, Guid?[] agencies, CancellationToken _) =>
        db.Set<Notice>().Where(notice => notice.ReadAt == null && ((person != null && notice.PersonId == person)
            || (notice.Office != null && offices.Contains(notice.Office) && (notice.AgencyId == null || agencies.Contains(notice.AgencyId))))).Take(Most).Count());

    /// <summary>Adds a notice to the save at hand: it is there exactly when what it tells of is.</summary>
    /// <param name="kind"><c>cases.due</c>.</param>
    /// <param name="title">Indonesian, a sentence; cut to <see cref="Notice.TitleLength"/>.</param>
    /// <param name="href">An address of this program, beginning with a slash.</param>
    public void Tell(Recipient recipient, string kind, string title, string href)
    {
        if (!href.StartsWith('/'))
        {
            throw new ArgumentException("A notice leads to a page of this program.", nameof(href));
        }
        db.Add(new Notice
        {
            Kind = kind,
            Title = title.Length <= Notice.TitleLength ? title : title[..(Notice.TitleLength - 1)] + "…",
            Href = href,
            PersonId = recipient.PersonId,
            Office = recipient.Office,
            AgencyId = recipient.AgencyId,
            CreatedAt = clock.GetUtcNow(),
        });
    }

    /// <summary>The notices of the actor: their own, and those of the office that they act for. Newest first.</summary>
    public IQueryable<Notice> Mine()
    {
        var (person, offices, agencies) = Reader();
        return db.Set<Notice>().AsNoTracking()
            .Where(notice => (person != null && notice.PersonId == person)
                || (notice.Office != null && offices.Contains(notice.Office) && (notice.AgencyId == null || agencies.Contains(notice.AgencyId))))
            .OrderByDescending(notice => notice.Id);
    }

    /// <summary>How many of them nobody has read; counted to 100 at most, which is as far as a badge says it.</summary>
    public async Task<int> Unread(CancellationToken cancel)
    {
        var (person, offices, agencies) = Reader();
        return acting.Actor.SignedIn ? await unread(db, person, offices, agencies, cancel) : 0;
    }

    private (Guid? Person, string[] Offices, Guid?[] Agencies) Reader()
    {
        var actor = acting.Actor;
        return (actor.PersonId, [.. actor.Offices ?? new HashSet<string>()], [.. (actor.Agencies ?? new HashSet<Guid>()).Select(id => (Guid?)id)]);
    }

    /// <summary>Marks a notice of the actor as read.</summary>
    /// <returns>Where it leads; null when it is not the actor's.</returns>
    public async Task<string?> Open(Guid id, CancellationToken cancel)
    {
        var href = await Mine().Where(notice => notice.Id == id).Select(notice => notice.Href).SingleOrDefaultAsync(cancel);
        if (href is not null)
        {
            await Read(notice => notice.Id == id, cancel);
        }
        return href;
    }

    /// <summary>Marks all of the actor's notices as read.</summary>
    public Task ReadAll(CancellationToken cancel) => Read(_ => true, cancel);

    private Task<int> Read(System.Linq.Expressions.Expression<Func<Notice, bool>> which, CancellationToken cancel)
    {
        var (now, person) = (clock.GetUtcNow(), acting.Actor.PersonId);
        return Mine().Where(notice => notice.ReadAt == null).Where(which).ExecuteUpdateAsync(
            set => set.SetProperty(notice => notice.ReadAt, now).SetProperty(notice => notice.ReadBy, person), cancel);
    }
}
