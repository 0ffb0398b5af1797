using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Architecture;

public sealed class ItemTests
{
    private static readonly (string, string?)[] process =
        [("Form.Input[domain]", "Process"), ("Form.Input[name]", "Pelayanan pasien"), ("Form.Input[code]", "DAB-1"), ("Form.Input[state]", "AsIs")];

    [Theory]
    [InlineData("butir-arsitektur", "Tambah butir arsitektur", "Isi nama.")]
    [InlineData("hubungan-arsitektur", "Tambah hubungan arsitektur", "Isi butir asal.")]
    public async Task A_register_refuses_who_may_not_and_what_is_not_there_and_names_what_is_wanting(string slug, string title, string wanting)
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var auditor = await app.SignInAs(Role.Auditor);
        (await auditor.Open($"/kerja/{slug}")).Body.ShouldNotContain($"{slug}/baru");
        (await auditor.Open($"/kerja/{slug}/baru")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open($"/kerja/{slug}/{Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = await admin.Open($"/kerja/{slug}/baru");
        form.Title.ShouldBe(title);
        (await admin.Submit(form, form.Html.QuerySelector(".actions button")!.TextContent.Trim())).Text.ShouldContain(wanting);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_code_is_found_by_its_words_and_one_that_is_unknown_is_refused_with_the_nearest(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Kesehatan");
        using var admin = await app.SignInAs(Role.Administrator);
        var form = await admin.Open($"/kerja/butir-arsitektur/baru?agency={agency}");
        var words = await admin.Submit(form, "Simpan butir arsitektur", [.. process, ("Form.Input[reference]", "pelayanan kesehatan")]);
        words.Text.ShouldContain("RAB.04.01.04 Pengelolaan Pelayanan Kesehatan");
        var foreign = await admin.Submit(words, "Simpan butir arsitektur", ("Form.Input[reference]", "RAL.04.01.99"));
        foreign.Text.ShouldContain("bukan kode RAB");
        foreign.Text.ShouldContain("RAB.04.01 Kesehatan");
        (await admin.Submit(foreign, "Simpan butir arsitektur", ("Form.Input[reference]", ""))).Text.ShouldContain("Isi kode referensi nasional");
        var badMetadata = await admin.Submit(foreign, "Simpan butir arsitektur", ("Form.Input[reference]", "Pengelolaan Pelayanan Kesehatan"), ("Form.Input[metadata]", "Sifat data: Terbuka"));
        badMetadata.Text.ShouldContain("bukan isian domain Proses Bisnis");
        var saved = await admin.Submit(badMetadata, "Simpan butir arsitektur", ("Form.Input[metadata]", "Indikator kinerja utama: Waktu tunggu\nNilai IKU target: 30"));
        saved.Title.ShouldBe("Pelayanan pasien");
        saved.Text.ShouldContain("RAB.04.01.04");
        saved.Text.ShouldContain("Waktu tunggu");
        await app.Do(async services =>
        {
            var item = await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().SingleAsync();
            item.Metadata.ShouldBe(["iku=Waktu tunggu", "iku-target=30"]);
            (await services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(one => one.SubjectId == item.Id && one.Action == "architecture-items.registered")).ShouldBe(1);
        });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_relation_joins_what_the_law_joins_once_and_in_its_direction(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var items = await app.Items((ArchitectureDomain.Process, "Proses"), (ArchitectureDomain.Application, "Aplikasi"));
        using var admin = await app.SignInAs(Role.Administrator);
        var form = await admin.Open("/kerja/hubungan-arsitektur/baru");
        var turned = await admin.Submit(form, "Simpan hubungan arsitektur", ("Form.Input[from]", items[1].ToString()), ("Form.Input[kind]", "ServedBy"), ("Form.Input[to]", items[0].ToString()));
        turned.Text.ShouldContain("Catat dari arah sebaliknya: Proses Bisnis “didukung aplikasi” Aplikasi");
        (await admin.Submit(form, "Simpan hubungan arsitektur", ("Form.Input[from]", items[0].ToString()), ("Form.Input[kind]", "ServedBy"), ("Form.Input[to]", items[0].ToString()))).Text.ShouldContain("dengan dirinya sendiri");
        var saved = await admin.Submit(form, "Simpan hubungan arsitektur", ("Form.Input[from]", items[0].ToString()), ("Form.Input[kind]", "ServedBy"), ("Form.Input[to]", items[1].ToString()));
        saved.Title.ShouldContain("didukung aplikasi");
        (await admin.Submit(form, "Simpan hubungan arsitektur", ("Form.Input[from]", items[0].ToString()), ("Form.Input[kind]", "ServedBy"), ("Form.Input[to]", items[1].ToString()))).Text.ShouldContain("Hubungan yang sama sudah tercatat");
        (await admin.Open($"/kerja/butir-arsitektur/{items[1]}")).Text.ShouldContain("Proses didukung aplikasi butir ini");
    }

    [Fact]
    public async Task The_reference_tree_is_walked_down_and_searched_and_leads_to_the_form()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open("/kerja/referensi-arsitektur")).Text.ShouldContain("RAK");
        (await admin.Open("/kerja/referensi-arsitektur?referensi=RAD")).Text.ShouldContain("Sifat data");
        var code = await admin.Open("/kerja/referensi-arsitektur?kode=RAB.04.01");
        code.Text.ShouldContain("Pengelolaan Pelayanan Kesehatan");
        (await admin.Follow(code, "Daftarkan butir dengan kode ini")).Html.QuerySelector("[name='Form.Input[reference]']")!.GetAttribute("value").ShouldBe("RAB.04.01");
        (await admin.Open("/kerja/referensi-arsitektur?q=kesehatn+masyarakat")).Text.ShouldContain("Pengelolaan Kesehatan Masyarakat");
        (await admin.Open("/kerja/referensi-arsitektur?kode=RAB.99")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
