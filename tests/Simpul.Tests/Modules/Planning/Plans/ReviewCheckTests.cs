using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>When a review is wanted, and whether its result reached whom it must.</summary>
public sealed class ReviewCheckTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_review_is_due_while_its_window_is_open_and_overdue_when_it_closed(string database)
    {
        const string check = "plan-reviewed", row = "BAU-5-3";
        await using var app = await App.StartWith(PlanKit.Baubau, database);
        (await app.State(check, row, "2026-11-02")).ShouldBe(State.Missing);
        var plan = await app.Enacted(PlanKind.Architecture);
        (await app.State(check, row, "2025-12-31")).ShouldBe(State.Met);
        (await app.State(check, row, "2026-01-01")).ShouldBe(State.Due);
        (await app.State(check, row, "2026-12-31")).ShouldBe(State.Due);
        var late = await app.Ask(check, row, "2027-01-01");
        (late.Status, late.Since).ShouldBe((State.Overdue, new DateOnly(2027, 1, 1)));

        var review = Review(plan, new DateOnly(2026, 6, 30), "planning-agency");
        await app.Hold(review);
        // Not the office that the regulation names.
        (await app.State(check, row, "2026-07-01")).ShouldBe(State.Due);
        (await app.State(check, "BAU-5-2", "2026-07-01")).ShouldBe(State.Met);
        await app.Alter<PlanReview>(review.Id, item => item.By = "ict-agency");
        (await app.State(check, row, "2026-06-29")).ShouldBe(State.Due);
        (await app.State(check, row, "2026-06-30")).ShouldBe(State.Met);
        (await app.State(check, row, "2027-12-31")).ShouldBe(State.Met);
        (await app.State(check, row, "2028-01-01")).ShouldBe(State.Due);
    }

    [Fact]
    public async Task A_yearly_review_counts_from_the_last_one_and_one_that_is_only_allowed_is_never_overdue()
    {
        await using var palembang = await App.StartWith(PlanKit.Palembang);
        var plan = await palembang.Enacted(PlanKind.Architecture);
        (await palembang.State("plan-reviewed", "PLG-5-6", "2024-10-15")).ShouldBe(State.Met);
        (await palembang.State("plan-reviewed", "PLG-5-6", "2024-10-16")).ShouldBe(State.Due);
        (await palembang.State("plan-reviewed", "PLG-5-6", "2024-12-15")).ShouldBe(State.Due);
        (await palembang.State("plan-reviewed", "PLG-5-6", "2024-12-16")).ShouldBe(State.Overdue);
        await palembang.Hold(Review(plan, new DateOnly(2024, 12, 16), "ict-agency"));
        (await palembang.State("plan-reviewed", "PLG-5-6", "2024-12-16")).ShouldBe(State.Met);
        (await palembang.State("plan-reviewed", "PLG-5-6", "2025-12-17")).ShouldBe(State.Overdue);

        await using var bangka = await App.StartWith(PlanKit.BangkaTengah);
        await bangka.Enacted(PlanKind.MasterPlan, item => item.Until = new DateOnly(2043, 12, 31));
        (await bangka.State("plan-reviewed", "BTG-6-1", "2026-11-02")).ShouldBe(State.Met);
        (await bangka.State("plan-reviewed", "BTG-6-1", "2030-01-01")).ShouldBe(State.Due);
    }

    [Fact]
    public async Task A_ground_in_the_sentence_of_the_period_opens_a_review_of_six_months()
    {
        await using var app = await App.StartWith(PlanKit.PalangkaRaya);
        var plan = await app.Enacted(PlanKind.Roadmap, item => item.EnactedOn = new DateOnly(2026, 3, 1));
        await app.Hold(new PlanTrigger { Ground = "renstra-changed", KnownOn = new DateOnly(2026, 4, 1), What = "Renstra baru." });
        (await app.State("plan-reviewed", "PKY-8-4", "2026-03-31")).ShouldBe(State.Met);
        (await app.State("plan-reviewed", "PKY-8-4", "2026-10-01")).ShouldBe(State.Due);
        (await app.State("plan-reviewed", "PKY-8-4", "2026-10-02")).ShouldBe(State.Overdue);
        var review = (await app.All<PlanReview>()).ShouldHaveSingleItem();
        (review.PlanId, review.By).ShouldBe((plan.Id, "ict-agency"));
        await app.Alter<PlanReview>(review.Id, item => (item.FinishedOn, item.Result, item.Report) = (new DateOnly(2026, 11, 2), ReviewResult.Keep, "Tetap."));
        (await app.State("plan-reviewed", "PKY-8-4", "2026-11-02")).ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_trigger_opens_the_review_of_each_plan_that_depends_on_it_and_is_answered_in_time(string database)
    {
        const string check = "plan-triggers-answered";
        await using var app = await App.StartWith(PlanKit.Palembang, database);
        (await app.State(check, "PLG-5-7", "2026-11-02")).ShouldBe(State.NotApplicable);
        var architecture = await app.Enacted(PlanKind.Architecture);
        await app.Enacted(PlanKind.Roadmap);
        await app.Enacted(PlanKind.BusinessProcesses);
        (await app.State(check, "PLG-5-7", "2026-11-02")).ShouldBe(State.NotApplicable);
        await app.Hold(new PlanTrigger { Ground = "rpjmd-changed", KnownOn = new DateOnly(2026, 4, 1), What = "RPJMD diubah." }, new PlanTrigger { Ground = "national-roadmap-changed", KnownOn = new DateOnly(2026, 5, 1), What = "Peta rencana nasional baru." });
        // Two plans depend on the first, one on the second; the same event recorded before the plan was enacted opens none.
        var reviews = await app.All<PlanReview>();
        reviews.Count.ShouldBe(3);
        await app.Hold(new PlanTrigger { Ground = "rpjmd-changed", KnownOn = new DateOnly(2023, 1, 1), What = "Sebelum ditetapkan." });
        (await app.All<PlanReview>()).Count.ShouldBe(3);

        (await app.State(check, "PLG-5-7", "2026-03-31")).ShouldBe(State.NotApplicable);
        (await app.State(check, "PLG-5-7", "2026-10-01")).ShouldBe(State.Due);
        (await app.State(check, "PLG-5-7", "2026-10-02")).ShouldBe(State.Overdue);
        var review = reviews.Single(item => item.PlanId == architecture.Id);
        await app.Alter<PlanReview>(review.Id, item => (item.FinishedOn, item.Result, item.Report, item.By) = (new DateOnly(2026, 9, 1), ReviewResult.Keep, "Tetap.", "planning-agency"));
        (await app.State(check, "PLG-5-7", "2026-11-02")).ShouldBe(State.Missing);
        await app.Alter<PlanReview>(review.Id, item => item.By = "ict-agency");
        (await app.State(check, "PLG-5-7", "2026-11-02")).ShouldBe(State.Met);
        (await app.State(check, "PLG-5-7", "2026-08-31")).ShouldBe(State.Due);
    }

    [Fact]
    public async Task A_trigger_whose_review_never_opened_is_missing()
    {
        await using var app = await App.StartWith(PlanKit.Baubau);
        await app.Hold(new PlanTrigger { Ground = "element-changed", KnownOn = new DateOnly(2026, 4, 1), What = "Aplikasi diganti." });
        (await app.All<PlanReview>()).ShouldBeEmpty();
        await app.Enacted(PlanKind.Architecture);
        (await app.Ask("plan-triggers-answered", "BAU-5-4", "2026-05-01")).Why.ShouldContain("belum membuka reviu");
    }

    [Fact]
    public async Task The_result_of_a_review_is_enacted_or_delivered_and_received_within_three_months()
    {
        const string check = "plan-review-closed";
        await using var baubau = await App.StartWith(PlanKit.Baubau);
        var plan = await baubau.Enacted(PlanKind.Architecture);
        (await baubau.State(check, "BAU-5-5", "2026-11-02")).ShouldBe(State.NotApplicable);
        var review = Review(plan, new DateOnly(2026, 6, 30), "ict-agency");
        await baubau.Hold(review);
        (await baubau.State(check, "BAU-5-5", "2026-09-30")).ShouldBe(State.Due);
        (await baubau.State(check, "BAU-5-5", "2026-10-01")).ShouldBe(State.Overdue);
        await baubau.Alter<PlanReview>(review.Id, item => (item.DeliveredTo, item.DeliveredOn) = ("coordination-team", new DateOnly(2026, 7, 6)));
        (await baubau.Ask(check, "BAU-5-5", "2026-08-01")).Why.ShouldContain("penerimaannya");
        await baubau.Alter<PlanReview>(review.Id, item => item.ReceivedOn = new DateOnly(2026, 8, 2));
        (await baubau.State(check, "BAU-5-5", "2026-08-01")).ShouldBe(State.Due);
        (await baubau.State(check, "BAU-5-5", "2026-08-02")).ShouldBe(State.Met);

        await using var bangka = await App.StartWith(PlanKit.BangkaTengah);
        var other = Review(await bangka.Enacted(PlanKind.Architecture), new DateOnly(2026, 6, 30), "ict-agency");
        await bangka.Hold(other);
        (await bangka.State(check, "BTG-7-10", "2026-10-01")).ShouldBe(State.Overdue);
        await bangka.Alter<PlanReview>(other.Id, item => (item.EnactedOn, item.EnactedBy) = (new DateOnly(2026, 9, 1), "secretary"));
        (await bangka.State(check, "BTG-7-10", "2026-10-01")).ShouldBe(State.Overdue);
        await bangka.Alter<PlanReview>(other.Id, item => item.EnactedBy = "head");
        (await bangka.State(check, "BTG-7-10", "2026-10-01")).ShouldBe(State.Met);
    }

    private static PlanReview Review(Plan plan, DateOnly finished, string by) =>
        new() { PlanId = plan.Id, Why = ReviewWhy.MidTerm, OpenedOn = finished.AddDays(-30), By = by, FinishedOn = finished, Result = ReviewResult.Keep, Report = "Tetap berlaku." };
}
