using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>What a cycle recommends: whose words it is, who is told, and who closes it.</summary>
public sealed class RecommendationTests
{
    private const string Register = "/kerja/tindak-lanjut-evaluasi";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_recommendation_is_the_managers_is_told_to_its_agency_and_closed_outside_it(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var app = hall.App;
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 2);
        await hall.SignOff(cycle, 2m);
        using var ict = await app.As(hall.Ict);
        using var treasurer = await app.As(hall.Treasurer);
        using var assessor = await app.As(hall.Assessor);

        // Whose it is learns of it, once an agency however many there are.
        (await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil"), "Buat tindak lanjut")).Text.ShouldContain("47 tindak lanjut dibuat");
        var tasks = await app.All<Recommendation>();
        var told = (await app.All<Notice>()).Where(notice => notice.Kind == "evaluation.task-given").ToList();
        told.Select(notice => notice.AgencyId).ShouldBe(tasks.Select(task => task.AgencyId).Where(agency => agency is not null).Distinct(), ignoreOrder: true);
        var ofIct = tasks.Where(task => task.AgencyId == hall.Ict.AgencyId).ToList();
        ofIct.Count.ShouldBeGreaterThan(1);
        told.Single(notice => notice.AgencyId == hall.Ict.AgencyId).Title.ShouldBe($"{ofIct.Count} tindak lanjut evaluasi untuk perangkat daerah Anda.");
        (await treasurer.Open("/kerja/pemberitahuan")).Text.ShouldContain("ndak lanjut evaluasi untuk perangkat daerah Anda");
        (await treasurer.Open("/kerja")).Text.ShouldContain("tindak lanjut evaluasi untuk perangkat daerah Anda");

        // Its agency changes nothing of it, closes nothing and gives itself none.
        var task = tasks.First(one => one.AgencyId == hall.Treasurer.AgencyId);
        var edit = $"{Register}/{task.Id}/ubah";
        var refused = await treasurer.Submit(await treasurer.Open(edit), "Simpan perubahan", ("Form.Input[text]", "Tidak perlu apa-apa."), ("Form.Input[dueOn]", "2027-12-31"), ("Form.Input[doneOn]", "2026-11-02"), ("Form.Input[outcome]", "Selesai."));
        foreach (var field in (string[])["text", "dueOn", "doneOn"])
        {
            refused.Html.QuerySelector($"[id$='{field}-error'], [id$='{field}_-error']").ShouldNotBeNull(field);
        }
        refused.Text.ShouldContain("hanya diubah pengelola putaran");
        refused.Text.ShouldContain("dinyatakan selesai oleh asesor internal atau pengelola putaran. Tulis hasilnya pada Hasil tindak lanjut");
        (await treasurer.Submit(await treasurer.Open($"{Register}/baru?cycle={cycle.Id}&agency={hall.Treasurer.AgencyId}&givenOn=2026-11-02"), "Simpan tindak lanjut", ("Form.Input[text]", "Beli laptop."))).Text.ShouldContain("dicatat oleh pengelola putaran");
        (await app.All<Recommendation>()).Count.ShouldBe(47);

        // It says what came of it, and those who may close are told.
        (await treasurer.Submit(await treasurer.Open(edit), "Simpan perubahan", ("Form.Input[outcome]", "Aplikasi sudah terpadu."))).Text.ShouldContain("Aplikasi sudah terpadu.");
        (await ict.Open("/kerja/pemberitahuan")).Text.ShouldContain("Hasil tindak lanjut evaluasi menunggu pernyataan selesai");
        (await assessor.Follow(await assessor.Open("/kerja"), "1 hasil tindak lanjut evaluasi menunggu pernyataan selesai")).Href.ShouldBe($"{Register}/{task.Id}");
        (await assessor.Submit(await assessor.Open(edit), "Simpan perubahan", ("Form.Input[text]", "Lain."))).Text.ShouldContain("hanya diubah pengelola putaran");
        await assessor.Submit(await assessor.Open(edit), "Simpan perubahan", ("Form.Input[doneOn]", "2026-11-02"));
        (await app.All<Recommendation>()).Single(one => one.Id == task.Id).DoneOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await treasurer.Submit(await treasurer.Open(edit), "Simpan perubahan", ("Form.Input[outcome]", "Lebih baik lagi."))).Text.ShouldContain("sudah dinyatakan selesai, jadi hasilnya tidak berubah lagi");

        // Who manages the cycle neither closes their own agency's nor takes it elsewhere to close it there.
        var own = $"{Register}/{ofIct[0].Id}/ubah";
        (await ict.Submit(await ict.Open(own), "Simpan perubahan", ("Form.Input[doneOn]", "2026-11-02"), ("Form.Input[outcome]", "Sudah."))).Text.ShouldContain("perangkat daerah Anda sendiri dinyatakan selesai atau dikembalikan oleh asesor internal");
        foreach (var (field, value) in new[] { ("cycle", ""), ("agency", $"{hall.Health.AgencyId}"), ("dueOn", "2027-01-31"), ("text", "Lain.") })
        {
            (await ict.Submit(await ict.Open(own), "Simpan perubahan", ($"Form.Input[{field}]", value))).Text.ShouldContain("ditujukan kepada perangkat daerah Anda sendiri, jadi tidak Anda ubah", Case.Sensitive, field);
        }
        var kept = (await app.All<Recommendation>()).Single(one => one.Id == ofIct[0].Id);
        (kept.CycleId, kept.AgencyId, kept.DueOn, kept.Text, kept.DoneOn).ShouldBe((ofIct[0].CycleId, ofIct[0].AgencyId, ofIct[0].DueOn, ofIct[0].Text, (DateOnly?)null));

        // Of another agency's they do, and both agencies are told.
        var others = tasks.First(one => one.AgencyId is { } agency && agency != hall.Ict.AgencyId && agency != hall.Health.AgencyId && one.Id != task.Id);
        edit = $"{Register}/{others.Id}/ubah";
        var known = (await app.All<Notice>()).Select(notice => notice.Id).ToHashSet();
        await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[agency]", $"{hall.Health.AgencyId}"));
        (await app.All<Notice>()).Where(notice => !known.Contains(notice.Id)).Select(notice => (notice.Kind, notice.AgencyId)).ShouldBe([("evaluation.task-changed", others.AgencyId), ("evaluation.task-given", hall.Health.AgencyId)], ignoreOrder: true);
        await ict.Submit(await ict.Open(edit), "Simpan perubahan", ("Form.Input[dueOn]", "2027-01-31"));
        using var health = await app.As(hall.Health);
        (await health.Open("/kerja/pemberitahuan")).Text.ShouldContain("Tenggat tindak lanjut evaluasi menjadi 31 Januari 2027");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_not_enough_goes_back_with_a_reason_and_its_words_stay(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var app = hall.App;
        var cycle = await hall.Cycle();
        var task = new Recommendation { CycleId = cycle.Id, Text = "Padukan aplikasi keuangan.", AgencyId = hall.Treasurer.AgencyId, GivenOn = new(2026, 11, 2), DueOn = new(2026, 11, 5) };
        await app.Hold(task);
        var edit = $"{Register}/{task.Id}/ubah";
        using var treasurer = await app.As(hall.Treasurer);
        using var assessor = await app.As(hall.Assessor);
        async Task<Page> Write(Browse who, params (string Field, string? Value)[] fields) => await who.Submit(await who.Open(edit), "Simpan perubahan", [.. fields.Select(one => ($"Form.Input[{one.Field}]", one.Value))]);
        async Task<Recommendation> Stored() => (await app.All<Recommendation>()).ShouldHaveSingleItem();
        async Task<string> Told() => (await app.All<Notice>()).Where(notice => notice.Kind == "evaluation.task-decided").OrderBy(notice => notice.Id).Last(notice => notice.AgencyId == hall.Treasurer.AgencyId).Title;

        (await Write(assessor, ("returnReason", "Mana buktinya?"))).Text.ShouldContain("Belum ada hasil yang dapat dikembalikan");
        await Write(treasurer, ("outcome", "Sedang dikerjakan."));
        (await Write(treasurer, ("returnReason", "Kurang."))).Text.ShouldContain("dikembalikan oleh asesor internal atau pengelola putaran");

        // Who has done their part is not reminded of the day; who decides is.
        (await treasurer.Open("/kerja")).Text.ShouldNotContain("1 tindak lanjut evaluasi untuk perangkat daerah Anda");
        var now = app.Clock.GetUtcNow();
        app.Clock.Set(now.AddDays(10));
        await app.Do(services => Schedule.Job.Run(services, CancellationToken.None));
        app.Clock.Set(now);
        var reminded = (await app.All<Notice>()).Where(notice => notice.Kind == "evaluation.task-due").ToList();
        reminded.Select(notice => notice.Office).ShouldBe(["internal-assessors", "ict-agency"], ignoreOrder: true);
        reminded.ShouldAllBe(notice => notice.Title == "Hasil tindak lanjut evaluasi menunggu pernyataan selesai, tenggatnya 5 November 2026 sudah lewat: Padukan aplikasi keuangan.");

        // It goes back: the agency has it again, with the reason beside its own words.
        (await Write(assessor, ("returnReason", "Buktinya belum ada."), ("outcome", "Belum apa-apa."))).Text.ShouldContain("tetap seperti ditulis perangkat daerahnya");
        (await Write(assessor, ("returnReason", "Buktinya belum ada."), ("doneOn", "2026-11-02"))).Text.ShouldContain("Yang dikembalikan belum selesai.");
        await Write(assessor, ("returnReason", "Buktinya belum ada."));
        var stored = await Stored();
        (stored.Outcome, stored.ReturnReason, stored.RemindedOn).ShouldBe(("Sedang dikerjakan.", "Buktinya belum ada.", (DateOnly?)null));
        (await Told()).ShouldBe("Hasil tindak lanjut evaluasi belum cukup: Buktinya belum ada. Rekomendasinya: Padukan aplikasi keuangan.");
        (await treasurer.Open("/kerja")).Text.ShouldContain("1 tindak lanjut evaluasi untuk perangkat daerah Anda");
        var page = await treasurer.Open($"{Register}/{task.Id}");
        page.Text.ShouldContain("Sedang dikerjakan.");
        page.Text.ShouldContain("Buktinya belum ada.");

        // What it writes anew waits again; that it is done, and that it is not after all, it is told.
        await Write(treasurer, ("outcome", "Sudah terpadu, buktinya terlampir."));
        (await Stored()).ReturnReason.ShouldBeNull();
        await Write(assessor, ("doneOn", "2026-11-02"));
        (await Told()).ShouldBe("Tindak lanjut evaluasi dinyatakan selesai: Padukan aplikasi keuangan.");
        await Write(assessor, ("doneOn", ""), ("returnReason", "Ternyata belum jalan."));
        (await Told()).ShouldBe("Tindak lanjut evaluasi dibuka lagi, hasilnya belum cukup: Ternyata belum jalan. Rekomendasinya: Padukan aplikasi keuangan.");
        (await Stored()).Outcome.ShouldBe("Sudah terpadu, buktinya terlampir.");
    }

    [Fact]
    public async Task A_target_out_of_reach_is_said_to_be_so()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle("pemdi-2026");
        await hall.Fill(cycle, IndicatorState.Validated, 2);
        await hall.SignOff(cycle, 2m, change: item => item.Target = "5");
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil"), "Buat tindak lanjut")).Text.ShouldContain("Target putaran ini (5,00) di luar jangkauan");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/rencana-kenaikan")).Text.ShouldContain("Target 5,00 tidak tercapai walaupun semua indikator naik");
    }

    [Fact]
    public async Task What_an_agency_found_itself_is_its_own_to_write_and_to_close()
    {
        await using var hall = await EvaluationHall.Open(PlanKit.PalangkaRaya);
        using var health = await hall.App.As(hall.Health);
        var page = await health.Submit(await health.Open($"{Register}/baru?agency={hall.Health.AgencyId}&givenOn=2026-11-02"), "Simpan tindak lanjut", ("Form.Input[text]", "Ganti server antrean."), ("Form.Input[dueOn]", "2026-12-01"));
        page.Title.ShouldBe("Ganti server antrean.");
        (await hall.App.All<Notice>()).ShouldNotContain(notice => notice.Kind == "evaluation.task-given", "Who wrote it down knows.");
        var edit = $"{page.Href.Split('?')[0]}/ubah";
        await health.Submit(await health.Open(edit), "Simpan perubahan", ("Form.Input[dueOn]", "2026-12-15"), ("Form.Input[doneOn]", "2026-11-02"), ("Form.Input[outcome]", "Server diganti."));
        var task = (await hall.App.All<Recommendation>()).ShouldHaveSingleItem();
        (task.DueOn, task.DoneOn).ShouldBe((new DateOnly(2026, 12, 15), new DateOnly(2026, 11, 2)));
        // It is not made a recommendation of a cycle by its agency.
        var cycle = await hall.Cycle();
        (await health.Submit(await health.Open(edit), "Simpan perubahan", ("Form.Input[cycle]", $"{cycle.Id}"))).Text.ShouldContain("hanya diubah pengelola putaran");
    }
}
