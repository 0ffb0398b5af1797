using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Access;

public sealed class AccessCleaningTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_ended_long_ago_goes_and_the_journal_still_fits_the_records(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        using (var browse = await app.SignIn(member))
        {
            await browse.Submit(await browse.Open("/kerja/akun/token"), "Buat token", ("Name", "Sebulan"), ("Days", "30"), ("Password", member.Password));
            await browse.Submit(await browse.Open("/kerja/akun/token"), "Buat token", ("Name", "Setahun"), ("Days", "365"), ("Password", member.Password));
        }
        var other = await app.Member([Role.Operator]);
        await app.Do(services => services.GetRequiredService<Accounts>().Reset(other.AccountId, "Lupa", CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromDays(85));
        (await Run(app)).ShouldBe("0 sesi, 0 undangan, dan 0 token dihapus.");
        using var fresh = await app.SignIn(member);
        app.Clock.Advance(TimeSpan.FromDays(13));
        (await Run(app)).ShouldBe("1 sesi, 1 undangan, dan 0 token dihapus.");
        app.Clock.Advance(TimeSpan.FromDays(30));
        (await Run(app)).ShouldBe("0 sesi, 0 undangan, dan 1 token dihapus.");
        (await Run(app)).ShouldBe("0 sesi, 0 undangan, dan 0 token dihapus.");

        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            (await db.Set<AccessToken>().SingleAsync()).Name.ShouldBe("Setahun");
            (await db.Set<Session>().CountAsync()).ShouldBe(1);
            (await ActivatorUtilities.CreateInstance<RecordCheck>(services).Run(null, CancellationToken.None)).Faults.ShouldBeEmpty();
        });
        (await AccountTests.Events(app)).Count(item => item.Action == "access-tokens.removed").ShouldBe(1);
    }

    private static Task<string> Run(App app) => app.Do(
        services => services.GetServices<ScheduledJob>().Single(job => job.Name == "access.cleaning").Run(services, CancellationToken.None), Actor.Job);
}
