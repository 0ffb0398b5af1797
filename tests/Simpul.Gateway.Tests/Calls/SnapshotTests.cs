using System.Net;
using System.Text;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed class SnapshotTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task A_revocation_holds_within_a_second_also_for_connections_and_tokens_that_are_there()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (contract, statements) = bus.Contracts[0];
        // From the write of the snapshot to the first call that is refused. The median of three, because the machine has other things to do as well.
        var taken = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            statements.Add(bus.Owner.Says(contract, StatementKind.Revoke, "kerja sama berakhir"));
            bus.Write();
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            HttpResponseMessage answer;
            do answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
            while (answer.StatusCode == HttpStatusCode.OK && System.Diagnostics.Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
            taken.Add(System.Diagnostics.Stopwatch.GetElapsedTime(began));
            (await Instance.Code(answer)).ShouldBe("contract-revoked");
            (await answer.Content.ReadAsStringAsync()).ShouldContain("kerja sama berakhir");
            statements.RemoveAt(statements.Count - 1);
            await bus.Reload();
        }
        TestContext.Current.SendDiagnosticMessage($"revocations held after {string.Join(", ", taken.Select(one => $"{one.TotalMilliseconds:0}"))} ms");
        taken.Order().ElementAt(1).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Contract_service_and_member_can_be_switched_off_and_on_again()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        foreach (var (kind, id) in new[] { ("contract", bus.Contracts[0].Contract.Id), ("service", "penduduk"), ("service", "penduduk/v1"), ("member", "dinsos"), ("member", "dukcapil") })
        {
            bus.Blocks.Add(new(kind, id, "insiden keamanan"));
            await bus.Reload();
            using var off = await client.GetAsync(new Uri(Path, UriKind.Relative));
            (await Instance.Code(off)).ShouldBe("switched-off", kind);
            (await off.Content.ReadAsStringAsync()).ShouldContain("insiden keamanan");
            bus.Blocks.Clear();
            await bus.Reload();
            (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        bus.Consumer.State = "suspended";
        await bus.Reload();
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("switched-off");
    }

    [Fact]
    public async Task A_bad_snapshot_is_refused_whole_and_the_one_before_stays()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        var good = bus.Snapshot();
        async Task Refused(byte[] file, string because)
        {
            bus.Write(file);
            for (var i = 0; i < 200 && bus.Watch.Problem?.Contains(because, StringComparison.Ordinal) != true; i++) await Task.Delay(20);
            bus.Watch.Problem.ShouldNotBeNull().ShouldContain(because);
            (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await Refused(bus.Sign(bus.Snapshot(), bus.Stranger), "not signed by a key of the hub");
        await Refused([.. bus.Sign(bus.Snapshot()), (byte)' '], "not signed by a key of the hub");
        await Refused(bus.Sign(good with { Epoch = 1, Issued = DateTimeOffset.UtcNow }), "is not above");
        await Refused(bus.Sign(bus.Snapshot() with { Services = [] }), "its provider has no such service");
        var contract = bus.Agree(bus.Draft() with { Purpose = new("lain", "Lain") });
        bus.Contracts[^1].Statements.RemoveAt(1);
        await Refused(bus.Sign(bus.Snapshot()), "not both parties have signed");
        // Signed by somebody else in the owner's name.
        bus.Contracts[^1].Statements.Add(ContractStatement.Sign(contract, StatementKind.Accept, bus.Owner.Code, DateTimeOffset.UtcNow, bus.Owner.KeyId, CompactJws.Signer(bus.Stranger.Key)));
        await Refused(bus.Sign(bus.Snapshot()), "is not signed by a key of it");
        bus.Contracts.RemoveAt(1);
        bus.Agree(bus.Draft() with { Fields = new Dictionary<string, IReadOnlyList<string>>(bus.Draft().Fields) { ["getPerson"] = ["/properties/gaji"] } });
        await Refused(bus.Sign(bus.Snapshot()), "/properties/gaji is not in the response's schema");
        bus.Contracts.RemoveAt(1);
        // After a restart beside the bad file, what was taken last holds; and an older one does not come back.
        bus.Write(Encoding.ASCII.GetBytes("garbage"));
        await bus.Stop();
        await bus.Run();
        using var again = await bus.Client();
        (await again.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bus.Reload();
    }

    [Fact]
    public async Task What_did_not_change_is_not_verified_again_so_that_a_revocation_among_thousands_is_as_quick()
    {
        await using var bus = await Instance.Start();
        var other = bus.Agree(bus.Draft() with { Purpose = new("statistik", "Statistik") });
        await bus.Reload();
        var before = bus.Watch.Plan!.Contracts;
        var (revoked, statements) = bus.Contracts[0];
        statements.Add(bus.Owner.Says(revoked, StatementKind.Revoke, "kerja sama berakhir"));
        await bus.Reload();
        var after = bus.Watch.Plan!.Contracts;
        after[other.Id].Statements.ShouldBeSameAs(before[other.Id].Statements);
        after[other.Id].Contract.ShouldBeSameAs(before[other.Id].Contract);
        after[revoked.Id].Ended.ShouldNotBeNull();
        // What the hub's key may be for has changed: nothing of before counts.
        bus.HubUses.Add(KeyUse.Message);
        await bus.Reload();
        bus.Watch.Plan!.Contracts[other.Id].Statements.ShouldNotBeSameAs(after[other.Id].Statements);
    }

    [Fact]
    public async Task A_snapshot_of_the_same_time_and_length_as_the_one_before_is_seen()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        var (file, issued) = (System.IO.Path.Combine(bus.Folder, "snapshot"), new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero));
        var at = DateTime.UtcNow;
        var length = -1;
        for (var hour = 1; hour <= 2; hour++)
        {
            bus.Blocks.Clear();
            bus.Blocks.Add(new("service", "penduduk", $"alasan {hour}"));
            var bytes = bus.Sign(bus.Snapshot() with { Issued = issued.AddHours(hour) });
            if (length >= 0) bytes.Length.ShouldBe(length);
            length = bytes.Length;
            await File.WriteAllBytesAsync(file + ".part", bytes);
            File.SetLastWriteTimeUtc(file + ".part", at);
            File.Move(file + ".part", file, overwrite: true);
            var said = "";
            for (var i = 0; i < 500 && !said.Contains($"alasan {hour}", StringComparison.Ordinal); i++)
            {
                await Task.Delay(20);
                said = await (await client.GetAsync(new Uri(Path, UriKind.Relative))).Content.ReadAsStringAsync();
            }
            said.ShouldContain($"alasan {hour}");
        }
    }

    [Fact]
    public async Task Values_out_of_bounds_are_refused_whole()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Classification = "public");
        var good = bus.Snapshot();
        void Refused(Func<Snapshot, Snapshot> change) => Should.Throw<FormatException>(() => SnapshotShape.Check(change(good)));
        Snapshot With(Func<Service, Service> change) => good with { Services = [change(good.Services[0])] };
        Snapshot Policy(ServicePolicy policy) => With(service => service with { Policy = policy });
        SnapshotShape.Check(good);
        SnapshotShape.Check(Policy(new(Timeout: 1, MaxRequestBytes: 0, MaxResponseBytes: 1)));
        foreach (var policy in new ServicePolicy[] { new(Timeout: 0), new(Timeout: -1), new(Timeout: int.MaxValue), new(MaxRequestBytes: -1), new(MaxResponseBytes: 0), new(MaxResponseBytes: -5), new(MaxRequestBytes: long.MaxValue) }) Refused(_ => Policy(policy));
        foreach (var url in new[] { "ftp://a", "http://a/?b=c", "http://a@b", "/relatif", "", "http://a/#b" }) Refused(_ => With(service => service with { Upstreams = [new(url)] }));
        Refused(_ => With(service => service with { Upstreams = [] }));
        Refused(_ => With(service => service with { Upstreams = [new("https://a", ["bukan hash"])] }));
        Refused(_ => With(service => service with { Environment = "coba" }));
        Refused(_ => With(service => service with { Code = "a/b" }));
        Refused(snapshot => snapshot with { UtcOffset = 10_000 });
        Refused(snapshot => snapshot with { Epoch = 0 });
        Refused(snapshot => snapshot with { Members = [null!] });
        Refused(snapshot => snapshot with { Members = [snapshot.Members[0] with { State = "mati" }] });
        Refused(snapshot => snapshot with { Members = [snapshot.Members[0] with { Certificates = [new("x")] }] });
        Refused(snapshot => snapshot with { Blocks = [new("semua", "x", "y")] });
        foreach (var key in new ApiKey[] { new("a.b", new('0', 64), "x", DateTimeOffset.MaxValue), new("", new('0', 64), "x", DateTimeOffset.MaxValue), new("a", "zz", "x", DateTimeOffset.MaxValue) }) Refused(snapshot => snapshot with { ApiKeys = [key] });
        Should.Throw<FormatException>(() => (bus.Draft() with { Rate = new(0, 1) }).Sealed());
        // The gateway takes none of such a snapshot, and goes on with the one before.
        bus.Policy = new(Timeout: 0);
        bus.Write();
        for (var i = 0; i < 500 && bus.Watch.Problem is null; i++) await Task.Delay(20);
        bus.Watch.Problem.ShouldNotBeNull().ShouldContain("timeout");
        bus.Watch.Plan!.Services["penduduk/v1"].Policy.Timeout.ShouldBe(30);
    }

    [Fact]
    public async Task Reloading_under_load_drops_no_call()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        using var stop = new CancellationTokenSource();
        var answered = 0;
        var load = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                Interlocked.Increment(ref answered);
            }
        })).ToList();
        for (var i = 0; i < 5; i++)
        {
            bus.Agree(bus.Draft() with { Consumer = new(bus.Stranger.Code, bus.Stranger.Name) });
            bus.Contracts[^1].Statements[0] = bus.Stranger.Says(bus.Contracts[^1].Contract, StatementKind.Accept);
            await bus.Reload();
        }
        await stop.CancelAsync();
        await Task.WhenAll(load);
        bus.Records().Count.ShouldBe(answered);
    }

    [Fact]
    public async Task Without_a_snapshot_or_after_its_end_nothing_is_let_through()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        bus.Expires = DateTimeOffset.UtcNow.AddMilliseconds(900);
        await bus.Reload();
        await Task.Delay(1000);
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("not-ready");
        using var health = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Not_yet_no_longer_and_which_of_two()
    {
        await using var bus = await Instance.Start(contract => contract with { Valid = new(DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddDays(2)) });
        using var client = await bus.Client();
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("contract-not-yet");
        bus.Contracts.Clear();
        bus.Agree(bus.Draft() with { Valid = new(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1)) });
        await bus.Reload();
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("contract-expired");
        bus.Contracts.Clear();
        bus.Agree(bus.Draft());
        var other = bus.Agree(bus.Draft() with { Purpose = new("statistik", "Statistik"), Fields = new Dictionary<string, IReadOnlyList<string>>(bus.Draft().Fields) { ["getPerson"] = ["/properties/lahir"] } });
        await bus.Reload();
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("choose-contract");
        foreach (var (header, value) in new[] { ("Simpul-Purpose", "statistik"), ("Simpul-Contract", other.Id) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { header, value } } };
            using var answer = await client.SendAsync(request);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"lahir":"1990-01-02"}""");
        }
    }
}
