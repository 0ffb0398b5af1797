using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

public sealed class CyclePageTests
{
    [Fact]
    public async Task Figures_of_the_what_if_follow_the_fields_and_nothing_is_saved()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 2);
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Open($"/kerja/evaluasi/{cycle.Id}/simulasi");
        page.Text.ShouldContain("Indeks SPBE 2,00, predikat Cukup");
        page = await ict.Submit(page, "Hitung", ("n-45", "5"), ("n-46", "5"), ("n-47", "5"));
        page.Text.ShouldContain("Indeks SPBE 2,27");
        page.Text.ShouldContain("naik 0,27");
        (await ict.Submit(page, "Hitung", ("n-1", "9"))).Text.ShouldContain("Indikator 1: isi tingkat 1 sampai 5.");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/simulasi")).Text.ShouldContain("Indeks SPBE 2,00");
    }

    [Fact]
    public async Task The_plan_of_rises_names_owner_and_missing_evidence_and_follows_the_efforts()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 2);
        using var ict = await hall.App.As(hall.Ict);
        var refused = await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator/47"), "Simpan perkiraan", ("efforts", "1"), ("efforts", "x"), ("efforts", "1"), ("efforts", "1"));
        refused.Text.ShouldContain("Isi bilangan bulat 0 sampai 1.000");
        (await ict.Submit(refused, "Simpan perkiraan", ("efforts", "1"), ("efforts", "1"), ("efforts", "1"), ("efforts", "1"))).Text.ShouldContain("tersimpan");
        var page = await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/rencana-kenaikan"), "Hitung rencana", ("target", "2,05"));
        page.Text.ShouldContain("1 indikator naik, usaha 2");
        page.Text.ShouldContain("47. Layanan Publik Sektor 3 2 ke 4");
        page.Text.ShouldContain("tingkat 3 dan tingkat 4");
        (await ict.Follow(page, "Lihat dalam simulasi")).Text.ShouldContain("Indeks SPBE 2,06");
        (await ict.Submit(page, "Hitung rencana", ("target", "banyak"))).Text.ShouldContain("Isi target antara 1 dan 5");
        (await ict.Submit(page, "Hitung rencana", ("target", "5"))).Text.ShouldContain("Memuaskan");
    }

    [Fact]
    public async Task A_new_instrument_breaks_the_trend_and_carries_verified_evidence_along_its_crosswalk()
    {
        await using var hall = await EvaluationHall.Open();
        var old = await hall.Cycle("spbe-2020", 2025);
        await hall.Fill(old, IndicatorState.Validated, 3);
        await hall.App.Alter<EvaluationCycle>(old.Id, item => (item.State, item.SignedOn, item.SignedBy, item.SelfIndex) = (CycleState.Closed, new DateOnly(2025, 11, 20), "secretary", 3m));
        var document = new EvidenceDocument { Title = "Kebijakan Satu Data", Form = EvidenceForm.Link, Link = "https://contoh.go.id", AgencyId = hall.Ict.AgencyId };
        await hall.App.Hold(document);
        await Uses(hall, old, "23", document, EvidenceVerdict.Verified);
        await Uses(hall, old, "3", document, EvidenceVerdict.Refused);

        var cycle = await hall.Cycle("pemdi-2026", 2026, carry: true);
        var carried = (await hall.App.All<EvidenceUse>()).Single(use => use.CycleId == cycle.Id);
        (await hall.App.All<CycleIndicator>()).Single(item => item.Id == carried.IndicatorId).Key.ShouldBe("5");
        await hall.SignOff(cycle, 2.345m, on: new DateOnly(2026, 11, 1));
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Open("/kerja/evaluasi/riwayat");
        page.Text.ShouldContain("2026: PermenPANRB 8/2026 menggantikan PermenPANRB 59/2020, jadi angka sebelum dan sesudahnya tidak sebanding.");
        page.Html.QuerySelectorAll("figure[data-chart=line] tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim()))).ShouldBe(["2025|3,00|", "2026||2,35"]);
    }

    [Fact]
    public async Task Figures_of_other_governments_are_loaded_and_compared()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle("spbe-2020", 2025);
        await hall.App.Alter<EvaluationCycle>(cycle.Id, item => (item.State, item.SelfIndex) = (CycleState.Closed, 2.8m));
        await hall.App.Hold(
            new PublishedFigure { Government = "Kota Uji Satu", Year = 2025, Instrument = "spbe-2020", Index = "3.10" },
            new PublishedFigure { Government = "Kota Uji Dua", Year = 2025, Instrument = "spbe-2020", Index = "2,5" });
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Open("/kerja/evaluasi/riwayat");
        page.Text.ShouldContain("urutan 2 dari 3, di bawah rata-rata 2,80".Replace("di bawah", "di atas"));
        (await ict.Submit(await ict.Open("/kerja/angka-pembanding/baru"), "Simpan angka pembanding", ("Form.Input[government]", "Kota Uji Tiga"), ("Form.Input[year]", "2025"), ("Form.Input[instrument]", "spbe-2020"), ("Form.Input[index]", "9"))).Text
            .ShouldContain("Isi indeks antara 1 dan 5");

        // One figure a government, year and instrument: by form, by the same sheet again, and by two rows of one sheet.
        (await ict.Submit(await ict.Open("/kerja/angka-pembanding/baru"), "Simpan angka pembanding", ("Form.Input[government]", "KOTA uji  satu"), ("Form.Input[year]", "2025"), ("Form.Input[instrument]", "spbe-2020"), ("Form.Input[index]", "3,2"))).Text
            .ShouldContain("Angka Kota Uji Satu tahun 2025 menurut instrumen ini sudah dicatat: 3,10. Ubah yang sudah ada itu");
        var sheet = await ict.Export("angka-pembanding");
        foreach (var row in sheet.Rows)
        {
            row["ID"] = "";
        }
        sheet.Rows.AddRange([new(sheet.Rows[0]) { ["Pemerintah daerah"] = "Kota Uji Empat" }, new(sheet.Rows[0]) { ["Pemerintah daerah"] = "kota uji-empat" }]);
        var tried = await ict.Import("angka-pembanding", sheet);
        (tried.Fact("Baris baru"), tried.Fact("Baris yang tidak dapat diterima")).ShouldBe((1, 3), tried.Text);
        // One that stands there is still changed.
        var stored = (await hall.App.All<PublishedFigure>()).Single(one => one.Government == "Kota Uji Dua");
        (await ict.Submit(await ict.Open($"/kerja/angka-pembanding/{stored.Id}/ubah"), "Simpan perubahan", ("Form.Input[index]", "2,6"))).Text.ShouldContain("2,60");
        (await ict.Submit(await ict.Open($"/kerja/angka-pembanding/{stored.Id}/ubah"), "Simpan perubahan", ("Form.Input[government]", "Kota Uji Satu"))).Text.ShouldContain("sudah dicatat: 3,10");

        // What was recorded twice before that counts once, and it is said.
        await hall.App.Do(async services =>
        {
            var figure = new PublishedFigure { Government = "kota uji satu", Year = 2025, Instrument = "spbe-2020", Index = "3,30" };
            services.GetRequiredService<PlatformDb>().Add(figure);
            services.GetRequiredService<Journal>().Record("published-figures.registered", figure);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        page = await ict.Open("/kerja/evaluasi/riwayat");
        page.Text.ShouldContain("urutan 2 dari 3, di bawah rata-rata 2,90. 1 angka tercatat lebih dari sekali; yang terakhir dicatat yang dihitung.");
    }

    [Fact]
    public async Task A_target_names_the_follow_ups_by_its_rises_and_the_national_level_holds_in_any_case()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Validated, 3);
        await hall.SignOff(cycle, 3m, change: item => item.TargetIndex = 3.1m);
        using var ict = await hall.App.As(hall.Ict);
        var plan = (await ict.Open($"/kerja/evaluasi/{cycle.Id}/rencana-kenaikan")).Html.QuerySelectorAll("tbody tr").Select(row => row.QuerySelector("a")!.TextContent.Split('.')[0]).ToList();
        plan.Count.ShouldBeInRange(1, 20);
        var page = await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil");
        page.Text.ShouldContain("yang nilainya di bawah tingkat target nasional (3): naik ke tingkat berikutnya. Demikian juga yang disebut rencana kenaikan untuk mencapai target putaran ini (3,10)");
        (await ict.Submit(page, "Buat tindak lanjut")).Text.ShouldContain($"{plan.Count} tindak lanjut dibuat");
        (await hall.App.All<Recommendation>()).Select(task => task.Indicator).ShouldBe(plan, ignoreOrder: true);

        // A target below where one stands asks nothing; levels below the national one are named all the same.
        var low = await hall.Cycle(year: 2027);
        await hall.Fill(low, IndicatorState.Validated, 2);
        await hall.SignOff(low, 2m, on: new DateOnly(2026, 11, 2), change: item => item.TargetIndex = 2m);
        (await ict.Submit(await ict.Open($"/kerja/evaluasi/{low.Id}/hasil"), "Buat tindak lanjut")).Text.ShouldContain("47 tindak lanjut dibuat");
    }

    [Fact]
    public async Task Who_opens_a_cycle_is_told_what_its_instrument_left_behind_and_each_service_is_continued_by_one()
    {
        await using var hall = await EvaluationHall.Open();
        var old = new EvaluationCycle
        {
            Year = 2019, Instrument = "spbe-2018", OpensOn = new(2019, 1, 1), AnswersUntil = new(2019, 2, 1), AssessedUntil = new(2019, 3, 1), ValidatedUntil = new(2019, 4, 1), SignedUntil = new(2019, 5, 1), ClosesOn = new(2019, 6, 1),
        };
        await hall.App.Do(async services => (await services.GetRequiredService<CycleOpening>().Open(old, slots: 3, carry: false, CancellationToken.None)).Refusals.ShouldBeEmpty());
        var document = new EvidenceDocument { Title = "Laporan layanan", Form = EvidenceForm.Link, Link = "https://contoh.go.id", AgencyId = hall.Ict.AgencyId };
        await hall.App.Hold(document);
        foreach (var key in (string[])["35", "35-2", "35-3", "2"])
        {
            await Uses(hall, old, key, document, EvidenceVerdict.Verified);
        }
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Submit(await ict.Open("/kerja/evaluasi/buka"), "Buka putaran", ("Input.Year", "2025"), ("Input.Instrument", "spbe-2020"), ("Input.Carry", "true"));
        page.Text.ShouldContain("3 bukti Evaluasi SPBE 2019 ditawarkan lagi. 1 bukti tidak dibawa, karena indikatornya tidak mempunyai padanan dalam instrumen ini: 2.");
        var items = (await hall.App.All<CycleIndicator>()).ToDictionary(item => item.Id);
        (await hall.App.All<EvidenceUse>()).Where(use => use.CycleId != old.Id).Select(use => items[use.IndicatorId].Key).Order().ShouldBe(["45", "46", "47"]);
    }

    [Fact]
    public async Task Old_evidence_is_warned_of_by_the_years_guide()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle("spbe-2020", 2024);
        var document = new EvidenceDocument { Title = "Laporan audit aplikasi", Form = EvidenceForm.Link, Link = "https://contoh.go.id", AgencyId = hall.Ict.AgencyId, IssuedOn = new(2021, 1, 1) };
        await hall.App.Hold(document);
        await Uses(hall, cycle, "30", document, EvidenceVerdict.Waiting);
        await Uses(hall, cycle, "29", document, EvidenceVerdict.Waiting);
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator/30")).Text.ShouldContain("Lebih lama dari 2 tahun menurut Pedoman Menteri PANRB 3/2024.");
        (await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator/29")).Text.ShouldNotContain("Lebih lama dari");
    }

    /// <summary>47 indicators with 3,000 pieces of evidence over five years: no page asks more of the database for it, and the bundle does not grow in memory.</summary>
    [Fact]
    public async Task Five_years_of_evidence_do_not_slow_a_page_and_the_bundle_streams()
    {
        await using var hall = await EvaluationHall.Open();
        var app = hall.App;
        EvaluationCycle cycle = null!;
        for (var year = 2022; year <= 2026; year++)
        {
            cycle = await hall.Cycle(year: year);
            await Load(hall, cycle, 600, files: year == 2026 ? 12 : 0);
        }
        using var ict = await app.As(hall.Ict);
        string[] pages = ["/kerja/evaluasi", $"/kerja/evaluasi/{cycle.Id}", $"/kerja/evaluasi/{cycle.Id}/indikator", $"/kerja/evaluasi/{cycle.Id}/indikator/12", $"/kerja/evaluasi/{cycle.Id}/hasil", "/kerja/bukti-evaluasi", "/kerja/evaluasi/riwayat"];
        foreach (var page in pages)
        {
            await ict.Open(page);
            var watch = Stopwatch.StartNew();
            (await ict.Open(page)).Status.ShouldBe(System.Net.HttpStatusCode.OK, page);
            watch.ElapsedMilliseconds.ShouldBeLessThan(1500, page);
        }

        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0, read = 0;
        await using (var zip = await ict.Client.GetStreamAsync($"/kerja/evaluasi/{cycle.Id}/hasil/bukti.zip"))
        {
            var buffer = new byte[256 * 1024];
            int count;
            while ((count = await zip.ReadAsync(buffer)) > 0)
            {
                read += count;
                most = Math.Max(most, GC.GetTotalMemory(false) - before);
            }
        }
        read.ShouldBeGreaterThan(12 * 16L * 1024 * 1024);
        most.ShouldBeLessThan(100L * 1024 * 1024, "Twelve files of 16 MB went through it.");
    }

    private static Task Uses(EvaluationHall hall, EvaluationCycle cycle, string key, EvidenceDocument document, EvidenceVerdict verdict) => hall.App.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var use = new EvidenceUse { CycleId = cycle.Id, IndicatorId = db.Set<CycleIndicator>().Single(item => item.CycleId == cycle.Id && item.Key == key).Id, DocumentId = document.Id, Level = 3, Verdict = verdict };
        db.Add(use);
        services.GetRequiredService<Journal>().Record("evaluation-evidence.registered", use);
        await db.SaveChangesAsync();
    });

    private static Task Load(EvaluationHall hall, EvaluationCycle cycle, int count, int files) => hall.App.Do(async services =>
    {
        var (db, journal, store) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>(), services.GetRequiredService<FileStore>());
        var indicators = db.Set<CycleIndicator>().Where(item => item.CycleId == cycle.Id).OrderBy(item => item.Place).ToList();
        for (var at = 0; at < count; at++)
        {
            var document = new EvidenceDocument { Title = $"Bukti {cycle.Year} nomor {at}", Form = EvidenceForm.File, AgencyId = hall.Ict.AgencyId, IssuedOn = cycle.OpensOn };
            var use = new EvidenceUse { CycleId = cycle.Id, IndicatorId = indicators[at % indicators.Count].Id, DocumentId = document.Id, Level = 2 + (at % 4) };
            db.AddRange(document, use);
            journal.Record("evaluation-documents.registered", document);
            journal.Record("evaluation-evidence.registered", use);
            if (at < files)
            {
                var bytes = new byte[16 * 1024 * 1024];
                new Random(at).NextBytes(bytes);
                var stored = (await store.Put(new MemoryStream(bytes), FileRecord.MostBytes, CancellationToken.None))!;
                var file = new FileRecord { SubjectKind = "evaluation-documents", SubjectId = document.Id, Slot = $"attachment/{at}", Name = $"bukti-{at}.pdf", Sha256 = stored.Sha256, Size = stored.Size, MediaType = "application/pdf", Permission = "evaluation.view", UploadedAt = hall.App.Clock.GetUtcNow() };
                db.Add(file);
                journal.Record("files.attached", file);
            }
        }
        await db.SaveChangesAsync();
    });
}
