using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Snapshots: when they are written, how they are numbered, and what is left out of them.</summary>
public sealed class SnapshotTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_is_written_when_something_changed_when_it_is_gone_and_every_hour(string database)
    {
        await using var hall = await BusHall.Open(database);
        (await Write(hall)).ShouldBeNull("no member, no snapshot");
        Directory.Exists(hall.Folder).ShouldBeFalse();
        await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var first = await hall.Snapshot();
        (await Write(hall)).ShouldBeNull("nothing changed");
        File.Delete(Path.Combine(hall.Folder, "snapshot"));
        // The file was lost between its number and its place: whoever looks next writes it, also the one that a commit woke.
        await Write(hall);
        (await hall.Snapshot(read => read.Epoch > first.Epoch)).Epoch.ShouldBeGreaterThan(first.Epoch);
        (await Write(hall)).ShouldBeNull();
        hall.App.Clock.Advance(TimeSpan.FromMinutes(61));
        var hourly = (await Write(hall))!.Value;
        (await hall.Snapshot(read => read.Epoch == hourly)).Issued.ShouldBe(hall.App.Clock.GetUtcNow());
        // A gateway from which newer ones are kept stops by itself; a platform that is down for a long weekend stops nobody.
        (await hall.Snapshot(read => read.Epoch == hourly)).Expires.ShouldBe(hall.App.Clock.GetUtcNow().AddDays(4));

        // A database of yesterday gives no number that a gateway has seen.
        await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<SnapshotState>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Epoch, 7L)));
        (await Write(hall))!.Value.ShouldBeGreaterThanOrEqualTo(hourly);
    }

    [Fact]
    public async Task Of_many_that_write_at_once_the_newest_lies_there_at_the_end()
    {
        await using var hall = await BusHall.Open();
        await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        await hall.Snapshot();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => hall.App.Do(services => services.GetRequiredService<SnapshotWriter>().Write(CancellationToken.None, always: true)))));
        numbers.ShouldAllBe(number => number != null);
        numbers.ShouldBeUnique();
        (await hall.Snapshot()).Epoch.ShouldBe(numbers.Max()!.Value);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_gateway_that_is_retired_is_named_no_more_and_stays_on_record(string database)
    {
        await using var hall = await BusHall.Open(database);
        await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        await hall.Snapshot();
        using var node = Simpul.Bus.SigningKey.Create("gerbang.example");
        Directory.CreateDirectory(Path.Combine(hall.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(hall.Folder, "node-public.pem"), node.Public.Pem);
        await File.WriteAllTextAsync(Path.Combine(hall.Folder, "keys", "origin"), "gerbang.example");
        await Write(hall);
        (await hall.Snapshot(read => read.Nodes.Count == 1)).Nodes[0].Origin.ShouldBe("gerbang.example");

        var officer = await hall.As(hall.Ict);
        var form = await officer.Follow(await officer.Open("/kerja/penghubung"), "Pensiunkan gerbang gerbang.example");
        (await (await hall.As(hall.Provider)).Open(form.Href)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await officer.Submit(form, "Pensiunkan gerbang", ("Input.Reason", "Kunci diduga dicuri"))).Text.ShouldContain("Pastikan lebih dahulu program gerbang ini sudah berhenti");
        (await officer.Submit(form, "Pensiunkan gerbang", ("Input.IsStopped", "true"))).Text.ShouldContain("Tulis mengapa dipensiunkan");
        (await officer.Submit(form, "Pensiunkan gerbang", ("Input.IsStopped", "true"), ("Input.Reason", "Kunci diduga dicuri"))).Text.ShouldContain("Gerbang dipensiunkan");
        (await hall.Snapshot(read => read.Nodes.Count == 0)).Nodes.ShouldBeEmpty();
        // The folder still has its key: finding it again does not take it back.
        await hall.App.Do(services => services.GetRequiredService<SnapshotWriter>().Write(CancellationToken.None, always: true));
        (await hall.Snapshot()).Nodes.ShouldBeEmpty();
        (await officer.Open("/kerja/penghubung")).Text.ShouldContain("dipensiunkan");
        (await officer.Open(form.Href)).Text.ShouldContain("Kunci diduga dicuri");
        var told = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(one => one.Action == "bus-gateways.retired").ToListAsync());
        told.ShouldHaveSingleItem().Body.ShouldContain("Kunci diduga dicuri");
    }

    [Fact]
    public async Task Where_a_member_calls_from_is_told_as_ranges_and_nothing_is_told_where_it_calls_from_anywhere()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        BusHall.MemberOf(await hall.Snapshot(), "dinsos").Networks.ShouldBeNull();
        await hall.App.Edited<Simpul.Web.Modules.ServiceBus.Members.BusMember>(member, "bus-members.changed", one => one.Networks = ["203.0.113.7", "10.20.0.0/16", "2001:db8::1", "::ffff:10.1.2.3", "::ffff:10.2.0.0/112"]);
        BusHall.MemberOf(await hall.Snapshot(read => BusHall.MemberOf(read, "dinsos").Networks is not null), "dinsos").Networks.ShouldBe(["203.0.113.7/32", "10.20.0.0/16", "2001:db8::1/128", "10.1.2.3/32", "10.2.0.0/16"]);
    }

    [Fact]
    public async Task A_service_whose_description_no_gateway_could_work_by_is_left_out_and_told_of_and_the_rest_goes_on()
    {
        await using var hall = await BusHall.Open();
        await hall.Ready();
        await hall.Snapshot(read => read.Services.Count == 1);
        // Taken in by a program that read less of it than the one that runs now.
        var unusable = System.Text.Encoding.UTF8.GetBytes("""{"openapi":"3.1.0","paths":{}}""");
        await hall.App.Do(async services =>
        {
            await services.GetRequiredService<PlatformDb>().Set<DescriptionDocument>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Content, unusable));
            services.GetRequiredService<CheckedContracts>().Descriptions.Clear();
        });
        (await Write(hall)).ShouldNotBeNull();
        (await hall.Snapshot(read => read.Services.Count == 0)).Members.Count.ShouldBe(2);
        (await (await hall.As(hall.Ict)).Open("/kerja/penghubung")).Text.ShouldContain("its description cannot be used");
    }

    [Fact]
    public async Task What_a_gateway_would_refuse_is_left_out_and_told_of_and_another_key_of_the_hub_takes_over()
    {
        await using var hall = await BusHall.Open();
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var contracts = new List<Guid>();
        foreach (var element in new[] { "/properties/nik", "/properties/nama" })
        {
            var id = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, [element]));
            await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own));
            await hall.Bring(hall.Consumer, id, await hall.Sign(id, "dinsos", other));
            (await hall.Clear(id)).Text.ShouldContain("Kontrak disahkan.");
            contracts.Add(id);
        }
        var before = await hall.Snapshot(read => read.Contracts.Count == 2);

        // The signature of one is changed behind the program's back.
        await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<StatementRow>().Where(row => row.ContractId == contracts[0] && row.Kind == StatementKind.Clear)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Jws, row => row.Jws + "AAAA")));
        (await Write(hall)).ShouldNotBeNull();
        BusHall.IdIn((await hall.Snapshot(read => read.Contracts.Count == 1)).Contracts.Single().Contract).ShouldBe((await hall.Contract(contracts[1])).Hash);
        (await (await hall.As(hall.Ict)).Open("/kerja/penghubung")).Text.ShouldContain("is not signed by a key of it");

        var officer = await hall.As(hall.Ict);
        var form = await officer.Follow(await officer.Open("/kerja/penghubung"), "Ganti kunci penghubung");
        (await officer.Submit(form, "Ganti kunci penghubung")).Text.ShouldContain("Tulis mengapa kunci diganti");
        (await officer.Submit(form, "Ganti kunci penghubung", ("Input.Reason", "Dugaan bocor"))).Text.ShouldContain("Kunci penghubung diganti");
        // Whoever saw the same leak on the page of before changes it no second time.
        var late = await officer.Submit(form, "Ganti kunci penghubung", ("Input.Reason", "Dugaan bocor yang sama"));
        late.Text.ShouldContain("sudah diganti sejak Anda membuka halaman ini");
        late.Text.ShouldContain("Dugaan bocor yang sama");
        var told = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(one => one.Action == "bus-hub-keys.retired").ToListAsync());
        told.ShouldHaveSingleItem().Body.ShouldContain("Dugaan bocor");
        var after = await hall.Snapshot(read => read.HubKeys.Count == 2);
        before.HubKeys.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.From.ShouldNotBeNull(), one => one.Until.ShouldBeNull());
        after.HubKeys[0].Id.ShouldBe(before.HubKeys[0].Id);
        after.HubKeys[0].Until!.Value.ShouldBeGreaterThan(hall.App.Clock.GetUtcNow().AddMinutes(-1));
        after.Contracts.ShouldHaveSingleItem("what the old key cleared stays cleared");
        (await hall.App.Do(services => services.GetRequiredService<HubTrust>().Signer(CancellationToken.None))).KeyId.ShouldBe(after.HubKeys[1].Id);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_switched_off_is_switched_on_again_with_a_reason_and_every_one_of_them_can_be_reached(string database)
    {
        await using var hall = await BusHall.Open(database);
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            for (var number = 0; number < 120; number++)
            {
                var block = new BusBlock { Kind = BlockKind.Member, Target = $"anggota-{number:000}", Reason = "Uji", From = hall.App.Clock.GetUtcNow().AddMinutes(number - 200) };
                db.Add(block);
                services.GetRequiredService<Journal>().Record("bus-blocks.switched-off", block, block.Reason);
            }
            await db.SaveChangesAsync();
        });
        var officer = await hall.As(hall.Ict);
        var page = await officer.Open("/kerja/penghubung?halaman=5");
        page.Text.ShouldContain("Baris 101–120 dari 120");
        page.Text.ShouldContain("anggota-000");
        var form = await officer.Follow(page, "Hidupkan anggota-000");
        (await officer.Submit(form, "Hidupkan kembali")).Text.ShouldContain("Tulis mengapa dihidupkan kembali");
        (await officer.Submit(form, "Hidupkan kembali", ("Input.Reason", "Kuncinya sudah diganti"))).Text.ShouldContain("Dihidupkan kembali.");
        var past = await officer.Open("/kerja/penghubung?dihidupkan=true");
        past.Text.ShouldContain("Kuncinya sudah diganti");
        (await officer.Submit(form, "Hidupkan kembali", ("Input.Reason", "Sekali lagi"))).Text.ShouldContain("Ini sudah dihidupkan.");
        var told = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(one => one.Action == "bus-blocks.switched-on").ToListAsync());
        told.ShouldHaveSingleItem().Body.ShouldContain("Kuncinya sudah diganti");
        (await (await hall.As(hall.Provider)).Open(form.Href)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_switch_says_whether_the_gateway_took_it_and_what_is_left_out_is_named_to_whoever_may_know()
    {
        await using var hall = await BusHall.Open();
        await hall.Ready();
        await hall.Snapshot(read => read.Services.Count == 1);
        var officer = await hall.As(hall.Ict);
        async Task<string> Off(BlockKind kind, string target) =>
            (await officer.Submit(await officer.Open("/kerja/penghubung"), "Matikan sekarang", ("Input.Kind", kind.ToString()), ("Input.Target", target), ("Input.Reason", "Dugaan kebocoran"))).Text;
        (await Off(BlockKind.Member, "dinsos")).ShouldContain("Belum ada gerbang yang memakai pengumuman ini.");

        var (written, accepted) = (Path.Combine(hall.Folder, "snapshot"), Path.Combine(hall.Folder, "snapshot.accepted"));
        using var node = Simpul.Bus.SigningKey.Create("gerbang.example");
        Directory.CreateDirectory(Path.Combine(hall.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(hall.Folder, "node-public.pem"), node.Public.Pem);
        await File.WriteAllTextAsync(Path.Combine(hall.Folder, "keys", "origin"), "gerbang.example");
        await hall.App.Do(services => services.GetRequiredService<SnapshotWriter>().Write(CancellationToken.None, always: true));
        await hall.Snapshot(read => read.Nodes.Count == 1);
        File.Copy(written, accepted);
        // One that hangs.
        (await Off(BlockKind.Member, "dukcapil")).ShouldContain("Dimatikan dan diumumkan, tetapi gerbang gerbang.example belum mengambilnya");
        await hall.Snapshot(read => read.Blocks.Any(one => one.Id == "dukcapil"));
        hall.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var clerk = await hall.As(hall.Consumer);
        (await clerk.Open("/kerja/penghubung")).Text.ShouldContain("Gerbang gerbang.example belum mengambil cuplikan terakhir.");
        File.Copy(written, accepted, overwrite: true);
        (await clerk.Open("/kerja/penghubung")).Text.ShouldSatisfyAllConditions(text => text.ShouldNotContain("belum mengambil"), text => text.ShouldContain("memakai cuplikan nomor"));
        // One that takes what it finds.
        using (var stop = new CancellationTokenSource())
        {
            var gateway = Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    File.Copy(written, accepted + ".part", overwrite: true);
                    File.Move(accepted + ".part", accepted, overwrite: true);
                    await Task.Delay(50);
                }
            });
            (await Off(BlockKind.Service, "penduduk")).ShouldContain("Dimatikan. Gerbang gerbang.example sudah menolak panggilannya.");
            await stop.CancelAsync();
            await gateway;
        }

        // An address that no gateway could call, of a service that not everybody may know of.
        await hall.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await db.Set<ServiceUpstream>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Url, "https://siapa@dalam.contoh.invalid/"));
            await db.Set<BusService>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Classification, Classification.Secret));
        });
        await Write(hall);
        (await hall.Snapshot(read => read.Services.Count == 0)).Members.Count.ShouldBe(2);
        (await officer.Open("/kerja/penghubung")).Text.ShouldContain("penduduk/v1: the address https://siapa@dalam.contoh.invalid/ cannot be called.");
        using var uncleared = await hall.App.SignInAs(Role.IctAgency);
        foreach (var browse in new[] { uncleared, clerk })
        {
            (await browse.Open("/kerja/penghubung")).Text.ShouldSatisfyAllConditions(text => text.ShouldNotContain("penduduk/v1"), text => text.ShouldContain("1 layanan atau kontrak tidak disampaikan kepada gerbang"));
        }
    }

    private static Task<long?> Write(BusHall hall) => hall.App.Do(services => services.GetRequiredService<SnapshotWriter>().Write(CancellationToken.None));
}
