using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>Plans drafted, enacted and reviewed by the procedures of the regulations, one browser for each office.</summary>
public sealed class PlanCaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_architecture_is_drafted_consulted_and_enacted_with_its_decree(string database)
    {
        await using var app = await App.StartWith(PlanKit.BangkaTengah, database);
        var (ict, colleague, head) = await People(app);
        var former = await app.Enacted(PlanKind.Architecture);
        var roadmap = await app.Enacted(PlanKind.Roadmap);
        (await app.All<PlanTrigger>()).ShouldBeEmpty();
        var draft = PlanKit.Draft(PlanKind.Architecture, 2);
        (draft.From, draft.Until) = (null, null);
        await app.Hold(draft);
        await app.Hold(new PlanContent { PlanId = draft.Id, Part = PlanPart.Domains, Key = "data", Text = "Isi." });

        using var drafter = await app.As(ict);
        var page = await drafter.Follow(await drafter.Open($"/kerja/dokumen-rencana/{draft.Id}"), "Ajukan untuk ditetapkan");
        page = await drafter.Submit(page, "Buka urusan", ("CaseTitle", "Arsitektur versi 2"));
        (await drafter.Submit(await drafter.Open($"/kerja/urusan/baru/architecture-drafting?subject={draft.Id}"), "Buka urusan", ("CaseTitle", "Lagi"))).Text.ShouldContain("sedang berjalan dalam urusan");
        (await drafter.Submit(await drafter.Open($"/kerja/urusan/baru/architecture-drafting?subject={former.Id}"), "Buka urusan", ("CaseTitle", "Lagi"))).Text.ShouldContain("yang belum ditetapkan");
        page = await drafter.Submit(await CityHall.Upload(drafter, page, "Rancangan Arsitektur SPBE"), "Ajukan rancangan");
        (await app.All<Plan>()).Single(plan => plan.Id == draft.Id).DraftedBy.ShouldBe("ict-agency");
        using var second = await app.As(colleague);
        page = await CityHall.Upload(second, await second.Open(page.Href), "Surat atau notula koordinasi");
        page = await second.Submit(page, "Nyatakan selaras", ("Input.Fields[consultedWith]", "ministry-apparatus"), ("Input.Fields[consultedOn]", "2026-10-20"), ("Input.Fields[consultedOutcome]", "Selaras."));
        (await app.State("plan-consulted", "BTG-7-6", "2026-11-02")).ShouldBe(State.Missing);

        using var regent = await app.As(head);
        var desk = await CityHall.Upload(regent, await regent.Open(page.Href), "Keputusan atau Peraturan Bupati");
        desk = await regent.Submit(desk, "Tetapkan", ("Input.Fields[decreeKind]", "HeadRegulation"), ("Input.Fields[decreeNumber]", "8"), ("Input.Fields[decreeDate]", "2026-11-03"), ("Input.Fields[decreeTitle]", "Arsitektur SPBE"));
        desk.Text.ShouldContain("tidak mungkin sesudah hari ini");
        desk = await regent.Submit(desk, "Tetapkan", ("Input.Fields[decreeDate]", "2026-11-02"));
        desk.Text.ShouldContain("Keputusan tersimpan: Tetapkan.");

        var plans = await app.All<Plan>();
        var enacted = plans.Single(plan => plan.Id == draft.Id);
        (enacted.State, enacted.EnactedBy, enacted.Instrument).ShouldBe((PlanState.Enacted, "head", PlanInstrument.HeadRegulation));
        (enacted.From, enacted.Until).ShouldBe((new DateOnly(2026, 11, 2), new DateOnly(2031, 11, 1)));
        enacted.Digest.ShouldNotBeNull();
        plans.Single(plan => plan.Id == former.Id).State.ShouldBe(PlanState.Replaced);
        (await app.State("plan-consulted", "BTG-7-6", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("plan-enacted", "BTG-7-4", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("plan-in-force", "BTG-7-5", "2026-11-02")).ShouldBe(State.Met);
        (await drafter.Open($"/kerja/dokumen-rencana/{draft.Id}")).Text.ShouldContain("Naskah sama dengan yang ditetapkan");

        // That the architecture is another one now is a ground for reviewing the roadmap, recorded by itself and shown on the board until it is answered.
        var ground = (await app.All<PlanTrigger>()).ShouldHaveSingleItem();
        (ground.Ground, ground.KnownOn).ShouldBe(("architecture-changed", new DateOnly(2026, 11, 2)));
        var review = (await app.All<PlanReview>()).ShouldHaveSingleItem();
        (review.PlanId, review.Why, review.TriggerId, review.By).ShouldBe((roadmap.Id, ReviewWhy.Ground, ground.Id, "ict-agency"));
        (await app.State("plan-triggers-answered", "BTG-8-6", "2026-11-03")).ShouldBe(State.Due);
        (await app.State("plan-triggers-answered", "BTG-8-6", "2027-05-03")).ShouldBe(State.Overdue);
        (await drafter.Open($"/kerja/dokumen-rencana/{roadmap.Id}")).Text.ShouldContain("Ada perubahan");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_review_that_a_trigger_opened_is_finished_by_its_case_and_its_result_enacted(string database)
    {
        await using var app = await App.StartWith(PlanKit.Palembang, database);
        var (ict, colleague, head) = await People(app);
        var plan = await app.Enacted(PlanKind.Architecture);
        var trigger = new PlanTrigger { Ground = "rpjmd-changed", KnownOn = new DateOnly(2026, 10, 1), What = "RPJMD diubah." };
        await app.Hold(trigger);

        using var reviewer = await app.As(ict);
        var page = await reviewer.Follow(await reviewer.Open($"/kerja/dokumen-rencana/{plan.Id}"), "Mulai reviu");
        page = await reviewer.Submit(page, "Buka urusan", ("CaseTitle", "Peninjauan"), ("Input.Fields[why]", "Ground"));
        page.Text.ShouldContain("Pilih perubahan yang menjadi alasan");
        page = await reviewer.Submit(page, "Buka urusan", ("Input.Fields[trigger]", trigger.Id.ToString()));
        page = await reviewer.Submit(page, "Mulai peninjauan");
        using var second = await app.As(colleague);
        page = await CityHall.Upload(second, await second.Open(page.Href), "Laporan peninjauan Arsitektur SPBE");
        page = await second.Submit(page, "Usulkan perubahan", ("Input.Fields[conclusion]", "Domain layanan diperbarui."));
        var review = (await app.All<PlanReview>()).ShouldHaveSingleItem();
        (review.TriggerId, review.FinishedOn, review.Result, review.By).ShouldBe((trigger.Id, new DateOnly(2026, 11, 2), ReviewResult.Change, "ict-agency"));
        (await app.State("plan-triggers-answered", "PLG-5-7", "2026-11-02")).ShouldBe(State.Met);

        using var mayor = await app.As(head);
        await mayor.Submit(await mayor.Open(page.Href), "Kembalikan untuk diperbaiki", ("Reason", "Lengkapi."));
        (await app.All<PlanReview>()).Single().FinishedOn.ShouldBeNull();
        page = await second.Submit(await second.Open(page.Href), "Usulkan perubahan", ("Input.Fields[conclusion]", "Lengkap."));
        await mayor.Submit(await mayor.Open(page.Href), "Tetapkan perubahan", ("Input.Fields[decreeKind]", "HeadDecree"), ("Input.Fields[decreeNumber]", "9"), ("Input.Fields[decreeDate]", "2026-11-02"), ("Input.Fields[decreeTitle]", "Perubahan Arsitektur"));
        review = (await app.All<PlanReview>()).Single();
        (review.EnactedOn, review.EnactedBy, review.Report).ShouldBe((new DateOnly(2026, 11, 2), "head", "Lengkap."));
        review.EnactedById.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_review_is_delivered_to_the_coordination_team_that_receives_it()
    {
        await using var app = await App.StartWith(PlanKit.Baubau);
        var (ict, colleague, _) = await People(app);
        var team = await app.Staff("Ketua Tim Koordinasi", null, ["coordination-team"], [Role.Leader]);
        var secretary = await app.Staff("Sekretaris Daerah", await app.Agency("Sekretariat Daerah"), ["secretary"], [Role.Leader]);
        var plan = await app.Enacted(PlanKind.Architecture);
        using var reviewer = await app.As(ict);
        var page = await reviewer.Submit(await reviewer.Open($"/kerja/urusan/baru/architecture-review?subject={plan.Id}"), "Buka urusan", ("CaseTitle", "Reviu"), ("Input.Fields[why]", "MidTerm"));
        page = await reviewer.Submit(page, "Selesaikan reviu");
        using var second = await app.As(colleague);
        page = await CityHall.Upload(second, await second.Open(page.Href), "Hasil reviu Arsitektur SPBE");
        page = await second.Submit(page, "Sampaikan hasil", ("Input.Fields[conclusion]", "Tetap."), ("Input.Fields[result]", "Keep"));
        (await app.Ask("plan-review-closed", "BAU-5-5", "2026-11-02")).Why.ShouldContain("penerimaannya");
        using var chair = await app.As(team);
        var received = await chair.Open(page.Href);
        using var deputy = await app.As(secretary);
        var desk = received.Text.Contains("Terima tanpa perubahan", StringComparison.Ordinal) ? (chair, received) : (deputy, await deputy.Open(page.Href));
        await desk.Item1.Submit(desk.Item2, "Terima tanpa perubahan");
        var review = (await app.All<PlanReview>()).ShouldHaveSingleItem();
        (review.DeliveredTo, review.ReceivedOn, review.Result).ShouldBe(("coordination-team", new DateOnly(2026, 11, 2), ReviewResult.Keep));
        (await app.State("plan-review-closed", "BAU-5-5", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("plan-reviewed", "BAU-5-3", "2026-11-02")).ShouldBe(State.Met);
    }

    /// <summary>Two of the ICT agency, because nobody decides what they submitted themselves, and the head.</summary>
    private static async Task<(Staff Ict, Staff Colleague, Staff Head)> People(App app)
    {
        var agency = await app.Agency("Dinas Kominfo", "ict-agency");
        return (await app.Staff("Kepala Bidang Aptika", agency, [], [Role.IctAgency]), await app.Staff("Kepala Bidang Statistik", agency, [], [Role.IctAgency]), await app.Staff("Kepala Daerah", null, ["head"], [Role.Leader]));
    }
}
