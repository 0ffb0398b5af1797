using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>What was examined no longer changes, whatever two people do to one indicator in the same moment.</summary>
public sealed class EvidenceRuleTests
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
        await ict.HandIn(address, pdf);
        var document = (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem();
        (await ict.Open(document.Href)).Text.ShouldContain("Tambah berkas", customMessage: "As long as nobody examined it.");
        await ict.Answer(address);
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
        var use = await hall.Use(cycle, "12", EvidenceForm.File, EvidenceVerdict.Waiting);
        await hall.Put(cycle, "12", IndicatorState.Returned, 2);
        await hall.App.Do(async services =>
        {
            var subject = (await services.GetRequiredService<FileSubjects>().Find(EvidenceRegister.Kind, use.DocumentId, CancellationToken.None))!;
            subject.MayAttach.ShouldBeTrue();
            await hall.Put(cycle, "12", IndicatorState.Submitted, 2);
            var attached = await services.GetRequiredService<Attachments>().Attach(subject, new Upload(null, "ganti.pdf", new MemoryStream(pdf), Classification.Restricted), CancellationToken.None);
            attached.Refusals.ShouldHaveSingleItem().Message.ShouldContain("menjadi dasar jawaban yang sudah diajukan");
            return true;
        }, await hall.App.Actor(hall.Ict));
        (await hall.App.All<FileRecord>()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Evidence_without_its_file_carries_no_level(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var use = await hall.Use(cycle, "12", EvidenceForm.File, EvidenceVerdict.Waiting);
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        using var ict = await hall.App.As(hall.Ict);
        using var assessor = await hall.App.As(hall.Assessor);
        var page = await ict.Open(address);
        page.Text.ShouldContain("Tidak berisi berkas");
        var refused = await ict.Submit(page, "Ajukan kepada asesor", ("Input.Value", "2"), ("Input.Met", "2"), ("Input.Reason", "Sudah ada."));
        refused.Text.ShouldContain("Bukti “Naskah” pada tingkat 2 tidak berisi berkas. Unggah berkasnya pada halaman bukti itu, atau lepaskan buktinya, lalu ajukan lagi.");

        // The same where the file goes in the moment of submission.
        (await ict.Submit(await ict.Open($"/kerja/bukti-evaluasi/{use.DocumentId}"), "Unggah berkas", [("Input.File", "naskah.pdf", pdf)], ("Input.Classification", nameof(Classification.Restricted)))).Text.ShouldContain("naskah.pdf");
        var (actor, spoken) = (await hall.App.Actor(hall.Ict), new Spoken(-1, 2, [2], "Sudah ada."));
        await hall.At(cycle, actor, async (services, book, entry) =>
        {
            await hall.At(cycle, actor, async (others, _, _) => (await others.GetRequiredService<Attachments>().Remove((await hall.App.All<FileRecord>()).Single().Id, "Salah berkas.", CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<JudgementWork>().Judge(book, entry, JudgementStage.Agency, spoken, submit: true, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("Bukti indikator ini baru saja");
        });
        (await hall.Item(cycle, "12")).State.ShouldBe(IndicatorState.Answering);

        // What was submitted before is not verified either, and with its file it is.
        await hall.Put(cycle, "12", IndicatorState.Submitted, 2);
        (await assessor.Submit(await assessor.Open(address), "Verifikasi")).Text.ShouldContain("Bukti ini tidak berisi berkas, jadi tidak dapat diverifikasi.");
        await hall.Put(cycle, "12", IndicatorState.Returned, 2);
        await ict.Submit(await ict.Open($"/kerja/bukti-evaluasi/{use.DocumentId}"), "Unggah berkas", [("Input.File", "naskah.pdf", pdf)], ("Input.Classification", nameof(Classification.Restricted)));
        await ict.Answer(address);
        (await assessor.Submit(await assessor.Open(address), "Verifikasi")).Text.ShouldContain("Bukti terverifikasi.");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_level_is_not_validated_on_evidence_that_is_refused_in_the_same_moment(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var use = await hall.Use(cycle, "12", EvidenceForm.Link, EvidenceVerdict.Verified);
        await hall.Put(cycle, "12", IndicatorState.Assessed, 2);
        var (officer, assessor) = (await hall.App.Actor(hall.Officer), await hall.App.Actor(hall.Assessor));
        var spoken = new Spoken(-1, 2, [2], "Sesuai bukti.");

        // The officer has read the evidence; an assessor refuses it meanwhile.
        await hall.At(cycle, officer, async (services, book, entry) =>
        {
            await hall.At(cycle, assessor, async (others, its, one) => (await others.GetRequiredService<EvidenceWork>().Verify(its, one, use.Id, one.Uses[0].Version, accept: false, "Kedaluwarsa.", CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<JudgementWork>().Judge(book, entry, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("Bukti indikator ini baru saja");
        });
        (await hall.Item(cycle, "12")).State.ShouldBe(IndicatorState.Assessed);

        // The assessor has read the indicator; the officer validates meanwhile.
        await hall.At(cycle, assessor, async (others, its, one) => (await others.GetRequiredService<EvidenceWork>().Verify(its, one, use.Id, one.Uses[0].Version, accept: true, null, CancellationToken.None)).Refusals.ShouldBeEmpty());
        await hall.At(cycle, assessor, async (services, book, entry) =>
        {
            await hall.At(cycle, officer, async (others, its, one) => (await others.GetRequiredService<JudgementWork>().Judge(its, one, JudgementStage.Officer, spoken, false, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<EvidenceWork>().Verify(book, entry, use.Id, entry.Uses[0].Version, accept: false, "Kedaluwarsa.", CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("sekarang divalidasi");
        });
        (await hall.App.All<EvidenceUse>()).ShouldHaveSingleItem().Verdict.ShouldBe(EvidenceVerdict.Verified);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_answer_is_not_submitted_with_evidence_that_nobody_froze(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var cycle = await hall.Cycle();
        var (ict, colleague) = (await hall.App.Actor(hall.Ict), await hall.App.Actor(hall.Officer));
        var spoken = new Spoken(-1, 1, [], "Belum ada.");
        EvidenceDocument Link(string title) => new() { Title = title, Form = EvidenceForm.Link, Link = "https://contoh.go.id", AgencyId = hall.Ict.AgencyId };
        await hall.At(cycle, ict, async (services, book, entry) =>
        {
            await hall.At(cycle, colleague, async (others, its, one) => (await others.GetRequiredService<EvidenceWork>().Attach(its, one, Link("Satu"), 2, isNew: true, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<JudgementWork>().Judge(book, entry, JudgementStage.Agency, spoken, submit: true, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("Bukti indikator ini baru saja");
        });
        await hall.At(cycle, ict, async (services, book, entry) =>
        {
            await hall.At(cycle, colleague, async (others, its, one) => (await others.GetRequiredService<JudgementWork>().Judge(its, one, JudgementStage.Agency, spoken, submit: true, CancellationToken.None)).Refusals.ShouldBeEmpty());
            (await services.GetRequiredService<EvidenceWork>().Attach(book, entry, Link("Dua"), 2, isNew: true, CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("sekarang menunggu asesor");
        });
        (await hall.App.All<EvidenceDocument>()).ShouldHaveSingleItem().Title.ShouldBe("Satu");
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
}
