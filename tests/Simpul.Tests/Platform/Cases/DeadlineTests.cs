using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Platform.Cases;

public sealed class DeadlineTests
{
    [Fact]
    public async Task Ten_working_days_pass_over_Idul_Fitri()
    {
        // Monday 16 March 2026, 09.00 WIB.
        await using var hall = await CityHall.Open(now: new DateTimeOffset(2026, 3, 16, 2, 0, 0, TimeSpan.Zero));
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Submit(await CityHall.OpenPolicy(drafter), "Ajukan untuk pembahasan");
        page.Text.ShouldContain("Tersisa 10 hari kerja. Tenggat 7 April 2026.");
        foreach (var (day, says) in new[]
        {
            (new DateTimeOffset(2026, 3, 25, 2, 0, 0, TimeSpan.Zero), "Tersisa 8 hari kerja."),
            (new DateTimeOffset(2026, 4, 7, 2, 0, 0, TimeSpan.Zero), "Tenggat hari ini."),
            (new DateTimeOffset(2026, 4, 9, 2, 0, 0, TimeSpan.Zero), "Terlambat 2 hari kerja."),
        })
        {
            hall.App.Clock.Set(day);
            using var then = await hall.App.As(hall.Drafter);
            (await then.Open(page.Href)).Text.ShouldContain(says);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_office_is_reminded_once_then_told_once_and_the_next_office_hears_of_it_once(string database)
    {
        await using var hall = await CityHall.Open(database);
        using var drafter = await hall.App.As(hall.Drafter);
        await drafter.Submit(await CityHall.OpenPolicy(drafter), "Ajukan untuk pembahasan");
        // From Monday 2 November 2026 ten working days end on Monday 16 November.
        (await hall.All<CaseStep>()).Single(step => step.DoneAt is null).DueOn.ShouldBe(new DateOnly(2026, 11, 16));
        var said = new List<string>();
        for (var day = 3; day <= 30; day++)
        {
            hall.App.Clock.Set(new DateTimeOffset(2026, 11, day, 2, 0, 0, TimeSpan.Zero));
            for (var hour = 0; hour < 3; hour++)
            {
                hall.App.Clock.Advance(TimeSpan.FromHours(1));
                var result = await Watch(hall);
                if (!result.StartsWith("0 diingatkan, 0 ", StringComparison.Ordinal) && result != "Hari ini bukan hari kerja." || result.EndsWith("1 diteruskan.", StringComparison.Ordinal))
                {
                    said.Add($"{day}: {result}");
                }
            }
        }
        said.ShouldBe(
        [
            "13: 1 diingatkan, 0 diberi tahu terlambat, 0 diteruskan.",
            "17: 0 diingatkan, 1 diberi tahu terlambat, 0 diteruskan.",
            "18: 0 diingatkan, 0 diberi tahu terlambat, 1 diteruskan.",
        ]);
        var notices = (await hall.All<Notice>()).Where(notice => notice.Kind is "cases.due" or "cases.overdue" or "cases.escalated").OrderBy(notice => notice.Id).ToList();
        notices.Select(notice => (notice.Kind, notice.Office)).ShouldBe([("cases.due", "secretary"), ("cases.overdue", "secretary"), ("cases.escalated", "secretary")]);
        notices[2].Title.ShouldContain("terlambat 2 hari kerja");
        (await hall.Actions("cases")).Count(action => action is "cases.reminded" or "cases.found-overdue" or "cases.escalated").ShouldBe(3);
        using var secretary = await hall.App.As(hall.Secretary);
        (await secretary.Open("/kerja/tugas")).Text.ShouldContain("Terlambat 10 hari kerja");
    }

    [Fact]
    public async Task A_reminder_does_not_spoil_a_decision_in_the_making()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Submit(await CityHall.OpenPolicy(drafter), "Ajukan untuk pembahasan");
        using var secretary = await hall.App.As(hall.Secretary);
        await CityHall.Upload(secretary, await secretary.Open(page.Href), "Notula pembahasan");
        var read = await hall.Case();
        hall.App.Clock.Set(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));
        (await Watch(hall)).ShouldBe("0 diingatkan, 1 diberi tahu terlambat, 1 diteruskan.");
        (await CaseTests.Decide(hall, read, "agree", await hall.App.Actor(hall.Secretary))).Succeeded.ShouldBeTrue();
    }

    private static Task<string> Watch(CityHall hall) => hall.App.Do(services => services.GetRequiredService<Deadlines>().Watch(CancellationToken.None), Actor.Job);
}
