using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>Four eyes, and what a faster colleague does to a form that is open.</summary>
public sealed class CycleGuardTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_verifies_evidence_that_they_handed_in_themselves(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var both = await hall.App.Staff("Analis ganda", hall.Ict.AgencyId, [], [Role.Operator, Role.Assessor]);
        var cycle = await hall.Cycle();
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        using var twice = await hall.App.As(both);
        using var ict = await hall.App.As(hall.Ict);
        using var assessor = await hall.App.As(hall.Assessor);
        (await twice.Submit(await twice.Open($"{address}/bukti?tingkat=2"), "Tambah tautan", ("Link.Title", "Naskah di laman"), ("Link.Link", "https://contoh.go.id/naskah"))).Text.ShouldContain("Bukti tersimpan.");
        var use = (await hall.App.All<EvidenceUse>()).ShouldHaveSingleItem();
        use.AddedById.ShouldBe(both.PersonId);
        // Somebody else's document, which they filled with a file.
        await ict.HandIn(address, "%PDF-1.7\n%%EOF"u8.ToArray());
        var filled = (await hall.App.All<EvidenceUse>()).Single(one => one.Id != use.Id);
        (await twice.Submit(await twice.Open($"/kerja/bukti-evaluasi/{filled.DocumentId}"), "Unggah berkas", [("Input.File", "dua.pdf", "%PDF-1.7\n%\n%%EOF"u8.ToArray())], ("Input.Classification", nameof(Classification.Restricted)))).Text.ShouldContain("dua.pdf");
        await ict.Answer(address);

        var own = await twice.Open(address);
        own.Text.ShouldContain("Anda sendiri yang menyerahkan bukti ini, jadi diperiksa asesor lain.");
        own.Html.QuerySelectorAll("form[action*='Verify']").ShouldBeEmpty();
        var page = await assessor.Open(address);
        var actions = page.Html.QuerySelectorAll("form[action*='Verify']").Select(form => form.GetAttribute("action")!).ToList();
        actions.Count.ShouldBe(2);
        foreach (var action in actions)
        {
            (await Post(twice, own, action)).ShouldContain("Anda sendiri yang menyerahkan bukti ini");
        }
        (await hall.App.All<EvidenceUse>()).ShouldAllBe(one => one.Verdict == EvidenceVerdict.Waiting);
        foreach (var action in actions)
        {
            await Post(assessor, page, action);
        }
        (await hall.App.All<EvidenceUse>()).ShouldAllBe(one => one.Verdict == EvidenceVerdict.Verified && one.VerdictById == hall.Assessor.PersonId);
        // Carried to the next year, it is still theirs.
        await hall.Cycle(year: 2027, carry: true);
        (await hall.App.All<EvidenceUse>()).Count(one => one.AddedById == both.PersonId).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nothing_typed_is_lost_to_a_colleague_who_was_faster(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        using var slow = await hall.App.As(hall.Ict);
        using var fast = await hall.App.As(hall.Officer);
        var (open, other) = (await slow.Open(address), await fast.Open(address));
        (await fast.Submit(other, "Ajukan kepada asesor", ("Input.Value", "1"), ("Input.Reason", "Belum ada apa pun."))).Text.ShouldContain("diajukan");
        var kept = await slow.Submit(open, "Simpan dahulu", ("Input.Value", "1"), ("Input.Reason", "Uraian panjang yang sudah ditulis."));
        kept.Text.ShouldContain("Jawaban sudah diajukan");
        kept.Text.ShouldContain("Isian Anda belum tersimpan");
        kept.Text.ShouldContain("Uraian panjang yang sudah ditulis.");
        kept.Text.ShouldContain("Belum ada apa pun.");
        kept.Text.ShouldContain("Pejabat Kepala Dinas Kominfo");
        (await hall.App.All<Judgement>()).ShouldHaveSingleItem().Reason.ShouldBe("Belum ada apa pun.");

        // Sent back by two assessors at once: the second keeps the words too.
        using var assessor = await hall.App.As(hall.Assessor);
        using var second = await hall.App.As(hall.Other);
        var (one, two) = (await assessor.Open(address), await second.Open(address));
        (await assessor.Submit(one, "Kembalikan jawaban ini", ("ReturnBecause", "Lengkapi dasarnya."))).Text.ShouldContain("Jawaban dikembalikan.");
        var late = await second.Submit(two, "Kembalikan jawaban ini", ("ReturnBecause", "Tambahkan notula rapat."));
        late.Text.ShouldContain("Isian Anda belum tersimpan");
        late.Text.ShouldContain("Tambahkan notula rapat.");
        (await hall.App.All<CycleIndicator>()).Single(item => item.Key == "12").ReturnedBecause.ShouldBe("Lengkapi dasarnya.");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_takes_back_a_validation_that_they_did_not_see(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        await hall.Fill(cycle, IndicatorState.Assessed, 1);
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        using var assessor = await hall.App.As(hall.Assessor);
        using var officer = await hall.App.As(hall.Officer);
        var open = await assessor.Open(address);
        (await officer.Submit(await officer.Open(address), "Validasi nilai ini", ("Input.Reason", "Benar."))).Text.ShouldContain("tersimpan");
        var refused = await assessor.Submit(open, "Kembalikan jawaban ini", ("ReturnBecause", "Lengkapi dasarnya."));
        refused.Text.ShouldContain("Indikator ini berubah sejak Anda membuka halaman, dan sekarang divalidasi.");
        refused.Html.QuerySelector("[name=ReturnBecause]")!.TextContent.Trim().ShouldBe("Lengkapi dasarnya.");
        (await hall.App.All<CycleIndicator>()).Single(item => item.Key == "12").State.ShouldBe(IndicatorState.Validated);
        // What stands there now has been shown, so that sending it again returns it.
        (await assessor.Submit(refused, "Kembalikan jawaban ini")).Text.ShouldContain("Jawaban dikembalikan.");
        (await hall.App.All<CycleIndicator>()).Single(item => item.Key == "12").State.ShouldBe(IndicatorState.Returned);
    }

    [Fact]
    public async Task An_answer_is_saved_for_later_without_its_explanation_and_not_submitted_without()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        using var ict = await hall.App.As(hall.Ict);
        (await ict.Submit(await ict.Open(address), "Simpan dahulu", ("Input.Value", "3"), ("Input.Reason", ""))).Text.ShouldContain("Indikator 12 tersimpan.");
        (await hall.App.All<Judgement>()).ShouldHaveSingleItem().Value.ShouldBe(3);
        (await ict.Submit(await ict.Open(address), "Ajukan kepada asesor")).Text.ShouldContain("Tulis penjelasan untuk nilai ini.");
        (await hall.App.All<CycleIndicator>()).Single(item => item.Key == "12").State.ShouldBe(IndicatorState.Answering);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Efforts_are_held_to_what_was_read_and_end_with_the_cycle(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/47";
        using var slow = await hall.App.As(hall.Ict);
        using var fast = await hall.App.As(hall.Officer);
        var (open, other) = (await slow.Open(address), await fast.Open(address));
        (await fast.Submit(other, "Simpan perkiraan", ("efforts", "5"), ("efforts", "6"), ("efforts", "7"), ("efforts", "8"))).Text.ShouldContain("tersimpan");
        var refused = await slow.Submit(open, "Simpan perkiraan", ("efforts", "1"), ("efforts", "2"), ("efforts", "3"), ("efforts", "4"));
        refused.Text.ShouldContain("Perkiraan yang tersimpan sekarang: 5, 6, 7, 8");
        refused.Html.QuerySelectorAll("input[name=efforts]").Select(input => input.GetAttribute("value")).ShouldBe(["1", "2", "3", "4"]);
        (await slow.Submit(refused, "Simpan perkiraan")).Text.ShouldContain("tersimpan");
        (await hall.App.All<CycleIndicator>()).Single(item => item.Key == "47").Efforts.ShouldBe([1, 2, 3, 4]);

        var last = await slow.Open(address);
        await hall.App.Alter<EvaluationCycle>(cycle.Id, item => item.State = CycleState.Closed);
        (await slow.Submit(last, "Simpan perkiraan", ("efforts", "9"), ("efforts", "9"), ("efforts", "9"), ("efforts", "9"))).Text.ShouldContain("Putaran ini sudah selesai, jadi perkiraan usahanya tidak berubah lagi.");
        (await slow.Open(address)).Text.ShouldNotContain("Perkiraan usaha tiap kenaikan");
        (await hall.App.All<CycleIndicator>()).Single(item => item.Key == "47").Efforts.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_file_somewhat_too_large_is_refused_in_words_at_its_field()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        using var ict = await hall.App.As(hall.Ict);
        var content = new byte[31 * 1024 * 1024];
        "%PDF-1.7\n"u8.CopyTo(content);
        var page = await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/indikator/12/bukti?tingkat=2"), "Unggah bukti", [("Upload.File", "besar.pdf", content)], ("Upload.Title", "Naskah besar"));
        page.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        page.Html.QuerySelector("#Upload_File-error").ShouldNotBeNull().TextContent.ShouldContain("20 MB");
        page.Html.QuerySelector("[name='Upload.Title']")!.GetAttribute("value").ShouldBe("Naskah besar");
        (await hall.App.All<EvidenceDocument>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_day_of_all_follow_ups_is_kept_when_it_is_refused_and_proposed_in_words()
    {
        await using var hall = await EvaluationHall.Open();
        var cycle = await hall.Cycle();
        await hall.SignOff(cycle, 1m);
        using var ict = await hall.App.As(hall.Ict);
        var page = await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil");
        page.Text.ShouldContain("Usulan: 2 Mei 2027, enam bulan dari hari ini.");
        var refused = await ict.Submit(page, "Buat tindak lanjut", ("DueOn", "2026-10-01"));
        refused.Html.QuerySelector("#DueOn-error").ShouldNotBeNull().TextContent.ShouldContain("Isi tenggat hari ini atau sesudahnya.");
        refused.Html.QuerySelector("[name=DueOn]")!.GetAttribute("value").ShouldBe("2026-10-01");
    }

    private static async Task<string> Post(Browse browse, Page page, string action)
    {
        var token = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("accept", "true"), KeyValuePair.Create("verdictReason", "")]);
        using var response = await browse.Client.PostAsync(new Uri(action, UriKind.Relative), content);
        return System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
