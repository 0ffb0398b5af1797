using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Obligations;

public sealed class AttestationTests
{
    private static readonly DateOnly today = new(2026, 11, 2);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Stating_turns_an_obligation_met_at_once_and_withdrawing_turns_it_back(string database)
    {
        await using var city = await City.Build(database);
        using var browse = await city.App.As(city.IctHead);
        var page = await browse.Open($"/kewajiban/{City.One}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("Belum ada yang menyatakan kewajiban ini terpenuhi.");

        var form = await browse.Follow(page, "Nyatakan pemenuhan");
        var stated = await browse.Submit(form, "Nyatakan terpenuhi",
            ("Input.Statement", "Pusat data memenuhi ketentuan; laporan terlampir."), ("Input.DoneOn", "2026-10-01"), ("Input.Link", "https://contoh.go.id/laporan"));
        stated.Href.ShouldBe($"/kewajiban/{City.One}");
        stated.Text.ShouldContain("Pernyataan tersimpan.");
        stated.Text.ShouldContain("Dinyatakan oleh Kepala Dinas Kominfo, berlaku sampai 1 Oktober 2027.");
        stated.Text.ShouldContain("https://contoh.go.id/laporan");
        (await city.Row(City.One)).Status.ShouldBe(State.Met);

        var cut = await browse.Submit(await browse.Follow(stated, "Cabut pernyataan ini"), "Cabut pernyataan", ("Input.Reason", "Laporannya keliru."));
        cut.Text.ShouldContain("Dicabut 2 November 2026: Laporannya keliru.");
        (await city.Row(City.One)).Status.ShouldBe(State.Missing);
        cut.Text.ShouldContain("Pernyataan Kepala Dinas Kominfo dicabut");

        var actions = await city.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.SubjectKind == "attestations").OrderBy(item => item.Index).Select(item => item.Action).ToListAsync());
        actions.ShouldBe(["attestations.stated", "attestations.withdrawn"]);
    }

    [Fact]
    public async Task A_statement_falls_due_in_its_last_thirty_days_and_is_overdue_after_its_last()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, today, until: new DateOnly(2027, 3, 31));

        (await city.Row(City.One)).Status.ShouldBe(State.Met);
        await Days(city, 2027, 2, 28, State.Met);
        await Days(city, 2027, 3, 1, State.Due);
        await Days(city, 2027, 3, 31, State.Due);
        await Days(city, 2027, 4, 1, State.Overdue);
        var late = await city.Row(City.One);
        late.Answer.Since.ShouldBe(new DateOnly(2027, 4, 1));
        late.Answer.Due.ShouldBe(new DateOnly(2027, 3, 31));
        late.Answer.Why.ShouldContain("berakhir 31 Maret 2027");
    }

    [Fact]
    public async Task Each_agency_answers_for_itself_and_all_together_make_it_met()
    {
        await using var city = await City.Build();
        await city.State(City.Every, city.HealthHead, city.Health, today);
        var row = await city.Row(City.Every);
        row.Status.ShouldBe(State.Missing);
        row.Answer.Why.ShouldStartWith("1 dari 3 perangkat daerah sudah menyatakan pemenuhannya. Belum: Dinas Arsip dan Dinas Kominfo.");
        row.Answer.Agencies.Single(agency => agency.Agency == city.Health).Status.ShouldBe(State.Met);

        await city.State(City.Every, city.ArchiveHead, city.Archive, today, until: today.AddDays(10));
        await city.State(City.Every, city.IctHead, city.Ict, today);
        row = await city.Row(City.Every);
        row.Status.ShouldBe(State.Due);
        row.Answer.Due.ShouldBe(today.AddDays(10));
        (await city.Row(City.Every, today.AddDays(11))).Status.ShouldBe(State.Overdue);

        await city.State(City.Every, city.ArchiveHead, city.Archive, today);
        row = await city.Row(City.Every);
        row.Status.ShouldBe(State.Met);
        row.Answer.Why.ShouldBe("3 dari 3 perangkat daerah sudah menyatakan pemenuhannya.");
    }

    [Fact]
    public async Task Nobody_states_for_another_agency()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.HealthHead);
        var form = await browse.Open($"/kewajiban/{City.Every}/nyatakan");
        form.Text.ShouldContain("Dinas Kesehatan");
        form.Text.ShouldNotContain("Dinas Arsip");

        var refused = await browse.Submit(form, "Nyatakan terpenuhi", ("Input.Agency", city.Archive.ToString()), ("Input.Statement", "Sudah."), ("Input.DoneOn", "2026-11-01"));
        refused.Text.ShouldContain("Jabatan Anda tidak berwenang menyatakan kewajiban ini untuk Dinas Arsip.");
        (await city.Row(City.Every)).Answer.Agencies.ShouldAllBe(agency => agency.Status == State.Missing);
    }

    [Fact]
    public async Task Neither_another_office_nor_somebody_without_a_role_may_state_or_withdraw()
    {
        await using var city = await City.Build();
        var statement = await city.State(City.One, city.IctHead, null, today);
        using (var health = await city.App.As(city.HealthHead))
        {
            (await health.Open($"/kewajiban/{City.One}/nyatakan")).Text.ShouldNotContain("Nyatakan terpenuhi");
            (await health.Open($"/kewajiban/{City.One}/pernyataan/{statement.Id}/cabut")).Text.ShouldNotContain("Alasan pencabutan");
            (await health.Open($"/kewajiban/{City.One}")).Html.QuerySelectorAll("a").ShouldNotContain(link => link.TextContent == "Nyatakan pemenuhan");
        }
        using var clerk = await city.App.As(city.Clerk);
        (await clerk.Client.GetAsync($"/kewajiban/{City.One}")).IsSuccessStatusCode.ShouldBeFalse();
        (await clerk.Client.GetAsync("/api/v1/obligations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Client.GetAsync("/kewajiban/ekspor.xlsx")).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Evidence_is_attached_by_whoever_may_state_and_fetched_by_whoever_sees_the_statement()
    {
        await using var city = await City.Build();
        var statement = await city.State(City.Every, city.HealthHead, city.Health, today);
        using var browse = await city.App.As(city.HealthHead);
        var page = await browse.Open($"/kewajiban/{City.Every}");
        var form = await browse.Follow(page, "Lampirkan berkas");
        var attached = await browse.Submit(form, "Unggah berkas", [("Input.File", "laporan.pdf", "%PDF-1.7\n%%EOF\n"u8.ToArray())]);
        attached.Href.ShouldStartWith($"/kewajiban/{City.Every}");
        attached.Text.ShouldContain("Unduh laporan.pdf");
        var href = attached.Html.QuerySelector("a[href^='/berkas/']")!.GetAttribute("href")!;
        (await browse.Client.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var archive = await city.App.As(city.ArchiveHead);
        (await archive.Client.GetAsync(href)).IsSuccessStatusCode.ShouldBeFalse();
        (await archive.Open($"/kerja/berkas/attestations/{statement.Id}")).Text.ShouldNotContain("Unggah berkas");
    }

    [Fact]
    public async Task The_leader_may_state_any()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.Head, null, today);
        await city.State(City.Every, city.Head, city.Archive, today);
        (await city.Row(City.One)).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task A_validity_may_be_shortened_and_never_lengthened_and_nothing_typed_is_lost()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.IctHead);
        var form = await browse.Open($"/kewajiban/{City.One}/nyatakan");
        var refused = await browse.Submit(form, "Nyatakan terpenuhi", ("Input.Statement", "Sudah diperiksa."), ("Input.DoneOn", "2026-11-01"), ("Input.ValidUntil", "2027-11-02"));
        refused.Text.ShouldContain("Paling lama sampai 1 November 2027.");
        refused.Html.QuerySelector("textarea")!.TextContent.ShouldContain("Sudah diperiksa.");

        var accepted = await browse.Submit(refused, "Nyatakan terpenuhi", ("Input.ValidUntil", "2027-11-01"));
        accepted.Text.ShouldContain("berlaku sampai 1 November 2027");
    }

    [Fact]
    public async Task A_bad_form_says_all_that_is_wrong_at_once()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.IctHead);
        var form = await browse.Open($"/kewajiban/{City.One}/nyatakan");
        var refused = await browse.Submit(form, "Nyatakan terpenuhi", ("Input.Statement", " "), ("Input.DoneOn", "2026-11-03"), ("Input.Link", "javascript:alert(1)"));
        refused.Text.ShouldContain("Tulis apa yang sudah dilakukan.");
        refused.Text.ShouldContain("Tanggal pelaksanaan belum tiba.");
        refused.Text.ShouldContain("Isi alamat lengkap");

        var long2 = await browse.Submit(form, "Nyatakan terpenuhi", ("Input.Statement", new string('a', Attestation.StatementLength + 1)), ("Input.DoneOn", "2026-11-01"));
        long2.Text.ShouldContain("Paling banyak 2.000 huruf");
    }

    [Fact]
    public async Task What_the_records_answer_cannot_be_stated()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.Head);
        (await city.Row("PKY-53-1")).By.ShouldBe(AnsweredBy.Check);
        (await browse.Open("/kewajiban/PKY-53-1/nyatakan")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_check_that_no_module_brings_yet_is_attested_meanwhile_and_says_which_module_will()
    {
        await using var city = await City.Build();
        var awaited = (await city.Board()).Rows.FirstOrDefault(row => row.By == AnsweredBy.Awaited && !row.OfEveryAgency);
        Assert.SkipWhen(awaited is null, "every check has its module");
        awaited.Answer.Why.ShouldContain($"modul {awaited.Module}");
        var statement = await city.State(awaited.Id, city.Head, null, today);
        statement.ValidUntil.ShouldNotBeNull();
        (await city.Row(awaited.Id)).Status.ShouldBe(State.Met);
    }

    private static async Task Days(City city, int year, int month, int day, State expected)
    {
        city.App.Clock.Set(new DateTimeOffset(year, month, day, 3, 0, 0, TimeSpan.Zero));
        (await city.Row(City.One)).Status.ShouldBe(expected, $"{year}-{month}-{day}");
    }
}
