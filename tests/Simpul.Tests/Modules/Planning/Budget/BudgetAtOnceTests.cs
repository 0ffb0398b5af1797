using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Hosting;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Journal;
using Xunit;
using Case = Simpul.Web.Platform.Cases.Case;

namespace Simpul.Tests.Modules.Planning.Budget;

/// <summary>What two people do to the same budget in the same moment.</summary>
public sealed class BudgetAtOnceTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_several_spend_at_once_never_exceeds_what_was_approved(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang, database);
        var item = hall.Item(await hall.Cycle(), hall.Health.AgencyId, "Server");
        await hall.App.Keep(item);
        await hall.App.Hold(new BudgetApproval { ItemId = item.Id, Amount = 1_000_000, ApprovedOn = HostingKit.Today, Document = "DPA" });
        var browsers = new List<Browse>();
        for (var at = 0; at < 4; at++)
        {
            browsers.Add(await hall.App.As(hall.Health));
        }
        var forms = await Task.WhenAll(browsers.Select(one => one.Open("/kerja/realisasi-anggaran/baru")));
        var answers = await Task.WhenAll(browsers.Zip(forms).Select(pair => pair.First.Submit(pair.Second, "Simpan realisasi", ("Form.Input[item]", item.Id.ToString()), ("Form.Input[spentOn]", "2026-11-01"), ("Form.Input[amount]", "600.000"))));
        (await hall.App.All<BudgetRealisation>()).Sum(one => one.Amount).ShouldBe(600_000);
        answers.Count(answer => answer.Text.Contains("Melampaui yang disetujui", StringComparison.Ordinal)).ShouldBe(3);
        browsers.ForEach(one => one.Dispose());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Money_that_somebody_else_spends_between_the_look_and_the_save_is_counted(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang, database);
        var item = hall.Item(await hall.Cycle(), hall.Health.AgencyId, "Server");
        await hall.App.Keep(item);
        await hall.App.Hold(new BudgetApproval { ItemId = item.Id, Amount = 1_000_000, ApprovedOn = HostingKit.Today, Document = "DPA" });
        BudgetRealisation Spent() => new() { ItemId = item.Id, AgencyId = item.AgencyId, SpentOn = HostingKit.Today, Amount = 600_000 };
        await hall.App.Do(async services =>
        {
            var mine = Spent();
            services.GetRequiredService<PlatformDb>().Add(mine);
            await BudgetRegisters.Realisations.Keep(services, mine, isNew: true, CancellationToken.None);
            await hall.App.Keep(Spent());
            (await Should.ThrowAsync<OvertakenException>(() => services.GetRequiredService<PlatformDb>().SaveChangesAsync())).Refusal.Field.ShouldBe("amount");
        });
        (await hall.App.All<BudgetRealisation>()).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_item_is_decided_behind_the_back_of_who_consolidates(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.Palembang, database);
        var cycle = await hall.Cycle();
        var item = hall.Item(cycle, hall.Health.AgencyId, "Server");
        await hall.App.Keep(item);
        var ict = await hall.App.Actor(hall.Ict);
        var decision = new ItemDecision(0, Recommendation.Recommended, null, null);

        // Whoever consolidates has read the list; a colleague decides meanwhile.
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.HoldToItems((await Book(services))!);
            await Consolidate(services, cycle);
            (await hall.App.Do(async other => await other.GetRequiredService<BudgetDecisions>().Decide((await Book(other))!, item.Id, decision, CancellationToken.None), ict)).Refusals.ShouldBeEmpty();
            (await Should.ThrowAsync<OvertakenException>(() => db.SaveChangesAsync())).Message.ShouldContain("baru saja diubah atau diputuskan");
        });
        (await hall.App.All<BudgetCycle>()).Single().ConsolidatedOn.ShouldBeNull();

        // Whoever decides has read the item; the list becomes final meanwhile.
        await hall.App.Do(async services =>
        {
            var book = (await Book(services))!;
            await hall.App.Do(async other =>
            {
                await Consolidate(other, cycle);
                await other.GetRequiredService<PlatformDb>().SaveChangesAsync();
            });
            var refused = await services.GetRequiredService<BudgetDecisions>().Decide(book, item.Id, decision with { Version = 1, Recommendation = Recommendation.Refused, Reason = "Tidak perlu." }, CancellationToken.None);
            refused.Refusals.ShouldHaveSingleItem().Message.ShouldContain("baru saja dikonsolidasikan");
            return true;
        }, ict);
        (await hall.App.All<BudgetItem>()).Single().Recommendation.ShouldBe(Recommendation.Recommended);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_item_is_decided_behind_the_back_of_the_step_that_consolidates(string database)
    {
        await using var hall = await BudgetHall.Open(PlanKit.Baubau, database);
        var cycle = await hall.Cycle();
        var item = hall.Item(cycle, hall.Health.AgencyId, "Server");
        await hall.App.Keep(item);
        using var planner = await hall.App.As(hall.Planner);
        var page = await BudgetHall.Submit(planner, await hall.Proposal(cycle, null), "Usulan lengkap", hall.App.Document("proposals"));
        using var deputy = await hall.App.As(await hall.App.Staff("Sekretaris Bappeda", hall.Planner.AgencyId, [], [Role.AgencyHead]));
        await deputy.Submit(await deputy.Open(page.Href), "Usulan selaras");
        using var ict = await hall.App.As(hall.Ict);
        await ict.Submit(await ict.Open(page.Href), "Sampaikan tanggapan");
        await deputy.Submit(await deputy.Open(page.Href), "Catat koordinasi", ("Input.Fields[consultedWith]", "central-government"), ("Input.Fields[consultedOn]", "2026-10-30"), ("Input.Fields[consultedOutcome]", "Tidak ada keberatan."));

        // The last step has read the list; the ICT agency advises against an item meanwhile.
        var adviser = await hall.App.Actor(hall.Ict);
        await hall.App.Do(async services =>
        {
            var part = services.GetServices<ICaseProcedure>().Single(one => one.Procedure == "budget");
            var turn = await LastStep(services);
            (await part.Deciding(turn, CancellationToken.None)).ShouldBeEmpty();
            (await hall.App.Do(async other => await other.GetRequiredService<BudgetDecisions>().Decide((await Book(other))!, item.Id, new ItemDecision(0, Recommendation.Refused, "Tidak perlu.", null), CancellationToken.None), adviser)).Refusals.ShouldBeEmpty();
            await part.Decided(turn, CancellationToken.None);
            (await Should.ThrowAsync<OvertakenException>(() => services.GetRequiredService<PlatformDb>().SaveChangesAsync())).Message.ShouldContain("baru saja diubah atau diputuskan");
        });
        (await hall.App.All<BudgetCycle>()).Single().ConsolidatedOn.ShouldBeNull();

        using var treasurer = await hall.App.As(hall.Treasurer);
        await treasurer.Submit(await treasurer.Open(page.Href), "Masukkan");
        (await hall.App.All<BudgetCycle>()).Single().ConsolidatedBy.ShouldBe("finance-agency");
        (await hall.App.All<JournalEvent>()).Single(found => found.Action == "budget-cycles.consolidated").Body.ShouldContain("\"excluded\":1");
    }

    private static async Task<CaseTurn> LastStep(IServiceProvider services)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var item = await db.Set<Case>().SingleAsync();
        var row = await db.Set<CaseStep>().SingleAsync(step => step.CaseId == item.Id && step.DoneAt == null);
        var procedure = services.GetRequiredService<BudgetOffices>().Steps!;
        var last = procedure.Step(row.Step);
        return new CaseTurn(item, row, procedure, last, last.Outcomes.Single(outcome => outcome.To == "done"), null, new CaseData([]));
    }

    private static Task<BudgetBook?> Book(IServiceProvider services) =>
        BudgetBook.Read(services.GetRequiredService<PlatformDb>(), services.GetRequiredService<BudgetOffices>(), 2027, CancellationToken.None);

    private static async Task Consolidate(IServiceProvider services, BudgetCycle cycle)
    {
        var own = await services.GetRequiredService<PlatformDb>().Set<BudgetCycle>().SingleAsync(one => one.Id == cycle.Id);
        (own.ConsolidatedOn, own.ConsolidatedBy) = (HostingKit.Today, "ict-agency");
        services.GetRequiredService<Journal>().Record("budget-cycles.consolidated", own);
    }
}
