using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Tests.Kit;

/// <summary>Somebody with an office and an account.</summary>
/// <param name="Password">What they sign in with.</param>
public sealed record Member(Guid AccountId, Guid PersonId, Guid OfficeId, Guid? AgencyId, string UserName, string Password);

/// <summary>People with offices and accounts, and browsers in which they are signed in.</summary>
public static class Members
{
    public const string Password = "kereta senja melintas";

    private static int count;

    /// <summary>A person with an office that has these roles, in this agency or in a new one, and an account.</summary>
    /// <param name="change">Changes the office before it is saved: its keys, its clearance, that it heads its agency.</param>
    public static async Task<Member> Member(this App app, string[] roles, Guid? agency = null, Action<Office>? change = null)
    {
        var number = Interlocked.Increment(ref count);
        agency ??= await app.Agency($"Dinas Contoh {number}");
        return await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var journal = services.GetRequiredService<Journal>();
            var person = new Person { Name = $"Pegawai Contoh {number}", AgencyId = agency };
            var office = new Office { Title = $"Jabatan Contoh {number}", AgencyId = agency, Roles = [.. roles] };
            change?.Invoke(office);
            var appointment = new Appointment { PersonId = person.Id, OfficeId = office.Id, From = new DateOnly(2026, 1, 1) };
            db.AddRange(person, office, appointment);
            journal.Record("people.registered", person);
            journal.Record("offices.registered", office);
            journal.Record("appointments.made", appointment);
            await db.SaveChangesAsync();
            var account = await services.GetRequiredService<Accounts>().Create(person.Id, $"pegawai{number}", Password, mustChange: false, CancellationToken.None);
            account.Refusals.ShouldBeEmpty();
            return new Member(account.Value.Id, person.Id, office.Id, office.AgencyId, account.Value.UserName!, Password);
        });
    }

    /// <summary>Gives a person another office.</summary>
    public static Task<Guid> Appoint(this App app, Member member, string title, params string[] roles) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var office = new Office { Title = title, AgencyId = member.AgencyId, Roles = [.. roles] };
        var appointment = new Appointment { PersonId = member.PersonId, OfficeId = office.Id, From = new DateOnly(2026, 2, 1) };
        db.AddRange(office, appointment);
        services.GetRequiredService<Journal>().Record("offices.registered", office);
        services.GetRequiredService<Journal>().Record("appointments.made", appointment);
        await db.SaveChangesAsync();
        return office.Id;
    });

    /// <summary>A browser in which the member is signed in, past password and code.</summary>
    public static async Task<Browse> SignIn(this App app, Member member)
    {
        var cookie = await app.Do(async services =>
        {
            var context = new DefaultHttpContext { RequestServices = services };
            context.Request.Headers.UserAgent = "Kit";
            var account = await services.GetRequiredService<PlatformDb>().Users.SingleAsync(item => item.Id == member.AccountId);
            await services.GetRequiredService<SignIn>().Start(context, account, CancellationToken.None);
            return context.Response.Headers.SetCookie.ToString().Split(';')[0];
        });
        var browse = new Browse(app);
        var at = cookie.IndexOf('=', StringComparison.Ordinal);
        browse.Cookies.Add(app.Address, new System.Net.Cookie(cookie[..at], cookie[(at + 1)..]));
        return browse;
    }

    /// <summary>A browser in which somebody with these roles is signed in.</summary>
    public static async Task<Browse> SignInAs(this App app, params string[] roles) => await app.SignIn(await app.Member(roles));

    /// <summary>Changes the instance's settings as its administrators would.</summary>
    public static Task Change(this App app, Action<Instance> change) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var instance = await db.Set<Instance>().SingleAsync();
        change(instance);
        services.GetRequiredService<Journal>().Record("instance.settings-changed", instance);
        await db.SaveChangesAsync();
    });
}
