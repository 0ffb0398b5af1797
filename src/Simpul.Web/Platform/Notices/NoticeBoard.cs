using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Notices;

/// <summary>Tells offices and persons, and shows the actor what was told to them.</summary>
public sealed class NoticeBoard(PlatformDb db, Acting acting, TimeProvider clock)
{
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
        var actor = acting.Actor;
        var person = actor.PersonId;
        string[] offices = [.. actor.Offices ?? new HashSet<string>()];
        Guid?[] agencies = [.. (actor.Agencies ?? new HashSet<Guid>()).Select(id => (Guid?)id)];
        return db.Set<Notice>().AsNoTracking()
            .Where(notice => (person != null && notice.PersonId == person)
                || (notice.Office != null && offices.Contains(notice.Office) && (notice.AgencyId == null || agencies.Contains(notice.AgencyId))))
            .OrderByDescending(notice => notice.Id);
    }

    /// <summary>How many of them nobody has read; counted to 100 at most, which is as far as a badge says it.</summary>
    public async Task<int> Unread(CancellationToken cancel) =>
        acting.Actor.SignedIn ? await Mine().Where(notice => notice.ReadAt == null).Take(100).CountAsync(cancel) : 0;

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
