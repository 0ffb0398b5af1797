using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Search;
using Xunit;

namespace Simpul.Tests.Modules.Applications;

/// <summary>An application is one record in the architecture and in its register.</summary>
public sealed class OneRecordTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_application_registered_on_either_side_is_the_same_on_the_other(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var agency = await app.Agency("Dinas Kesehatan");
        using var admin = await app.SignInAs(Role.Administrator);

        var form = await admin.Open($"/kerja/aplikasi/baru?agency={agency}");
        form.Html.QuerySelector("[name='Form.Input[reference]']")!.GetAttribute("data-suggest")!.ShouldEndWith("domain=Application");
        var refused = await admin.Submit(form, "Simpan aplikasi", ("Form.Input[name]", "Antrean Puskesmas"), ("Form.Input[code]", "DAA-1"), ("Form.Input[reference]", "RAB.01"), ("Form.Input[state]", "AsIs"), ("Form.Input[kind]", "Special"), ("Form.Input[stage]", "Running"));
        refused.Text.ShouldContain("bukan kode RAA");
        var saved = await admin.Submit(refused, "Simpan aplikasi", ("Form.Input[reference]", "RAA.02.02"));
        saved.Title.ShouldBe("Antrean Puskesmas");

        var id = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Application>().Select(one => one.Id).SingleAsync());
        var item = await admin.Open($"/kerja/butir-arsitektur/{id}");
        item.Title.ShouldBe("Antrean Puskesmas");
        item.Html.QuerySelector($"main a[href='/kerja/aplikasi/{id}']").ShouldNotBeNull();

        // Changed in the architecture: the register calls it by its new name, and whoever has its form open is told.
        var open = await admin.Open($"/kerja/aplikasi/{id}/ubah");
        await admin.Submit(await admin.Open($"/kerja/butir-arsitektur/{id}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Antrean Daring"));
        (await admin.Open("/kerja/aplikasi")).Text.ShouldContain("Antrean Daring");
        (await admin.Submit(open, "Simpan perubahan", ("Form.Input[criticality]", "High"))).Text.ShouldContain("telah diubah orang lain");

        // Changed in the register, nothing but what the item holds: the architecture calls it so, and its own open form is told as well.
        open = await admin.Open($"/kerja/butir-arsitektur/{id}/ubah");
        await admin.Submit(await admin.Open($"/kerja/aplikasi/{id}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Antrean Terpadu"));
        var page = await admin.Open($"/kerja/aplikasi/{id}");
        page.Title.ShouldBe("Antrean Terpadu");
        page.Html.QuerySelector(".history")!.TextContent.ShouldContain("Antrean Daring");
        (await admin.Open($"/kerja/butir-arsitektur/{id}")).Title.ShouldBe("Antrean Terpadu");
        (await admin.Submit(open, "Simpan perubahan", ("Form.Input[description]", "Baru"))).Text.ShouldContain("telah diubah orang lain");

        // One hit for both: the page with more on it, found by the item's words as well.
        foreach (var words in new[] { "Antrean Terpadu", "DAA-1" })
        {
            var hits = (await admin.Open($"/kerja/cari?q={Uri.EscapeDataString(words)}")).Html.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).Where(href => href.EndsWith($"/{id}", StringComparison.Ordinal)).ToList();
            hits.ShouldBe([$"/kerja/aplikasi/{id}"]);
        }
        var process = (await app.Items((ArchitectureDomain.Process, "Melayani antrean")))[0];
        (await admin.Open("/kerja/cari?q=melayani+antrean")).Html.QuerySelector($"main a[href='/kerja/butir-arsitektur/{process}']").ShouldNotBeNull("What nothing completes is found as before.");

        var added = (await app.Items((ArchitectureDomain.Application, "Rekam medis")))[0];
        (await admin.Open($"/kerja/aplikasi/{added}")).Title.ShouldBe("Rekam medis");
        await app.Do(async services =>
        {
            var report = await new RecordCheck(services.GetRequiredService<PlatformDb>()).Run(null, CancellationToken.None);
            report.Faults.ShouldBeEmpty();
        });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_sheet_of_applications_changes_what_the_architecture_holds_of_them(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.SampleArchitecture();
        using var admin = await app.SignInAs(Role.Administrator);
        var sheet = await admin.Export("aplikasi");
        sheet.Rows.Count.ShouldBe(9);
        var tried = await admin.Import("aplikasi", sheet);
        (tried.Fact("Baris yang sama dengan data"), tried.Fact("Baris yang mengubah data")).ShouldBe((9, 0), tried.Text);
        sheet.Rows[0]["Nama"] = "Aplikasi bernama baru";
        tried = await admin.Import("aplikasi", sheet);
        (tried.Fact("Baris yang sama dengan data"), tried.Fact("Baris yang mengubah data")).ShouldBe((8, 1), tried.Text);
        await admin.Save(tried);
        (await admin.Open("/kerja/butir-arsitektur?q=bernama+baru")).Text.ShouldContain("Aplikasi bernama baru");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_application_that_stood_in_the_architecture_before_gets_its_record(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var item = new ArchitectureItem { Domain = ArchitectureDomain.Application, Name = "Lama", Code = "L-1", Reference = "RAA.01" };
            db.Add(item);
            services.GetRequiredService<Journal>().Record("architecture-items.registered", item);
            await services.GetRequiredService<SearchIndex>().Put(new SearchEntry { Kind = "architecture-items", SubjectId = item.Id, Title = item.Name, Code = item.Code, Text = "", Href = "/kerja/butir-arsitektur", Permission = "architecture.view" }, CancellationToken.None, isNew: true);
            await db.SaveChangesAsync();
        });
        (await app.Do(services => MissingApplications.Run(services, CancellationToken.None))).ShouldBe("1 aplikasi dilengkapi");
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open("/kerja/aplikasi")).Text.ShouldContain("Lama");
        (await app.Do(services => MissingApplications.Run(services, CancellationToken.None))).ShouldBe("0 aplikasi dilengkapi");
    }
}
