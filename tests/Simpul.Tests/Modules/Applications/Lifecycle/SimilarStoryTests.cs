using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>The case that grants the exception for an application similar to a general one: its accepted documents are the evidence.</summary>
public sealed class SimilarStoryTests
{
    private const string Check = "similar-applications-justified";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Documents_of_the_case_prove_the_conditions_once_they_are_accepted_and_page_and_check_agree(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var application = await town.App.Application("Naskah dinas", item => (item.Kind, item.General, item.Item.AgencyId) = (ApplicationKind.Similar, "srikandi", town.Agency));
        var page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("0 dari 4 syarat sudah dibuktikan");
        page.Text.ShouldContain("Pengecualiannya belum dimohonkan.");

        // Whoever owns it does not record the opinion about it; the office that gives it does.
        page.Html.QuerySelectorAll("main a[href*=condition]").Length.ShouldBe(3, "Not for the opinion.");
        const string evidence = "/kerja/bukti-aplikasi-sejenis";
        (string, string?)[] letter = [("Form.Input[application]", application.ToString()), ("Form.Input[condition]", "opinion"), ("Form.Input[what]", "Surat 12"), ("Form.Input[on]", "2026-10-01"), ("Form.Input[givenBy]", "ict-agency"), ("Form.Input[link]", "https://contoh.go.id/12")];
        (await town.Owner.Submit(await town.Owner.Open($"{evidence}/baru"), "Simpan bukti syarat", letter)).Text.ShouldContain("Pertimbangan dicatat oleh keputusan dalam urusan “Penggunaan aplikasi sejenis dengan aplikasi umum”");
        (await town.App.Asked(Check, "PLG-11-3-d")).Why.ShouldContain("belum ada bukti");
        var study = await town.Owner.Submit(await town.Owner.Open($"{evidence}/baru"), "Simpan bukti syarat", [.. letter.Where(field => field.Item1 != "Form.Input[condition]"), ("Form.Input[condition]", "adapted")]);
        (await town.Owner.Submit(await town.Owner.Open($"{study.Href.Split('?')[0]}/ubah"), "Simpan perubahan", ("Form.Input[condition]", "opinion"))).Text.ShouldContain("Pertimbangan dicatat oleh keputusan");
        var given = await town.Opinion.Submit(await town.Opinion.Open($"{evidence}/baru"), "Simpan bukti syarat", letter);
        (await town.App.Asked(Check, "PLG-11-3-d")).Status.ShouldBe(State.Met);
        (await town.Owner.Submit(await town.Owner.Open($"{given.Href.Split('?')[0]}/ubah"), "Simpan perubahan", ("Form.Input[link]", "https://contoh.go.id/13"))).Text.ShouldContain("Pertimbangan dicatat oleh keputusan");
        page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("2 dari 4 syarat sudah dibuktikan");

        var href = (await town.Owner.Submit(await town.Owner.Follow(page, "Mohonkan pengecualian"), "Buka urusan", ("CaseTitle", "Pengecualian naskah dinas"), ("Input.Fields[generalSetOn]", "2026-06-01"))).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", ["Bukti tanggal mulai beroperasi", "Kajian biaya dan manfaat", "Rencana penyesuaian proses bisnis dan fungsi"]);
        page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("2 dari 4 syarat sudah dibuktikan", customMessage: "Nobody has accepted them yet.");
        page.Text.ShouldContain("Permohonan pengecualiannya sedang berjalan.");
        (await town.App.Asked(Check, "PLG-11-3-b")).Status.ShouldBe(State.Due);

        (await Town.Decide(town.Opinion, href, "Rekomendasikan", ["Surat pertimbangan"])).Text.ShouldContain("Selesai");
        page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("4 dari 4 syarat sudah dibuktikan");
        page.Text.ShouldContain("Pengecualiannya sudah diberikan.");
        page.Text.ShouldContain("Kajian biaya dan manfaat, urusan K-2026-000001");
        foreach (var row in new[] { "PLG-11-3", "PLG-11-3-a", "PLG-11-3-b", "PLG-11-3-c", "PLG-11-3-d" })
        {
            (await town.App.Asked(Check, row)).Status.ShouldBe(State.Met, row);
        }
        (await town.App.Asked(Check, "PLG-11-3-b", new DateOnly(2026, 11, 1))).Status.ShouldBe(State.Missing);
    }

    [Fact]
    public async Task The_ict_agency_asks_for_the_exception_of_its_own_application_as_any_other_owner()
    {
        await using var town = await Town.Open(Make.Palembang);
        var ict = (await town.All<Web.Modules.Organisation.Agency>()).Single(agency => agency.Name == "Dinas Kominfo").Id;
        var application = await town.App.Application("Naskah dinas", item => (item.Kind, item.General, item.Item.AgencyId) = (ApplicationKind.Similar, "srikandi", ict));
        (await town.Opinion.Open($"/kerja/aplikasi/{application}")).Html.QuerySelectorAll("main a[href*=condition]").Length.ShouldBe(3, "Not for the opinion.");
        (await town.Opinion.Submit(await town.Opinion.Open("/kerja/bukti-aplikasi-sejenis/baru"), "Simpan bukti syarat", ("Form.Input[application]", application.ToString()), ("Form.Input[condition]", "opinion"), ("Form.Input[what]", "Surat 12"),
            ("Form.Input[on]", "2026-10-01"), ("Form.Input[givenBy]", "ict-agency"), ("Form.Input[link]", "https://contoh.go.id/12"))).Text.ShouldContain("Ajukan urusan itu; yang memutuskannya rekan Anda yang tidak mengajukannya.");
        (await town.App.Asked(Check, "PLG-11-3-d")).Why.ShouldContain("belum ada bukti");

        var href = (await Town.Open(town.Opinion, "similar-application", "Pengecualian naskah dinas", ("application", application.ToString()), ("general", "srikandi"), ("generalSetOn", "2026-06-01"))).Href;
        await Town.Decide(town.Opinion, href, "Ajukan permohonan", ["Bukti tanggal mulai beroperasi", "Kajian biaya dan manfaat", "Rencana penyesuaian proses bisnis dan fungsi"]);
        (await town.Opinion.Open(href)).Text.ShouldContain("Keputusan langkah ini harus diambil oleh rekan Anda yang berwenang.");
        (await Town.Decide(town.Room, href, "Rekomendasikan", ["Surat pertimbangan"])).Text.ShouldContain("Selesai");
        (await town.App.Asked(Check, "PLG-11-3-d")).Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_exception_says_similar_to_what_and_is_for_what_was_used_before_it(string database)
    {
        await using var town = await Town.Open(Town.BangkaTengah, database);
        var application = await town.App.Application("Naskah dinas", item => item.Item.AgencyId = town.Agency);
        var form = await Town.Open(town.Owner, "similar-application", "Pengecualian naskah dinas", ("application", application.ToString()), ("general", "srikandi"));
        form.Text.ShouldContain("Isi tanggal SRIKANDI ditetapkan sebagai aplikasi umum (KepmenPANRB 679/2020).");
        form = await town.Owner.Submit(form, "Buka urusan", ("Input.Fields[generalSetOn]", "2026-05-01"));
        form.Text.ShouldContain("Aplikasi ini beroperasi sejak 1 Mei 2026, tidak sebelum SRIKANDI ditetapkan pada 1 Mei 2026 (Pasal 24 ayat (3) huruf a).");
        await town.App.Changed(application, item => item.Item.From = null);
        (await town.Owner.Submit(form, "Buka urusan", ("Input.Fields[generalSetOn]", "2026-05-02"))).Text.ShouldContain("Hari pertama aplikasi ini beroperasi belum tercatat.");
        await town.App.Changed(application, item => item.Item.From = new DateOnly(2026, 5, 1));
        var href = (await town.Owner.Submit(form, "Buka urusan", ("Input.Fields[generalSetOn]", "2026-05-02"))).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", ["Bukti tanggal mulai beroperasi", "Kajian biaya dan manfaat", "Rencana penyesuaian Proses Bisnis dan fungsi"]);

        // Both who screen and who record the opinion see the conditions, and what of them is handed in.
        foreach (var button in new[] { "Teruskan kepada menteri", "Catat pertimbangan mendukung" })
        {
            var examined = await town.Opinion.Open(href);
            examined.Text.ShouldContain("Naskah dinas, beroperasi sejak 1 Mei 2026, dimohonkan sebagai aplikasi sejenis dengan SRIKANDI, yang ditetapkan pada 2 Mei 2026.");
            examined.Html.QuerySelectorAll("main tr").Count(row => row.TextContent.Contains("Ada buktinya, periksa")).ShouldBe(3);
            examined.Html.QuerySelectorAll("main tr").Count(row => row.TextContent.Contains("Diputuskan dalam urusan ini")).ShouldBe(1);
            await Town.Decide(town.Opinion, href, button, button.StartsWith("Catat", StringComparison.Ordinal) ? ["Surat pertimbangan menteri"] : []);
        }
        var granted = await town.Application();
        (granted.Kind, granted.General).ShouldBe((ApplicationKind.Similar, "srikandi"));
        // Its owner edits it as any other.
        (await town.Owner.Submit(await town.Owner.Open($"/kerja/aplikasi/{application}/ubah"), "Simpan perubahan", ("Form.Input[users]", "Semua pegawai."))).Text.ShouldContain("Semua pegawai.");
        (await town.App.Asked(Check, "BTG-24-3")).Status.ShouldBe(State.Met);
    }
}
