using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Commands;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Processes;

/// <summary>Processes, their versions, actors and diagrams on screen.</summary>
public sealed class ProcessPagesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_foreign_file_comes_back_byte_for_byte(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        foreach (var name in ForeignFiles.Names)
        {
            var (id, file) = (await app.Process(name), ForeignFiles.Read(name));
            var page = await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram"), "Unggah diagram", [("Input.File", name, file)], ("Input.Note", "Dari aplikasi lain"));
            page.Text.ShouldContain("Diagram tersimpan sebagai versi 1.");
            page.Text.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(file))[..16]);
            (await kominfo.Client.GetByteArrayAsync($"/kerja/proses-bisnis/{id}/diagram/1.bpmn")).ShouldBe(file);
            var again = await kominfo.Submit(page, "Unggah diagram", [("Input.File", name, file)]);
            again.Html.QuerySelectorAll("a[href$='.bpmn']").Select(link => link.GetAttribute("href")).Distinct().Count().ShouldBe(1);
        }
        (await kominfo.Client.GetAsync($"/kerja/proses-bisnis/{Guid.NewGuid()}/diagram/1.bpmn")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Elements_of_a_large_diagram_come_in_pages()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var id = await app.Process("A-1");
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var file = PlainDiagram.Of("Panjang", [.. Enumerable.Range(1, 120).Select(at => $"Langkah {at:000}")]);
        var page = await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram"), "Unggah diagram", [("Input.File", "panjang.bpmn", file)]);
        Rows(page).ShouldBe(50);
        page.Text.ShouldNotContain("Langkah 120");
        var last = await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram?halaman=3");
        Rows(last).ShouldBeInRange(1, 49);
        last.Text.ShouldContain("Langkah 120");

        static int Rows(Page page) => page.Html.QuerySelectorAll("table").Single(table => table.QuerySelector("caption")!.TextContent.Trim() == "Elemen diagram").QuerySelectorAll("tbody tr").Length;
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_its_reason_and_line_and_nothing_is_kept()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var id = await app.Process("A-1");
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var page = await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram");
        (await kominfo.Submit(page, "Unggah diagram")).Text.ShouldContain("Pilih berkas BPMN yang akan diunggah.");
        var refused = await kominfo.Submit(page, "Unggah diagram", [("Input.File", "a.bpmn", Encoding.UTF8.GetBytes("<?xml version='1.0'?>\n<!DOCTYPE x>\n<x/>"))], ("Input.Note", "Catatan saya"));
        refused.Text.ShouldContain("Baris 2: Berkas memuat DOCTYPE");
        refused.Html.QuerySelector("[name='Input.Note']")!.GetAttribute("value").ShouldBe("Catatan saya");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ProcessDiagram>().CountAsync())).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_drawing_becomes_the_next_version_unless_somebody_was_faster(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var id = await app.Process("A-1");
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var xml = Encoding.UTF8.GetString(ForeignFiles.Read("signavio.bpmn"));
        var mine = await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram?gambar=true");
        mine.Html.QuerySelector("[data-bpmn=edit]").ShouldNotBeNull();
        (await kominfo.Submit(mine, "Simpan gambar", ("Input.Xml", xml.Replace("\n", "\r\n", StringComparison.Ordinal)))).Text.ShouldContain("versi 1.");
        (await kominfo.Client.GetStringAsync($"/kerja/proses-bisnis/{id}/diagram/1.bpmn")).ShouldBe(xml);
        var late = await kominfo.Submit(mine, "Simpan gambar", ("Input.Xml", xml.Replace("pengaduan", "aduan", StringComparison.Ordinal)));
        late.Text.ShouldContain("baru saja diubah orang lain");
        late.Html.QuerySelector("textarea[name='Input.Xml']")!.TextContent.ShouldContain("aduan");
        (await kominfo.Submit(mine, "Simpan gambar", ("Input.Xml", ""))).Text.ShouldContain("Tidak ada gambar yang dikirim");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_link_outlives_a_new_version_while_its_element_is_there(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (id, target) = (await app.Process("A-1"), await app.Process("B-77"));
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var file = ForeignFiles.Read("signavio.bpmn");
        var diagram = await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram"), "Unggah diagram", [("Input.File", "a.bpmn", file)]);
        diagram.Html.QuerySelectorAll("table")[0].TextContent.ShouldContain("sid-t1");
        var form = await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram/tautan?elemen=sid-t1");
        (await kominfo.Submit(form, "Tautkan")).Text.ShouldContain("Tulis nama catatannya, atau keterangan.");
        (await kominfo.Submit(form, "Tautkan", ("Input.Register", "business-processes"), ("Input.Words", "tidak ada"))).Text.ShouldContain("Tidak ada catatan dengan nama itu");
        var linked = await kominfo.Submit(form, "Tautkan", ("Input.Register", "business-processes"), ("Input.Words", "B-77"));
        linked.Html.QuerySelector($"a[href='/kerja/proses-bisnis/{target}']").ShouldNotBeNull();
        await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram/tautan?elemen=sid-o1"), "Tautkan", ("Input.Words", "Surat warga"));
        (await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram/tautan?elemen=tidak-ada")).Status.ShouldBe(HttpStatusCode.NotFound);

        var without = Encoding.UTF8.GetString(file).Replace("sid-o1", "sid-o2", StringComparison.Ordinal);
        var second = await kominfo.Submit(linked, "Unggah diagram", [("Input.File", "a.bpmn", Encoding.UTF8.GetBytes(without))]);
        second.Html.QuerySelector($"a[href='/kerja/proses-bisnis/{target}']").ShouldNotBeNull();
        second.Text.ShouldContain("Tautan yang kehilangan elemennya");
        second.Text.ShouldContain("Surat warga");
        (await kominfo.Submit(second, "Lepas tautan Surat warga")).Text.ShouldNotContain("Surat warga");
        (await kominfo.Open($"/kerja/proses-bisnis/{id}")).Html.QuerySelector("[data-bpmn=view]").ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_version_carries_the_diagram_and_ends_the_one_before_when_it_is_enacted(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Lain");
        var id = await app.Process("A-1");
        await app.TakesPart(id, agency, new DateOnly(2026, 1, 1));
        using var kominfo = await app.SignInAs(Role.IctAgency);
        await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram"), "Unggah diagram", [("Input.File", "a.bpmn", ForeignFiles.Read("signavio.bpmn"))]);
        var begun = await kominfo.Submit(await kominfo.Follow(await kominfo.Open($"/kerja/proses-bisnis/{id}"), "Mulai versi baru"), "Mulai versi 2");
        begun.Title.ShouldBe("A-1 Proses A-1 (versi 2)");
        begun.Text.ShouldContain("Belum ikut menyusun");
        begun.Html.QuerySelector("[data-bpmn=view]").ShouldNotBeNull();
        (await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{id}/versi-baru"), "Mulai versi 2")).Text.ShouldContain("sudah ada");

        var form = await kominfo.Open(begun.Href + "/ubah");
        (await kominfo.Submit(form, "Simpan perubahan", ("Form.Input[state]", "Enacted"))).Text.ShouldContain("Isi sejak kapan proses yang sudah ditetapkan ini berlaku.");
        (await kominfo.Submit(form, "Simpan perubahan", ("Form.Input[state]", "Enacted"), ("Form.Input[inForceFrom]", "2025-12-31"))).Text.ShouldContain("berlaku sesudah versi yang digantikannya");
        await kominfo.Submit(form, "Simpan perubahan", ("Form.Input[state]", "Enacted"), ("Form.Input[inForceFrom]", "2026-11-01"));
        var before = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<BusinessProcess>().AsNoTracking().SingleAsync(item => item.Id == id));
        (before.State, before.InForceUntil).ShouldBe((ProcessState.Replaced, new DateOnly(2026, 10, 31)));
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(item => item.Action == "business-processes.replaced"))).ShouldBe(1);
        (await kominfo.Open($"/kerja/proses-bisnis/{id}/diagram")).Body.ShouldNotContain("Unggah diagram");
        var map = await kominfo.Open("/kerja/peta-proses");
        map.Html.QuerySelectorAll("main li").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_hierarchy_shows_parts_under_their_whole_and_refuses_circles()
    {
        await using var app = await App.StartWith("palangka-raya-9-2022");
        var agency = await app.Agency("Dinas Satu");
        var top = await app.Process("A");
        var part = await app.Process("A.1", agency, process => process.ParentId = top);
        await app.Process("B", agency);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var map = await kominfo.Open("/kerja/peta-proses");
        map.Text.ShouldContain("Pasal 11 ayat (1)");
        map.Html.QuerySelector($"li li a[href='/kerja/proses-bisnis/{part}']").ShouldNotBeNull();
        map.Text.ShouldContain("A.1 Proses A.1 Dinas Satu");
        (await kominfo.Open($"/kerja/peta-proses?milik={agency}")).Text.ShouldNotContain("A Proses A");
        (await kominfo.Open($"/kerja/proses-bisnis/{part}")).Text.ShouldContain("Bagian dari A Proses A");
        var refused = await kominfo.Submit(await kominfo.Open($"/kerja/proses-bisnis/{top}/ubah"), "Simpan perubahan", ("Form.Input[parent]", part.ToString()));
        refused.Text.ShouldContain("menjadi bagian dari dirinya sendiri");
    }

    [Fact]
    public async Task Actors_are_kept_by_who_keeps_the_process()
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021");
        var (own, other) = (await app.Agency("Dinas Sendiri"), await app.Agency("Dinas Lain"));
        var (mine, theirs) = (await app.Process("A-1", own), await app.Process("B-1", other));
        using var operator_ = await app.SignIn(await app.Member([Role.Operator], own));
        (await operator_.Open($"/kerja/proses-bisnis/{theirs}/pelaku")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await operator_.Open($"/kerja/proses-bisnis/{theirs}/versi-baru")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await operator_.Open($"/kerja/proses-bisnis/{theirs}/diagram?gambar=true")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await operator_.Open($"/kerja/proses-bisnis/{theirs}/diagram")).Body.ShouldNotContain("Unggah diagram");
        (await operator_.Open($"/kerja/proses-bisnis/{Guid.NewGuid()}/pelaku")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = await operator_.Open($"/kerja/proses-bisnis/{mine}/pelaku");
        form.Text.ShouldContain("Pasal 12");
        (await operator_.Submit(form, "Simpan pelaku", ("Input.Agency", other.ToString()), ("Input.TookPartOn", "2027-01-01"))).Text.ShouldContain("Tanggal ini belum tiba");
        var kept = await operator_.Submit(form, "Simpan pelaku", ("Input.Agency", other.ToString()), ("Input.Role", "Mencocokkan data"), ("Input.TookPartOn", "2026-10-01"));
        kept.Text.ShouldContain("Mencocokkan data");
        (await operator_.Submit(kept, "Simpan pelaku", ("Input.Agency", other.ToString()), ("Input.Role", "Menetapkan"))).Text.ShouldNotContain("Mencocokkan data");
        (await operator_.Submit(await operator_.Open($"/kerja/proses-bisnis/{mine}/pelaku"), "Hapus Dinas Lain")).Text.ShouldContain("Pelaku dihapus");
    }

    [Fact]
    public async Task A_re_engineering_belongs_to_the_owner_and_is_complete()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var own = await app.Agency("Dinas Sendiri");
        var id = await app.Process("A-1", own);
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var form = await kominfo.Follow(await kominfo.Open($"/kerja/proses-bisnis/{id}"), "Catat rekayasa ulang");
        (string, string?)[] filled = [("Form.Input[before]", "Lama"), ("Form.Input[after]", "Baru"), ("Form.Input[gained]", "Lebih cepat")];
        (await kominfo.Submit(form, "Simpan rekayasa ulang", [.. filled, ("Form.Input[date]", "2027-01-01")])).Text.ShouldContain("belum selesai");
        (await kominfo.Submit(form, "Simpan rekayasa ulang", [.. filled, ("Form.Input[date]", "2026-10-01"), ("Form.Input[daysBefore]", "9")])).Text.ShouldContain("Isi keduanya, sebelum dan sesudah");
        (await kominfo.Submit(form, "Simpan rekayasa ulang", [.. filled, ("Form.Input[date]", "2026-10-01"), ("Form.Input[agency]", "")])).Text.ShouldContain("Pilih perangkat daerah pemilik proses ini");
        await kominfo.Submit(form, "Simpan rekayasa ulang", [.. filled, ("Form.Input[date]", "2026-10-01"), ("Form.Input[daysBefore]", "9"), ("Form.Input[daysAfter]", "2")]);
        (await kominfo.Open($"/kerja/proses-bisnis/{id}")).Text.ShouldContain("9 → 2");
    }

    [Fact]
    public async Task Only_pages_with_a_drawing_may_place_by_style_attributes()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var id = await app.Process("A-1");
        using var kominfo = await app.SignInAs(Role.IctAgency);
        (await Policy($"/kerja/proses-bisnis/{id}")).ShouldNotContain("unsafe-inline");
        var policy = await Policy($"/kerja/proses-bisnis/{id}/diagram");
        policy.ShouldStartWith("default-src 'self'");
        policy.ShouldEndWith("; style-src-attr 'unsafe-inline'");

        async Task<string> Policy(string href) => (await kominfo.Client.GetAsync(href)).Headers.GetValues("Content-Security-Policy").Single();
    }

    [Fact]
    public async Task The_command_line_brings_a_diagram_and_takes_it_out_again_unchanged()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Process("A-1");
        var (file, copy) = (Path.Combine(app.Data.Path, "masuk.bpmn"), Path.Combine(app.Data.Path, "keluar.bpmn"));
        await File.WriteAllBytesAsync(file, ForeignFiles.Read("jbpm.bpmn2"));
        (await ProcessCommand.Import("A-1", file, save: false, app.Data.Path, default)).ShouldBe(0);
        (await ProcessCommand.Export("A-1", copy, app.Data.Path, default)).ShouldBe(2);
        (await ProcessCommand.Import("A-1", file, save: true, app.Data.Path, default)).ShouldBe(0);
        (await ProcessCommand.Export("A-1", copy, app.Data.Path, default)).ShouldBe(0);
        (await File.ReadAllBytesAsync(copy)).ShouldBe(await File.ReadAllBytesAsync(file));
        (await ProcessCommand.Import("tidak-ada", file, save: true, app.Data.Path, default)).ShouldBe(1);
        (await ProcessCommand.Import(null, file, save: true, app.Data.Path, default)).ShouldBe(2);
        await File.WriteAllTextAsync(file, "<x/>");
        (await ProcessCommand.Import("A-1", file, save: true, app.Data.Path, default)).ShouldBe(1);
    }

    [Theory]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("baubau-68-2023")]
    [InlineData(Make.Palembang)]
    public async Task The_sample_is_a_dozen_processes_two_of_them_drawn(string regulation)
    {
        await using var app = await App.StartWith(regulation);
        foreach (var name in new[] { "Organisation", "Planning" })
        {
            await app.Do(services => services.GetServices<IModule>().Single(module => module.Name == name).AddSample(services, CancellationToken.None));
        }
        using var kominfo = await app.SignInAs(Role.IctAgency);
        var map = await kominfo.Open("/kerja/peta-proses");
        map.Html.QuerySelectorAll("main ul li").Length.ShouldBe(12);
        map.Html.QuerySelectorAll("main li a[href$='/diagram']").Length.ShouldBe(2);
    }
}
