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
        var href = (await town.Owner.Submit(await town.Owner.Follow(page, "Mohonkan pengecualian"), "Buka urusan", ("CaseTitle", "Pengecualian naskah dinas"))).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", ["Bukti tanggal mulai beroperasi", "Kajian biaya dan manfaat", "Rencana penyesuaian proses bisnis dan fungsi"]);
        page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("0 dari 4 syarat sudah dibuktikan", customMessage: "Nobody has accepted them yet.");
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
}
