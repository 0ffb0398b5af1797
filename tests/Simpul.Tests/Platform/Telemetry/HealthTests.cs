using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;
using Records = Simpul.Web.Platform.Journal.Journal;

namespace Simpul.Tests.Platform.Telemetry;

public sealed class HealthTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_migrated_instance_with_a_signed_journal_is_ready(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        (await Ask(app, "/health/live")).ShouldBe((HttpStatusCode.OK, "ok\n"));
        (await Ask(app, "/health/ready")).ShouldBe((HttpStatusCode.OK, "ok\n"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_database_that_lacks_a_migration_lives_and_is_not_ready(string database)
    {
        await using var app = await App.Start(database);
        await Change(app, "DELETE FROM \"__EFMigrationsHistory\"");
        (await Ask(app, "/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(app, "/health/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, "not ready\n"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_journal_head_signed_by_another_key_is_not_ready(string database)
    {
        await using var stranger = await App.StartWith(Make.Palembang, database);
        var foreign = await stranger.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalHead>().AsNoTracking().SingleAsync());
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalHead>().ExecuteUpdateAsync(set => set.SetProperty(head => head.Checkpoint, foreign.Checkpoint)));
        (await Ask(app, "/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_disk_with_less_room_than_wanted_is_not_ready()
    {
        await using var app = await App.StartWith(Make.Palembang);
        app.Services.GetRequiredService<IConfiguration>()["Simpul:FreeDisk"] = "1000000000";
        (await Ask(app, "/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Only_an_administrator_reads_what_is_wrong()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (administrator, clerk) = (await SignedIn(app, Role.Administrator), await SignedIn(app, Role.Operator));
        await Change(app, "UPDATE journal_head SET checkpoint = ''");

        var (status, body) = await Ask(app, "/health/ready", administrator);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var told = JsonDocument.Parse(body);
        told.RootElement.GetProperty("ready").GetBoolean().ShouldBeFalse();
        told.RootElement.GetProperty("checks").EnumerateArray().Where(check => !check.GetProperty("ok").GetBoolean()).Select(check => check.GetProperty("name").GetString()).ShouldBe(["journal"]);

        (await Ask(app, "/health/ready", clerk)).Body.ShouldBe("not ready\n");
        (await Ask(app, "/health/ready")).Body.ShouldBe("not ready\n");
    }

    private static Task<int> Change(App app, string sql) => app.Do(services => services.GetRequiredService<PlatformDb>().Database.ExecuteSqlRawAsync(sql));

    /// <summary>The cookie of somebody whose office has the role.</summary>
    private static Task<string> SignedIn(App app, string role) => app.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Records>());
        var person = new Person { Name = "Pegawai 00001" };
        var office = new Office { Title = "Jabatan", Roles = [role] };
        var appointment = new Appointment { PersonId = person.Id, OfficeId = office.Id, From = new(2026, 1, 1) };
        var account = new Account { PersonId = person.Id, UserName = person.Id.ToString(), LastOfficeId = office.Id };
        db.AddRange(person, office, appointment, account);
        foreach (var (action, record) in new (string, IRecord)[] { ("people.registered", person), ("offices.registered", office), ("appointments.registered", appointment), ("accounts.opened", account) })
        {
            journal.Record(action, record);
        }
        await db.SaveChangesAsync();
        var context = new DefaultHttpContext { RequestServices = services };
        await services.GetRequiredService<SignIn>().Start(context, account, CancellationToken.None);
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    });

    private static async Task<(HttpStatusCode Status, string Body)> Ask(App app, string href, string? cookie = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, href);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }
        using var response = await client.SendAsync(request);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
