using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Who is told, and when, of contracts and keys whose time runs out.</summary>
public sealed class ExpiryNoticeTests
{
    [Fact]
    public async Task What_runs_out_is_told_of_before_each_step_once()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var id = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"], ("Input.Until", "2027-03-31")));
        await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own));
        await hall.Bring(hall.Consumer, id, await hall.Sign(id, "dinsos", other));
        await hall.Clear(id);
        Task<string> Run() => hall.App.Do(services => ExpiryNotices.Run(services, CancellationToken.None));
        (await Run()).ShouldBe("0 pengingat dikirim.");
        hall.App.Clock.Set(new DateTimeOffset(2027, 1, 30, 2, 0, 0, TimeSpan.Zero));
        (await Run()).ShouldBe("1 pengingat dikirim.");
        (await Run()).ShouldBe("0 pengingat dikirim.");
        hall.App.Clock.Set(new DateTimeOffset(2027, 3, 2, 2, 0, 0, TimeSpan.Zero));
        (await Run()).ShouldBe("1 pengingat dikirim.");
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().Where(notice => notice.Kind == "bus.contract-expiring").Select(notice => notice.Title).ToListAsync())).ShouldContain("Kontrak “Verifikasi penerima bantuan” berakhir 31 Maret 2027, 29 hari lagi.");
        hall.App.Clock.Set(new DateTimeOffset(2027, 10, 20, 2, 0, 0, TimeSpan.Zero));
        (await Run()).ShouldBe("2 pengingat dikirim.", "both members' keys end on 2 November 2027");
    }

    [Fact]
    public async Task Of_a_side_without_people_here_the_operator_of_the_bus_is_told()
    {
        await using var hall = await BusHall.Open();
        var (_, consumer, version) = await hall.Ready();
        await hall.App.Edited<BusMember>(consumer, "bus-members.changed", one => (one.Kind, one.AgencyId) = (MemberKind.CentralGovernment, null));
        var id = BusHall.IdOf(await hall.Compose(hall.Ict, version, consumer, ["/properties/nik"], ("Input.Until", "2027-03-31")));
        (await Told("bus.contract-proposed")).ShouldBe(["agency", "ict-agency"], ignoreOrder: true);
        await hall.App.Edited<BusContract>(id, "bus-contracts.changed", one => one.State = ContractState.InForce);
        hall.App.Clock.Set(new DateTimeOffset(2027, 3, 2, 2, 0, 0, TimeSpan.Zero));
        (await hall.App.Do(services => ExpiryNotices.Run(services, CancellationToken.None))).ShouldBe("1 pengingat dikirim.");
        (await Told("bus.contract-expiring")).ShouldBe(["agency", "ict-agency"], ignoreOrder: true);

        Task<List<string?>> Told(string kind) => hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().Where(notice => notice.Kind == kind).Select(notice => notice.Office).ToListAsync());
    }
}
