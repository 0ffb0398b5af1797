using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Documents.Pdf;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>What counts, what no longer changes, who is told, and what two people do to one indicator in the same moment.</summary>
public sealed class CycleRuleTests
{
    private static readonly byte[] pdf = "%PDF-1.7\n%%EOF"u8.ToArray();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Evidence_that_an_assessor_examined_is_not_swapped_after_a_return(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        using var ict = await hall.App.As(hall.Ict);
        using var assessor = await hall.App.As(hall.Assessor);
        (await ict.Submit(await ict.Open($"{address}/bukti?tingkat=2"), "Unggah bukti", [("Upload.File", "satu.pdf", pdf)], ("Upload.Title", "Laporan"))).Text.ShouldContain("Bukti tersimpan.");
        var document = (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem();
        (await ict.Open(document.Href)).Text.ShouldContain("Tambah berkas", customMessage: "As long as nobody examined it.");
        (await ict.Submit(await ict.Open(address), "Ajukan kepada asesor", ("Input.Value", "2"), ("Input.Met", "2"), ("Input.Reason", "Sudah ada."))).Text.ShouldContain("diajukan");
        (await assessor.Submit(await assessor.Open(address), "Verifikasi")).Text.ShouldContain("Bukti terverifikasi.");
        (await assessor.Submit(await assessor.Open(address), "Kembalikan jawaban ini", ("ReturnBecause", "Lengkapi."))).Text.ShouldContain("Jawaban dikembalikan.");

        (await ict.Open(document.Href)).Text.ShouldNotContain("Tambah berkas");
        (await ict.Submit(await ict.Open($"{document.Href}/ubah"), "Simpan perubahan", ("Form.Input[title]", "Laporan lain"))).Text.ShouldContain("Bukti ini sudah diperiksa asesor, jadi isinya tidak berubah lagi.");
        (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem().Title.ShouldBe("Laporan");
        (await hall.App.All<EvidenceUse>()).ShouldHaveSingleItem().Verdict.ShouldBe(EvidenceVerdict.Verified);

        // Taken back it may change, and is examined anew when it is handed in again.
        (await ict.Submit(await ict.Open(address), "Lepaskan Laporan")).Text.ShouldContain("Bukti dilepaskan dari indikator ini.");
        (await ict.Submit(await ict.Open($"{document.Href}/ubah"), "Simpan perubahan", ("Form.Input[title]", "Laporan lain"))).Text.ShouldContain("Laporan lain");
        (await ict.Submit(await ict.Open($"{address}/bukti?tingkat=2"), "Pakai bukti ini", ("Existed.Which", $"{document.Id}"))).Text.ShouldContain("Bukti tersimpan.");
        (await hall.App.All<EvidenceUse>()).ShouldHaveSingleItem().Verdict.ShouldBe(EvidenceVerdict.Waiting);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_file_comes_to_evidence_between_the_look_and_the_verdict(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var use = await Use(hall, cycle, "12", EvidenceForm.File, EvidenceVerdict.Waiting);
        await Put(hall, cycle, "12", IndicatorState.Returned, 2);
        await hall.App.Do(async services =>
        {
            var subject = (await services.GetRequiredService<FileSubjects>().Find(EvidenceRegister.Kind, use.DocumentId, CancellationToken.None))!;
            subject.MayAttach.ShouldBeTrue();
            await Put(hall, cycle, "12", IndicatorState.Submitted, 2);
            var attached = await services.GetRequiredService<Attachments>().Attach(subject, new Upload(null, "ganti.pdf", new MemoryStream(pdf), Classification.Restricted), CancellationToken.None);
            attached.Refusals.ShouldHaveSingleItem().Message.ShouldContain("menjadi dasar jawaban yang sudah diajukan");
            return true;
        }, await hall.App.Actor(hall.Ict));
        (await hall.App.All<FileRecord>()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_level_is_not_validated_on_evidence_that_is_refused_in_the_same_moment(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var use = await Use(hall, cycle, "12", EvidenceForm.Link, EvidenceVerdict.Verified);
        await Put(hall, cycle, "12", IndicatorState.Assessed, 2);
        var (officer, assessor) = (await hall.App.Actor(hall.Officer), await hall.App.Actor(hall.Assessor));
        var spoken = new Spoken(-1, 2, [2], "Sesuai bukti.");

        // The officer has read the evidence; an assessor refuses it meanwhile.
        await At(hall, cycle, officer, async (services, book, entry) =>
        {
            await At(hall, cycle, assessor, async (others, its, one) => (await others.GetRequiredService<EvidenceWork>().Verify(its, one, use.Id, one.Uses[0].Version, accept: false, "Kedaluwarsa.", CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<JudgementWork>().Judge(book, entry, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("Bukti indikator ini baru saja");
        });
        (await Item(hall, cycle, "12")).State.ShouldBe(IndicatorState.Assessed);

        // The assessor has read the indicator; the officer validates meanwhile.
        await At(hall, cycle, assessor, async (others, its, one) => (await others.GetRequiredService<EvidenceWork>().Verify(its, one, use.Id, one.Uses[0].Version, accept: true, null, CancellationToken.None)).Refusals.ShouldBeEmpty());
        await At(hall, cycle, assessor, async (services, book, entry) =>
        {
            await At(hall, cycle, officer, async (others, its, one) => (await others.GetRequiredService<JudgementWork>().Judge(its, one, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<EvidenceWork>().Verify(book, entry, use.Id, entry.Uses[0].Version, accept: false, "Kedaluwarsa.", CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("sekarang divalidasi");
        });
        (await hall.App.All<EvidenceUse>()).ShouldHaveSingleItem().Verdict.ShouldBe(EvidenceVerdict.Verified);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_validate_the_last_two_at_once_one_has_it_told(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 1);
        await Put(hall, cycle, "11", IndicatorState.Assessed, 1);
        await Put(hall, cycle, "12", IndicatorState.Assessed, 1);
        var spoken = new Spoken(0, 1, [], "Benar.");
        var officer = await hall.App.Actor(hall.Officer);
        await At(hall, cycle, officer, async (services, book, entry) =>
        {
            await At(hall, cycle, officer, async (others, its, _) => (await others.GetRequiredService<JudgementWork>().Judge(its, its.Find("11")!, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldBeEmpty());
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

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_answer_is_not_submitted_with_evidence_that_nobody_froze(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var (ict, colleague) = (await hall.App.Actor(hall.Ict), await hall.App.Actor(hall.Officer));
        var spoken = new Spoken(-1, 1, [], "Belum ada.");
        EvidenceDocument Link(string title) => new() { Title = title, Form = EvidenceForm.Link, Link = "https://contoh.go.id", AgencyId = hall.Ict.AgencyId };
        await At(hall, cycle, ict, async (services, book, entry) =>
        {
            await At(hall, cycle, colleague, async (others, its, one) => (await others.GetRequiredService<EvidenceWork>().Attach(its, one, Link("Satu"), 2, isNew: true, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<JudgementWork>().Judge(book, entry, JudgementStage.Agency, spoken, submit: true, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("Bukti indikator ini baru saja");
        });
        await At(hall, cycle, ict, async (services, book, entry) =>
        {
            await At(hall, cycle, colleague, async (others, its, one) => (await others.GetRequiredService<JudgementWork>().Judge(its, one, JudgementStage.Agency, spoken, submit: true, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<EvidenceWork>().Attach(book, entry, Link("Dua"), 2, isNew: true, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("sekarang menunggu asesor");
        });
        (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem().Title.ShouldBe("Satu");
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
    public async Task A_secret_file_is_secret_from_its_first_upload()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        var cleared = await hall.App.Staff("Kepala Seksi Persandian", hall.Ict.AgencyId, [], [Role.Operator], Classification.Secret);
        using var browse = await hall.App.As(cleared);
        using var ict = await hall.App.As(hall.Ict);
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12/bukti?tingkat=2";
        (await ict.Open(address)).Html.QuerySelectorAll("[name='Upload.Classification']").Select(input => input.GetAttribute("value")).ShouldBe(["Public", "Restricted"]);
        await browse.Submit(await browse.Open(address), "Unggah bukti", [("Upload.File", "sandi.pdf", pdf)], ("Upload.Title", "Rencana pengamanan"), ("Upload.Classification", "Secret"));
        var file = (await hall.App.All<FileRecord>()).ShouldHaveSingleItem();
        file.Classification.ShouldBe(Classification.Secret);
        (await ict.Client.GetAsync(new Uri($"/berkas/{file.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
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

        await Put(hall, cycle, "12", IndicatorState.Submitted, 1);
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

    [Fact]
    public async Task Readings_decide_the_instrument_and_who_signs()
    {
        await using var hall = await EvaluationHall.Open(PlanKit.Baubau);
        await hall.App.Change(instance => instance.Readings = ["evaluation-instrument=instrument-2020"]);
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Open("/kerja/evaluasi/buka")).Html.QuerySelector("[name='Input.Instrument'] option[selected]")!.GetAttribute("value").ShouldBe("spbe-2020");
        var cycle = await hall.Cycle("spbe-2020", 2027);
        await Signed(hall.App, cycle, "coordination-team");
        (await hall.App.State("evaluation-guideline-used", "BAU-33-3", "2027-11-02")).ShouldBe(State.Met);
        var other = await hall.Cycle("pemdi-2026", 2028);
        await Signed(hall.App, other, "coordination-team");
        (await hall.App.State("evaluation-guideline-used", "BAU-33-3", "2028-11-02")).ShouldBe(State.Missing);
    }

    [Fact]
    public async Task Of_a_coordinator_outside_the_team_the_teams_own_signature_is_not_enough()
    {
        await using var hall = await EvaluationHall.Open(PlanKit.BangkaTengah);
        var cycle = await hall.Cycle();
        await Signed(hall.App, cycle, "coordination-team");
        (await hall.App.State("evaluation-within", "BTG-54-2", "2026-11-02")).ShouldBe(State.Met);
        await hall.App.Change(instance => instance.Readings = ["team-names=coordinator-apart"]);
        using var ict = await hall.App.As(hall.Ict);
        await ict.Open("/kerja/evaluasi");
        (await hall.App.State("evaluation-within", "BTG-54-2", "2026-11-02")).ShouldBe(State.Missing);
        await Signed(hall.App, cycle, "secretary");
        (await hall.App.State("evaluation-within", "BTG-54-2", "2026-11-02")).ShouldBe(State.Met);
    }

    private static string Words(byte[] file) => string.Join(' ', new ParsedPdf(file).Pages()).Replace('\n', ' ');

    private static Task Signed(App app, EvaluationCycle cycle, string by) => app.Alter<EvaluationCycle>(cycle.Id, item => (item.State, item.SignedOn, item.SignedBy, item.SelfIndex) = (CycleState.SignedOff, new DateOnly(cycle.Year, 11, 2), by, 2.5m));

    private static async Task<CycleIndicator> Item(EvaluationHall hall, EvaluationCycle cycle, string key) => (await hall.App.All<CycleIndicator>()).Single(item => item.CycleId == cycle.Id && item.Key == key);

    /// <summary>Somebody who has read indicator 12 and goes on with what they read.</summary>
    private static Task At(EvaluationHall hall, EvaluationCycle cycle, Actor actor, Func<IServiceProvider, CycleBook, IndicatorEntry, Task> work) => hall.App.Do(async services =>
    {
        var book = (await CycleBook.Read(services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NationalData>(), cycle.Id, CancellationToken.None))!;
        await work(services, book, book.Find("12")!);
    }, actor);

    private static Task<EvidenceUse> Use(EvaluationHall hall, EvaluationCycle cycle, string key, EvidenceForm form, EvidenceVerdict verdict) => hall.App.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        var document = new EvidenceDocument { Title = "Naskah", Form = form, Link = form == EvidenceForm.Link ? "https://contoh.go.id" : null, AgencyId = hall.Ict.AgencyId };
        var use = new EvidenceUse { CycleId = cycle.Id, IndicatorId = (await db.Set<CycleIndicator>().SingleAsync(item => item.CycleId == cycle.Id && item.Key == key)).Id, DocumentId = document.Id, Level = 2, Verdict = verdict };
        db.AddRange(document, use);
        journal.Record("evaluation-documents.registered", document);
        journal.Record("evaluation-evidence.registered", use);
        await db.SaveChangesAsync();
        return use;
    });

    /// <summary>Puts one indicator where it is wanted, with what each stage before said.</summary>
    private static Task Put(EvaluationHall hall, EvaluationCycle cycle, string key, IndicatorState state, decimal value) => hall.App.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        var item = await db.Set<CycleIndicator>().SingleAsync(one => one.CycleId == cycle.Id && one.Key == key);
        item.State = state;
        journal.Record("evaluation-indicators.changed", item);
        foreach (var stage in ((JudgementStage[])[JudgementStage.Agency, JudgementStage.Assessor]).Take(Math.Max(0, (int)state - 1)))
        {
            if (!await db.Set<Judgement>().AnyAsync(one => one.IndicatorId == item.Id && one.Stage == stage))
            {
                var judgement = new Judgement { CycleId = cycle.Id, IndicatorId = item.Id, Stage = stage, Value = value, Met = [2], Reason = "Sesuai.", At = hall.App.Clock.GetUtcNow() };
                db.Add(judgement);
                journal.Record("evaluation-judgements.registered", judgement);
            }
        }
        await db.SaveChangesAsync();
    });
}
