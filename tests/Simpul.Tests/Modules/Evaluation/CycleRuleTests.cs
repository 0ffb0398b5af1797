using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Documents.Pdf;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>What counts, whose days hold, who is told and who signs.</summary>
public sealed class CycleRuleTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_validate_the_last_two_at_once_one_has_it_told(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 1);
        await hall.Put(cycle, "11", IndicatorState.Assessed, 1);
        await hall.Put(cycle, "12", IndicatorState.Assessed, 1);
        var spoken = new Spoken(0, 1, [], "Benar.");
        var officer = await hall.App.Actor(hall.Officer);
        await hall.At(cycle, officer, async (services, book, entry) =>
        {
            await hall.At(cycle, officer, async (others, its, _) => (await others.GetRequiredService<JudgementWork>().Judge(its, its.Find("11")!, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await hall.App.All<Notice>()).ShouldNotContain(notice => notice.Kind == "evaluation.validated", "One of them still waits.");
            (await services.GetRequiredService<JudgementWork>().Judge(book, entry, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        var told = (await hall.App.All<Notice>()).Where(notice => notice.Kind == "evaluation.validated").Select(notice => notice.Office).ToList();
        told.ShouldNotBeEmpty();
        told.ShouldBeUnique();
    }

    [Fact]
    public async Task An_agency_that_loses_an_indicator_is_told()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/pembagian"), "Simpan pembagian", ("Rows[11].Agency", $"{hall.Planner.AgencyId}"))).Text.ShouldContain("Pembagian indikator tersimpan.");
        (await hall.App.All<Notice>()).Single(notice => notice.Title.Contains("dialihkan dari perangkat daerah Anda", StringComparison.Ordinal)).AgencyId.ShouldBe(hall.Ict.AgencyId);
    }

    [Fact]
    public async Task An_agency_that_is_dissolved_in_the_middle_of_a_cycle_keeps_nobody_from_delegating()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        using var ict = await hall.App.As(hall.Ict);
        var address = $"/kerja/evaluasi/{cycle.Id}/pembagian";
        await ict.Submit(await ict.Open(address), "Simpan pembagian", ("Rows[11].Agency", $"{hall.Health.AgencyId}"));
        await hall.App.Alter<Agency>(hall.Health.AgencyId!.Value, agency => (agency.DissolvedOn, agency.DissolvedReason) = (new DateOnly(2026, 11, 1), "Digabung."));
        var page = await ict.Open(address);
        page.Text.ShouldContain("Dinas Kesehatan (sudah tidak ada)");
        (await ict.Submit(page, "Simpan pembagian", ("Rows[12].DueOn", "2026-11-05"))).Text.ShouldContain("Pembagian indikator tersimpan.");
        var items = await hall.App.All<CycleIndicator>();
        (items.Single(item => item.Key == "12").AgencyId, items.Single(item => item.Key == "13").DueOn).ShouldBe((hall.Health.AgencyId, new DateOnly(2026, 11, 5)));
        // Nor is another indicator given to it.
        (await ict.Submit(await ict.Open(address), "Simpan pembagian", ("Rows[11].Agency", $"{hall.Planner.AgencyId}"))).Text.ShouldContain("Pembagian indikator tersimpan.");
        (await ict.Open(address)).Text.ShouldNotContain("sudah tidak ada");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_answered_keeps_its_agency_and_its_service_until_it_is_returned(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        await hall.Put(cycle, "45", IndicatorState.Validated, 2);
        var address = $"/kerja/evaluasi/{cycle.Id}/pembagian";
        using var ict = await hall.App.As(hall.Ict);
        var refused = await ict.Submit(await ict.Open(address), "Simpan pembagian", ("Rows[44].Service", "Layanan yang lain"));
        refused.Text.ShouldContain("Indikator 45 sudah dijawab dan sekarang divalidasi. Kembalikan dahulu jawabannya, lalu ganti layanan yang dinilai.");
        refused.Html.QuerySelector("[name='Rows[44].Service']")!.GetAttribute("value").ShouldBe("Layanan yang lain");
        (await ict.Submit(await ict.Open(address), "Simpan pembagian", ("Rows[44].Agency", $"{hall.Health.AgencyId}"))).Text.ShouldContain("lalu ganti perangkat daerahnya.");
        var item = await hall.Item(cycle, "45");
        (item.Service, item.AgencyId == hall.Health.AgencyId).ShouldBe((null, false));
        (await hall.App.All<Notice>()).ShouldNotContain(notice => notice.AgencyId == hall.Health.AgencyId);

        await hall.Put(cycle, "45", IndicatorState.Returned, 2);
        (await ict.Submit(await ict.Open(address), "Simpan pembagian", ("Rows[44].Agency", $"{hall.Health.AgencyId}"), ("Rows[44].Service", "Layanan yang lain"))).Text.ShouldContain("Pembagian indikator tersimpan.");
        (await hall.Item(cycle, "45")).Service.ShouldBe("Layanan yang lain");
    }

    [Fact]
    public async Task Assessors_write_the_interview_until_the_cycle_is_closed()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        using var assessor = await hall.App.As(hall.Assessor);
        var page = await assessor.Follow(await assessor.Open($"/kerja/evaluasi/{cycle.Id}/indikator/12"), "Catat interviu atau visitasi");
        await assessor.Submit(page, "Simpan catatan", ("Form.Input[kind]", "Interview"), ("Form.Input[heldOn]", "2026-11-01"), ("Form.Input[who]", "Bappeda"), ("Form.Input[text]", "Peta Rencana ditunjukkan."));
        var note = (await hall.App.All<EvaluationNote>()).ShouldHaveSingleItem();
        (note.Indicator, note.CycleId).ShouldBe(("12", cycle.Id));
        var address = $"/kerja/catatan-evaluasi/{note.Id}";
        (await assessor.Open(address)).Text.ShouldContain("Tambah berkas");

        await hall.App.Alter<EvaluationCycle>(cycle.Id, item => item.State = CycleState.Closed);
        (await assessor.Submit(await assessor.Open($"{address}/ubah"), "Simpan perubahan", ("Form.Input[text]", "Lain."))).Text.ShouldContain("catatan interviu dan visitasinya tidak bertambah atau berubah lagi");
        (await assessor.Open(address)).Text.ShouldNotContain("Tambah berkas");
        (await hall.App.All<EvaluationNote>()).ShouldHaveSingleItem().Text.ShouldBe("Peta Rencana ditunjukkan.");
        (await assessor.Open($"/kerja/evaluasi/{cycle.Id}/indikator/12")).Text.ShouldNotContain("Catat interviu atau visitasi");
    }

    [Fact]
    public async Task Stages_that_are_past_are_told_of_once_to_their_office_and_to_whoever_manages_the_cycle()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle(change: one => (one.AnswersUntil, one.AssessedUntil, one.ValidatedUntil, one.SignedUntil, one.ClosesOn) = (new(2026, 11, 3), new(2026, 11, 4), new(2026, 11, 4), new(2026, 11, 5), new(2026, 11, 6)));
        await hall.Put(cycle, "12", IndicatorState.Submitted, 1);
        await Run();
        // The cycle's last day is past too.
        hall.App.Clock.Advance(TimeSpan.FromDays(5));
        await Run();
        var late = (await hall.App.All<Notice>()).Where(notice => notice.Kind == "evaluation.stage-due" && notice.Title.EndsWith(", dan hari itu sudah lewat.", StringComparison.Ordinal)).ToList();
        late.Where(notice => notice.Title.Contains("belum dinilai asesor, ditunggu paling lambat 4 November 2026", StringComparison.Ordinal)).Select(notice => notice.Office).ShouldBe(["internal-assessors", "ict-agency"], ignoreOrder: true);
        late.Where(notice => notice.Title.StartsWith("Berita acara", StringComparison.Ordinal)).Select(notice => notice.Office).ShouldContain("ict-agency");
        late.Count(notice => notice.Title.Contains("belum divalidasi, ditunggu", StringComparison.Ordinal)).ShouldBe(1, "Who validates and who manages are one office.");
        (await Run()).ShouldEndWith(" 0 pengingat dikirim");

        // Returned after its day, its agency is reminded once more.
        using var assessor = await hall.App.As(hall.Assessor);
        (await assessor.Submit(await assessor.Open($"/kerja/evaluasi/{cycle.Id}/indikator/12"), "Kembalikan jawaban ini", ("ReturnBecause", "Lengkapi."))).Text.ShouldContain("Jawaban dikembalikan.");
        (await Run()).ShouldEndWith(" 1 pengingat dikirim");
        (await Run()).ShouldEndWith(" 0 pengingat dikirim");

        Task<string> Run() => hall.App.Do(services => Schedule.Job.Run(services, CancellationToken.None));
    }

    [Fact]
    public async Task A_draft_and_what_was_sent_back_count_nowhere()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator/12"), "Simpan dahulu", ("Input.Value", "5"))).Text.ShouldContain("tersimpan");
        foreach (var page in (string[])["hasil", "simulasi"])
        {
            (await ict.Open($"/kerja/evaluasi/{cycle.Id}/{page}")).Text.ShouldContain("Indeks SPBE 1,00");
        }
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil")).Text.ShouldContain("rancangan 5");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator")).Text.ShouldContain("5 (rancangan)");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}")).Text.ShouldContain("1 jawaban masih rancangan dan belum dihitung.");
        var report = Words(await ict.Client.GetByteArrayAsync($"/kerja/evaluasi/{cycle.Id}/hasil.pdf"));
        report.ShouldContain("1,00 (Kurang)");
        report.ShouldContain("1 jawaban yang masih rancangan tidak dihitung dan tidak dimuat.");

        var next = await hall.Cycle(year: 2027);
        await hall.Fill(next, IndicatorState.Validated, 3);
        (await ict.Open($"/kerja/evaluasi/{next.Id}/hasil")).Text.ShouldContain("Indeks SPBE 3,00");
        using var assessor = await hall.App.As(hall.Assessor);
        (await assessor.Submit(await assessor.Open($"/kerja/evaluasi/{next.Id}/indikator/12"), "Kembalikan jawaban ini", ("ReturnBecause", "Lengkapi."))).Text.ShouldContain("sebelum dikembalikan");
        (await ict.Open($"/kerja/evaluasi/{next.Id}/hasil")).Text.ShouldContain("Indeks SPBE 2,95");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task More_time_to_answer_is_more_time_for_the_indicators_and_a_signed_cycle_keeps_its_days(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle(change: one => one.AnswersUntil = new(2026, 11, 9));
        using var ict = await hall.App.As(hall.Ict);
        await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/pembagian"), "Simpan pembagian", ("Rows[11].DueOn", "2026-11-05"));
        await hall.App.Do(services => Schedule.Job.Run(services, CancellationToken.None));
        (await hall.App.All<CycleIndicator>()).Count(item => item.RemindedOn is not null).ShouldBeGreaterThan(1);

        var edit = $"/kerja/putaran-evaluasi/{cycle.Id}/ubah";
        (await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[target]", "9"))).Text.ShouldContain("Isi target antara 1 dan 5");
        (await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[answersUntil]", "2026-11-18"), ("Form.Input[target]", "2,6"))).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        var items = await hall.App.All<CycleIndicator>();
        items.Where(item => item.Key != "12").ShouldAllBe(item => item.DueOn == new DateOnly(2026, 11, 18) && item.RemindedOn == null);
        items.Single(item => item.Key == "12").DueOn.ShouldBe(new DateOnly(2026, 11, 5));
        var told = (await hall.App.All<Notice>()).Where(notice => notice.Title.EndsWith("menjadi 18 November 2026.", StringComparison.Ordinal)).ToList();
        told.Select(notice => notice.AgencyId).ShouldBe(items.Where(item => item.Key != "12" && item.AgencyId is not null).Select(item => item.AgencyId).Distinct(), ignoreOrder: true, customMessage: "Each agency is told once.");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}")).Text.ShouldContain("Target putaran ini 2,60. Indeks sekarang 1,00, kurang 1,60 dari target.");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/rencana-kenaikan")).Html.QuerySelector("[name=target]")!.GetAttribute("value").ShouldBe("2,60");

        await hall.App.Alter<EvaluationCycle>(cycle.Id, item => (item.State, item.SignedOn) = (CycleState.SignedOff, new DateOnly(2026, 11, 2)));
        (await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[answersUntil]", "2026-11-19"))).Text.ShouldContain("Berita acara sudah ditandatangani, jadi tanggal tahap");
        await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[closesOn]", "2027-01-15"));
        var kept = (await hall.App.All<EvaluationCycle>()).ShouldHaveSingleItem();
        (kept.AnswersUntil, kept.ClosesOn, kept.TargetIndex).ShouldBe((new DateOnly(2026, 11, 18), new DateOnly(2027, 1, 15), 2.6m));
        await hall.App.Alter<EvaluationCycle>(cycle.Id, item => item.State = CycleState.Closed);
        (await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[closesOn]", "2027-02-15"))).Text.ShouldContain("Putaran ini sudah selesai, jadi tanggal dan targetnya tidak berubah lagi.");
    }

    [Fact]
    public async Task What_concerns_the_whole_is_printed_and_an_indicator_is_named_as_the_cycle_names_it()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        await hall.App.Hold(new Recommendation { CycleId = cycle.Id, Text = "Bentuk tim yang tetap.", AgencyId = hall.Ict.AgencyId, GivenOn = new(2026, 11, 1), DueOn = new(2026, 12, 1) },
            new Recommendation { CycleId = cycle.Id, Indicator = "012", Text = "Ditulis lain.", AgencyId = hall.Ict.AgencyId, GivenOn = new(2026, 11, 1), DueOn = new(2026, 12, 1) });
        using var ict = await hall.App.As(hall.Ict);
        var text = (await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil")).Text;
        text.ShouldContain("Bentuk tim yang tetap.");
        text.ShouldContain("Ditulis lain.");
        Words(await ict.Client.GetByteArrayAsync($"/kerja/evaluasi/{cycle.Id}/hasil.pdf")).ShouldContain("Bentuk tim yang tetap.");
        foreach (var code in (string[])["012", "12-7", "48"])
        {
            (await ict.Submit(await ict.Open($"/kerja/tindak-lanjut-evaluasi/baru?cycle={cycle.Id}&agency={hall.Ict.AgencyId}&givenOn=2026-11-02"), "Simpan tindak lanjut", ("Form.Input[text]", "Lengkapi."), ("Form.Input[indicator]", code)))
                .Text.ShouldContain($"Tidak ada indikator nomor “{code}” dalam putaran ini.");
        }
    }

    [Fact]
    public async Task Everybody_learns_what_waits_for_them()
    {
        await using var hall = await EvaluationHall.Open();
        var app = hall.App;
        var chair = await app.Staff("Ketua Asesor", null, ["internal-assessors"], [Role.Assessor]);
        var cycle = await hall.Cycle(change: one => (one.OpensOn, one.AnswersUntil, one.AssessedUntil) = (new(2026, 10, 1), new(2026, 11, 5), new(2026, 11, 8)));
        using var treasurer = await app.As(hall.Treasurer);
        (await treasurer.Open("/kerja/pemberitahuan")).Text.ShouldContain("indikator dibagikan kepada perangkat daerah Anda, dijawab paling lambat 5 November 2026.");
        (await treasurer.Open("/kerja")).Text.ShouldContain("indikator Evaluasi SPBE 2026 untuk dijawab perangkat daerah Anda");

        await app.Hold(new AgencyMonitoring { AgencyId = hall.Health.AgencyId, PeriodFrom = new(2025, 11, 6), PeriodUntil = new(2026, 11, 6), DueOn = new(2026, 11, 6) });
        await app.Do(services => Schedule.Job.Run(services, CancellationToken.None));
        using var assessors = await app.As(chair);
        (await assessors.Open("/kerja/pemberitahuan")).Text.ShouldContain("47 indikator Evaluasi SPBE 2026 belum dinilai asesor, ditunggu paling lambat 8 November 2026.");
        using var health = await app.As(hall.Health);
        (await health.Open("/kerja/pemberitahuan")).Text.ShouldContain("Pemantauan dan evaluasi SPBE perangkat daerah Anda ditunggu paling lambat 6 November 2026.");
        (await app.Do(services => Schedule.Job.Run(services, CancellationToken.None))).ShouldEndWith(" 0 pengingat dikirim");

        await hall.Put(cycle, "12", IndicatorState.Submitted, 1);
        using var ict = await app.As(hall.Ict);
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        var page = await assessors.Submit(await assessors.Open(address), "Simpan penilaian", ("Input.Reason", "Benar."));
        page.Text.ShouldContain("Asesor internal: nilainya ditetapkan", customMessage: "The history tells of what every stage said.");
        (await ict.Open("/kerja/pemberitahuan")).Text.ShouldContain("menunggu validasi penanggung jawab");
    }

    [Fact]
    public async Task One_programme_a_year_where_the_instrument_says_so_and_services_are_counted_where_there_are_several()
    {
        await using var hall = await EvaluationHall.Open();
        await hall.Cycle("spbe-2020", 2025);
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Open("/kerja/evaluasi/buka");
        page.Html.QuerySelector("[name='Input.Slots']").ShouldBeNull();
        var refused = await ict.Submit(page, "Buka putaran", ("Input.Year", "2025"), ("Input.Purpose", "Monitoring"), ("Input.Instrument", "spbe-2020"));
        refused.Text.ShouldContain("Evaluasi SPBE 2025 sudah dibuka. Dalam satu tahun suatu instansi menjalani salah satu: pemantauan atau evaluasi.");
        refused = await ict.Submit(refused, "Buka putaran", ("Input.Year", "2019"), ("Input.Instrument", "spbe-2018"));
        refused.Text.ShouldContain("Isi banyaknya layanan yang dinilai.");
        (await ict.Submit(refused, "Buka putaran", ("Input.Slots", "2"), ("Input.Target", "3"))).Title.ShouldBe("Pembagian indikator");
        (await hall.App.All<EvaluationCycle>()).Single(cycle => cycle.Year == 2019).TargetIndex.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_half_yearly_reading_has_two_cycles_of_one_programme_a_year_and_both_in_the_trend(string database)
    {
        await using var hall = await EvaluationHall.Open(PlanKit.PalangkaRaya, database);
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Open("/kerja/evaluasi/buka")).Html.QuerySelector("[name='Input.Part']").ShouldBeNull();
        await hall.App.Change(instance => instance.Readings = ["periodic-evaluation=half-yearly"]);
        var page = await ict.Open("/kerja/evaluasi/buka");
        page.Html.QuerySelector("[name='Input.Part'][checked]")!.GetAttribute("value").ShouldBe("SecondHalf");
        (await Begin("Monitoring", "FirstHalf")).Title.ShouldBe("Pembagian indikator");
        (await Begin("Monitoring", "FirstHalf")).Text.ShouldContain("Pemantauan SPBE 2026 semester I sudah dibuka.");
        (await Begin("Monitoring", "Whole")).Text.ShouldContain("Pemantauan SPBE 2026 semester I sudah dibuka.");
        (await Begin("Evaluation", "SecondHalf")).Text.ShouldContain("Dalam satu tahun suatu instansi menjalani salah satu: pemantauan atau evaluasi.");
        (await Begin("Monitoring", "SecondHalf")).Text.ShouldContain("Pemantauan SPBE 2026 semester II dibuka.");
        var cycles = await hall.App.All<EvaluationCycle>();
        foreach (var (part, index) in ((CyclePart, decimal)[])[(CyclePart.FirstHalf, 2m), (CyclePart.SecondHalf, 2.5m)])
        {
            await hall.App.Alter<EvaluationCycle>(cycles.Single(one => one.Part == part).Id, item => (item.State, item.SignedOn, item.SignedBy, item.SelfIndex) = (CycleState.Closed, new DateOnly(2026, 10, 1), "coordination-team", index));
        }
        (await ict.Open("/kerja/evaluasi/riwayat")).Html.QuerySelectorAll("figure[data-chart=line] tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim()))).ShouldBe(["2026 semester I|2,00", "2026 semester II|2,50"]);
        (await ict.Open("/kerja/evaluasi")).Text.ShouldContain("Pemantauan SPBE 2026 semester II");
        (await ict.Open($"/kerja/putaran-evaluasi/{cycles.Single(one => one.Part == CyclePart.FirstHalf).Id}")).Title.ShouldBe("Pemantauan SPBE 2026 semester I");
        (await hall.App.State("evaluation-within", "PKY-50-2", "2026-11-02")).ShouldBe(State.Met);
        (await hall.App.State("evaluation-within", "PKY-50-2", "2027-04-02")).ShouldBe(State.Overdue);

        async Task<Page> Begin(string purpose, string part) => await ict.Submit(await ict.Open("/kerja/evaluasi/buka"), "Buka putaran", ("Input.Year", "2026"), ("Input.Purpose", purpose), ("Input.Part", part), ("Input.Instrument", "spbe-2020"));
    }

    [Fact]
    public async Task Readings_decide_the_instrument_and_who_signs()
    {
        await using var hall = await EvaluationHall.Open(PlanKit.Baubau);
        await hall.App.Change(instance => instance.Readings = ["evaluation-instrument=instrument-2020"]);
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Open("/kerja/evaluasi/buka")).Html.QuerySelector("[name='Input.Instrument'] option[selected]")!.GetAttribute("value").ShouldBe("spbe-2020");
        var cycle = await hall.Cycle("spbe-2020", 2027);
        await hall.SignOff(cycle, 2.5m, "coordination-team");
        (await hall.App.State("evaluation-guideline-used", "BAU-33-3", "2027-11-02")).ShouldBe(State.Met);
        var other = await hall.Cycle("pemdi-2026", 2028);
        await hall.SignOff(other, 2.5m, "coordination-team");
        (await hall.App.State("evaluation-guideline-used", "BAU-33-3", "2028-11-02")).ShouldBe(State.Missing);
    }

    [Fact]
    public async Task Of_a_coordinator_outside_the_team_the_teams_own_signature_is_not_enough()
    {
        await using var hall = await EvaluationHall.Open(PlanKit.BangkaTengah);
        var cycle = await hall.Cycle();
        await hall.SignOff(cycle, 2.5m, "coordination-team");
        (await hall.App.State("evaluation-within", "BTG-54-2", "2026-11-02")).ShouldBe(State.Met);
        await hall.App.Change(instance => instance.Readings = ["team-names=coordinator-apart"]);
        using var ict = await hall.App.As(hall.Ict);
        await ict.Open("/kerja/evaluasi");
        (await hall.App.State("evaluation-within", "BTG-54-2", "2026-11-02")).ShouldBe(State.Missing);
        await hall.SignOff(cycle, 2.5m);
        (await hall.App.State("evaluation-within", "BTG-54-2", "2026-11-02")).ShouldBe(State.Met);
    }

    private static string Words(byte[] file) => string.Join(' ', new ParsedPdf(file).Pages()).Replace('\n', ' ');
}
