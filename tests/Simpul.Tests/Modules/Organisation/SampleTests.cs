using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Organisation;

public sealed class SampleTests
{
    private static readonly string[] ids = ["palembang-25-2023", "palangka-raya-9-2022", "bangka-tengah-74-2021", "baubau-68-2023"];

    public static IEnumerable<TheoryDataRow<string, string>> Regulations() =>
        from database in Databases.Both()
        from id in ids
        select new TheoryDataRow<string, string>(database.Data, id) { Skip = database.Skip };

    [Theory, MemberData(nameof(Regulations))]
    public async Task The_sample_fits_every_regulation_and_leaves_the_last_seat_of_the_coordination_team_to_fill(string database, string regulation)
    {
        await using var app = await App.StartWith(regulation, database);
        await app.Sample();
        await app.Do(async services =>
        {
            var (db, profile, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<CurrentRegulation>().Profile, services.GetRequiredService<Today>().Date);
            (await db.Set<Agency>().CountAsync()).ShouldBeGreaterThan(30);
            var held = (await db.Set<Agency>().ToListAsync()).SelectMany(agency => agency.Holds).ToList();
            held.ShouldBe(ProfileChoices.AgencyRoles(services).Select(role => role.Value).Where(role => role is not "operations-centre"), ignoreOrder: true);
            var vacant = (await TeamSeats.Of(db, [.. profile.Teams], today, CancellationToken.None)).SelectMany(seats => seats).Where(seat => !seat.Filled).ToList();
            vacant.Select(seat => (seat.Team.Key, seat.Seat.Id)).ShouldBe([("coordination-team", profile.Teams["coordination-team"].Seats[^1].Id)]);
            (await db.Set<Person>().ToListAsync()).ShouldAllBe(person => person.Name.StartsWith("Pejabat Contoh "));
            (await db.Users.Select(account => account.UserName).ToListAsync()).ShouldBe(["admin", "kominfo", "dinkes", "sekda", "kepala-daerah", "auditor", "asesor", "hukum"], ignoreOrder: true);
            // Like real data: every record has its event and its place in the search.
            var named = await db.Set<JournalEvent>().Where(item => item.Action.EndsWith(".registered")).Select(item => item.SubjectId).ToListAsync();
            var found = await db.Set<SearchEntry>().Select(entry => entry.SubjectId).ToListAsync();
            foreach (var id in await db.Set<Appointment>().Select(item => item.Id).ToListAsync())
            {
                named.ShouldContain(id);
                found.ShouldContain(id);
            }
        });
    }

    [Fact]
    public async Task A_sample_account_signs_in_and_acts_for_its_office()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Sample();
        await app.Do(async services =>
        {
            var account = await services.GetRequiredService<PlatformDb>().Users.SingleAsync(item => item.UserName == "sekda");
            new Microsoft.AspNetCore.Identity.PasswordHasher<Account>().VerifyHashedPassword(account, account.PasswordHash!, Sample.Password).ShouldNotBe(Microsoft.AspNetCore.Identity.PasswordVerificationResult.Failed);
            var held = await services.GetRequiredService<IOfficeDirectory>().HeldBy(account.PersonId, services.GetRequiredService<Today>().Date, CancellationToken.None);
            held[0].Offices.ShouldContain("secretary");
            held[0].Offices.ShouldContain("coordination-team");
        });
    }

    [Fact]
    public async Task Each_check_of_this_module_answers_every_question_that_the_four_regulations_put_to_it()
    {
        foreach (var regulation in ids)
        {
            await using var app = await App.StartWith(regulation);
            var empty = await Answers(app);
            await app.Sample();
            var filled = await Answers(app);
            empty.Keys.ShouldBe(filled.Keys, ignoreOrder: true);
            empty.Values.ShouldAllBe(state => state == State.Missing || state == State.NotApplicable);
            filled.Values.Count(state => state != State.Missing).ShouldBeGreaterThan(filled.Count / 3, regulation);
            filled.Values.ShouldContain(State.Met);
        }

        static async Task<Dictionary<string, State>> Answers(App app)
        {
            var answers = new Dictionary<string, State>();
            foreach (var check in app.Services.CreateScope().ServiceProvider.GetServices<Web.Platform.Checks.ICheck>().Where(check => check.GetType().Namespace!.EndsWith("Organisation.Checks", StringComparison.Ordinal)))
            {
                var asked = app.Services.GetRequiredService<CurrentRegulation>().Profile.Obligations.Where(item => item.Check?.Check == check.Name).Select(item => item.Id).ToList();
                if (asked.Count > 0)
                {
                    var given = await Asked.All(app, check.Name);
                    given.Select(answer => answer.Obligation).ShouldBe(asked, ignoreOrder: true);
                    foreach (var answer in given)
                    {
                        answer.Why.ShouldEndWith(".");
                        (answer.Status == State.Met || answer.Next is not null || answer.Status == State.NotApplicable).ShouldBeTrue($"{answer.Obligation} says no next step");
                        answers[answer.Obligation] = answer.Status;
                    }
                }
            }
            return answers;
        }
    }
}
