using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Applications.Lifecycle;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Deposits;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Ui;
using Xunit;
using Case = Simpul.Web.Platform.Cases.Case;

namespace Simpul.Tests.Modules.Applications.Repository;

/// <summary>What is handed in is really there, is recorded with its commit, and answers the check.</summary>
public sealed class DepositTests
{
    private const string Check = "applications-deposited";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Source_package_and_documents_are_handed_in_and_taken_over_only_when_they_are_there(string database)
    {
        await using var town = await Town.Open(Town.BangkaTengah, database);
        var application = await town.App.Application("Perizinan", item => item.Item.AgencyId = town.Agency);
        var href = (await Town.Open(town.Owner, "source-deposit", "Serahan Perizinan", ("application", application.ToString()))).Href;
        var none = await Town.Decide(town.Owner, href, "Serahkan", []);
        foreach (var wanted in new[] { "kode sumber", "aplikasi hasil kompilasi", "dokumentasi", "git push" })
        {
            none.Text.ShouldContain(wanted);
        }
        var item = (await town.All<Case>()).ShouldHaveSingleItem();
        item.Step.ShouldBe("submit");
        (await town.App.Asked(Check, "BTG-23-1")).Status.ShouldBe(State.Due, "It is on its way.");

        var commit = await town.App.Push(application);
        await town.App.Attach("cases", item.Id, "paket.zip", Deposited.Zip);
        var half = await Town.Decide(town.Owner, href, "Serahkan", []);
        half.Text.ShouldContain("Yang belum ada: dokumentasi.");
        half.Text.ShouldNotContain("Yang belum ada: kode sumber");
        (await town.All<RepositoryDeposit>()).ShouldBeEmpty("Nothing is recorded of a step that was not left.");
        await town.App.Attach("cases", item.Id, "manual.pdf", CityHall.Pdf);
        (await Town.Decide(town.Owner, href, "Serahkan", [])).Text.ShouldContain("Keputusan tersimpan");
        (await town.Room.Open(href)).Text.ShouldContain("Buka repositori kode");
        (await Town.Decide(town.Room, href, "Tempatkan di Repository", ["Tanda terima"])).Text.ShouldContain("Selesai");

        var deposits = await town.All<RepositoryDeposit>();
        deposits.Select(one => one.Content).ShouldBe(["source", "package", "documents", "repository-item"], ignoreOrder: true);
        deposits.Single(one => one.Content == "source").Commit.ShouldBe(commit);
        deposits.Single(one => one.Content == "repository-item").Commit.ShouldBe(commit);
        deposits.ShouldAllBe(one => one.DepositedOn == new DateOnly(2026, 11, 2) && one.CaseNumber == item.Number && one.ByPersonId != null);
        (await town.All<JournalEvent>()).Count(one => one.Action == "repository-deposits.recorded").ShouldBe(4);
        (await town.Application()).Source.ShouldBe(SourceCustody.Government);
        var met = await town.App.Asked(Check, "BTG-23-1");
        met.Status.ShouldBe(State.Met);
        met.Why.ShouldContain("kode sumber, aplikasi hasil kompilasi, dan dokumentasi");
        (await town.App.Asked(Check, "BTG-23-3")).Status.ShouldBe(State.Met);
        (await town.App.Asked(Check, "BTG-23-1", new DateOnly(2026, 11, 1))).Status.ShouldNotBe(State.Met, "The day before nothing lay there.");
    }

    [Fact]
    public async Task Where_the_server_has_no_git_an_archive_stands_for_the_source()
    {
        await using var app = await App.StartWith(Town.Baubau);
        var agency = await app.Agency("Dinas Kesehatan");
        var application = await app.Application("Nelayan", item => item.Item.AgencyId = agency);
        // The program is named so that it is not there.
        var git = new GitProgram(new Web.Modules.Applications.Repository.RepositoryOptions { Git = "/nowhere/git" }, app.Services.GetRequiredService<Web.Platform.DataFolder>());
        (await Against(false)).ShouldContain("Lampirkan kode sumbernya sebagai arsip zip");
        (await Against(true)).ShouldBe("");

        Task<string> Against(bool archive) => app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var profile = services.GetRequiredService<Web.Platform.Profile.CurrentRegulation>().Profile;
            var procedure = profile.Procedures["application-building"];
            var step = procedure.Step("registration");
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var item = new Case { Year = 2026, Sequence = archive ? 2 : 1, Number = $"K-2026-00000{(archive ? 2 : 1)}", RegulationId = profile.Stated.Id, Procedure = procedure.Key, Title = "Contoh", SubjectKind = "applications", SubjectId = application, OpenedAt = now, Step = step.Id, AgencyId = agency };
            var row = new CaseStep { CaseId = item.Id, Number = 1, Round = 1, Step = step.Id, Title = step.Title, Office = step.By, Desk = step.By, StartedAt = now };
            db.AddRange(item, row);
            services.GetRequiredService<Journal>().Record("cases.opened", item);
            await db.SaveChangesAsync();
            if (archive)
            {
                await app.Attach("cases", item.Id, "kode.zip", Deposited.Zip);
            }
            var one = ActivatorUtilities.CreateInstance<DepositStep>(services, "source", git);
            var refusals = await one.Deciding(new CaseTurn(item, row, procedure, step, step.Outcomes[0], null, new CaseData([])), await db.Set<Application>().SingleAsync(), CancellationToken.None);
            return string.Join(' ', refusals.Select(refusal => refusal.Message));
        });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_check_names_what_is_lacking_by_the_arguments_of_each_regulation(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Kesehatan");
        (await app.Asked(Check, "PLG-13-6")).Status.ShouldBe(State.NotApplicable);
        await app.Application("Lama", item => item.Item.From = new DateOnly(2015, 1, 1));
        (await app.Asked(Check, "PLG-13-6")).Status.ShouldBe(State.NotApplicable, "It ran before the regulation.");
        var application = await app.Application("Antrean", item => item.Item.AgencyId = agency);
        var lacking = await app.Asked(Check, "PLG-13-6");
        lacking.Status.ShouldBe(State.Missing);
        lacking.Why.ShouldContain("Antrean: belum ada aplikasi hasil kompilasi, dokumentasi, catatan pengetahuan, dan catatan penempatan");
        lacking.Next!.Href.ShouldBe($"/kerja/aplikasi/{application}/repositori");

        await app.Kept(new KnowledgeEntry { ApplicationId = application, Title = "Antrean", Summary = "Isi.", WrittenOn = new DateOnly(2026, 11, 1) });
        await app.Do(async services =>
        {
            var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
            var placement = new Placement { ApplicationId = application, AgencyId = agency, State = RequestState.Active, StartsOn = new DateOnly(2026, 11, 1) };
            var release = new Web.Modules.Applications.Repository.Releases.RepositoryRelease { ApplicationId = application, Tag = "v1", Commit = new string('a', 40), Title = "Satu", ReleasedAt = services.GetRequiredService<TimeProvider>().GetUtcNow() };
            db.AddRange(placement, release);
            journal.Record("placements.registered", placement);
            journal.Record("repository-releases.published", release);
            await db.SaveChangesAsync();
            await app.Attach("repository-releases", release.Id, "paket.zip", Deposited.Zip);
        });
        var documents = await app.Asked(Check, "PLG-13-6");
        documents.Status.ShouldBe(State.Missing);
        documents.Why.ShouldEndWith("Antrean: belum ada dokumentasi.");
        await app.Do(async services => await app.Attach("repository-releases", (await services.GetRequiredService<PlatformDb>().Set<Web.Modules.Applications.Repository.Releases.RepositoryRelease>().SingleAsync()).Id, "manual.pdf", CityHall.Pdf));
        (await app.Asked(Check, "PLG-13-6")).Status.ShouldBe(State.Met);
        (await app.Asked(Check, "PLG-13-6", new DateOnly(2026, 10, 31))).Status.ShouldBe(State.Missing);
    }

    [Fact]
    public async Task Access_that_was_granted_is_what_the_check_of_ownership_asks()
    {
        await using var app = await App.StartWith(Town.BangkaTengah);
        var agency = await app.Agency("Dinas Kesehatan");
        var ict = await app.Agency("Dinas Kominfo", "ict-agency");
        var application = await app.Application("Perizinan", item => item.Item.AgencyId = agency);
        var staff = await app.Staff("Operator", agency, [], [Role.Operator]);
        _ = ict;
        const string row = "BTG-23-4";
        (await app.Asked("application-ownership-recorded", row)).Status.ShouldBe(State.NotApplicable);
        await Grant("agency");
        var wrong = await app.Asked("application-ownership-recorded", row);
        wrong.Status.ShouldBe(State.Missing);
        wrong.Why.ShouldContain("Akses ke Perizinan");
        wrong.Why.ShouldNotContain("Operator", customMessage: "No name of a person on the board.");
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var grant = await db.Set<RepositoryGrant>().SingleAsync();
            grant.ApprovedBy = "ict-agency";
            services.GetRequiredService<Journal>().Record("repository-grants.approved", grant);
            await db.SaveChangesAsync();
        });
        var civil = await app.Do(async services => (await services.GetRequiredService<IOrganisation>().People([staff.PersonId], CancellationToken.None))[0].IsCivilServant);
        (await app.Asked("application-ownership-recorded", row)).Status.ShouldBe(civil ? State.Met : State.Missing);
        (await app.Asked("application-ownership-recorded", row, new DateOnly(2027, 3, 1))).Status.ShouldBe(State.NotApplicable, "It has ended by then.");

        Task Grant(string office) => app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var grant = new RepositoryGrant { ApplicationId = application, PersonId = staff.PersonId, Right = RepositoryRight.Read, Purpose = "Uji.", From = new DateOnly(2026, 11, 1), Until = new DateOnly(2027, 1, 31), State = GrantState.Approved, ApprovedBy = office };
            db.Add(grant);
            services.GetRequiredService<Journal>().Record("repository-grants.approved", grant);
            await db.SaveChangesAsync();
        });
    }
}
