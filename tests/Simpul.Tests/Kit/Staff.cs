using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Search;

namespace Simpul.Tests.Kit;

/// <summary>Somebody in an office, with an account.</summary>
public sealed record Staff(Guid PersonId, Guid AccountId, Guid OfficeId, Guid? AgencyId, string Office);

/// <summary>Fills an instance with agencies and people in office, and lets a browser act as one of them.</summary>
public static class StaffKit
{
    /// <summary>Registers an agency.</summary>
    public static Task<Guid> Agency(this App app, string name, params string[] holds) => app.Do(async services =>
    {
        var agency = new Agency { Code = name[..Math.Min(name.Length, Simpul.Web.Modules.Organisation.Agency.CodeLength)], Name = name, Holds = [.. holds] };
        await Add(services, "agencies", agency, name);
        return agency.Id;
    });

    /// <summary>Puts somebody into a new office.</summary>
    /// <param name="keys">Offices of the profile that are this very position.</param>
    public static Task<Staff> Staff(this App app, string office, Guid? agency, string[] keys, string[] roles, Classification clearance = Classification.Restricted, string? email = null) => app.Do(async services =>
    {
        var position = new Office { Title = office, AgencyId = agency, Keys = [.. keys], Roles = [.. roles], Clearance = clearance };
        var person = new Person { Name = $"Pejabat {office}", AgencyId = agency }.Seal(services.GetRequiredService<Sealer>(), email: email);
        await Add(services, "offices", position, office);
        await Add(services, "people", person, person.Name);
        var held = new Appointment { PersonId = person.Id, OfficeId = position.Id, From = services.GetRequiredService<Today>().Date.AddYears(-1) };
        await Add(services, null, held, null);
        var account = new Account { Id = Guid.CreateVersion7(), UserName = $"u{person.Id:n}", NormalizedUserName = $"U{person.Id:n}".ToUpperInvariant(), PersonId = person.Id, SecurityStamp = "x" };
        await Add(services, null, account, null);
        return new Staff(person.Id, account.Id, position.Id, agency, office);
    });

    /// <summary>A browser in which this person has signed in.</summary>
    public static async Task<Browse> As(this App app, Staff who)
    {
        var browse = new Browse(app);
        var session = await app.Do(async services =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var fresh = new Session { AccountId = who.AccountId, OfficeId = who.OfficeId, StartedAt = now, SeenAt = now };
            var db = services.GetRequiredService<PlatformDb>();
            db.Add(fresh);
            await db.SaveChangesAsync();
            return fresh.Id;
        });
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var options = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var identity = new ClaimsIdentity([new Claim("session", session.ToString())], scheme);
        var issued = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = issued, ExpiresUtc = issued.AddYears(3) }, scheme);
        browse.Cookies.Add(app.Address, new System.Net.Cookie("simpul", options.TicketDataFormat.Protect(ticket), "/"));
        return browse;
    }

    /// <summary>The actor that this person is, for asking operations directly.</summary>
    public static Task<Actor> Actor(this App app, Staff who) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var account = await db.FindAsync<Account>(who.AccountId);
        var held = await services.GetRequiredService<IOfficeDirectory>().HeldBy(who.PersonId, services.GetRequiredService<Today>().Date, CancellationToken.None);
        return services.GetRequiredService<SignIn>().ActorOf(account!, held[0]);
    });

    private static async Task Add(IServiceProvider services, string? kind, IRecord record, string? title)
    {
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(record);
        services.GetRequiredService<Journal>().Record($"{RecordKindAttribute.Of(record.GetType())}.registered", record);
        if (kind is not null)
        {
            await services.GetRequiredService<SearchIndex>().Put(
                new SearchEntry { Kind = kind, SubjectId = record.Id, Title = title!, Text = "", Href = "/kerja", Permission = "organisation.view" }, CancellationToken.None);
        }
        await db.SaveChangesAsync();
    }
}
