using System.Globalization;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Cases;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Budget;

/// <summary>A whole year of a city of 45 agencies and 900 items, through the screens.</summary>
public sealed class BudgetYearTests
{
    private const int Agencies = 45;
    private const int Items = 900;

    [Fact]
    public async Task A_year_of_45_agencies_and_900_items_is_proposed_recommended_consolidated_exported_and_spent()
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang);
        var app = hall.App;
        for (var at = 6; at <= Agencies; at++)
        {
            await app.Agency($"Dinas {at:00}");
        }
        using var ict = await app.As(hall.Ict);
        using var stranger = await app.As(hall.School);
        (await stranger.Open("/kerja/anggaran/buka")).Text.ShouldContain("Siklus dibuka oleh");
        var refused = await ict.Submit(await ict.Open("/kerja/anggaran/buka"), "Buka siklus", ("Input.Year", "2027"), ("Input.OpensOn", "2026-11-02"), ("Input.ProposalsUntil", "2026-10-01"));
        refused.Text.ShouldContain("mendahului tahap sebelumnya");
        var page = await ict.Submit(refused, "Buka siklus", ("Input.ProposalsUntil", "2026-11-10"), ("Input.RecommendationsUntil", "2026-11-20"), ("Input.CoordinationUntil", "2026-12-01"), ("Input.ClosesOn", "2026-12-15"));
        page.Title.ShouldBe("Anggaran SPBE 2027");
        (await ict.Submit(await ict.Open("/kerja/anggaran/buka"), "Buka siklus", ("Input.Year", "2027"))).Text.ShouldContain("Siklus tahun 2027 sudah dibuka");
        (await app.All<BudgetProposal>()).Count(one => one.AgencyId is not null).ShouldBe(Agencies);

        await Propose(hall, ict);
        var items = await app.All<BudgetItem>();
        items.Count.ShouldBe(Items);
        items.Select(item => item.AgencyId).Distinct().Count().ShouldBe(Agencies);
        (await ict.Open("/kerja/anggaran/2027")).Text.ShouldContain("900 butir usulan");

        await Recommend(ict);
        (await app.All<BudgetItem>()).CountBy(item => item.Recommendation).ToDictionary().ShouldBe(new Dictionary<Recommendation, int> { [Recommendation.Recommended] = Items - 2, [Recommendation.Refused] = 1, [Recommendation.WithChanges] = 1 }, ignoreOrder: true);

        await Consolidate(hall, ict);
        (await app.State("budget-prepared", "PLG-7-1", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-coordinated", "PLG-7-2", "2026-11-02")).ShouldBe(State.Met);
        var listed = (await app.All<BudgetItem>()).Where(item => item.Recommendation != Recommendation.Refused).ToList();
        listed.Count.ShouldBe(Items - 1);
        var total = listed.Sum(item => item.Wanted);
        total.ShouldBe(items.Sum(item => item.Amount!.Value) - items.Single(item => item.Code == "2027-0001").Amount!.Value - items.Single(item => item.Code == "2027-0002").Amount!.Value + 7_000_000.25m);

        var sheet = Sheet.Of(await ict.Client.GetByteArrayAsync("/kerja/anggaran/2027/daftar.xlsx"));
        decimal.Parse(sheet.Rows.Single(row => row["Muatan"] == "Seluruhnya")["Jumlah"], CultureInfo.InvariantCulture).ShouldBe(total);
        sheet.Rows.Where(row => row["Muatan"] != "Seluruhnya").Sum(row => decimal.Parse(row["Jumlah"], CultureInfo.InvariantCulture)).ShouldBe(total);
        (await ict.Client.GetByteArrayAsync("/kerja/anggaran/2027/daftar.pdf"))[..4].ShouldBe("%PDF"u8.ToArray());

        await Spend(hall, total);
    }

    /// <summary>One sheet of 900 rows, of which the first two are the same purchase of two agencies.</summary>
    private static async Task Propose(BudgetHall hall, Browse ict)
    {
        var agencies = (await hall.App.All<BudgetProposal>()).Where(one => one.AgencyId is not null).OrderBy(one => one.Title).Select(one => one.Title["Usulan ".Length..^" 2027".Length]).ToList();
        var empty = await ict.Export(BudgetItemRegister.Slug);
        var sheet = new Sheet
        {
            Headings = empty.Headings,
            Rows = [.. Enumerable.Range(1, Items).Select(at => empty.Headings.ToDictionary(heading => heading, heading => heading switch
            {
                "Siklus" => "Anggaran 2027",
                "Perangkat daerah" => agencies[at % Agencies],
                "Kode usulan" => $"2027-{at:0000}",
                // Words of their own, so that no two are alike but the first.
                "Nama belanja" => at <= 2 ? "Laptop petugas loket" : $"barang{at:0000} keperluan{at % 30}",
                "Jenis belanja" => "Perangkat keras",
                "Muatan" => at % 2 == 0 ? "Infrastruktur SPBE" : "Aplikasi SPBE",
                "Kebutuhan dan alasannya" => $"kebutuhan{at}",
                "Banyaknya" => "3",
                "Harga satuan" => $"{100 + (at % 900)}.000,75",
                "Sumber dana" => "APBD",
                _ => "",
            }))],
        };
        var tried = await ict.Import(BudgetItemRegister.Slug, sheet);
        tried.Fact("Baris baru").ShouldBe(Items, tried.Text);
        await ict.Save(tried);
    }

    private static async Task Recommend(Browse ict)
    {
        var similar = await ict.Open("/kerja/anggaran/2027/rekomendasi?serupa=ya");
        similar.Html.QuerySelectorAll("main tbody tr").Length.ShouldBe(2);
        var next = await ict.Follow(similar, "Putuskan berikutnya");
        next.Text.ShouldContain("Mirip 1 butir lain");
        next = await ict.Submit(next, "Jangan rekomendasikan", ("Reason", "Satukan dengan perangkat daerah lain."));
        next.Text.ShouldContain("tidak direkomendasikan.");
        next.Href.ShouldContain("serupa=ya");
        (await ict.Submit(next, "Rekomendasikan dengan perubahan", ("Reason", "Untuk dua perangkat daerah."), ("Amount", "7.000.000,25"))).Href.ShouldEndWith("/rekomendasi?serupa=ya");
        (await ict.Submit(await ict.Open("/kerja/anggaran/2027/rekomendasi?keputusan=Undecided"), "Rekomendasikan yang dipilih")).Text.ShouldContain("Pilih dahulu butir");
        for (var pages = 1; ; pages++)
        {
            pages.ShouldBeLessThan(30);
            var list = await ict.Open("/kerja/anggaran/2027/rekomendasi?keputusan=Undecided");
            var boxes = list.Html.QuerySelectorAll("input[name=chosen]").Select(box => ("chosen", box.GetAttribute("value"))).ToArray();
            if (boxes.Length == 0)
            {
                list.Text.ShouldContain("Tidak ada butir yang cocok");
                return;
            }
            (await ict.Submit(list, "Rekomendasikan yang dipilih", boxes)).Text.ShouldContain($"{boxes.Length} butir direkomendasikan.");
        }
    }

    private static async Task Consolidate(BudgetHall hall, Browse ict)
    {
        (await ict.Open("/kerja/anggaran/2027/daftar?bagian=luar")).Text.ShouldContain("Belum diajukan");
        var page = await BudgetHall.Submit(ict, (await hall.App.All<BudgetProposal>()).Single(one => one.AgencyId is null).Id, "Sampaikan untuk dikoordinasikan", "Rancangan Rencana dan Anggaran SPBE");
        using var planner = await hall.App.As(hall.Planner);
        var desk = await CityHall.Upload(planner, await planner.Open(page.Href), "Notula koordinasi");
        (await planner.Submit(desk, "Nyatakan selaras", ("Input.Fields[coordinatedOn]", "2026-11-03"), ("Input.Fields[coordinationResult]", "Selaras."))).Text.ShouldContain("tidak mungkin sesudah hari ini");
        await planner.Submit(desk, "Nyatakan selaras", ("Input.Fields[coordinatedOn]", "2026-11-02"), ("Input.Fields[coordinationResult]", "Selaras dengan RKPD."));
        using var colleague = await hall.App.As(hall.Colleague);
        (await colleague.Open("/kerja/anggaran/2027/daftar")).Text.ShouldContain("untuk 899 butir; 1 butir tidak masuk");
        await colleague.Submit(await colleague.Open(page.Href), "Selesaikan");
        (await colleague.Open("/kerja/anggaran/2027/daftar")).Text.ShouldContain("Dikonsolidasikan 2 November 2026");
        (await colleague.Open("/kerja/anggaran/2027/daftar?bagian=luar")).Text.ShouldContain("Tidak direkomendasikan: Satukan dengan perangkat daerah lain.");
    }

    private static async Task Spend(BudgetHall hall, decimal total)
    {
        using var planner = await hall.App.As(hall.Planner);
        var page = await planner.Open("/kerja/anggaran/2027/realisasi");
        (await planner.Submit(page, "Catat 899 butir disetujui sebesar usulannya")).Text.ShouldContain("Tulis dokumen penetapannya");
        (await planner.Submit(page, "Catat 899 butir disetujui sebesar usulannya", ("ApprovedOn", "2026-11-02"), ("Document", "DPA 2027"))).Text.ShouldContain("899 butir dicatat disetujui");
        (await hall.App.All<BudgetApproval>()).Sum(one => one.Amount).ShouldBe(total);
        var own = (await hall.App.All<BudgetItem>()).First(item => item.AgencyId == hall.Health.AgencyId && item.Recommendation == Recommendation.Recommended);
        using var health = await hall.App.As(hall.Health);
        var form = await health.Open($"/kerja/realisasi-anggaran/baru");
        (string, string?)[] spent = [("Form.Input[item]", own.Code), ("Form.Input[spentOn]", "2026-11-01"), ("Form.Input[amount]", "100.000,50")];
        var saved = await health.Submit(form, "Simpan realisasi", spent);
        saved.Text.ShouldContain("Rp100.000,50");
        (await health.Submit(await health.Open("/kerja/realisasi-anggaran/baru"), "Simpan realisasi", [.. spent[..2], ("Form.Input[amount]", "999.999.999")])).Text.ShouldContain("Melampaui yang disetujui");
        (await planner.Open("/kerja/anggaran/2027/realisasi")).Text.ShouldContain("terealisasi Rp100.000,50");
        (await health.Submit(await health.Open("/kerja/persetujuan-anggaran/baru"), "Simpan persetujuan", ("Form.Input[item]", own.Code), ("Form.Input[amount]", "1"), ("Form.Input[approvedOn]", "2026-11-01"))).Text.ShouldContain("Ini dicatat oleh");
    }
}
