using System.Net;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>The list of a register: what stands in its address, and whose records it shows.</summary>
public sealed class ListTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Search_filter_order_and_page_stand_in_the_address(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        for (var number = 1; number <= 30; number++)
        {
            await app.Put("agencies", ("code", $"7.{number:00}"), ("name", $"Dinas Urusan {number:00}"), ("kind", number % 2 == 0 ? "Department" : "Board"));
        }
        var page = await browse.Open("/kerja/perangkat-daerah?q=urusan&urut=-name&kind=Department");
        page.Firsts().ShouldBe(Enumerable.Range(1, 15).Select(number => $"Dinas Urusan {32 - (2 * number):00}"));
        page.Text.ShouldContain("Jenis: Dinas");

        page = await browse.Open("/kerja/perangkat-daerah?q=urusan&halaman=2");
        page.Firsts().ShouldBe(["Dinas Urusan 26", "Dinas Urusan 27", "Dinas Urusan 28", "Dinas Urusan 29", "Dinas Urusan 30"]);
        (await browse.Open("/kerja/perangkat-daerah?q=urusan&halaman=9")).Firsts().Count.ShouldBe(5);

        // A value that the field cannot have finds nothing, instead of everything.
        (await browse.Open("/kerja/perangkat-daerah?kind=3")).Text.ShouldContain("Tidak ada yang cocok");
        (await browse.Open("/kerja/perangkat-daerah?parent=urusan")).Text.ShouldContain("Tidak ada yang cocok");
        (await browse.Open("/kerja/perangkat-daerah?urut=dissolvedReason")).Firsts().Count.ShouldBe(25);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_are_found_inside_words_whatever_their_capitals_and_diacritics(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        await app.PutAgency("1", "DISKOMINFO ÉTOILE");
        await app.PutAgency("2", "Bagian Jum'at-Çelebi");
        foreach (var typed in new[] { "kominfo", "etoile", "étoile", "ÉTOILE dis" })
        {
            (await browse.Open($"/kerja/perangkat-daerah?q={Uri.EscapeDataString(typed)}")).Firsts().ShouldBe(["DISKOMINFO ÉTOILE"], typed);
        }
        (await browse.Open($"/kerja/perangkat-daerah?q={Uri.EscapeDataString("jum'at celebi")}")).Firsts().ShouldBe(["Bagian Jum'at-Çelebi"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_looks_like_a_statement_is_looked_for_as_words(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        await app.PutAgency("'; DROP TABLE org_agencies; --", "Robert'); DROP TABLE \"org_agencies\"; --");
        foreach (var typed in new[] { "' OR 1=1 --", "%", "_", "\\", "\"", "*", "NEAR(a b)", "a AND", "':*", "\0", "\ud83d\ude00" })
        {
            var escaped = Uri.EscapeDataString(typed);
            foreach (var href in new[] { $"/kerja/perangkat-daerah?q={escaped}", $"/kerja/perangkat-daerah?kind={escaped}&parent={escaped}&urut={escaped}&halaman={escaped}", $"/kerja/cari?q={escaped}", $"/kerja/perangkat-daerah/pilih?q={escaped}" })
            {
                (await browse.Open(href)).Status.ShouldBe(HttpStatusCode.OK, href);
            }
        }
        (await browse.Open("/kerja/perangkat-daerah?q=robert")).Firsts().ShouldBe(["Robert'); DROP TABLE \"org_agencies\"; --"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_office_that_reaches_its_own_agency_sees_its_records_and_no_others(string database)
    {
        var (app, everywhere) = await RegisterKit.Started(database);
        await using var _ = app;
        var (own, other) = (await app.PutAgency("A", "Dinas Sendiri"), await app.PutAgency("B", "Dinas Lain"));
        var unit = await app.Put("agencies", ("code", "A.1"), ("name", "UPT Sendiri"), ("parent", own.ToString()));
        await app.Put("people", ("name", "Sari Sendiri"), ("agency", own.ToString()));
        await app.Put("people", ("name", "Umar Sendiri"), ("agency", unit.ToString()));
        var hidden = await app.Put("people", ("name", "Lena Lain"), ("agency", other.ToString()));
        using var browse = await app.As(await app.Staff("Operator", own, [], [Role.Operator]));

        (await browse.Open("/kerja/pegawai?q=sendiri")).Firsts().ShouldBe(["Sari Sendiri", "Umar Sendiri"]);
        (await browse.Open("/kerja/pegawai?q=lena")).Text.ShouldNotContain("Lena Lain");
        (await everywhere.Open("/kerja/pegawai?q=lena")).Firsts().ShouldBe(["Lena Lain"]);
        (await browse.Client.GetAsync($"/kerja/pegawai/{hidden}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browse.Client.GetAsync($"/kerja/pegawai/{hidden}/ubah")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browse.Api(HttpMethod.Get, $"/api/v1/people/{hidden}")).ShouldRefuse(404, "not-found");
        (await browse.Api(HttpMethod.Get, "/api/v1/people?q=lena")).Json["total"]!.GetValue<int>().ShouldBe(0);
        (await browse.Export("pegawai")).Rows.ShouldNotContain(row => row["Nama"] == "Lena Lain");
        (await browse.Open("/kerja/cari?q=lena")).Text.ShouldNotContain("Lena Lain");
        (await browse.Client.GetStringAsync("/kerja/pegawai/pilih?q=lena")).ShouldBe("[]");
        (await everywhere.Client.GetStringAsync("/kerja/pegawai/pilih?q=lena")).ShouldContain("Lena Lain");
    }

    [Fact]
    public async Task A_record_above_the_clearance_of_an_office_is_not_there_for_it()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        var secret = await app.Put("legal-documents", ("title", "Rencana Kontingensi"), ("number", "9"), ("issuedOn", "2026-01-01"), ("inForceFrom", "2026-01-01"), ("classification", "Secret"), ("kind", "HeadDecree"));
        await app.Put("internal-policies", ("title", "Kebijakan Terbuka"), ("key", "buka"), ("enactedBy", secret.ToString()), ("inForceFrom", "2026-01-01"));

        (await browse.Open("/kerja/produk-hukum")).Text.ShouldNotContain("Kontingensi");
        (await browse.Open("/kerja/cari?q=kontingensi")).Text.ShouldNotContain("Rencana Kontingensi");
        (await browse.Client.GetAsync($"/kerja/produk-hukum/{secret}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browse.Client.GetStringAsync("/kerja/produk-hukum/pilih?q=kontingensi")).ShouldBe("[]");
        var policy = (await browse.Open("/kerja/kebijakan-internal?q=terbuka")).Html.QuerySelector("main tbody a")!.GetAttribute("href")!;
        (await browse.Open(policy)).Text.ShouldContain("(dirahasiakan)");

        using var cleared = await app.As(await app.Staff("Pengelola rahasia", null, [], [Role.Legal], Classification.Secret));
        (await cleared.Open("/kerja/cari?q=kontingensi")).Text.ShouldContain("Rencana Kontingensi");
    }
}
