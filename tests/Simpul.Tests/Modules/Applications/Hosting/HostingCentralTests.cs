using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Modules.Planning.Processes;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>The check <c>hosting-central</c>, for the rows that placements decide.</summary>
public sealed class HostingCentralTests
{
    private const string Check = "hosting-central";
    private const string Row = "PLG-13-3-c";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_application_in_use_stands_where_the_regulation_wants_it(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (agency, other) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Pendidikan"));
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        (await app.Ask(Check, Row)).Status.ShouldBe(State.NotApplicable);
        var (first, second) = (await app.Application("Antrean", agency), await app.Application("Rapor", other));
        await app.Application("Belum jadi", agency, ApplicationStage.Building);
        Placement At(Guid application, Guid owner, HostingFacility facility) => new() { ApplicationId = application, AgencyId = owner, Facility = facility, State = RequestState.Active, HostId = host, StartsOn = HostingKit.Today.AddDays(-10) };
        await app.Keep(At(first, agency, HostingFacility.ServerRoom));

        var half = await app.Ask(Check, Row);
        half.Status.ShouldBe(State.Missing);
        half.Why.ShouldContain("1 dari 2 aplikasi");
        half.Why.ShouldContain("Rapor (belum tercatat penempatannya)");
        half.Agencies.Select(one => (one.Agency, one.Status)).ShouldBe([(agency, State.Met), (other, State.Missing)], ignoreOrder: true);

        // What the ICT agency records as it is, the board shows as it is.
        var elsewhere = At(second, other, HostingFacility.ThirdParty);
        await app.Keep(elsewhere);
        var outside = await app.Ask(Check, Row);
        outside.Why.ShouldContain("Rapor (di pihak ketiga)");
        outside.Evidence.ShouldHaveSingleItem().Id.ShouldBe(elsewhere.Id);

        await app.Do(async services =>
        {
            var work = services.GetRequiredService<PlacementWork>();
            var item = (await services.GetRequiredService<Web.Data.PlatformDb>().FindAsync<Placement>(elsewhere.Id))!;
            (await work.End(item, HostingKit.Today.AddDays(-2), "Pindah", CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        await app.Keep(At(second, other, HostingFacility.ServerRoom));
        var met = await app.Ask(Check, Row);
        (met.Status, met.Since).ShouldBe((State.Met, HostingKit.Today.AddDays(-10)));
        met.Why.ShouldContain("Ruang Server");
        (await app.Ask(Check, Row, HostingKit.Today.AddDays(-2))).Status.ShouldBe(State.Missing, "It stood elsewhere on that day.");
        (await app.Ask(Check, Row, HostingKit.Today.AddDays(-11))).Status.ShouldBe(State.Missing);

        // A place that was given until a day does not stand for ever.
        var lapsing = await app.Application("Imunisasi", agency);
        var given = At(lapsing, agency, HostingFacility.ServerRoom);
        given.ExpiresOn = HostingKit.Today.AddDays(-1);
        await app.Keep(given);
        var lapsed = await app.Ask(Check, Row);
        (lapsed.Status, lapsed.Since).ShouldBe((State.Overdue, HostingKit.Today));
        lapsed.Why.ShouldContain("Masa berlaku penempatan Imunisasi lewat pada 1 November 2026");
        lapsed.Evidence.ShouldHaveSingleItem().Id.ShouldBe(given.Id);
        lapsed.Agencies.Select(one => (one.Agency, one.Status)).ShouldBe([(agency, State.Overdue), (other, State.Met)], ignoreOrder: true);
        (await app.Ask(Check, Row, HostingKit.Today.AddDays(-1))).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task A_reading_that_lets_the_national_centre_be_used_counts_it()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var agency = await app.Agency("Dinas Kesehatan");
        var host = (await app.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        await app.Keep(new Placement { ApplicationId = await app.Application("Antrean", agency), AgencyId = agency, Facility = HostingFacility.NationalDataCentre, State = RequestState.Active, HostId = host, StartsOn = HostingKit.Today });
        (await app.Ask(Check, Row)).Status.ShouldBe(State.Missing);
        await app.Choose("server-room=with-national");
        (await app.Ask(Check, Row)).Status.ShouldBe(State.Met);
    }

    [Theory]
    [InlineData(Make.Palembang, Row)]
    [InlineData("bangka-tengah-74-2021", "")]
    [InlineData("palangka-raya-9-2022", "")]
    [InlineData("baubau-68-2023", "")]
    public async Task Rows_about_data_and_servers_are_left_to_what_will_record_them(string regulation, string decided)
    {
        await using var app = await App.StartWith(regulation);
        var rows = await app.Do(services =>
        {
            var profile = services.GetRequiredService<CurrentRegulation>().Profile;
            var check = services.GetServices<ICheck>().Single(one => one.Name == Check);
            return Task.FromResult(profile.Obligations.Where(item => item.Check?.Check == Check).Select(item => (item.Id, Decides: check.Decides(new Question(item, item.Check!, profile)))).ToList());
        });
        rows.Count.ShouldBeGreaterThan(0);
        string.Join(' ', rows.Where(row => row.Decides).Select(row => row.Id)).ShouldBe(decided);
        (await app.Do(services => services.GetRequiredService<Simpul.Web.Modules.Obligations.Board>().On(HostingKit.Today))).Rows.Where(row => row.Obligation.Check?.Check == Check).Select(row => (row.Id, row.By == Simpul.Web.Modules.Obligations.AnsweredBy.Check))
            .ShouldBe(rows.Select(row => (row.Id, row.Decides)), ignoreOrder: true);
    }
}
