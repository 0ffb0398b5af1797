using System.Net;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>Plans on screen: rules, page and comparison.</summary>
public sealed class PlanPageTests
{
    public static TheoryData<string, string, string> Slugs => new()
    {
        { "dokumen-rencana", "Tambah dokumen rencana", "Isi judul." },
        { "muatan-rencana", "Tambah muatan", "Isi rencana." },
        { "dasar-rencana", "Tambah dasar rencana", "Isi rencana." },
        { "konsultasi-rencana", "Tambah konsultasi rencana", "Isi dengan." },
        { "alasan-reviu", "Tambah perubahan", "Isi perubahan." },
        { "reviu-rencana", "Tambah reviu rencana", "Isi rencana." },
    };

    [Theory, MemberData(nameof(Slugs))]
    public async Task A_register_refuses_who_may_not_and_what_is_not_there_and_names_what_is_wanting(string slug, string title, string wanting)
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var visitor = new Browse(app);
        (await visitor.Client.GetAsync($"/kerja/{slug}")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/masuk");
        using var auditor = await app.SignInAs(Role.Auditor);
        (await auditor.Open($"/kerja/{slug}")).Status.ShouldBe(HttpStatusCode.OK);
        (await auditor.Open($"/kerja/{slug}/baru")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        (await kominfo.Open($"/kerja/{slug}/{Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = await kominfo.Open($"/kerja/{slug}/baru");
        form.Title.ShouldBe(title);
        (await kominfo.Submit(form, $"Simpan {title["Tambah ".Length..]}")).Text.ShouldContain(wanting);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_plan_is_drafted_filled_and_enacted_and_then_its_text_is_frozen(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var form = await kominfo.Open("/kerja/dokumen-rencana/baru");
        var refused = await kominfo.Submit(form, "Simpan dokumen rencana", ("Form.Input[title]", "Arsitektur 2026"), ("Form.Input[kind]", "Architecture"), ("Form.Input[number]", "1"), ("Form.Input[state]", "Enacted"));
        refused.Text.ShouldContain("Simpan dahulu sebagai rancangan");
        refused.Text.ShouldContain("Pilih produk hukum yang menetapkannya");
        refused = await kominfo.Submit(refused, "Simpan dokumen rencana", ("Form.Input[state]", "Drafting"), ("Form.Input[from]", "2026-01-01"), ("Form.Input[until]", "2025-01-01"));
        refused.Text.ShouldContain("Hari terakhir lebih dahulu");
        var page = await kominfo.Submit(refused, "Simpan dokumen rencana", ("Form.Input[until]", "2030-12-31"));
        page.Title.ShouldBe("Arsitektur 2026");
        page.Text.ShouldContain("0 dari 8 muatan sudah terisi");
        page.Text.ShouldContain("Direviu setiap 1 tahun");
        page.Body.ShouldContain("Pasal 5 ayat (4)");

        var content = await kominfo.Submit(await kominfo.Follow(page, "Isi Domain layanan SPBE"), "Simpan muatan", ("Form.Input[text]", "Layanan sekarang."));
        content.Status.ShouldBe(HttpStatusCode.OK);
        page = await kominfo.Open(page.Href);
        page.Text.ShouldContain("1 dari 8 muatan sudah terisi");
        var plan = (await app.All<Plan>()).Single();
        var again = await kominfo.Submit(await kominfo.Open($"/kerja/muatan-rencana/baru?plan={plan.Id}&part=Domains&key=service"), "Simpan muatan", ("Form.Input[text]", "Lagi."));
        again.Text.ShouldContain("Muatan ini sudah ada");
        again = await kominfo.Submit(again, "Simpan muatan", ("Form.Input[key]", "ict-audit"));
        again.Text.ShouldContain("tidak termasuk bagian");

        var decree = new Web.Modules.Organisation.LegalDocument { Number = "1", Title = "Penetapan", IssuedOn = new DateOnly(2026, 1, 5), InForceFrom = new DateOnly(2026, 1, 5) };
        await app.Hold(decree);
        page = await kominfo.Submit(await kominfo.Open($"{page.Href}/ubah"), "Simpan perubahan", ("Form.Input[state]", "Enacted"), ("Form.Input[enactedOn]", "2026-01-05"), ("Form.Input[enactedById]", decree.Id.ToString()),
            ("Form.Input[enactedBy]", "head"), ("Form.Input[instrument]", "HeadDecree"));
        page.Text.ShouldContain("Naskah sama dengan yang ditetapkan");
        plan = (await app.All<Plan>()).Single();
        plan.Digest!.Length.ShouldBe(64);
        page.Text.ShouldContain(plan.Digest);

        (await kominfo.Submit(await kominfo.Open($"{page.Href}/ubah"), "Simpan perubahan", ("Form.Input[until]", "2031-12-31"))).Text.ShouldContain("tidak dapat diubah. Buat versi baru");
        (await kominfo.Submit(await kominfo.Open($"{page.Href}/ubah"), "Simpan perubahan", ("Form.Input[state]", "Drafting"), ("Form.Input[enactedOn]", ""), ("Form.Input[enactedById]", ""))).Text.ShouldContain("tidak kembali menjadi rancangan");
        var kept = (await app.All<PlanContent>()).Single();
        (await kominfo.Submit(await kominfo.Open($"/kerja/muatan-rencana/{kept.Id}/ubah"), "Simpan perubahan", ("Form.Input[text]", "Lain."))).Text.ShouldContain("sudah ditetapkan pada 5 Januari 2026");
        (await app.All<PlanContent>()).Single().Text.ShouldBe("Layanan sekarang.");
    }

    [Fact]
    public async Task Two_versions_are_compared_section_by_section()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var first = await app.Enacted(PlanKind.Roadmap);
        var second = PlanKit.Draft(PlanKind.Roadmap, 2);
        var other = PlanKit.Draft(PlanKind.Architecture);
        await app.Hold(second, other);
        await app.Hold(Content(first, "governance", "Sama."), Content(second, "governance", "Sama."), Content(first, "services", "Sebelum."), Content(second, "services", "Sesudah."), Content(second, "security", "Baru."), Content(first, "ict-audit", "Lama."));
        using var auditor = await app.SignInAs(Role.Auditor);
        var page = await auditor.Open($"/kerja/dokumen-rencana/{second.Id}");
        page = await auditor.Follow(page, "Bandingkan dengan versi 1");
        page.Href.ShouldBe($"/kerja/bandingkan-rencana/{first.Id}/{second.Id}");
        page.Text.ShouldContain("3 dari 4 muatan berbeda");
        page.Text.ShouldContain("Layanan SPBE Muatan pokok: berubah");
        page.Text.ShouldContain("Keamanan SPBE Muatan pokok: ditambahkan");
        page.Text.ShouldContain("Audit teknologi informasi dan komunikasi Muatan pokok: dihapus");
        (await auditor.Open($"/kerja/bandingkan-rencana/{first.Id}/{other.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await auditor.Open($"/kerja/bandingkan-rencana/{first.Id}/{first.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        static PlanContent Content(Plan plan, string key, string text) => new() { PlanId = plan.Id, Part = PlanPart.Sections, Key = key, Text = text };
    }

    [Fact]
    public async Task A_regulation_that_ties_a_plan_to_the_medium_term_plan_says_where_it_ends()
    {
        await using var app = await App.StartWith(PlanKit.BangkaTengah);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var refused = await kominfo.Submit(await kominfo.Open("/kerja/dokumen-rencana/baru"), "Simpan dokumen rencana", ("Form.Input[title]", "Peta Rencana"), ("Form.Input[kind]", "Roadmap"), ("Form.Input[number]", "1"),
            ("Form.Input[from]", "2024-01-01"), ("Form.Input[until]", "2028-12-31"), ("Form.Input[rpjmdUntil]", "2026-12-31"));
        refused.Text.ShouldContain("isi 31 Desember 2026");
        (await kominfo.Submit(refused, "Simpan dokumen rencana", ("Form.Input[until]", "2026-12-31"))).Title.ShouldBe("Peta Rencana");
    }

    [Fact]
    public async Task Consultations_triggers_and_reviews_keep_their_rules()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var plan = await app.Enacted(PlanKind.Architecture);
        var talk = await kominfo.Submit(await kominfo.Open("/kerja/konsultasi-rencana/baru"), "Simpan konsultasi rencana", ("Form.Input[with]", "ministry-communications"), ("Form.Input[heldOn]", "2026-11-03"), ("Form.Input[outcome]", "Dibahas."));
        talk.Text.ShouldContain("Pilih rencananya atau isi tahun anggarannya");
        talk.Text.ShouldContain("belum berlangsung");
        (await kominfo.Submit(talk, "Simpan konsultasi rencana", ("Form.Input[budgetYear]", "2027"), ("Form.Input[heldOn]", "2026-11-02"))).Status.ShouldBe(HttpStatusCode.OK);
        (await app.All<PlanConsultation>()).ShouldHaveSingleItem();

        var trigger = await kominfo.Submit(await kominfo.Open("/kerja/alasan-reviu/baru"), "Simpan perubahan", ("Form.Input[ground]", "rpjmd-changed"), ("Form.Input[knownOn]", "2026-11-02"), ("Form.Input[what]", "RPJMD diubah."));
        trigger.Status.ShouldBe(HttpStatusCode.OK);
        (await app.All<PlanReview>()).ShouldHaveSingleItem().PlanId.ShouldBe(plan.Id);
        (await kominfo.Submit(await kominfo.Open("/kerja/alasan-reviu/baru"), "Simpan perubahan", ("Form.Input[ground]", "rpjmd-changed"), ("Form.Input[knownOn]", "2026-11-02"), ("Form.Input[what]", "Lagi."))).Text.ShouldContain("sudah dicatat");
        (await app.All<PlanReview>()).ShouldHaveSingleItem();

        var review = (await app.All<PlanReview>()).Single();
        var form = await kominfo.Submit(await kominfo.Open($"/kerja/reviu-rencana/{review.Id}/ubah"), "Simpan perubahan", ("Form.Input[finishedOn]", "2026-11-01"));
        form.Text.ShouldContain("sebelum dibuka");
        form.Text.ShouldContain("Isi tanggal selesai dan hasilnya");
        form.Text.ShouldContain("Tulis kesimpulan");
        form = await kominfo.Submit(form, "Simpan perubahan", ("Form.Input[finishedOn]", "2026-11-02"), ("Form.Input[result]", "Keep"), ("Form.Input[report]", "Tetap."), ("Form.Input[receivedOn]", "2026-11-02"));
        form.Text.ShouldContain("Hasil diterima sesudah disampaikan");
        (await kominfo.Submit(form, "Simpan perubahan", ("Form.Input[receivedOn]", ""))).Status.ShouldBe(HttpStatusCode.OK);
        (await app.All<PlanReview>()).Single().Result.ShouldBe(ReviewResult.Keep);
        (await kominfo.Open($"/kerja/dokumen-rencana/{plan.Id}")).Text.ShouldContain("tetap berlaku");
    }
}
