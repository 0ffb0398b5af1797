using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>What the checks say of plans: their term, how they came about and what they say.</summary>
public sealed class PlanCheckTests
{
    private static readonly string[] bases = ["national-roadmap", "rpjmd", "renstra"];
    private static readonly string[] domains = ["process", "data", "infrastructure", "application", "security"];
    private static readonly string[] stages = ["present-state", "wanted-state", "gap-analysis", "roadmap"];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_plan_is_in_force_for_its_term_due_in_the_last_year_and_overdue_without_a_successor(string database)
    {
        const string check = "plan-in-force", row = "BAU-5-1";
        await using var app = await App.StartWith(PlanKit.Baubau, database);
        (await app.Ask(check, row, "2026-11-02")).Why.ShouldBe("Arsitektur SPBE belum ada.");
        var draft = PlanKit.Draft(PlanKind.Architecture, 9);
        await app.Hold(draft);
        (await app.Ask(check, row, "2026-11-02")).Why.ShouldContain("masih berupa rancangan");
        await app.Enacted(PlanKind.Architecture);
        (await app.State(check, row, "2023-12-14")).ShouldBe(State.Missing);
        (await app.Ask(check, row, "2023-12-31")).Why.ShouldContain("baru berlaku 1 Januari 2024");
        (await app.State(check, row, "2024-01-01")).ShouldBe(State.Met);
        (await app.State(check, row, "2027-12-31")).ShouldBe(State.Met);
        var due = await app.Ask(check, row, "2028-01-01");
        (due.Status, due.Due).ShouldBe((State.Due, new DateOnly(2028, 12, 31)));
        (await app.State(check, row, "2028-12-31")).ShouldBe(State.Due);
        var late = await app.Ask(check, row, "2029-01-01");
        (late.Status, late.Since).ShouldBe((State.Overdue, new DateOnly(2029, 1, 1)));

        await app.Enacted(PlanKind.Architecture, plan => (plan.EnactedOn, plan.From, plan.Until) = (new DateOnly(2028, 11, 1), new DateOnly(2029, 1, 1), new DateOnly(2033, 12, 31)), 2);
        (await app.State(check, row, "2028-10-31")).ShouldBe(State.Due);
        (await app.State(check, row, "2028-11-01")).ShouldBe(State.Met);
        (await app.Ask(check, row, "2029-02-01")).Why.ShouldContain("versi 2");
        (await app.All<Plan>()).Single(plan => plan.Number == 1).ReplacedOn.ShouldBe(new DateOnly(2029, 1, 1));
    }

    [Fact]
    public async Task A_term_of_another_length_is_missing_and_one_tied_to_the_medium_term_plan_ends_with_it()
    {
        await using var baubau = await App.StartWith(PlanKit.Baubau);
        await baubau.Enacted(PlanKind.Roadmap, plan => plan.Until = new DateOnly(2027, 12, 31));
        (await baubau.Ask("plan-in-force", "BAU-7-1", "2025-01-01")).Why.ShouldContain("padahal menurut peraturan berakhir 31 Desember 2028");

        await using var bangka = await App.StartWith(PlanKit.BangkaTengah);
        var plan = await bangka.Enacted(PlanKind.Architecture, plan => (plan.RpjmdUntil, plan.Until) = (new DateOnly(2026, 12, 31), new DateOnly(2026, 12, 31)));
        (await bangka.State("plan-in-force", "BTG-7-5", "2025-06-01")).ShouldBe(State.Met);
        await bangka.Alter<Plan>(plan.Id, item => item.Until = new DateOnly(2028, 12, 31));
        (await bangka.Ask("plan-in-force", "BTG-7-5", "2025-06-01")).Why.ShouldContain("berakhir 31 Desember 2026");
        await bangka.Alter<Plan>(plan.Id, item => item.RpjmdUntil = null);
        (await bangka.State("plan-in-force", "BTG-7-5", "2025-06-01")).ShouldBe(State.Met);
    }

    [Fact]
    public async Task Who_drafted_coordinated_and_took_part_is_what_the_regulation_says()
    {
        await using var baubau = await App.StartWith(PlanKit.Baubau);
        (await baubau.State("plan-drafted", "BAU-L-A-10", "2026-11-02")).ShouldBe(State.Missing);
        var draft = PlanKit.Draft(PlanKind.Architecture);
        await baubau.Hold(draft);
        var answer = await baubau.Ask("plan-drafted", "BAU-L-A-10", "2026-11-02");
        answer.Why.ShouldContain("penyusunnya belum tercatat");
        answer.Why.ShouldContain("semua perangkat daerah");
        await baubau.Alter<Plan>(draft.Id, plan => (plan.DraftedBy, plan.Participants) = ("ict-agency", ["all-agencies"]));
        (await baubau.State("plan-drafted", "BAU-L-A-10", "2026-11-02")).ShouldBe(State.Met);
        (await baubau.State("plan-drafted", "BAU-4-6", "2026-11-02")).ShouldBe(State.Missing);
        await baubau.Alter<Plan>(draft.Id, plan => plan.Coordinators = ["ict-agency"]);
        (await baubau.State("plan-drafted", "BAU-4-6", "2026-11-02")).ShouldBe(State.Met);

        await using var palembang = await App.StartWith(PlanKit.Palembang);
        await palembang.Hold(PlanKit.Draft(PlanKind.Roadmap));
        (await palembang.State("plan-drafted", "PLG-6-2", "2026-11-02")).ShouldBe(State.Missing);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_bases_are_linked_in_the_version_that_held_when_the_plan_was_enacted(string database)
    {
        const string check = "plan-based-on", row = "PLG-5-1", on = "2026-11-02";
        await using var app = await App.StartWith(PlanKit.Palembang, database);
        (await app.State(check, row, on)).ShouldBe(State.Missing);
        var plan = await app.Enacted(PlanKind.Architecture);
        await app.Hold(new PlanLink { PlanId = plan.Id, Basis = "national-architecture", Name = "Perpres 132/2022" });
        (await app.Ask(check, row, on)).Why.ShouldContain("belum ditautkan dengan RPJMD");
        var rpjmd = new LegalDocument { Number = "4", Title = "RPJMD", IssuedOn = new DateOnly(2019, 1, 1), InForceFrom = new DateOnly(2019, 1, 1), InForceUntil = new DateOnly(2023, 12, 14) };
        await app.Hold(rpjmd);
        await app.Hold(new PlanLink { PlanId = plan.Id, Basis = "rpjmd", DocumentId = rpjmd.Id });
        (await app.Ask(check, row, on)).Why.ShouldContain("RPJMD yang tidak berlaku ketika rencana ditetapkan");
        await app.Alter<LegalDocument>(rpjmd.Id, item => item.InForceUntil = new DateOnly(2023, 12, 15));
        (await app.State(check, row, on)).ShouldBe(State.Met);
        (await app.State(check, row, "2023-06-01")).ShouldBe(State.Missing);
    }

    [Fact]
    public async Task A_roadmap_rests_on_an_architecture_that_was_enacted_before_it()
    {
        await using var app = await App.StartWith(PlanKit.BangkaTengah);
        var architecture = await app.Enacted(PlanKind.Architecture, item => item.EnactedOn = PlanKit.From.AddDays(-16));
        var roadmap = await app.Enacted(PlanKind.Roadmap);
        await app.Hold([.. bases.Select(basis => new PlanLink { PlanId = roadmap.Id, Basis = basis, Name = basis }), new PlanLink { PlanId = roadmap.Id, Basis = "architecture", OtherId = architecture.Id }]);
        (await app.State("plan-based-on", "BTG-8-1", "2026-11-02")).ShouldBe(State.Missing);
        await app.Alter<Plan>(architecture.Id, item => item.EnactedOn = PlanKit.From.AddDays(-17));
        (await app.State("plan-based-on", "BTG-8-1", "2026-11-02")).ShouldBe(State.Met);
    }

    [Fact]
    public async Task Every_content_is_there_and_none_empty()
    {
        await using var palembang = await App.StartWith(PlanKit.Palembang);
        (await palembang.State("plan-contents-complete", "PLG-5-4", "2026-11-02")).ShouldBe(State.Missing);
        var plan = await palembang.Enacted(PlanKind.Architecture);
        await palembang.Hold([.. domains.Select(key => new PlanContent { PlanId = plan.Id, Part = PlanPart.Domains, Key = key, Text = "Isi." }), new PlanContent { PlanId = plan.Id, Part = PlanPart.Domains, Key = "service" }]);
        (await palembang.Ask("plan-contents-complete", "PLG-5-4", "2026-11-02")).Why.ShouldContain("5 dari 6 muatan yang diminta. Belum: Domain layanan SPBE.");
        var empty = (await palembang.All<PlanContent>()).Single(item => item.Key == "service");
        await palembang.Alter<PlanContent>(empty.Id, item => item.Text = "Isi.");
        (await palembang.State("plan-contents-complete", "PLG-5-4", "2026-11-02")).ShouldBe(State.Met);
        (await palembang.State("plan-contents-complete", "PLG-5-4", "2023-12-31")).ShouldBe(State.Missing);
        // The references are still wanting; the domains show in themselves.
        (await palembang.Ask("plan-contents-complete", "PLG-5-3", "2026-11-02")).Why.ShouldContain("Belum: Referensi arsitektur.");

        await using var bangka = await App.StartWith(PlanKit.BangkaTengah);
        var master = await bangka.Enacted(PlanKind.MasterPlan);
        await bangka.Hold([.. stages.Select(key => new PlanContent { PlanId = master.Id, Part = PlanPart.GapAnalysis, Key = key, Text = "Isi." })]);
        (await bangka.Ask("plan-contents-complete", "BTG-5-3", "2026-11-02")).Why.ShouldContain("Perkiraan anggaran");
        await bangka.Hold(new PlanContent { PlanId = master.Id, Part = PlanPart.GapAnalysis, Key = "budget-estimate", Budget = 125_000_000_000 });
        (await bangka.State("plan-contents-complete", "BTG-5-3", "2026-11-02")).ShouldBe(State.Met);
    }

    [Fact]
    public async Task Items_carry_codes_of_the_national_reference_and_other_plans_are_linked()
    {
        var count = new Counted(3, 1);
        await using var app = await App.StartWith(PlanKit.Baubau, configure: services => services.AddScoped<IArchitectureCoverage>(_ => count));
        (await app.State("plan-aligned", "BAU-4-4", "2026-11-02")).ShouldBe(State.Missing);
        await app.Enacted(PlanKind.Architecture);
        (await app.Ask("plan-aligned", "BAU-4-4", "2026-11-02")).Why.ShouldContain("1 dari 4 butir");
        (count.Coded, count.Uncoded) = (4, 0);
        (await app.State("plan-aligned", "BAU-4-4", "2026-11-02")).ShouldBe(State.Met);
        (count.Coded, count.Uncoded) = (0, 0);
        (await app.Ask("plan-aligned", "BAU-4-4", "2026-11-02")).Why.ShouldContain("belum ada yang tercatat");

        var roadmap = await app.Enacted(PlanKind.Roadmap);
        await app.Hold(new PlanLink { PlanId = roadmap.Id, Basis = "national-roadmap", Name = "Peta Rencana SPBE Nasional" });
        (await app.Ask("plan-aligned", "BAU-L-B-9", "2026-11-02")).Why.ShouldContain("Instansi Pusat");
        await app.Hold(new PlanLink { PlanId = roadmap.Id, Basis = "central-institutions", Name = "Peta Rencana Kementerian" });
        (await app.State("plan-aligned", "BAU-L-B-9", "2026-11-02")).ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Consultations_are_logged_with_each_party_through_the_right_office_and_yearly_for_budgets(string database)
    {
        await using var bangka = await App.StartWith(PlanKit.BangkaTengah, database);
        (await bangka.State("plan-consulted", "BTG-7-6", "2026-11-02")).ShouldBe(State.Missing);
        var plan = await bangka.Enacted(PlanKind.Architecture);
        var talk = new PlanConsultation { PlanId = plan.Id, With = "ministry-apparatus", Through = "planning-agency", HeldOn = new DateOnly(2024, 3, 4), Outcome = "Selaras." };
        await bangka.Hold(talk);
        (await bangka.Ask("plan-consulted", "BTG-7-6", "2026-11-02")).Why.ShouldContain("melalui");
        await bangka.Alter<PlanConsultation>(talk.Id, item => item.Through = "ict-agency");
        (await bangka.State("plan-consulted", "BTG-7-6", "2024-03-03")).ShouldBe(State.Missing);
        (await bangka.State("plan-consulted", "BTG-7-6", "2024-03-04")).ShouldBe(State.Met);

        await using var baubau = await App.StartWith(PlanKit.Baubau, database);
        (await baubau.State("plan-consulted", "BAU-8-4", "2026-11-02")).ShouldBe(State.Missing);
        var parties = (await baubau.Do(services => Task.FromResult(services.GetRequiredService<Web.Platform.Profile.CurrentRegulation>().Profile))).List("budget.external-coordination")!;
        await baubau.Hold([.. parties.Select(party => new PlanConsultation { BudgetYear = 2026, With = party, HeldOn = new DateOnly(2025, 7, 10), Outcome = "Dibahas." })]);
        (await baubau.State("plan-consulted", "BAU-8-4", "2026-05-10")).ShouldBe(State.Met);
        (await baubau.State("plan-consulted", "BAU-8-4", "2026-05-11")).ShouldBe(State.Due);
        (await baubau.State("plan-consulted", "BAU-8-4", "2026-07-10")).ShouldBe(State.Due);
        (await baubau.State("plan-consulted", "BAU-8-4", "2026-07-11")).ShouldBe(State.Overdue);
    }

    [Fact]
    public async Task A_plan_is_enacted_by_the_office_named_with_its_text_frozen()
    {
        await using var baubau = await App.StartWith(PlanKit.Baubau);
        await baubau.Hold(PlanKit.Draft(PlanKind.Architecture, 2));
        (await baubau.State("plan-enacted", "BAU-4-8", "2026-11-02")).ShouldBe(State.Missing);
        var plan = await baubau.Enacted(PlanKind.Architecture);
        (await baubau.State("plan-enacted", "BAU-4-8", "2023-12-14")).ShouldBe(State.Missing);
        (await baubau.State("plan-enacted", "BAU-4-8", "2023-12-15")).ShouldBe(State.Met);
        await baubau.Alter<Plan>(plan.Id, item => item.EnactedBy = "secretary");
        (await baubau.Ask("plan-enacted", "BAU-4-8", "2026-11-02")).Why.ShouldContain("penetapannya bukan oleh");

        await using var palangka = await App.StartWith(PlanKit.PalangkaRaya);
        (await palangka.State("plan-enacted", "PKY-8-5", "2026-11-02")).ShouldBe(State.Missing);
        var roadmap = await palangka.Enacted(PlanKind.Roadmap);
        (await palangka.State("plan-enacted", "PKY-8-5", "2026-11-02")).ShouldBe(State.Met);
        await palangka.Alter<Plan>(roadmap.Id, item => item.EnactedById = null);
        (await palangka.Ask("plan-enacted", "PKY-8-5", "2026-11-02")).Why.ShouldContain("produk hukumnya belum tercatat");
    }

    private sealed class Counted(int coded, int uncoded) : IArchitectureCoverage
    {
        public int Coded { get; set; } = coded;

        public int Uncoded { get; set; } = uncoded;

        public Task<ArchitectureCount> On(DateOnly date, CancellationToken cancel) => Task.FromResult(new ArchitectureCount(Coded, Uncoded));
    }
}
