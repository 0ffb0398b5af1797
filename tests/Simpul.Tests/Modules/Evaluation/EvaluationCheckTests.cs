using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>What the records of evaluation answer on the board, by the arguments of the four regulations.</summary>
public sealed class EvaluationCheckTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_government_is_evaluated_within_the_period_by_whom_the_regulation_says(string database)
    {
        await using var hall = await EvaluationHall.Open(PlanKit.Baubau, database);
        var app = hall.App;
        (await app.State("evaluation-within", "BAU-33-2", "2026-11-02")).ShouldBe(State.Missing);
        (await app.State("evaluation-guideline-used", "BAU-33-3", "2026-11-02")).ShouldBe(State.NotApplicable);
        var cycle = await hall.Cycle("pemdi-2026");
        var due = await app.Ask("evaluation-within", "BAU-33-2", "2026-11-02");
        (due.Status, due.Due).ShouldBe((State.Due, new DateOnly(2026, 11, 30)));
        (await app.State("evaluation-within", "BAU-33-2", "2026-12-01")).ShouldBe(State.Overdue);

        await hall.SignOff(cycle, 2.5m, "agency-head");
        (await app.State("evaluation-within", "BAU-33-2", "2026-11-02")).ShouldBe(State.Met);
        (await app.Ask("evaluation-within", "BAU-33-4", "2026-11-02")).Why.ShouldContain("tidak ditandatangani");
        await hall.SignOff(cycle, 2.5m, "coordination-team");
        (await app.State("evaluation-within", "BAU-33-4", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("evaluation-within", "BAU-33-2", "2026-11-01")).ShouldBe(State.Due, "On the day before it was not finished.");
        (await app.State("evaluation-within", "BAU-33-2", "2027-10-01")).ShouldBe(State.Due);
        (await app.State("evaluation-within", "BAU-33-2", "2027-11-02")).ShouldBe(State.Due);
        (await app.State("evaluation-within", "BAU-33-2", "2027-11-03")).ShouldBe(State.Overdue);

        (await app.State("evaluation-guideline-used", "BAU-33-3", "2026-11-02")).ShouldBe(State.Met);
        var old = await hall.Cycle("spbe-2020", 2027);
        await hall.SignOff(old, 2.5m, "coordination-team", new DateOnly(2027, 11, 1));
        (await app.Ask("evaluation-guideline-used", "BAU-33-3", "2027-11-02")).Why.ShouldContain("Evaluasi SPBE 2027 memakai PermenPANRB 59/2020, bukan pedoman");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_agency_monitors_itself_and_improves_on_what_it_finds(string database)
    {
        await using var hall = await EvaluationHall.Open(PlanKit.PalangkaRaya, database);
        var app = hall.App;
        (await app.State("evaluation-within", "PKY-50-3", "2026-11-02")).ShouldBe(State.Missing);
        (await app.State("findings-followed", "PKY-50-4", "2026-11-02")).ShouldBe(State.NotApplicable);

        (await app.Do(services => Schedule.Job.Run(services, CancellationToken.None))).ShouldContain("6 pemantauan dijadwalkan");
        var planned = await app.All<AgencyMonitoring>();
        planned.ShouldAllBe(item => item.DueOn > new DateOnly(2022, 1, 1) && item.HeldOn == null);
        (await app.Do(services => Schedule.Job.Run(services, CancellationToken.None))).ShouldContain("0 pemantauan dijadwalkan");

        using var health = await app.As(hall.Health);
        var own = planned.Single(item => item.AgencyId == hall.Health.AgencyId);
        var refused = await health.Submit(await health.Open($"/kerja/pemantauan-perangkat-daerah/{own.Id}/ubah"), "Simpan perubahan", ("Form.Input[heldOn]", "2026-10-30"), ("Form.Input[result]", "Improve"));
        refused.Text.ShouldContain("Tulis apa yang dipantau");
        (await health.Submit(refused, "Simpan perubahan", ("Form.Input[looked]", "Aplikasi antrean"), ("Form.Input[findings]", "Sering mati."))).Text.ShouldContain("Perlu diperbaiki");
        var answer = await app.Ask("evaluation-within", "PKY-50-3", "2026-11-02");
        answer.Agencies.Single(one => one.Agency == hall.Health.AgencyId).Status.ShouldBe(State.Met);
        answer.Why.ShouldStartWith("1 dari 6 perangkat daerah");
        (await app.All<AgencyMonitoring>()).Single(item => item.AgencyId == hall.Health.AgencyId && item.HeldOn == null).DueOn.ShouldBe(new DateOnly(2027, 10, 30));

        await app.Hold(new Recommendation { MonitoringId = own.Id, Text = "Ganti server antrean.", AgencyId = hall.Health.AgencyId, GivenOn = new(2026, 10, 30), DueOn = new(2026, 12, 1) });
        (await app.State("findings-followed", "PKY-50-4", "2026-10-29")).ShouldBe(State.NotApplicable);
        (await app.State("findings-followed", "PKY-50-4", "2026-12-01")).ShouldBe(State.Due);
        (await app.State("findings-followed", "PKY-50-4", "2026-12-02")).ShouldBe(State.Overdue);
        var task = (await app.All<Recommendation>()).Single();
        await app.Alter<Recommendation>(task.Id, item => (item.DoneOn, item.Outcome) = (new DateOnly(2026, 11, 2), "Server diganti."));
        (await app.State("findings-followed", "PKY-50-4", "2026-12-02")).ShouldBe(State.Met);
        // Who reported is not late while others decide; who was sent back is.
        var reported = new Recommendation { CycleId = (await hall.Cycle()).Id, Text = "Padukan antrean.", AgencyId = hall.Health.AgencyId, GivenOn = new(2026, 10, 30), DueOn = new(2026, 12, 1), Outcome = "Sudah terpadu." };
        await app.Hold(reported);
        (await app.State("findings-followed", "PKY-50-4", "2026-12-02")).ShouldBe(State.Due);
        (await app.Ask("findings-followed", "PKY-50-4", "2026-12-02")).Agencies.Single(one => one.Agency == hall.Health.AgencyId).Why.ShouldBe("1 dari 2 tindak lanjut selesai, 1 menunggu pernyataan selesai.");
        await app.Alter<Recommendation>(reported.Id, item => item.ReturnReason = "Belum semua.");
        (await app.State("findings-followed", "PKY-50-4", "2026-12-02")).ShouldBe(State.Overdue);
    }

    [Fact]
    public async Task Palembang_has_no_agencies_to_plan_for_and_Palangka_Rayas_team_reports()
    {
        await using var hall = await EvaluationHall.Open();
        (await hall.App.Do(services => Schedule.Job.Run(services, CancellationToken.None))).ShouldStartWith("0 pemantauan");
    }

    [Fact]
    public async Task Offices_are_reminded_once_ahead_of_a_day_and_once_after_it()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle(change: one => one.AnswersUntil = new(2026, 11, 9));
        using var ict = await hall.App.As(hall.Ict);
        (await Run()).ShouldContain("pengingat dikirim");
        (await ict.Open("/kerja/pemberitahuan")).Text.ShouldContain("ditunggu paling lambat 9 November 2026");
        (await Run()).ShouldEndWith("0 pengingat dikirim");
        hall.App.Clock.Advance(TimeSpan.FromDays(8));
        (await Run()).ShouldNotEndWith(" 0 pengingat dikirim");
        using var later = await hall.App.As(hall.Ict);
        (await later.Open("/kerja/pemberitahuan")).Text.ShouldContain("melewati tenggat");
        (await Run()).ShouldEndWith("0 pengingat dikirim");
        cycle.State.ShouldBe(CycleState.Running);

        Task<string> Run() => hall.App.Do(services => Schedule.Job.Run(services, CancellationToken.None));
    }
}
