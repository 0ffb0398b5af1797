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
        await app.Alter<EvaluationCycle>(cycle.Id, item => (item.State, item.SignedOn, item.SignedBy, item.SelfIndex) = (CycleState.SignedOff, new DateOnly(2026, 11, 2), "secretary", 2m));
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

        // Who manages the cycle does not close their own agency's, and their changes are told.
        var own = $"{Register}/{ofIct[0].Id}/ubah";
        (await ict.Submit(await ict.Open(own), "Simpan perubahan", ("Form.Input[doneOn]", "2026-11-02"), ("Form.Input[outcome]", "Sudah."))).Text.ShouldContain("perangkat daerah Anda sendiri dinyatakan selesai oleh asesor internal");
        await ict.Submit(await ict.Open(own), "Simpan perubahan", ("Form.Input[agency]", $"{hall.Health.AgencyId}"));
        (await app.All<Notice>()).Where(notice => notice.Kind == "evaluation.task-given" && told.All(before => before.Id != notice.Id)).Select(notice => notice.AgencyId).ShouldBe([hall.Ict.AgencyId, hall.Health.AgencyId], ignoreOrder: true);
        await ict.Submit(await ict.Open(own), "Simpan perubahan", ("Form.Input[dueOn]", "2027-01-31"));
        using var health = await app.As(hall.Health);
        (await health.Open("/kerja/pemberitahuan")).Text.ShouldContain("Tenggat tindak lanjut evaluasi menjadi 31 Januari 2027");
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
