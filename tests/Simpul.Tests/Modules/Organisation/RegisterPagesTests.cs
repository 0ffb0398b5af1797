using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Modules.Organisation;

/// <summary>The registers of this module on screen: each with no permission, an unknown id, bad input and success.</summary>
public sealed class RegisterPagesTests
{
    public static TheoryData<string, string, string> Slugs => new()
    {
        { "perangkat-daerah", "Tambah perangkat daerah", "Isi nama." },
        { "jabatan", "Tambah jabatan", "Isi nama jabatan." },
        { "pegawai", "Tambah pegawai", "Isi nama." },
        { "penunjukan-jabatan", "Tambah penunjukan", "Isi pegawai." },
        { "produk-hukum", "Tambah produk hukum", "Isi judul." },
        { "kebijakan-internal", "Tambah kebijakan internal", "Isi judul." },
        { "pejabat-spbe", "Tambah pejabat SPBE", "Isi pegawai." },
        { "pemegang-fungsi", "Tambah pemegang fungsi", "Isi fungsi." },
        { "anggota-tim", "Tambah anggota tim", "Isi kursi." },
        { "program-kerja", "Tambah program kerja", "Isi judul." },
        { "rapat-tim", "Tambah rapat", "Isi judul." },
        { "keputusan-rapat", "Tambah keputusan rapat", "Isi keputusan." },
        { "laporan", "Tambah laporan", "Isi judul." },
    };

    [Theory, MemberData(nameof(Slugs))]
    public async Task A_register_refuses_who_may_not_and_what_is_not_there_and_names_what_is_wanting(string slug, string title, string wanting)
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var visitor = new Browse(app);
        (await visitor.Client.GetAsync($"/kerja/{slug}")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/masuk");

        using var auditor = await app.SignInAs(Role.Auditor);
        var list = await auditor.Open($"/kerja/{slug}");
        list.Status.ShouldBe(HttpStatusCode.OK);
        list.Body.ShouldNotContain($"{slug}/baru");
        (await auditor.Open($"/kerja/{slug}/baru")).Status.ShouldBe(HttpStatusCode.Forbidden);

        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open($"/kerja/{slug}/{Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.Open($"/kerja/{slug}/{Guid.NewGuid()}/ubah")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = await admin.Open($"/kerja/{slug}/baru");
        form.Title.ShouldBe(title);
        var refused = await admin.Submit(form, form.Html.QuerySelector(".actions button")!.TextContent.Trim());
        refused.Status.ShouldBe(HttpStatusCode.OK);
        refused.Text.ShouldContain(wanting);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_agency_is_registered_found_and_changed(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var admin = await app.SignInAs(Role.Administrator);
        var form = await admin.Open("/kerja/perangkat-daerah/baru");
        var saved = await admin.Submit(form, "Simpan perangkat daerah",
            ("Form.Input[name]", "Dinas Komunikasi dan Informatika"), ("Form.Input[code]", "2.16.01"), ("Form.Input[shortName]", "Diskominfo"), ("Form.Input[kind]", "Department"), ("Form.Many[holds]", "ict-agency"));
        saved.Title.ShouldBe("Dinas Komunikasi dan Informatika");
        (await admin.Open("/kerja/perangkat-daerah?q=diskom&kind=Department")).Text.ShouldContain("Dinas Komunikasi dan Informatika");
        (await admin.Open("/kerja/perangkat-daerah?q=diskom&kind=Board")).Text.ShouldContain("Tidak ada yang cocok");

        var changed = await admin.Submit(await admin.Open(saved.Href + "/ubah"), "Simpan perubahan", ("Form.Input[shortName]", "Kominfo"), ("Form.Input[functions]", "Statistik\nPersandian"));
        changed.Text.ShouldContain("Kominfo");
        changed.Text.ShouldContain("Persandian");
        var actions = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.SubjectKind == "agencies" && item.Body.Contains("2.16.01") || item.Action == "agencies.changed").Select(item => item.Action).ToListAsync());
        actions.ShouldContain("agencies.registered");
        actions.ShouldContain("agencies.changed");

        var other = await admin.Submit(await admin.Open("/kerja/perangkat-daerah/baru"), "Simpan perangkat daerah",
            ("Form.Input[name]", "Dinas Lain"), ("Form.Input[code]", "2.16.02"), ("Form.Input[kind]", "Department"), ("Form.Many[holds]", "ict-agency"));
        other.Text.ShouldContain("sudah dipegang Dinas Komunikasi dan Informatika");
        other.Html.QuerySelector("[name='Form.Input[code]']")!.GetAttribute("value").ShouldBe("2.16.02");
        (await admin.Submit(other, "Simpan perangkat daerah", ("Form.Many[holds]", null), ("Form.Input[code]", "2.16.01"))).Text.ShouldContain("sudah dipakai");
    }

    [Fact]
    public async Task An_agency_is_no_unit_of_its_own_unit()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (top, unit) = (new Agency { Code = "1", Name = "Atas" }, new Agency { Code = "2", Name = "Bawah" });
        unit.ParentId = top.Id;
        await Keep(app, top);
        await Keep(app, unit);
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Submit(await admin.Open($"/kerja/perangkat-daerah/{top.Id}/ubah"), "Simpan perubahan", ("Form.Input[parent]", unit.Id.ToString()))).Text.ShouldContain("tidak dapat menjadi unit dari dirinya sendiri");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_definitive_holders_of_an_office_at_once_are_refused_and_an_acting_one_is_not(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (office, first, second) = (new Office { Title = "Sekretaris Daerah", Keys = ["head"] }, new Person { Name = "Pejabat Pertama" }, new Person { Name = "Pejabat Kedua" });
        await Keep(app, office);
        await Keep(app, first);
        await Keep(app, second);
        using var admin = await app.SignInAs(Role.Administrator);
        var done = await Appoint(first, "Definitive", "2026-01-01");
        done.Title.ShouldBe("Pejabat Pertama, Sekretaris Daerah", done.Text);
        var refused = await Appoint(second, "Definitive", "2026-06-01");
        refused.Text.ShouldContain("Pejabat Pertama sudah menjabat definitif sejak 1 Januari 2026");
        refused.Html.QuerySelector("[name='Form.Input[from]']")!.GetAttribute("value").ShouldBe("2026-06-01");
        (await Appoint(second, "Acting", "2026-06-01")).Title.ShouldBe("Pejabat Kedua, Sekretaris Daerah");

        var list = await admin.Open("/kerja/penunjukan-jabatan?q=kedua");
        list.Text.ShouldContain("Pejabat Kedua");
        list.Text.ShouldNotContain("Pejabat Pertama");
        (await admin.Open($"/kerja/jabatan/{office.Id}")).Text.ShouldContain("Pelaksana tugas (Plt.)");

        async Task<Page> Appoint(Person person, string kind, string from) => await admin.Submit(await admin.Open($"/kerja/penunjukan-jabatan/baru?office={office.Id}"), "Simpan penunjukan",
            ("Form.Input[person]", person.Id.ToString()), ("Form.Input[kind]", kind), ("Form.Input[from]", from));
    }

    [Fact]
    public async Task Nobody_widens_the_office_that_they_hold_and_nobody_appoints_themselves()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (first, second) = (await app.Member([Role.Administrator]), await app.Member([Role.Administrator]));
        using var own = await app.SignIn(first);
        var refused = await Widen(own);
        refused.Text.ShouldContain("Anda memegang jabatan ini. Kewenangannya diubah oleh administrator lain.");
        refused.Html.QuerySelector("[name='Form.Input[clearance]'] option[selected]")!.GetAttribute("value").ShouldBe(nameof(Classification.Secret));
        (await own.Submit(await own.Open($"/kerja/jabatan/{first.OfficeId}/ubah"), "Simpan perubahan", ("Form.Input[title]", "Administrator utama"))).Title.ShouldBe("Administrator utama");
        // Records of the test kit are not in the search until their form was saved, and a form finds people and offices by it.
        await own.Submit(await own.Open($"/kerja/pegawai/{first.PersonId}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Pengelola Pertama"));
        (await own.Submit(await own.Open($"/kerja/penunjukan-jabatan/baru?office={first.OfficeId}"), "Simpan penunjukan",
            ("Form.Input[person]", first.PersonId.ToString()), ("Form.Input[kind]", "Deputy"), ("Form.Input[from]", "2026-06-01"))).Text.ShouldContain("Penunjukan diri sendiri dicatat oleh administrator lain.");
        using var other = await app.SignIn(second);
        (await Widen(other)).Title.ShouldBe("Administrator utama");

        async Task<Page> Widen(Browse browse) => await browse.Submit(await browse.Open($"/kerja/jabatan/{first.OfficeId}/ubah"), "Simpan perubahan", ("Form.Input[clearance]", nameof(Classification.Secret)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_nip_is_sealed_unique_and_its_reading_is_in_the_journal(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var admin = await app.SignInAs(Role.Administrator);
        var wrong = await Add("Pegawai Satu", "19800101200501900");
        wrong.Text.ShouldContain("NIP terdiri atas 18 angka");
        var saved = await Add("Pegawai Satu", "198001012005011001");
        saved.Body.ShouldNotContain("198001012005011001");
        (await Add("Pegawai Dua", "198001012005011001")).Text.ShouldContain("NIP ini sudah dipakai");

        var open = await admin.Submit(saved, "Tampilkan NIP");
        open.Text.ShouldContain("198001012005011001");
        var bodies = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Select(item => new { item.Action, item.Body }).ToListAsync());
        bodies.ShouldContain(item => item.Action == "people.personal-data-read");
        bodies.ShouldAllBe(item => !item.Body.Contains("198001012005011001"));

        async Task<Page> Add(string name, string nip) => await admin.Submit(await admin.Open("/kerja/pegawai/baru"), "Simpan pegawai", ("Form.Input[name]", name), ("Form.Input[nip]", nip), ("Form.Input[employment]", "CivilServant"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_operator_sees_and_changes_only_the_people_of_their_own_agency(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var member = await app.Member([Role.Operator]);
        var elsewhere = await app.Agency("Dinas Lain");
        var (own, other) = (new Person { Name = "Rekan Sekantor", AgencyId = member.AgencyId }, new Person { Name = "Pegawai Dinas Lain", AgencyId = elsewhere });
        await Keep(app, own);
        await Keep(app, other);
        using var browse = await app.SignIn(member);
        var list = await browse.Open("/kerja/pegawai");
        list.Text.ShouldContain("Rekan Sekantor");
        list.Text.ShouldNotContain("Pegawai Dinas Lain");
        (await browse.Open($"/kerja/pegawai/{other.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var refused = await browse.Submit(await browse.Open($"/kerja/pegawai/{own.Id}/ubah"), "Simpan perubahan", ("Form.Input[agency]", elsewhere.ToString()));
        refused.Text.ShouldContain("milik perangkat daerah lain");
    }

    [Fact]
    public async Task A_secret_document_is_named_to_nobody_who_is_not_cleared()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var secret = new LegalDocument { Title = "Penetapan Objek Rahasia", Number = "1", IssuedOn = new DateOnly(2026, 1, 1), InForceFrom = new DateOnly(2026, 1, 1), Classification = Classification.Secret, About = ["spbe"] };
        await Keep(app, secret);
        await Keep(app, new InternalPolicy { Key = "own", Title = "Kebijakan Sendiri", EnactedById = secret.Id, InForceFrom = new DateOnly(2026, 1, 1) });
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open("/kerja/produk-hukum")).Text.ShouldNotContain("Objek Rahasia");
        (await admin.Open($"/kerja/produk-hukum/{secret.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.Open("/kerja/kebijakan-internal/baru")).Text.ShouldNotContain("Objek Rahasia");
        using var visitor = new Browse(app);
        (await visitor.Open("/produk-hukum")).Text.ShouldNotContain("Objek Rahasia");
        using var cleared = await app.SignIn(await app.Member([Role.Administrator], change: office => office.Clearance = Classification.Secret));
        (await cleared.Open("/kerja/produk-hukum")).Text.ShouldContain("Objek Rahasia");
    }

    [Fact]
    public async Task A_policy_is_registered_from_what_the_regulation_wants()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var wanted = await kominfo.Open("/kerja/kebijakan-diminta");
        wanted.Text.ShouldContain("0 dari 3 sudah berlaku");
        var form = await kominfo.Follow(wanted, "Standar Interoperabilitas Data dan Informasi");
        var saved = await kominfo.Submit(form, "Simpan kebijakan internal");
        saved.Title.ShouldBe("Standar Interoperabilitas Data dan Informasi");
        (await kominfo.Submit(await kominfo.Open(saved.Href + "/ubah"), "Simpan perubahan", ("Form.Input[inForceFrom]", "2026-01-05"))).Text.ShouldContain("Pilih produk hukum yang menetapkannya");
        (await kominfo.Open("/kerja/kebijakan-diminta")).Text.ShouldContain("Belum ditetapkan");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_public_sees_public_documents_a_page_at_a_time_and_finds_them(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        for (var number = 1; number <= 27; number++)
        {
            await Keep(app, new LegalDocument { Title = number == 3 ? "Tata Naskah Dinas" : $"Perihal {number}", Number = $"{number} Tahun 2026", IssuedOn = new DateOnly(2026, 1, number), InForceFrom = new DateOnly(2026, 1, number) });
        }
        await Keep(app, new LegalDocument { Title = "Hanya Terbatas", Number = "99", IssuedOn = new DateOnly(2026, 2, 1), InForceFrom = new DateOnly(2026, 2, 1), Classification = Classification.Restricted });
        using var visitor = new Browse(app);
        var first = await visitor.Open("/produk-hukum");
        first.Text.ShouldContain("Perihal 27");
        first.Text.ShouldNotContain("Hanya Terbatas");
        first.Text.ShouldNotContain("Perihal 1 ");
        (await visitor.Open("/produk-hukum?halaman=2")).Text.ShouldContain("Perihal 1");
        var found = await visitor.Open("/produk-hukum?q=naskah+dinas&jenis=HeadDecree");
        found.Text.ShouldContain("Tata Naskah Dinas");
        found.Text.ShouldNotContain("Perihal 4");
        (await visitor.Open("/produk-hukum?q=tidakada&jenis=apa&halaman=-4")).Text.ShouldContain("Tidak ada yang cocok");
    }

    [Fact]
    public async Task Minutes_decisions_and_their_follow_up_are_kept_with_the_meeting()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var meeting = await kominfo.Submit(await kominfo.Open("/kerja/rapat-tim/baru?team=coordination-team"), "Simpan rapat",
            ("Form.Input[title]", "Rapat triwulan"), ("Form.Input[heldOn]", "2026-10-12"), ("Form.Many[subjects]", "direction"), ("Form.Input[minutes]", "Dibahas."));
        meeting.Text.ShouldContain("Pengarahan, pemantauan, dan evaluasi");
        var decision = await kominfo.Submit(await kominfo.Follow(meeting, "Catat keputusan"), "Simpan keputusan rapat", ("Form.Input[text]", "Lengkapi kursi tim"), ("Form.Input[dueOn]", "2026-10-20"));
        (await kominfo.Open(meeting.Href)).Text.ShouldContain("Lengkapi kursi tim");
        (await kominfo.Open(meeting.Href)).Text.ShouldContain("Terlambat");
        (await kominfo.Submit(await kominfo.Open(decision.Href + "/ubah"), "Simpan perubahan", ("Form.Input[doneOn]", "2026-10-25"))).Text.ShouldContain("Tulis hasil tindak lanjut");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_report_is_received_first_by_whom_it_goes_through_and_then_by_whom_it_is_for(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        using var secretary = await app.SignIn(await app.Member([Role.Leader], change: office => office.Keys = ["secretary"]));
        using var head = await app.SignIn(await app.Member([Role.Leader], change: office => office.Keys = ["head"]));
        var form = await kominfo.Follow(await kominfo.Open("/kerja/tim-koordinasi"), "Susun laporan");
        var report = await kominfo.Submit(form, "Simpan laporan", ("Form.Input[title]", "Laporan 2025"), ("Form.Input[kind]", "team-report"),
            ("Form.Input[periodFrom]", "2025-01-01"), ("Form.Input[periodUntil]", "2025-12-31"), ("Form.Input[sentOn]", "2026-10-01"));
        report.Text.ShouldContain("Menunggu penerimaan oleh Sekretaris Daerah");
        (await kominfo.Open(report.Href + "/terima")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await head.Open(report.Href + "/terima")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await secretary.Open($"/kerja/laporan/{Guid.NewGuid()}/terima")).Status.ShouldBe(HttpStatusCode.NotFound);
        var passed = await secretary.Submit(await secretary.Follow(await secretary.Open(report.Href), "Catat penerimaan"), "Catat penerimaan");
        passed.Text.ShouldContain("Menunggu penerimaan oleh Wali Kota");
        var received = await head.Submit(await head.Follow(await head.Open(report.Href), "Catat penerimaan"), "Catat penerimaan");
        received.Text.ShouldNotContain("Menunggu");
        (await head.Submit(await head.Open(report.Href + "/terima"), "Catat penerimaan")).Text.ShouldContain("sudah diterima");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(item => item.Action == "reports.received"))).ShouldBe(2);
    }

    internal static Task Keep<T>(App app, T record)
        where T : class, IRecord, new() => app.Do(async services =>
        {
            var outcome = await new RegisterWork<T>(services.GetServices<Register>().OfType<Register<T>>().Single(), services).Keep([record], CancellationToken.None);
            outcome.Refusals.ShouldBeEmpty();
        });
}
