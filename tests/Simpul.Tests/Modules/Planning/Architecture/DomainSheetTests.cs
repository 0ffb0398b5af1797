using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Architecture;

/// <summary>The sheet of a domain, with a column for each of its own metadata.</summary>
public sealed class DomainSheetTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_sheet_of_a_domain_goes_out_with_its_metadata_and_comes_in_again(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.SampleArchitecture();
        using var admin = await app.SignInAs(Role.Administrator);
        var sheet = await Down(admin, "data");
        sheet.Rows.Count.ShouldBe(7);
        sheet.Headings.ShouldNotContain("Domain");
        var row = sheet.Rows.Single(one => one["Nama"] == "Data kependudukan");
        row["Sifat data"].ShouldBe("Terbatas");

        var same = await Up(admin, "data", sheet);
        same.Fact("Baris yang sama dengan data").ShouldBe(7);

        row["Sifat data"] = "Tertutup";
        row["Validitas data (frekuensi pemutakhiran)"] = "";
        var wrong = sheet.Rows.Single(one => one["Nama"] == "Data izin usaha");
        wrong["Kode referensi nasional"] = "RAA.01";
        var tried = await Up(admin, "data", sheet);
        (tried.Fact("Baris yang mengubah data"), tried.Fact("Baris yang tidak dapat diterima")).ShouldBe((1, 1));
        tried.Text.ShouldContain("bukan kode RAD");
        await admin.Save(tried);
        var metadata = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().Where(item => item.Name == "Data kependudukan").Select(item => item.Metadata).SingleAsync());
        metadata.ShouldContain("sifat-data=Tertutup");
        metadata.ShouldNotContain(pair => pair.StartsWith("validitas-data", StringComparison.Ordinal));

        // A row of another domain is not made one of this.
        (await Up(admin, "service", sheet)).Fact("Baris yang tidak dapat diterima").ShouldBe(7);
        sheet.Headings.Remove("Sifat data");
        (await Up(admin, "data", sheet)).Text.ShouldContain("tidak memuat kolom Sifat data");
        (await admin.Open("/kerja/arsitektur/excel?handler=File&domain=zzz")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var auditor = await app.SignInAs(Role.Auditor);
        (await auditor.Open("/kerja/arsitektur/excel")).Body.ShouldNotContain("Periksa berkas");
    }

    [Fact]
    public async Task Codes_are_suggested_while_their_words_are_typed()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var admin = await app.SignInAs(Role.Administrator);
        (await admin.Open("/kerja/butir-arsitektur/baru")).Html.QuerySelector("[name='Form.Input[reference]']")!.GetAttribute("data-suggest").ShouldBe("/kerja/referensi-arsitektur?handler=Suggest&domain={domain}");
        var found = await Suggested(admin, "domain=Data&q=kependudukan");
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(code => code.StartsWith("RAD.", StringComparison.Ordinal));
        (await Suggested(admin, "domain=Process&q=rab.01")).ShouldAllBe(code => code.StartsWith("RAB.01", StringComparison.Ordinal));
        (await Suggested(admin, "domain=&q=kependudukan")).ShouldContain(code => code.StartsWith("RAB.", StringComparison.Ordinal));
        (await Suggested(admin, "domain=Data&q=")).ShouldBeEmpty();
        using var visitor = new Browse(app);
        (await visitor.Open("/kerja/referensi-arsitektur?handler=Suggest&q=data")).Href.ShouldStartWith("/masuk");
    }

    private static async Task<List<string>> Suggested(Browse who, string query) =>
        [.. JsonNode.Parse(await who.Client.GetStringAsync($"/kerja/referensi-arsitektur?handler=Suggest&{query}"))!.AsArray().Select(one => one!.GetValue<string>())];

    private static async Task<Sheet> Down(Browse who, string domain) => Sheet.Of(await who.Client.GetByteArrayAsync($"/kerja/arsitektur/excel?handler=File&domain={domain}"));

    private static async Task<Page> Up(Browse who, string domain, Sheet sheet) =>
        await who.Until(await who.Submit(await who.Open("/kerja/arsitektur/excel"), "Periksa berkas", [("Sheet", "data.xlsx", sheet.ToBytes())], ("Domain", domain)), "Sedang memeriksa");
}
