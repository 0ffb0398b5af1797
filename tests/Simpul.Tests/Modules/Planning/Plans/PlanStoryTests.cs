using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>Every plan that a regulation knows, from its draft to the review that falls due years later, each step by the office that the regulation names.</summary>
public sealed class PlanStoryTests
{
    [Theory]
    [InlineData(PlanKit.Palembang, Databases.Sqlite, "architecture, roadmap")]
    [InlineData(PlanKit.PalangkaRaya, Databases.Sqlite, "architecture, roadmap")]
    [InlineData(PlanKit.BangkaTengah, Databases.Sqlite, "master-plan, architecture, roadmap")]
    [InlineData(PlanKit.BangkaTengah, Databases.Postgres, "master-plan, architecture, roadmap")]
    [InlineData(PlanKit.Baubau, Databases.Sqlite, "architecture, roadmap")]
    public async Task Each_plan_is_drafted_enacted_and_reviewed_as_the_regulation_says_and_its_review_falls_due_and_overdue(string regulation, string database, string plans)
    {
        await using var app = await App.StartWith(regulation, database);
        var profile = app.Services.GetRequiredService<CurrentRegulation>().Profile;
        var kinds = Enum.GetValues<PlanKind>().Where(kind => profile.Procedures.Has($"{PlanWords.Code(kind)}-drafting")).ToList();
        string.Join(", ", kinds.Select(kind => PlanWords.Code(kind))).ShouldBe(plans);
        var people = new Offices(app, profile);
        foreach (var kind in kinds)
        {
            var plan = await Enact(app, people, profile, kind);
            var waiting = await Falls(app, profile, plan);
            app.Clock.Set(new DateTimeOffset(waiting.On.AddDays(5), new TimeOnly(3, 0), TimeSpan.Zero));
            await Review(app, people, profile, plan, waiting.Why);
            var answer = await app.Ask("plan-reviewed", waiting.Obligation, Day(waiting.On.AddDays(6)));
            (answer.Status, answer.Evidence.Any(proof => proof.Kind == "plan-reviews")).ShouldBe((State.Met, true), $"{kind}: {answer.Why}");
            // What was never reviewed stays late after the term has run out.
            if (PlanTerm.Windows(profile, plan, [.. PlanTerm.Asked(profile, kind, "plan-reviewed").First().Check!.List("at") ?? []]) is [_, .., { } last])
            {
                (await app.State("plan-reviewed", waiting.Obligation, Day(last.From))).ShouldBe(State.Due);
                (await app.State("plan-reviewed", waiting.Obligation, Day(last.Until.AddDays(30)))).ShouldBe(State.Overdue, $"{kind}: {last}");
            }
            app.Clock.Set(new DateTimeOffset(2026, 11, 2, 3, 0, 0, TimeSpan.Zero));
        }
    }

    /// <summary>Drafts a version on its form, opens its case from its page and takes that through every step.</summary>
    private static async Task<Plan> Enact(App app, Offices people, EffectiveProfile profile, PlanKind kind)
    {
        using var drafter = await people.SignIn("ict-agency");
        var page = await drafter.Submit(await drafter.Open($"/kerja/dokumen-rencana/baru?kind={kind}&number=1"), "Simpan dokumen rencana", ("Form.Input[title]", $"{PlanWords.Kinds.Of(kind)} versi 1"), ("Form.Input[number]", "1"), ("Form.Input[kind]", kind.ToString()));
        var plan = (await app.All<Plan>()).Single(item => item.Kind == kind);
        page.Title.ShouldBe(plan.Title);
        var procedure = profile.Procedures[$"{PlanWords.Code(kind)}-drafting"];
        await people.Walk(procedure, $"/kerja/urusan/baru/{procedure.Key}?subject={plan.Id}", []);
        plan = (await app.All<Plan>()).Single(item => item.Kind == kind);
        plan.State.ShouldBe(PlanState.Enacted);
        plan.Digest.ShouldNotBeNull();
        var validity = PlanTerm.Validity(profile, kind);
        validity.ShouldNotBeNull();
        plan.Until.ShouldBe(validity.Value.After(plan.From!.Value).AddDays(-1));
        return plan;
    }

    /// <summary>The first review that the regulation waits for: met before its time, due within it, and late when it is past, unless it is only allowed.</summary>
    private static async Task<(string Obligation, DateOnly On, ReviewWhy Why)> Falls(App app, EffectiveProfile profile, Plan plan)
    {
        var asked = PlanTerm.Asked(profile, plan.Kind, "plan-reviewed").First();
        var advisory = asked.Check!.Flag("advisory") == true;
        var (opens, closes, why) = PlanTerm.Windows(profile, plan, [.. asked.Check.List("at") ?? []]) is [var window, ..] ? (window.From, window.Until, window.Why)
            : (asked.Check.Period("every")!.Value.After(plan.EnactedOn!.Value).AddDays(-60), asked.Check.Period("every")!.Value.After(plan.EnactedOn!.Value), ReviewWhy.Yearly);
        (await app.State("plan-reviewed", asked.Id, Day(opens.AddDays(-1)))).ShouldBe(State.Met, $"{asked.Id} before {opens}");
        var due = await app.Ask("plan-reviewed", asked.Id, Day(opens));
        (due.Status, due.Due).ShouldBe((State.Due, closes), $"{asked.Id}: {due.Why}");
        (await app.State("plan-reviewed", asked.Id, Day(closes))).ShouldBe(State.Due, $"{asked.Id} on its last day");
        (await app.State("plan-reviewed", asked.Id, Day(closes.AddDays(1)))).ShouldBe(advisory ? State.Due : State.Overdue, $"{asked.Id} after {closes}");
        return (asked.Id, opens, why);
    }

    private static async Task Review(App app, Offices people, EffectiveProfile profile, Plan plan, ReviewWhy why)
    {
        var procedure = profile.Procedures[$"{PlanWords.Code(plan.Kind)}-review"];
        await people.Walk(procedure, $"/kerja/urusan/baru/{procedure.Key}?subject={plan.Id}", [("why", why.ToString())]);
        var review = (await app.All<PlanReview>()).Single(item => item.PlanId == plan.Id && item.Why == why);
        review.FinishedOn.ShouldNotBeNull();
        review.Report.ShouldBe("Rencana masih sesuai.");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>People for the offices of a regulation, one anew for each step: nobody decides what they submitted themselves.</summary>
    private sealed class Offices(App app, EffectiveProfile profile)
    {
        private readonly Dictionary<string, Guid> agencies = [];
        private int number;

        public async Task<Browse> SignIn(string office)
        {
            var kind = profile.Offices[office].Kind;
            var title = $"{profile.Offices[office].Title} {++number}";
            if (kind is OfficeKind.Agency or OfficeKind.Unit)
            {
                if (!agencies.TryGetValue(office, out var agency))
                {
                    agencies[office] = agency = await app.Agency(profile.Offices[office].Title, office);
                }
                return await app.As(await app.Staff(title, agency, [], [Role.IctAgency]));
            }
            return await app.As(await app.Staff(title, null, [office], [Role.Leader, Role.IctAgency]));
        }

        /// <summary>Opens a case and takes the first way forward at every step, until it ends.</summary>
        public async Task Walk(Procedure procedure, string href, (string Field, string Value)[] given)
        {
            string? at = null;
            for (var step = procedure.First; ;)
            {
                using var who = await SignIn(step.By);
                var page = at is null
                    ? await who.Submit(await who.Open(href), "Buka urusan", [("CaseTitle", procedure.Title), .. given.Select(field => ($"Input.Fields[{field.Field}]", (string?)field.Value))])
                    : await who.Open(at);
                at = page.Href;
                foreach (var document in step.Needs)
                {
                    page = await CityHall.Upload(who, page, procedure.Documents[document].Title, $"{step.Id}-{document}.pdf", [.. CityHall.Pdf, (byte)number]);
                }
                var outcome = step.Outcomes.First(one => !one.NeedsReason && one.To is not ("withdrawn" or "rejected"));
                page = await who.Submit(page, outcome.Label, [.. Answers().Where(answer => page.Html.QuerySelector($"[name=\"Input.Fields[{answer.Field}]\"]") is not null).Select(answer => ($"Input.Fields[{answer.Field}]", (string?)answer.Value))]);
                page.Text.ShouldContain($"Keputusan tersimpan: {outcome.Label}.", customMessage: $"{procedure.Key}/{step.Id}");
                if (outcome.Ends)
                {
                    return;
                }
                step = procedure.Step(outcome.To);
            }
        }

        private IEnumerable<(string Field, string Value)> Answers()
        {
            var today = Day(DateOnly.FromDateTime(app.Clock.GetUtcNow().Date));
            return
            [
                ("decreeKind", "HeadDecree"), ("decreeNumber", $"{number}/KPTS"), ("decreeDate", today), ("decreeTitle", "Penetapan"), ("consultedWith", profile.Offices.First(office => office.Kind == OfficeKind.External).Key),
                ("consultedOn", today), ("consultedOutcome", "Selaras."), ("conclusion", "Rencana masih sesuai."), ("result", "Keep"),
            ];
        }
    }
}
