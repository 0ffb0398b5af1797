using Shouldly;
using Simpul.Gateway.Plan;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Log;

public sealed class UsageTests
{
    [Fact]
    public async Task A_lost_count_is_made_anew_from_the_running_months_records_and_the_older_ones_are_not_read()
    {
        await using var bus = await Instance.Start(contract => contract with { Quota = new(10_000, "month") });
        var (plan, contract) = (bus.Watch.Plan!, bus.Contracts[0].Contract);
        var now = DateTimeOffset.UtcNow;
        var month = new DateTimeOffset(now.ToOffset(TimeSpan.FromHours(7)).Year, now.ToOffset(TimeSpan.FromHours(7)).Month, 1, 0, 0, 0, TimeSpan.FromHours(7));
        using var made = await Made.Log(0);
        await made.Append(1500, contract.Id, month.AddDays(-3));
        await made.Append(700, contract.Id, month.AddMinutes(1));
        await made.Append(50);
        using var log = made.Open();
        // By halving: no bundle but a few is looked into, and those that are read begin just before the month.
        UsageBook.First(log, 2250, month).ShouldBe(1500 / 256 * 256);
        UsageBook.First(log, 2250, month.AddDays(-4)).ShouldBe(0);
        UsageBook.First(log, 2250, month.AddDays(40)).ShouldBe(2250 / 256 * 256);
        var book = new UsageBook(Path.Combine(bus.Folder, "none.json"));
        book.Load();
        plan.Contracts[contract.Id].Usage.Restore("", 0);
        book.CatchUp(log, plan, now);
        plan.Contracts[contract.Id].Usage.Now.ShouldBe((month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), 700));
    }
}
