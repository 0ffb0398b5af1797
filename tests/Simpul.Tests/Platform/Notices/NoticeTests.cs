using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Platform.Notices;

public sealed class NoticeTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Notices_reach_the_person_and_the_holders_of_the_office_in_their_own_agency(string database)
    {
        await using var app = await App.Start(database);
        await app.SetUp();
        var (health, works) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas PU"));
        var nurse = await app.Staff("Kepala Dinas Kesehatan", health, [], [Role.Operator]);
        var builder = await app.Staff("Kepala Dinas PU", works, [], [Role.Operator]);
        await Tell(app, Recipient.HoldersOf("agency", health), "Untuk kesehatan");
        await Tell(app, Recipient.HoldersOf("agency"), "Untuk semua dinas");
        await Tell(app, Recipient.Person(builder.PersonId), "Untuk satu orang");

        using var first = await app.As(nurse);
        var page = await first.Open("/kerja/pemberitahuan");
        page.Text.ShouldContain("Untuk kesehatan");
        page.Text.ShouldContain("Untuk semua dinas");
        page.Text.ShouldNotContain("Untuk satu orang");
        using var second = await app.As(builder);
        page = await second.Open("/kerja/pemberitahuan");
        page.Text.ShouldNotContain("Untuk kesehatan");
        page.Text.ShouldContain("Untuk satu orang");

        var foreign = (await first.Open("/kerja/pemberitahuan")).Html.QuerySelectorAll("a[href^='/kerja/pemberitahuan/']").First(link => link.TextContent.Contains("Untuk kesehatan", StringComparison.Ordinal)).GetAttribute("href")!;
        (await second.Open(foreign)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await first.Open(foreign)).Href.ShouldBe("/kerja/pemberitahuan");
        page = await first.Open("/kerja/pemberitahuan");
        page.Html.QuerySelectorAll("strong").Select(item => item.TextContent).ShouldBe(["Untuk semua dinas"]);
        page = await first.Submit(page, "Tandai semua sudah dibaca");
        page.Html.QuerySelectorAll(".rows strong").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_letter_a_day_gathers_what_is_unread_and_nothing_twice()
    {
        await using var app = await App.Start();
        await app.SetUp();
        var agency = await app.Agency("Dinas Kesehatan");
        await app.Staff("Kepala Dinas", agency, [], [Role.Operator], email: "kepala@palembang.go.id");
        await app.Staff("Tanpa surel", agency, [], [Role.Operator]);
        await Tell(app, Recipient.HoldersOf("agency", agency), "Rancangan menunggu pembahasan");
        await Tell(app, Recipient.HoldersOf("agency", agency), "Tenggat besok");

        (await Send(app)).ShouldBe("1 surel dikirim.");
        var letter = Directory.GetFiles(app.Data.Mail, "*.eml").ShouldHaveSingleItem();
        var text = Encoding.ASCII.GetString(await File.ReadAllBytesAsync(letter)).Replace("=\r\n", "", StringComparison.Ordinal);
        text.ShouldContain("kepala@palembang.go.id");
        text.ShouldContain("Rancangan menunggu pembahasan");
        text.ShouldContain("Tenggat besok");

        app.Clock.Advance(TimeSpan.FromDays(1));
        (await Send(app)).ShouldBe("0 surel dikirim.");
        await Tell(app, Recipient.HoldersOf("agency", agency), "Satu lagi");
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await Send(app)).ShouldBe("1 surel dikirim.");
        app.Clock.Set(new DateTimeOffset(2026, 11, 8, 1, 0, 0, TimeSpan.Zero));
        (await Send(app)).ShouldBe("Hari ini bukan hari kerja.");
    }

    private static Task<string> Send(App app) => app.Do(services => services.GetRequiredService<Digest>().Send(CancellationToken.None), Actor.Job);

    private static Task Tell(App app, Recipient recipient, string title) => app.Do(async services =>
    {
        services.GetRequiredService<NoticeBoard>().Tell(recipient, "test", title, "/kerja/pemberitahuan");
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
    });
}
