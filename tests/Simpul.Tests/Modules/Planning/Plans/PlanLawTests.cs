using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Organisation;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>What holds for every plan: of windows, of the frozen text, of the sample.</summary>
public sealed class PlanLawTests
{
    private static readonly string[] domains = ["data", "process", "security"];

    public static TheoryData<string> Regulations => [PlanKit.Palembang, PlanKit.PalangkaRaya, PlanKit.BangkaTengah, PlanKit.Baubau];

    [Fact]
    public async Task Every_window_lies_within_its_term_and_windows_do_not_meet()
    {
        await using var app = await App.StartWith(PlanKit.Baubau);
        var profile = app.Services.GetRequiredService<CurrentRegulation>().Profile;
        var random = new Random(7);
        for (var turn = 0; turn < 500; turn++)
        {
            var from = new DateOnly(2018, 1, 1).AddDays(random.Next(5000));
            var plan = new Plan { From = from, Until = from.AddMonths(24 + random.Next(220)).AddDays(-1) };
            var windows = PlanTerm.Windows(profile, plan, ["mid-term", "final-year"]);
            windows.Count.ShouldBe(2);
            foreach (var window in windows)
            {
                window.From.ShouldBeGreaterThanOrEqualTo(from);
                window.Until.ShouldBeLessThanOrEqualTo(plan.Until!.Value);
                window.From.ShouldBeLessThanOrEqualTo(window.Until);
            }
            windows[0].Until.ShouldBeLessThan(windows[1].From, $"{plan.From} {plan.Until}");
        }
        var five = PlanTerm.Windows(profile, PlanKit.Draft(PlanKind.Architecture), ["mid-term", "final-year"]);
        five.Select(window => (window.From, window.Until)).ShouldBe([(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)), (new DateOnly(2028, 1, 1), new DateOnly(2028, 12, 31))]);
    }

    [Fact]
    public void The_digest_stands_for_the_text_and_not_for_the_order_in_which_it_is_read()
    {
        var plan = PlanKit.Draft(PlanKind.Architecture);
        List<PlanContent> contents = [.. domains.Select(key => new PlanContent { PlanId = plan.Id, Part = PlanPart.Domains, Key = key, Text = $"Isi {key}." })];
        List<PlanLink> links = [new() { Basis = "rpjmd", Name = "RPJMD" }, new() { Basis = "national-architecture", Name = "Perpres" }];
        var digest = PlanDigest.Of(plan, contents, links);
        PlanDigest.Of(plan, contents.AsEnumerable().Reverse(), links.AsEnumerable().Reverse()).ShouldBe(digest);
        var changes = new List<Action>
        {
            () => contents[0].Text += " ", () => contents[1].Budget = 1, () => plan.Title += "x", () => plan.Until = plan.Until!.Value.AddDays(1), () => links[0].Name = "RPJMD baru", () => contents.RemoveAt(2),
        };
        var seen = new HashSet<string> { digest };
        foreach (var change in changes)
        {
            change();
            seen.Add(PlanDigest.Of(plan, contents, links)).ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(Regulations))]
    public async Task The_sample_fits_every_regulation_and_every_check_answers_before_and_after(string regulation)
    {
        await using var app = await App.StartWith(regulation);
        string[] checks = ["plan-in-force", "plan-drafted", "plan-based-on", "plan-contents-complete", "plan-aligned", "plan-consulted", "plan-enacted", "plan-reviewed", "plan-triggers-answered", "plan-review-closed"];
        var met = 0;
        foreach (var sampled in new[] { false, true })
        {
            foreach (var check in checks)
            {
                var asked = app.Services.GetRequiredService<CurrentRegulation>().Profile.Obligations.Where(item => item.Check?.Check == check).Select(item => item.Id).ToList();
                var answers = await Asked.All(app, check);
                answers.Select(answer => answer.Obligation).ShouldBe(asked, ignoreOrder: true);
                foreach (var answer in answers)
                {
                    answer.Why.ShouldEndWith(".");
                    (answer.Status is State.Met or State.NotApplicable || answer.Next is not null).ShouldBeTrue($"{answer.Obligation} says no next step");
                    answer.Status.ShouldBeOneOf(sampled ? [State.Met, State.Due, State.Overdue, State.Missing, State.NotApplicable] : [State.Missing, State.NotApplicable]);
                    met += answer.Status == State.Met ? 1 : 0;
                }
            }
            if (!sampled)
            {
                await app.Sample();
                await app.Do(services => services.GetServices<IModule>().Single(module => module.Name == "Planning").AddSample(services, CancellationToken.None));
            }
        }
        met.ShouldBeGreaterThan(3);
        (await app.All<Plan>()).Select(plan => (plan.Kind, plan.State)).ShouldBe([(PlanKind.Architecture, PlanState.Enacted), (PlanKind.Roadmap, PlanState.Drafting)], ignoreOrder: true);
        (await app.All<PlanReview>()).ShouldHaveSingleItem().FinishedOn.ShouldNotBeNull();
        var ids = (await app.All<PlanContent>()).Select(item => item.Id).ToList();
        var named = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.Action == "plan-contents.registered").Select(item => item.SubjectId).ToListAsync());
        ids.ShouldAllBe(id => named.Contains(id));
    }
}
