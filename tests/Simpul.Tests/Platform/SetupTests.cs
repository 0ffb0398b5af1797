using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform;

public sealed class SetupTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Setting_up_names_the_journal_after_the_region_and_is_its_first_event(string database)
    {
        await using var app = await App.Start(database);
        await app.SetUp("baubau-68-2023");

        var regulation = app.Services.GetRequiredService<CurrentRegulation>();
        regulation.Profile.Region.Name.ShouldContain("Baubau");
        app.Services.GetRequiredService<Zone>().Abbreviation.ShouldBe("WITA");
        app.Services.GetRequiredService<JournalKeys>().Origin.ShouldBe($"{regulation.Profile.Region.Domain}/simpul");
        var first = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().SingleAsync());
        first.Action.ShouldBe("instance.set-up");
        first.Body.ShouldContain("baubau-68-2023");
    }

    [Fact]
    public async Task An_unknown_regulation_is_refused_with_the_list_of_those_there_are()
    {
        await using var app = await App.Start();
        var refused = await Should.ThrowAsync<SetupException>(() => app.SetUp("atlantis-1-2020"));
        refused.Message.ShouldContain("atlantis-1-2020");
        refused.Message.ShouldContain("palembang-25-2023");
        app.Services.GetRequiredService<CurrentRegulation>().IsSetUp.ShouldBeFalse();
    }

    [Fact]
    public async Task An_instance_is_set_up_once()
    {
        await using var app = await App.Start();
        await app.SetUp();
        (await Should.ThrowAsync<SetupException>(() => app.SetUp("baubau-68-2023"))).Message.ShouldContain("palembang-25-2023");
    }

    [Fact]
    public async Task Until_it_is_set_up_the_program_says_how()
    {
        await using var app = await App.Start();
        using var browse = new Browse(app);
        foreach (var href in new[] { "/", "/kewajiban", "/masuk" })
        {
            var page = await browse.Open(href);
            page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            page.Title.ShouldBe("Simpul belum disiapkan");
            page.Text.ShouldContain("./run setup --regulation");
            page.Text.ShouldContain("palembang-25-2023");
        }
        await app.SetUp();
        (await browse.Open("/belum-disiapkan")).Title.ShouldNotBe("Simpul belum disiapkan");
    }

    [Fact]
    public async Task A_reading_that_the_instance_chose_holds_after_the_next_request()
    {
        await using var app = await App.Start();
        await app.SetUp();
        var regulation = app.Services.GetRequiredService<CurrentRegulation>();
        regulation.Profile.Text("data.portal").ShouldBe("Satu Data Palembang");
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var instance = await db.Set<Instance>().SingleAsync();
            instance.Readings = ["portal-name=long"];
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("instance.readings-chosen", instance);
            await db.SaveChangesAsync();
        });
        await app.Do(services => regulation.Refresh(services.GetRequiredService<PlatformDb>(), CancellationToken.None));
        regulation.Profile.Text("data.portal").ShouldBe("Satu Data Kota Palembang");
    }
}
