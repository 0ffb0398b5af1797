using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Platform.Access;

/// <summary>Starts and ends sessions, and turns a request's cookie into the actor that the whole request acts as.</summary>
public sealed class SignIn(
    PlatformDb db, IOfficeDirectory directory, PermissionCatalogue permissions, Acting acting, Attempts attempts, Journal.Journal journal, Today today, TimeProvider clock)
{
    /// <summary>A session nobody used for this long has ended.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>A session ends after this long whatever happens.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    internal const string SessionClaim = "session";

    /// <summary>Every request of a signed-in person asks this: one query for all three.</summary>
    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<Standing?>> standing = Prepared.One((PlatformDb db, Guid id, CancellationToken _) => (
        from item in db.Set<Session>().AsNoTracking()
        where item.Id == id && item.EndedAt == null
        join holder in db.Users.AsNoTracking() on item.AccountId equals holder.Id
        where holder.ClosedAt == null
        select new Standing(item, holder, db.Set<JournalHead>().Select(head => head.Size).FirstOrDefault())).SingleOrDefault());

    /// <summary>
    /// Starts a session for an account whose holder has proved who they are, and sets the cookie. It is always a new one: whatever session the
    /// browser brought, its own or one that somebody else put there, ends.
    /// </summary>
    public async Task Start(HttpContext context, Account account, CancellationToken cancel)
    {
        await EndOwn(context.User, cancel);
        var device = context.Request.Headers.UserAgent.ToString();
        var session = new Session
        {
            AccountId = account.Id,
            OfficeId = account.LastOfficeId,
            StartedAt = clock.GetUtcNow(),
            SeenAt = clock.GetUtcNow(),
            Device = device.Length > 200 ? device[..200] : device,
        };
        db.Add(session);
        acting.Actor = ActorOf(account, null);
        journal.Note("accounts.signed-in", "accounts", account.Id);
        await db.SaveChangesAsync(cancel);
        await attempts.Clear(account.Id, cancel);
        var identity = new ClaimsIdentity([new Claim(SessionClaim, session.Id.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>The session that the cookie names, if it still stands.</summary>
    public async Task<Session?> Current(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (principal.Session() is not { } id)
        {
            return null;
        }
        var session = await db.Set<Session>().SingleOrDefaultAsync(item => item.Id == id && item.EndedAt == null, cancel);
        return session is not null && Stands(session) ? session : null;
    }

    private bool Stands(Session session) => clock.GetUtcNow() is var now && session.SeenAt + Idle >= now && session.StartedAt + Longest >= now;

    /// <summary>Called for each request that carries the cookie. False when the session no longer stands.</summary>
    public async Task<bool> Resume(ClaimsPrincipal principal, CancellationToken cancel)
    {
        var found = principal.Session() is not { } id ? null : await standing(db, id, cancel);
        if (found is null || !Stands(found.Session))
        {
            return false;
        }
        var (session, account) = (found.Session, found.Account);
        db.KnowJournalSize(found.JournalSize);
        var held = await directory.HeldBy(account.PersonId, today.Date, cancel);
        var office = held.FirstOrDefault(item => item.OfficeId == session.OfficeId) ?? (held.Count > 0 ? held[0] : null);
        acting.Actor = ActorOf(account, office);
        acting.Offices = held;
        if (clock.GetUtcNow() - session.SeenAt > TimeSpan.FromMinutes(1))
        {
            var now = clock.GetUtcNow();
            await db.Dialect.Write(() => db.Set<Session>().Where(item => item.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(item => item.SeenAt, now), cancel), cancel);
        }
        return true;
    }

    /// <summary>Ends the session that the cookie names, if it names one.</summary>
    public async Task EndOwn(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (principal.Session() is { } id)
        {
            await db.Set<Session>().Where(item => item.Id == id && item.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(item => item.EndedAt, clock.GetUtcNow()), cancel);
        }
    }

    /// <summary>Ends one session of the account at hand.</summary>
    public Task End(Guid session, CancellationToken cancel) => db.Set<Session>()
        .Where(item => item.Id == session && item.AccountId == acting.Actor.AccountId && item.EndedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(item => item.EndedAt, clock.GetUtcNow()), cancel);

    /// <summary>Ends every session of an account: after its password changed or it was closed.</summary>
    public Task EndAll(Guid account, Guid? except, CancellationToken cancel) => db.Set<Session>()
        .Where(item => item.AccountId == account && item.Id != except && item.EndedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(item => item.EndedAt, clock.GetUtcNow()), cancel);

    /// <summary>Acts for another of the person's offices in this browser, and in the next session too.</summary>
    /// <returns>Whether the person holds it.</returns>
    public async Task<bool> ActFor(ClaimsPrincipal principal, Guid office, CancellationToken cancel)
    {
        if (acting.Offices.All(held => held.OfficeId != office) || await Current(principal, cancel) is not { } session)
        {
            return false;
        }
        session.OfficeId = office;
        var account = await db.Users.SingleAsync(item => item.Id == session.AccountId, cancel);
        account.LastOfficeId = office;
        journal.Record("accounts.acting-office-chosen", account);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>The actor that an account is when it acts for an office.</summary>
    public Actor ActorOf(Account account, HeldOffice? office) => new(
        "web", account.Id, account.PersonId, office?.OfficeId, office?.AgencyId, office?.PersonName ?? account.UserName, office?.Title,
        office?.Offices, office?.Agencies, permissions.Of(office?.Roles ?? []), office?.Clearance ?? Classification.Public);

    private sealed record Standing(Session Session, Account Account, long JournalSize);
}

/// <summary>Every permission of every module, and what each role has.</summary>
public sealed class PermissionCatalogue(IEnumerable<IModule> modules)
{
    /// <summary>Offices of a government have the same few sets of roles.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, Reach>> byRoles = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Permission> all = modules.SelectMany(module => module.Permissions).ToDictionary(permission => permission.Key);

    public IReadOnlyCollection<Permission> All => all.Values;

    public bool Knows(string permission) => all.ContainsKey(permission);

    /// <summary>The permissions of an office with these roles; where two roles give the same one, the wider reach holds.</summary>
    public IReadOnlyDictionary<string, Reach> Of(IReadOnlyList<string> roles) => byRoles.GetOrAdd(string.Join(' ', roles), _ => Found(roles));

    private Dictionary<string, Reach> Found(IReadOnlyList<string> roles)
    {
        var found = new Dictionary<string, Reach>(StringComparer.Ordinal);
        foreach (var permission in all.Values)
        {
            foreach (var grant in permission.Grants)
            {
                if (roles.Contains(grant.Role) && (!found.TryGetValue(permission.Key, out var reach) || grant.Reach > reach))
                {
                    found[permission.Key] = grant.Reach;
                }
            }
        }
        return found;
    }
}
