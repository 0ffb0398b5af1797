using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;
using Xunit;
using Case = Simpul.Web.Platform.Cases.Case;
using CaseState = Simpul.Web.Platform.Cases.CaseState;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>The procedures by which the regulations have evaluations held and reported: the case, the cycle and the report say the same.</summary>
public sealed class EvaluationCaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_evaluation_goes_from_its_opening_to_the_heads_receipt_as_a_case_about_its_cycle(string database)
    {
        await using var hall = await EvaluationHall.Open(PlanKit.Baubau, database);
        var app = hall.App;
        using var team = await app.As(await app.Staff("Tim Koordinasi", null, ["coordination-team"], [Role.Leader]));
        using var assessors = await app.As(await app.Staff("Ketua Asesor", null, ["internal-assessors"], [Role.Assessor]));
        using var secretary = await app.As(hall.Secretary);
        using var head = await app.As(await app.Staff("Wali Kota", null, ["head"], [Role.Leader]));
        var cycle = await hall.Cycle("pemdi-2026");
        (await app.State("report-sent", "BAU-33-6", "2026-11-02")).ShouldBe(State.Missing);

        var page = await team.Open("/kerja/urusan/baru/evaluation");
        page.Text.ShouldContain("Urusan ini mengenai satu putaran evaluasi, dan dimulai dari halamannya.");
        (await team.Follow(page, "Pilih putaran evaluasi")).Text.ShouldContain(cycle.Title);
        page = await team.Follow(await team.Open(cycle.Href), "Buka urusan Pemantauan SPBE dan Evaluasi SPBE");
        page.Text.ShouldContain("Mengenai: Evaluasi SPBE 2026");
        page = await team.Submit(page, "Buka urusan");
        page.Text.ShouldContain("dibuka");
        var href = page.Href.Split('?')[0];
        (await team.Submit(await team.Open($"/kerja/urusan/baru/evaluation?subject={cycle.Id}"), "Buka urusan")).Text.ShouldContain("Evaluasi SPBE 2026 sedang berjalan dalam urusan");
        (await team.Open(cycle.Href)).Text.ShouldContain("Pemantauan SPBE dan Evaluasi SPBE: Evaluasi SPBE 2026");
        page = await team.Submit(page, "Buka putaran");
        page.Html.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldContain(cycle.Href);

        (await assessors.Open("/kerja/tugas")).Text.ShouldContain("Penilaian mandiri");
        (await assessors.Submit(await assessors.Open(href), "Ajukan hasil penilaian")).Text.ShouldContain("20 indikator Evaluasi SPBE 2026 belum dinilai asesor internal.");
        await hall.Fill(cycle, IndicatorState.Validated, 2);
        await assessors.Submit(await assessors.Open(href), "Ajukan hasil penilaian");
        page = await CityHall.Upload(secretary, await secretary.Open(href), "Laporan hasil Pemantauan SPBE dan Evaluasi SPBE");
        (await secretary.Submit(page, "Sahkan dan sampaikan")).Text.ShouldContain("Berita acara Evaluasi SPBE 2026 belum ditandatangani, jadi hasilnya belum dapat dilaporkan.");
        (await app.All<Report>()).ShouldBeEmpty();
        await hall.SignOff(cycle, 2m);
        await secretary.Submit(await secretary.Open(href), "Sahkan dan sampaikan");
        var report = (await app.All<Report>()).ShouldHaveSingleItem();
        (report.Kind, report.Sender, report.Through, report.Receiver).ShouldBe(("evaluation-result", "internal-assessors", "coordination-team", "head"));
        (report.SentOn, report.PassedOn, report.ReceivedOn).ShouldBe((new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 2), null));
        report.Summary!.ShouldContain("2,00");
        (await app.State("report-sent", "BAU-33-6", "2026-11-02")).ShouldBe(State.Due);

        // The head asks for an explanation; it comes again, and is the same report.
        page = await head.Submit(await head.Open(href), "Minta penjelasan", ("Reason", "Mengapa turun?"));
        await secretary.Submit(await secretary.Open(href), "Sahkan dan sampaikan");
        page = await head.Submit(await head.Open(href), "Terima hasil");
        (await app.All<Case>()).ShouldHaveSingleItem().State.ShouldBe(CaseState.Done);
        report = (await app.All<Report>()).ShouldHaveSingleItem();
        report.ReceivedOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await app.State("report-sent", "BAU-33-6", "2026-11-02")).ShouldBe(State.Met);
        page = await head.Open(href);
        page.Html.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldContain($"/kerja/laporan/{report.Id}");
        (await head.Open($"/kerja/laporan/{report.Id}")).Text.ShouldContain("naskah.pdf");
    }

    [Fact]
    public async Task The_coordination_team_reports_the_result_with_what_the_agencies_found_themselves()
    {
        await using var hall = await EvaluationHall.Open(PlanKit.PalangkaRaya);
        var app = hall.App;
        using var team = await app.As(await app.Staff("Tim Koordinasi", null, ["coordination-team"], [Role.Leader]));
        using var head = await app.As(await app.Staff("Walikota", null, ["head"], [Role.Leader]));
        var cycle = await hall.Cycle();
        await hall.SignOff(cycle, 2.5m, "coordination-team");
        await app.Hold(
            new AgencyMonitoring { AgencyId = hall.Health.AgencyId, PeriodFrom = new(2025, 11, 1), PeriodUntil = new(2026, 10, 1), DueOn = new(2026, 10, 5), HeldOn = new(2026, 10, 1), Result = MonitoringResult.Improve, Looked = ["Aplikasi"], Findings = "Sering mati." },
            new AgencyMonitoring { AgencyId = hall.Ict.AgencyId, PeriodFrom = new(2025, 11, 1), PeriodUntil = new(2026, 10, 1), DueOn = new(2026, 10, 5), HeldOn = new(2026, 10, 1), Result = MonitoringResult.Good, Looked = ["Aplikasi"] });
        using var ict = await app.As(hall.Ict);
        // The result leads to the case, and no report is written twice.
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil")).Html.QuerySelectorAll("a").Single(link => link.TextContent == "Sampaikan laporan hasil").GetAttribute("href").ShouldBe($"{cycle.Href}#urusan");
        var page = await team.Submit(await team.Follow(await team.Open(cycle.Href), "Buka urusan Laporan hasil pemantauan dan evaluasi"), "Buka urusan");
        page = await CityHall.Upload(team, page, "Laporan hasil pemantauan dan evaluasi");
        page = await team.Submit(page, "Sampaikan kepada Walikota");
        var report = (await app.All<Report>()).ShouldHaveSingleItem();
        (report.Sender, report.Through, report.Receiver, report.PassedOn).ShouldBe(("coordination-team", null, "head", null));
        report.Summary!.ShouldContain("2 perangkat daerah memantau dan mengevaluasi sendiri dalam setahun sebelumnya; 1 di antaranya menemukan yang perlu diperbaiki.");
        await head.Submit(await head.Open(page.Href.Split('?')[0]), "Terima laporan");
        (await app.State("report-sent", "PKY-50-5", "2026-11-02")).ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_teams_regular_report_passes_the_secretary_and_reaches_the_head(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var app = hall.App;
        using var team = await app.As(await app.Staff("Tim Koordinasi", null, ["coordination-team"], [Role.Leader]));
        using var secretary = await app.As(hall.Secretary);
        using var head = await app.As(await app.Staff("Wali Kota", null, ["head"], [Role.Leader]));
        (await app.State("report-sent", "PLG-21-3-d", "2026-11-02")).ShouldBe(State.Missing);
        var page = await team.Submit(await team.Open("/kerja/urusan/baru/team-report"), "Buka urusan", ("CaseTitle", "Laporan tim 2026"));
        page = await CityHall.Upload(team, page, "Laporan pelaksanaan tugas Tim Koordinasi");
        var refused = await team.Submit(page, "Sampaikan kepada Sekretaris Daerah", ("Input.Fields[periodFrom]", "2026-10-01"), ("Input.Fields[periodUntil]", "2026-01-01"));
        refused.Text.ShouldContain("Hari terakhir lebih dahulu daripada hari pertama.");
        page = await team.Submit(refused, "Sampaikan kepada Sekretaris Daerah", ("Input.Fields[periodFrom]", "2026-01-01"), ("Input.Fields[periodUntil]", "2026-10-31"));
        var href = page.Href.Split('?')[0];
        var report = (await app.All<Report>()).ShouldHaveSingleItem();
        (report.Title, report.Through, report.SentOn, report.PassedOn).ShouldBe(("Laporan tim 2026", "secretary", new DateOnly(2026, 11, 2), null));
        await secretary.Submit(await secretary.Open(href), "Teruskan kepada Wali Kota");
        (await app.All<Report>()).ShouldHaveSingleItem().PassedOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await app.State("report-sent", "PLG-21-3-d", "2026-11-02")).ShouldBe(State.Due);
        await head.Submit(await head.Open(href), "Terima laporan");
        (await app.All<Report>()).ShouldHaveSingleItem().ReceivedOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await app.State("report-sent", "PLG-21-3-d", "2026-11-02")).ShouldBe(State.Met);
    }
}
