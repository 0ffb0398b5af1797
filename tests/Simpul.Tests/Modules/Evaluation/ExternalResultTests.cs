using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Documents.Pdf;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile.National;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>What the ministry gave counts once it is whole, and what was typed by mistake is taken away.</summary>
public sealed class ExternalResultTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_half_filled_external_result_is_not_the_index_and_a_mistake_is_emptied(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var app = hall.App;
        var cycle = await hall.Cycle(change: one => one.Purpose = CyclePurpose.Monitoring);
        await hall.Fill(cycle, IndicatorState.Validated, 3);
        await hall.SignOff(cycle, 3m);
        using var ict = await app.As(hall.Ict);
        using var other = await app.As(hall.Officer);
        var (address, outside) = ($"/kerja/evaluasi/{cycle.Id}", $"/kerja/evaluasi/{cycle.Id}/hasil-luar");

        // A monitoring has no interview and no visit.
        var page = await ict.Open(outside);
        page.Html.QuerySelectorAll("nav[aria-label='Tahap penilaian eksternal'] a").Select(link => link.TextContent.Trim()).ShouldBe(["Penilaian dokumen"]);
        (await ict.Submit(page, "Simpan hasil asesor eksternal", ("Stage", "Interview"), ("Rows[0].Value", "2"))).Text.ShouldContain("Indikator 1: penilaian interviu tidak termasuk tahap Pemantauan SPBE 2026.");
        (await ict.Submit(page, "Simpan hasil asesor eksternal", ("Rows[11].Value", "5"))).Text.ShouldContain("Sekarang 1 dari 47 indikator terisi");

        // One value of 47 changes no index, on no page and in no export.
        var result = await ict.Open($"{address}/hasil");
        result.Text.ShouldContain("Indeks SPBE 3,00");
        result.Text.ShouldContain("menurut penilaian mandiri");
        result.Text.ShouldContain("Asesor eksternal: 1 dari 47 indikator terisi.");
        (await ict.Open($"{address}/simulasi")).Text.ShouldContain("Indeks SPBE 3,00, predikat");
        (await ict.Open($"{address}/rencana-kenaikan")).Text.ShouldContain("Sekarang 3,00, predikat");
        var row = (await ict.Open(address)).Html.QuerySelectorAll("tbody tr").Single(line => line.TextContent.Contains("Penilaian dokumen"));
        row.QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim()).ShouldBe(["Penilaian dokumen", "1 dari 47", "belum ada", "belum ada"]);
        var report = string.Join(' ', new ParsedPdf(await ict.Client.GetByteArrayAsync($"{address}/hasil.pdf")).Pages()).Replace('\n', ' ');
        report.ShouldContain("menurut penilaian mandiri");
        report.ShouldContain("1 dari 47 indikator terisi, belum dihitung");

        // The mistake is emptied with its note; who saw it before is told.
        var stale = await other.Open(outside);
        page = await ict.Submit(await ict.Open(outside), "Tutup putaran ini");
        page.Text.ShouldContain("Hasil asesor eksternal belum lengkap");
        page.Text.ShouldContain("kosongkan semuanya");
        (await ict.Submit(await ict.Open(outside), "Simpan hasil asesor eksternal", ("Rows[11].Value", ""), ("Rows[11].Reason", "Salah putaran"))).Text.ShouldContain("Indikator 12: isi nilainya, atau kosongkan juga catatannya.");
        (await ict.Submit(await ict.Open(outside), "Simpan hasil asesor eksternal", ("Rows[11].Value", ""))).Text.ShouldContain("Penilaian dokumen tersimpan.");
        (await app.All<Judgement>()).ShouldNotContain(one => one.Stage >= JudgementStage.Documents);
        (await app.All<JournalEvent>()).Count(item => item.Action == "evaluation-judgements.removed").ShouldBe(1);
        (await other.Submit(stale, "Simpan hasil asesor eksternal", ("Rows[11].Value", "4"))).Text.ShouldContain("Indikator 12 baru saja dikosongkan orang lain.");

        // Whole, it counts; and a cycle is not closed with what is emptied in the same moment.
        (await ict.Submit(await ict.Open(outside), "Simpan hasil asesor eksternal", [.. Enumerable.Range(0, 47).Select(at => ($"Rows[{at}].Value", (string?)"4"))])).Text.ShouldContain("tersimpan");
        (await ict.Open($"{address}/hasil")).Text.ShouldContain("Indeks SPBE 4,00");
        await hall.At(cycle, await app.Actor(hall.Ict), async (services, book, entry) =>
        {
            var version = entry.Judgements[JudgementStage.Documents].Version;
            await hall.At(cycle, await app.Actor(hall.Officer), async (others, its, _) => (await others.GetRequiredService<JudgementWork>().External(its, JudgementStage.Documents, [("12", version, null, null)], CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<CycleWork>().Close(book, book.Cycle.Version, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("baru saja dinilai, dikosongkan, atau dikembalikan");
        });
        (await ict.Open($"{address}/hasil")).Text.ShouldContain("Indeks SPBE 3,00");
        (await ict.Submit(await ict.Open(outside), "Simpan hasil asesor eksternal", [.. Enumerable.Range(0, 47).Select(at => ($"Rows[{at}].Value", (string?)""))])).Text.ShouldContain("tersimpan");
        page = await ict.Submit(await ict.Open(outside), "Tutup putaran ini");
        page.Text.ShouldContain("Pemantauan SPBE 2026 selesai.");
        page.Text.ShouldContain("menurut penilaian mandiri");
        (await app.All<EvaluationCycle>()).ShouldHaveSingleItem().ExternalIndex.ShouldBeNull();
    }

    [Fact]
    public async Task An_interview_stands_on_the_documents_in_the_table_of_indices_too()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 3);
        await hall.SignOff(cycle, 3m);
        using var ict = await hall.App.As(hall.Ict);
        var outside = $"/kerja/evaluasi/{cycle.Id}/hasil-luar";
        await ict.Submit(await ict.Open(outside), "Simpan hasil asesor eksternal", [.. Enumerable.Range(0, 47).Select(at => ($"Rows[{at}].Value", (string?)"4"))]);
        await ict.Submit(await ict.Follow(await ict.Open(outside), "Penilaian interviu"), "Simpan hasil asesor eksternal", ("Rows[11].Value", "5"));
        var rows = (await ict.Open($"/kerja/evaluasi/{cycle.Id}")).Html.QuerySelectorAll("tbody tr").Select(line => line.QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        rows.Single(row => row[0] == "Penilaian dokumen").Take(3).ShouldBe(["Penilaian dokumen", "47 dari 47", "4,00"]);
        var interview = rows.Single(row => row[0] == "Penilaian interviu");
        interview[1].ShouldBe("1 dari 47");
        interview[2].ShouldStartWith("4,0");
    }

    [Fact]
    public async Task A_value_that_stands_in_a_stage_of_another_programme_is_shown_and_only_taken_away()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle(change: one => one.Purpose = CyclePurpose.Monitoring);
        await hall.SignOff(cycle, 1m);
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var judgement = new Judgement { CycleId = cycle.Id, IndicatorId = (await hall.Item(cycle, "12")).Id, Stage = JudgementStage.Visit, Value = 5, Reason = "-", At = hall.App.Clock.GetUtcNow() };
            db.Add(judgement);
            services.GetRequiredService<Journal>().Record("evaluation-judgements.registered", judgement);
            await db.SaveChangesAsync();
            (await CycleBook.Read(db, services.GetRequiredService<NationalData>(), cycle.Id, CancellationToken.None))!.OfProgramme.ShouldBe([JudgementStage.Documents]);
        });
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Follow(await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil-luar"), "Penilaian visitasi");
        (await ict.Submit(page, "Simpan hasil asesor eksternal", ("Rows[11].Value", "4"))).Text.ShouldContain("penilaian visitasi tidak termasuk tahap");
        page = await ict.Submit(page, "Simpan hasil asesor eksternal", ("Rows[11].Value", ""));
        page.Text.ShouldContain("Penilaian visitasi tersimpan.");
        page.Html.QuerySelectorAll("nav[aria-label='Tahap penilaian eksternal'] a").Length.ShouldBe(1);
        (await hall.App.All<Judgement>()).ShouldBeEmpty();
    }
}
