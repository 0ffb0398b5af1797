using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>The form of a register, filled in without script.</summary>
public sealed class FormTests
{
    private const string Nip = "198501012010011001";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        await app.PutAgency("1.01", "Dinas Pendidikan");
        var page = await browse.Submit(await browse.Open("/kerja/perangkat-daerah/baru"), "Simpan perangkat daerah",
            ("Form.Input[name]", "Dinas <b>Kesehatan</b>"), ("Form.Input[code]", "1.01"), ("Form.Input[establishedOn]", "kemarin"), ("Form.Input[functions]", "Gizi\nSanitasi"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        Field(page, "Form_Input_establishedOn_").ShouldContain("Isi tanggal");
        page.Html.QuerySelector("[name='Form.Input[name]']")!.GetAttribute("value").ShouldBe("Dinas <b>Kesehatan</b>");
        page.Html.QuerySelector("textarea[name='Form.Input[functions]']")!.TextContent.ShouldBe("Gizi\nSanitasi");

        page = await browse.Submit(page, "Simpan perangkat daerah", ("Form.Input[establishedOn]", "22 November 2020"));
        Field(page, "Form_Input_code_").ShouldContain("Kode “1.01” sudah dipakai perangkat daerah lain.");

        page = await browse.Submit(page, "Simpan perangkat daerah", ("Form.Input[code]", "1.02"));
        page.Title.ShouldBe("Dinas <b>Kesehatan</b>");
        page.Text.ShouldContain("Data perangkat daerah tersimpan.");
        page.Text.ShouldContain("22 November 2020");
        page.Text.ShouldContain("Sanitasi");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stale_form_shows_both_and_saves_once_it_was_compared(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        var id = await app.PutAgency("1.01", "Dinas Lama");
        var mine = await browse.Open($"/kerja/perangkat-daerah/{id}/ubah");
        var theirs = await browse.Open($"/kerja/perangkat-daerah/{id}/ubah");
        (await browse.Submit(theirs, "Simpan perubahan", ("Form.Input[name]", "Dinas Mereka"))).Text.ShouldContain("Perubahan tersimpan.");

        var page = await browse.Submit(mine, "Simpan perubahan", ("Form.Input[name]", "Dinas Saya"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Html.QuerySelector(".box-action")!.TextContent.ShouldContain("Dinas Mereka");
        page.Html.QuerySelector("[name='Form.Input[name]']")!.GetAttribute("value").ShouldBe("Dinas Saya");
        (await browse.Submit(page, "Simpan perubahan")).Title.ShouldBe("Dinas Saya");
    }

    [Fact]
    public async Task What_is_fixed_at_first_is_not_asked_again()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        var id = await app.Put("internal-policies", ("title", "Kebijakan Data"), ("key", "data"));
        (await browse.Open($"/kerja/kebijakan-internal/{id}/ubah")).Html.QuerySelector("[name='Form.Input[key]']").ShouldBeNull();
        (await browse.Open("/kerja/kebijakan-internal/baru")).Html.QuerySelector("[name='Form.Input[key]']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_agencys_record_is_refused_and_ones_own_cannot_be_given_away()
    {
        var (app, _) = await RegisterKit.Started();
        await using var __ = app;
        var (own, other) = (await app.PutAgency("A", "Dinas Sendiri"), await app.PutAgency("B", "Dinas Lain"));
        var person = await app.Put("people", ("name", "Dewi"), ("agency", own.ToString()));
        using var browse = await app.As(await app.Staff("Operator", own, [], [Role.Operator]));

        var page = await browse.Open("/kerja/pegawai/baru");
        page.Html.QuerySelector("[name='Form.Input[agency]'] option[selected]")!.TextContent.ShouldBe("Dinas Sendiri");
        page = await browse.Submit(page, "Simpan pegawai", ("Form.Input[name]", "Edi"), ("Form.Input[agency]", other.ToString()));
        Field(page, "Form_Input_agency_").ShouldContain("milik perangkat daerah lain");
        page = await browse.Submit(await browse.Open($"/kerja/pegawai/{person}/ubah"), "Simpan perubahan", ("Form.Input[agency]", other.ToString()));
        Field(page, "Form_Input_agency_").ShouldContain("milik perangkat daerah lain");
        (await app.View("people", person))!.Shown["agency"].ShouldBe("Dinas Sendiri");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Personal_data_is_masked_and_reading_it_is_journalled_and_never_cached(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        var person = await app.Put("people", ("name", "Dewi"), ("nip", Nip), ("email", "dewi@kota.go.id"));
        var page = await browse.Open($"/kerja/pegawai/{person}");
        page.Body.ShouldNotContain(Nip);
        (await browse.Client.GetStringAsync($"/api/v1/people/{person}")).ShouldNotContain(Nip);
        (await browse.Export("pegawai")).Rows.Single(row => row["Nama"] == "Dewi")["NIP"].ShouldBe("");
        (await browse.Open($"/kerja/cari?q={Nip}")).Text.ShouldContain("Tidak ada yang cocok");
        (await browse.Open($"/kerja/pegawai/baru?nip={Nip}")).Html.QuerySelector("[name='Form.Input[nip]']")!.GetAttribute("value").ShouldBeNullOrEmpty();
        (await Reads()).ShouldBe(0);

        using (var answer = await browse.Client.PostAsync($"/kerja/pegawai/{person}?handler=Reveal", new FormUrlEncodedContent(
            page.Html.QuerySelectorAll("form[action*=Reveal] input[type=hidden]").Take(1).Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)).Append(KeyValuePair.Create("field", "nip")))))
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain(Nip);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
        (await Reads()).ShouldBe(1);
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.Body.Contains(Nip)).CountAsync())).ShouldBe(0);

        // Left empty it stays, and it goes when one says so.
        page = await browse.Submit(await browse.Open($"/kerja/pegawai/{person}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Dewi S."));
        (await Stored()).Nip.IsEmpty.ShouldBeFalse();
        await browse.Submit(await browse.Open($"/kerja/pegawai/{person}/ubah"), "Simpan perubahan", ("Form.Emptied", "nip"));
        (await Stored()).ShouldSatisfyAllConditions(stored => stored.Nip.IsEmpty.ShouldBeTrue(), stored => stored.NipFingerprint.ShouldBeNull(), stored => stored.Email.IsEmpty.ShouldBeFalse());

        Task<int> Reads() => app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(item => item.Action == "people.personal-data-read" && item.SubjectId == person));
        Task<Person> Stored() => app.Do(services => services.GetRequiredService<PlatformDb>().Set<Person>().AsNoTracking().SingleAsync(item => item.Id == person));
    }

    [Fact]
    public async Task A_personal_number_is_nobody_elses()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        await app.Put("people", ("name", "Dewi"), ("nip", Nip));
        var page = await browse.Submit(await browse.Open("/kerja/pegawai/baru"), "Simpan pegawai", ("Form.Input[name]", "Edi"), ("Form.Input[nip]", Nip));
        Field(page, "Form_Input_nip_").ShouldContain("NIP ini sudah dipakai pegawai lain.");
    }

    [Fact]
    public async Task A_reference_with_too_many_records_is_typed_and_two_of_one_name_are_told_apart()
    {
        var (app, browse) = await RegisterKit.Started();
        await using var _ = app;
        for (var number = 0; number < 300; number++)
        {
            await app.PutAgency($"N{number}", $"Kelurahan {number:000}");
        }
        var first = await app.PutAgency("S1", "Bagian Umum");
        var second = await app.PutAgency("S2", "Bagian Umum");
        var page = await browse.Open("/kerja/pegawai/baru");
        page.Html.QuerySelector("input[name='Form.Input[agency]']")!.GetAttribute("data-suggest").ShouldBe("/kerja/perangkat-daerah/pilih");

        page = await browse.Submit(page, "Simpan pegawai", ("Form.Input[name]", "Gani"), ("Form.Input[agency]", "bagian umum"));
        Field(page, "Form_Input_agency_").ShouldContain($"Bagian Umum (…{second.ToString()[^8..]})");
        page = await browse.Submit(page, "Simpan pegawai", ("Form.Input[agency]", $"Bagian Umum (…{second.ToString()[^8..]})"));
        page.Title.ShouldBe("Gani");
        var gani = Guid.Parse(page.Href.Split('/')[^1].Split('?')[0]);
        (await app.View("people", gani))!.Values["agency"].ShouldBe([second.ToString()]);

        // Opened and saved, it still names the same one, although its name alone would not say which.
        page = await browse.Submit(await browse.Open($"/kerja/pegawai/{gani}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Gani A."));
        page.Title.ShouldBe("Gani A.");
        (await app.View("people", gani))!.Values["agency"].ShouldBe([second.ToString()]);
        page = await browse.Submit(await browse.Open($"/kerja/pegawai/{gani}/ubah"), "Simpan perubahan", ("Form.Input[agency]", "Kelurahan 007"));
        page.Text.ShouldContain("Kelurahan 007");
        first.ShouldNotBe(second);

        (await browse.Open("/kerja/pegawai?agency=kelurahan+007")).Firsts().ShouldBe(["Gani A."]);
    }

    private static string Field(Page page, string id) =>
        page.Html.QuerySelector($"#{id}-error")?.TextContent ?? $"No error at {id}; there are: {string.Join(' ', page.Html.QuerySelectorAll("[id$=-error]").Select(item => item.Id + ": " + item.TextContent))}";
}
