using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Budget;

/// <summary>The yearly budget by the procedure of each regulation, one browser for each office.</summary>
public sealed class BudgetCaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Where_the_recommendation_is_a_condition_only_traced_and_recommended_items_are_in_the_list(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.BangkaTengah, database);
        var app = hall.App;
        (await app.State("budget-prepared", "BTG-9", "2026-11-02")).ShouldBe(State.Missing);
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-02")).ShouldBe(State.NotApplicable);
        (await app.State("budget-traced", "BTG-10-1", "2026-11-02")).ShouldBe(State.NotApplicable);
        var cycle = await hall.Cycle();
        var (good, untraced, bad, school) = (hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis"), hall.Item(cycle, hall.Health.AgencyId, "Kursi kantor", traced: false), hall.Item(cycle, hall.Health.AgencyId, "Pesawat nirawak"), hall.Item(cycle, hall.School.AgencyId, "Presensi siswa"));
        await app.Hold(good, untraced, bad, school);
        (await app.State("budget-traced", "BTG-10-1", "2026-11-02")).ShouldBe(State.Missing);
        (await app.Ask("budget-traced", "BTG-10-1", "2026-11-02")).Why.ShouldContain("Kursi kantor");

        using var health = await app.As(hall.Health);
        using var ict = await app.As(hall.Ict);
        (await ict.Open($"/kerja/anggaran/2027/rekomendasi/{good.Id}")).Text.ShouldContain("Usulan ini belum diajukan");
        // Another agency's proposal is not theirs to submit.
        (await health.Submit(await health.Open($"/kerja/urusan/baru/budget?subject={await hall.Proposal(cycle, hall.School.AgencyId)}"), "Buka urusan", ("CaseTitle", "Lagi"))).Text.ShouldContain("mengajukan usulannya sendiri");
        var page = await BudgetHall.Submit(health, await hall.Proposal(cycle, hall.Health.AgencyId), "Ajukan usulan", "Usulan rencana dan anggaran SPBE");
        (await health.Submit(await health.Open($"/kerja/usulan-anggaran/{good.Id}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Server lain"))).Text.ShouldContain("sudah diajukan dalam urusan");
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-10")).ShouldBe(State.Due);
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-11")).ShouldBe(State.Missing);

        var step = await CityHall.Upload(ict, await ict.Open(page.Href), "Surat rekomendasi");
        (await ict.Submit(step, "Rekomendasikan")).Text.ShouldContain("3 butir belum diputuskan");
        (await Decide(ict, good, "Rekomendasikan")).Text.ShouldContain("direkomendasikan.");
        (await Decide(ict, bad, "Jangan rekomendasikan")).Text.ShouldContain("Tulis mengapa butir ini tidak direkomendasikan");
        await Decide(ict, bad, "Jangan rekomendasikan", ("Reason", "Tidak sejalan."));
        await Decide(ict, untraced, "Rekomendasikan dengan perubahan", ("Reason", "Kurangi."), ("Amount", "1.000.000,50"));
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-01")).ShouldBe(State.NotApplicable);
        await ict.Submit(await ict.Open(page.Href), "Rekomendasikan");

        using var planner = await app.As(hall.Planner);
        (await planner.Open("/kerja/anggaran/2027/daftar")).Text.ShouldNotContain("Konsolidasikan 1 butir");
        step = await CityHall.Upload(planner, await planner.Open(page.Href), "Notula koordinasi");
        await planner.Submit(step, "Nyatakan terpadu", ("Input.Fields[coordinatedOn]", "2026-11-01"), ("Input.Fields[coordinationResult]", "Selaras dengan RKPD."));
        (await app.Ask("budget-coordinated", "BTG-10-2", "2026-11-02")).Status.ShouldBe(State.Due);
        (await app.State("budget-coordinated", "BTG-10-2", "2026-12-01")).ShouldBe(State.Overdue);
        using var colleague = await app.As(hall.Colleague);
        await colleague.Submit(await colleague.Open(page.Href), "Sahkan bersama");
        (await app.State("budget-coordinated", "BTG-10-2", "2026-11-02")).ShouldBe(State.Met);

        var list = await planner.Open("/kerja/anggaran/2027/daftar");
        list.Text.ShouldContain("Rp3.000.000,50 untuk 1 butir; 3 butir tidak masuk");
        var outside = await planner.Open("/kerja/anggaran/2027/daftar?bagian=luar");
        Row(outside, "Kursi kantor").ShouldContain("Tidak tertaut pada Arsitektur SPBE dan Peta Rencana SPBE");
        Row(outside, "Pesawat nirawak").ShouldContain("Tidak direkomendasikan: Tidak sejalan.");
        Row(outside, "Presensi siswa").ShouldContain("Belum diajukan; Belum direkomendasikan");
        (await app.State("budget-prepared", "BTG-9", "2026-12-15")).ShouldBe(State.Due);
        (await app.State("budget-prepared", "BTG-9", "2026-12-16")).ShouldBe(State.Overdue);
        (await planner.Submit(list, "Konsolidasikan 1 butir")).Text.ShouldContain("Daftar dikonsolidasikan");
        (await app.State("budget-prepared", "BTG-9", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-prepared", "BTG-9", "2026-11-01")).ShouldBe(State.Due);
        (await app.State("budget-traced", "BTG-10-1", "2026-11-02")).ShouldBe(State.Met);
        // A year later nothing was begun for 2028.
        (await app.State("budget-prepared", "BTG-9", "2027-03-01")).ShouldBe(State.Met);
        (await app.State("budget-prepared", "BTG-9", "2027-12-01")).ShouldBe(State.Due);
        (await app.State("budget-prepared", "BTG-9", "2027-12-16")).ShouldBe(State.Overdue);
        (await ict.Open($"/kerja/anggaran/2027/rekomendasi/{school.Id}")).Text.ShouldContain("sudah dikonsolidasikan");
        using var teacher = await app.As(hall.School);
        (await teacher.Submit(await teacher.Open($"/kerja/usulan-anggaran/{school.Id}/ubah"), "Simpan perubahan", ("Form.Input[name]", "Lain"))).Text.ShouldContain("sudah dikonsolidasikan pada");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_decide_the_same_item_at_once_one_wins_and_the_other_sees_what_was_decided(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang, database);
        var cycle = await hall.Cycle();
        var items = Enumerable.Range(1, 6).Select(at => hall.Item(cycle, hall.Health.AgencyId, $"Barang {at} {Guid.NewGuid():n}")).ToArray();
        await hall.App.Hold(items);
        using var one = await hall.App.As(hall.Ict);
        using var other = await hall.App.As(hall.Colleague);
        foreach (var item in items)
        {
            var href = $"/kerja/anggaran/2027/rekomendasi/{item.Id}";
            var (first, second) = (await one.Open(href), await other.Open(href));
            var answers = await Task.WhenAll(one.Submit(first, "Rekomendasikan"), other.Submit(second, "Jangan rekomendasikan", ("Reason", "Sudah ada.")));
            var lost = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ShouldHaveSingleItem();
            var stored = (await hall.App.All<BudgetItem>()).Single(found => found.Id == item.Id);
            stored.Version.ShouldBe(1);
            lost.Text.ShouldContain("Keputusan Anda tidak disimpan");
            lost.Text.ShouldContain($"sudah diputuskan Pejabat {(stored.Recommendation == Recommendation.Recommended ? "Kepala Bidang Aptika: Direkomendasikan" : "Kepala Bidang Statistik: Tidak direkomendasikan dengan alasan “Sudah ada.”")}");
            (stored.RecommendedById == hall.Ict.PersonId).ShouldBe(stored.Recommendation == Recommendation.Recommended);
        }
    }

    [Fact]
    public async Task One_case_gathers_all_proposals_and_the_ministries_are_on_record_where_the_regulation_orders_it_so()
    {
        await using var hall = await BudgetHall.Open(PlanKit.Baubau);
        var app = hall.App;
        var cycle = await hall.Cycle();
        await app.Hold(hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis"), hall.Item(cycle, hall.School.AgencyId, "Presensi siswa", traced: false));
        (await app.State("budget-traced", "BAU-8-2", "2026-11-02")).ShouldBe(State.Missing);
        (await app.State("budget-traced", "BAU-L-B-6", "2026-11-02")).ShouldBe(State.Missing);
        (await app.State("plan-consulted", "BAU-8-4", "2026-11-02")).ShouldBe(State.Missing);
        using var planner = await app.As(hall.Planner);
        var whole = await hall.Proposal(cycle, null);
        (await planner.Open($"/kerja/usulan-perangkat-daerah/{await hall.Proposal(cycle, hall.Planner.AgencyId)}")).Body.ShouldNotContain("Ajukan usulan");
        var page = await BudgetHall.Submit(planner, whole, "Usulan lengkap", app.Document("proposals"));
        var second = await app.Staff("Sekretaris Bappeda", hall.Planner.AgencyId, [], [Simpul.Web.Platform.Access.Role.AgencyHead]);
        using var deputy = await app.As(second);
        await deputy.Submit(await deputy.Open(page.Href), "Usulan selaras");
        using var ict = await app.As(hall.Ict);
        await ict.Submit(await ict.Open(page.Href), "Sampaikan tanggapan");
        var desk = await deputy.Submit(await deputy.Open(page.Href), "Catat koordinasi");
        desk.Text.ShouldContain("Pilih dengan siapa");
        await deputy.Submit(desk, "Catat koordinasi", ("Input.Fields[consultedWith]", "central-government"), ("Input.Fields[consultedOn]", "2026-10-30"), ("Input.Fields[consultedOutcome]", "Tidak ada keberatan."));
        (await app.All<PlanConsultation>()).ShouldHaveSingleItem().BudgetYear.ShouldBe(2027);
        (await app.State("plan-consulted", "BAU-8-4", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-coordinated", "BAU-8-3", "2026-11-02")).ShouldBe(State.Due);
        using var treasurer = await app.As(hall.Treasurer);
        await treasurer.Submit(await treasurer.Open(page.Href), "Masukkan");
        (await app.State("budget-coordinated", "BAU-8-3", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-traced", "BAU-8-2", "2026-11-02")).ShouldBe(State.Met);
        (await app.All<BudgetCycle>()).Single().ConsolidatedBy.ShouldBe("finance-agency");
        // Every agency must have proposed, or said that it does not.
        var prepared = await app.Ask("budget-prepared", "BAU-8-1", "2026-11-02");
        (prepared.Status, prepared.Why).ShouldBe((State.Missing, "Daftar 2027 disusun tanpa usulan semua perangkat daerah. Belum: BPKAD, Bappeda, dan Dinas Kominfo."));
        foreach (var staff in new[] { hall.Planner, hall.Treasurer, hall.Ict })
        {
            using var browse = await app.As(staff);
            await browse.Submit(await browse.Open($"/kerja/usulan-perangkat-daerah/{await hall.Proposal(cycle, staff.AgencyId)}/ubah"), "Simpan perubahan", ("Form.Input[none]", "true"));
        }
        (await app.State("budget-prepared", "BAU-8-1", "2026-11-02")).ShouldBe(State.Met);
    }

    [Fact]
    public async Task Where_the_recommendation_is_advice_the_coordinating_office_may_keep_an_item_with_its_reason()
    {
        await using var hall = await BudgetHall.Open(PlanKit.PalangkaRaya);
        var app = hall.App;
        var cycle = await hall.Cycle();
        var (item, silent) = (hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis"), hall.Item(cycle, hall.Health.AgencyId, "Pemindai arsip"));
        await app.Hold(item, silent);
        (await app.State("budget-coordinated", "PKY-9-3", "2026-11-30")).ShouldBe(State.Due);
        using var ict = await app.As(hall.Ict);
        await Decide(ict, item, "Jangan rekomendasikan", ("Reason", "Pakai pusat data."));
        (await ict.Open($"/kerja/anggaran/2027/rekomendasi/{item.Id}")).Body.ShouldNotContain("Tetap masukkan butir ini");
        using var health = await app.As(hall.Health);
        (await Post(health, item, "Rekomendasikan")).ShouldBeNull();
        var page = await BudgetHall.Submit(health, await hall.Proposal(cycle, hall.Health.AgencyId), "Ajukan usulan", "Usulan Rencana dan Anggaran SPBE");
        using var planner = await app.As(hall.Planner);
        (await planner.Open("/kerja/anggaran/2027/daftar?bagian=luar")).Text.ShouldContain("Tidak direkomendasikan: Pakai pusat data.");
        var desk = await planner.Open($"/kerja/anggaran/2027/rekomendasi/{item.Id}");
        (await planner.Submit(desk, "Tetap masukkan butir ini")).Text.ShouldContain("Tulis mengapa butir ini tetap dimasukkan");
        (await planner.Submit(desk, "Tetap masukkan butir ini", ("Because", "Data pasien tidak boleh keluar."))).Text.ShouldContain("Butir ini tetap dimasukkan");
        desk = await CityHall.Upload(planner, await planner.Open(page.Href), "Notula koordinasi");
        await planner.Submit(desk, "Nyatakan terpadu", ("Input.Fields[coordinatedOn]", "2026-11-01"), ("Input.Fields[coordinationResult]", "Selaras."));
        // Not looked at by the ICT agency is no reason here.
        (await planner.Open("/kerja/anggaran/2027/daftar")).Text.ShouldContain("untuk 2 butir; 0 butir tidak masuk");
        await planner.Submit(await planner.Open("/kerja/anggaran/2027/daftar"), "Konsolidasikan 2 butir");
        (await app.State("budget-coordinated", "PKY-9-3", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-traced", "PKY-9-2", "2026-11-02")).ShouldBe(State.Met);
        (await app.State("budget-prepared", "PKY-9-1", "2026-11-02")).ShouldBe(State.Met);
        (await planner.Submit(await planner.Open("/kerja/anggaran/2027/daftar"), "Buka kembali daftar ini")).Text.ShouldContain("Tulis mengapa daftar ini dibuka kembali");
        await planner.Submit(await planner.Open("/kerja/anggaran/2027/daftar"), "Buka kembali daftar ini", ("Because", "Pagu berubah."));
        (await app.State("budget-prepared", "PKY-9-1", "2026-11-02")).ShouldBe(State.Due);
    }

    [Fact]
    public async Task An_item_that_its_agency_changes_after_a_return_is_open_again_and_an_amount_agrees_with_its_parts()
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang);
        var cycle = await hall.Cycle();
        var item = hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis");
        await hall.App.Hold(item);
        using var ict = await hall.App.As(hall.Ict);
        await Decide(ict, item, "Rekomendasikan");
        using var health = await hall.App.As(hall.Health);
        var form = await health.Open($"/kerja/usulan-anggaran/{item.Id}/ubah");
        (await health.Submit(form, "Simpan perubahan", ("Form.Input[quantity]", "3"), ("Form.Input[amount]", "5"))).Text.ShouldContain("Banyaknya kali harga satuan adalah Rp4.500.000,75");
        (await health.Submit(form, "Simpan perubahan", ("Form.Input[architecture]", "TIDAK-ADA"))).Text.ShouldContain("Tidak ada butir arsitektur berkode");
        (await health.Submit(form, "Simpan perubahan", ("Form.Input[quantity]", "3"))).Text.ShouldContain("Rp4.500.000,75");
        var stored = (await hall.App.All<BudgetItem>()).Single();
        (stored.Amount, stored.Recommendation, stored.RecommendedOn).ShouldBe((4_500_000.75m, Recommendation.Undecided, null));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Read_as_one_recommendation_for_an_agency_the_step_decides_all_its_items_and_a_refusal_leaves_none_open(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.BangkaTengah, database);
        var app = hall.App;
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var instance = await db.Set<Instance>().SingleAsync();
            instance.Readings = ["budget-recommendation=per-agency"];
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("instance.readings-chosen", instance);
            await db.SaveChangesAsync();
        });
        await app.Do(services => services.GetRequiredService<CurrentRegulation>().Refresh(services.GetRequiredService<PlatformDb>(), CancellationToken.None));
        var cycle = await hall.Cycle();
        var (one, other, school) = (hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis"), hall.Item(cycle, hall.Health.AgencyId, "Pemindai arsip"), hall.Item(cycle, hall.School.AgencyId, "Presensi siswa"));
        await app.Hold(one, other, school);
        using var health = await app.As(hall.Health);
        using var teacher = await app.As(hall.School);
        using var ict = await app.As(hall.Ict);
        var page = await BudgetHall.Submit(health, await hall.Proposal(cycle, hall.Health.AgencyId), "Ajukan usulan", app.Document("budget-plan"));
        var step = await CityHall.Upload(ict, await ict.Open(page.Href), app.Document("recommendation"));
        step.Html.QuerySelectorAll("a").Single(link => link.TextContent.Trim() == "Putuskan butirnya satu per satu").GetAttribute("href")!.ShouldContain($"agency={hall.Health.AgencyId}");
        (await ict.Submit(step, "Rekomendasikan dengan syarat", ("Reason", new string('a', 1001)))).Text.ShouldContain("paling banyak 1.000 huruf");
        await ict.Submit(step, "Rekomendasikan dengan syarat", ("Reason", "Pakai pusat data bersama."));
        (await app.All<BudgetItem>()).Where(item => item.AgencyId == hall.Health.AgencyId).Select(item => (item.Recommendation, item.RecommendationReason, item.RecommendedBy))
            .ShouldBe(Enumerable.Repeat((Recommendation.WithChanges, (string?)"Pakai pusat data bersama.", (string?)"ict-agency"), 2));

        page = await BudgetHall.Submit(teacher, await hall.Proposal(cycle, hall.School.AgencyId), "Ajukan usulan", app.Document("budget-plan"));
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-02")).ShouldBe(State.Due);
        step = await CityHall.Upload(ict, await ict.Open(page.Href), app.Document("recommendation"));
        await ict.Submit(step, "Tidak merekomendasikan", ("Reason", "Sudah ada."));
        (await app.All<BudgetItem>()).Single(item => item.Id == school.Id).Recommendation.ShouldBe(Recommendation.Undecided);
        (await app.State("budget-recommended", "BTG-10-3", "2026-11-02")).ShouldBe(State.Met);
        Row(await ict.Open("/kerja/anggaran/2027/daftar?bagian=luar"), "Presensi siswa").ShouldContain("Usulan ditolak (urusan");
    }

    [Fact]
    public async Task A_programme_that_the_regulation_funds_by_itself_is_paid_from_the_money_that_it_names()
    {
        await using var hall = await BudgetHall.Open(PlanKit.BangkaTengah);
        var cycle = await hall.Cycle();
        var (plain, local, central) = (hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis"), hall.Item(cycle, hall.Health.AgencyId, "Percepatan layanan"), hall.Item(cycle, hall.School.AgencyId, "Percepatan presensi"));
        plain.Fund = "grant";
        await hall.App.Hold(plain);
        (await hall.App.State("budget-traced", "BTG-53", "2026-11-02")).ShouldBe(State.NotApplicable);
        local.Programme = "acceleration";
        await hall.App.Hold(local);
        (await hall.App.State("budget-traced", "BTG-53", "2026-11-02")).ShouldBe(State.Met);
        (central.Programme, central.Fund) = ("acceleration", "apbn");
        await hall.App.Hold(central);
        var answer = await hall.App.Ask("budget-traced", "BTG-53", "2026-11-02");
        (answer.Status, answer.Why).ShouldBe((State.Missing, "1 dari 2 butir anggaran 2027 tidak didanai APBD: Percepatan presensi."));
        answer.Next!.Href.ShouldBe(central.Href);
    }

    [Fact]
    public async Task A_list_that_one_case_consolidated_is_opened_again_with_a_reason_and_goes_through_another_case()
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang);
        var app = hall.App;
        var cycle = await hall.Cycle();
        var (item, refused) = (hall.Item(cycle, hall.Health.AgencyId, "Server rekam medis"), hall.Item(cycle, hall.School.AgencyId, "Presensi siswa"));
        await app.Hold(item, refused);
        using var ict = await app.As(hall.Ict);
        using var planner = await app.As(hall.Planner);
        using var colleague = await app.As(hall.Colleague);
        using var health = await app.As(hall.Health);
        await Decide(ict, refused, "Jangan rekomendasikan", ("Reason", "Sudah ada."));
        (await ict.Open("/kerja/anggaran/2027")).Text.ShouldContain("Ajukan seluruh usulan tahun ini dalam satu urusan");
        await Through();
        (await app.All<BudgetCycle>()).Single().ConsolidatedOn.ShouldNotBeNull();
        (await planner.Submit(await planner.Open("/kerja/persetujuan-anggaran/baru"), "Simpan persetujuan", ("Form.Input[item]", refused.Name), ("Form.Input[amount]", "1"), ("Form.Input[approvedOn]", "2026-11-01")))
            .Text.ShouldContain("Butir ini tidak masuk daftar 2027: Tidak direkomendasikan: Sudah ada.");
        var whole = await hall.Proposal(cycle, null);
        (await ict.Submit(await ict.Open($"/kerja/usulan-perangkat-daerah/{whole}/ubah"), "Simpan perubahan", ("Form.Input[settledOn]", "2026-11-01"), ("Form.Input[settledBy]", "Berita acara"))).Text.ShouldContain("jadi kesepakatannya tidak berubah lagi");

        var list = await planner.Open("/kerja/anggaran/2027/daftar");
        (await planner.Submit(list, "Buka kembali daftar ini")).Text.ShouldContain("Tulis mengapa daftar ini dibuka kembali");
        await planner.Submit(list, "Buka kembali daftar ini", ("Because", "Pagu berubah."));
        var reopened = await planner.Open("/kerja/anggaran/2027/daftar");
        reopened.Text.ShouldContain("0 butir; 2 butir tidak masuk");
        reopened.Body.ShouldNotContain("Konsolidasikan daftar ini");
        Row(await planner.Open("/kerja/anggaran/2027/daftar?bagian=luar"), item.Name).ShouldContain("Belum diajukan kembali (urusan");
        await health.Submit(await health.Open($"/kerja/usulan-anggaran/{item.Id}/ubah"), "Simpan perubahan", ("Form.Input[quantity]", "1"));
        await Through();
        (await planner.Open("/kerja/anggaran/2027/daftar")).Text.ShouldContain("Rp1.500.000,25 untuk 1 butir");
        (await app.All<BudgetCycle>()).Single().ConsolidatedOn.ShouldNotBeNull();

        async Task Through()
        {
            var page = await BudgetHall.Submit(ict, await hall.Proposal(cycle, null), "Sampaikan untuk dikoordinasikan", app.Document("budget-plan"));
            var desk = await CityHall.Upload(planner, await planner.Open(page.Href), app.Document("minutes"));
            await planner.Submit(desk, "Nyatakan selaras", ("Input.Fields[coordinatedOn]", "2026-11-02"), ("Input.Fields[coordinationResult]", "Selaras."));
            await colleague.Submit(await colleague.Open(page.Href), "Selesaikan");
        }
    }

    private static async Task<Page> Decide(Browse browse, BudgetItem item, string button, params (string, string?)[] values) =>
        await browse.Submit(await browse.Open($"/kerja/anggaran/2027/rekomendasi/{item.Id}"), button, values);

    /// <summary>Null where the page offers no such button.</summary>
    private static async Task<Page?> Post(Browse browse, BudgetItem item, string button)
    {
        var page = await browse.Open($"/kerja/anggaran/2027/rekomendasi/{item.Id}");
        return page.Html.QuerySelectorAll("button").Any(one => one.TextContent.Trim() == button) ? await browse.Submit(page, button) : null;
    }

    private static string Row(Page page, string name) => page.Html.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
}
