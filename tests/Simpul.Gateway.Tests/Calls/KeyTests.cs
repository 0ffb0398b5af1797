using System.Net;
using System.Security.Cryptography;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Identity;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>Keys and addresses that are no longer good, and what was got with them.</summary>
public sealed class KeyTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task Once_a_members_client_key_is_revoked_the_tokens_that_it_got_are_refused_on_the_next_call_and_those_of_other_keys_are_not()
    {
        using var second = new Signatory("dinsos", "Dinas Sosial");
        var published = second.Published with { Use = [KeyUse.Client] };
        Func<Snapshot, Snapshot> With(params SnapshotKey[] keys) => snapshot => snapshot with { Members = [.. snapshot.Members.Select(one => one.Code == "dinsos" ? one with { Keys = [.. one.Keys, .. keys] } : one)] };
        await using var bus = await Instance.Start(arrange: bus => bus.Shape = With(published));
        using var other = await bus.Client();
        using var client = await bus.Client(second);
        async Task<string> Code(HttpClient by)
        {
            using var answer = await by.GetAsync(new Uri(Path, UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK ? "ok" : await Instance.Code(answer);
        }
        (await Code(client), await Code(other)).ShouldBe(("ok", "ok"));
        bus.Shape = With();
        await bus.Reload();
        (await Code(client), await Code(other)).ShouldBe(("bad-token", "ok"));
        // The same name for another key is not the same key.
        using var third = new Signatory("dinsos", "Dinas Sosial");
        bus.Shape = With(third.Published with { Id = second.KeyId, Use = [KeyUse.Client] });
        await bus.Reload();
        (await Code(client)).ShouldBe("bad-token");
        // One that may sign messages only, or whose time is over, gets nothing in either.
        bus.Shape = With(published with { Use = [KeyUse.Message] });
        await bus.Reload();
        (await Code(client)).ShouldBe("bad-token");
        bus.Shape = With(published with { Until = DateTimeOffset.UtcNow.AddMinutes(-1) });
        await bus.Reload();
        (await Code(client)).ShouldBe("bad-token");
        bus.Shape = With(published);
        await bus.Reload();
        (await Code(client)).ShouldBe("ok");
    }

    [Fact]
    public async Task A_gateways_key_that_left_the_snapshot_opens_nothing_and_what_it_recorded_stays_proved()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = other.ExportSubjectPublicKeyInfo();
        await using var bus = await Instance.Start(arrange: bus => bus.Shape = snapshot => snapshot with { Nodes = [new("gateway-2.example/pertukaran", Convert.ToBase64String(spki))] });
        // As the other gateway would give it to the member.
        string Given() => new Tokens(CompactJws.Signer(other), PartyKey.Thumbprint(spki), TimeProvider.System).Issue("https://gateway-2.example", "dinsos", bus.Consumer.KeyId, null);
        async Task<HttpResponseMessage> Call(string token)
        {
            using var client = new HttpClient { BaseAddress = bus.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
            return await client.GetAsync(new Uri(Path, UriKind.Relative));
        }
        var known = Given();
        (await Call(known)).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Shape = snapshot => snapshot;
        await bus.Reload();
        // The one that was verified before, and one that was not.
        foreach (var token in new[] { known, Given() }) (await Instance.Code(await Call(token))).ShouldBe("bad-token");
        // Receipts are verified by the keys of the log, which stay with it.
        using var own = await bus.Client();
        using var answer = await own.GetAsync(new Uri(Path, UriKind.Relative));
        var receipt = await own.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        Receipt.Verify(receipt, bus.Log.ReadKeys("gateway.example/pertukaran")).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_says_neither_key_nor_certificate_is_none()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = other.ExportSubjectPublicKeyInfo();
        await using var bus = await Instance.Start(arrange: bus => bus.Shape = snapshot => snapshot with { Nodes = [new("gateway-2.example/pertukaran", Convert.ToBase64String(spki))] });
        using var client = new HttpClient { BaseAddress = bus.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", new Tokens(CompactJws.Signer(other), PartyKey.Thumbprint(spki), TimeProvider.System).Issue("https://gateway-2.example", "dinsos", null, null));
        (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("bad-token");
    }

    [Fact]
    public async Task A_member_calls_gets_tokens_and_reads_receipts_from_its_networks_only()
    {
        Func<Snapshot, Snapshot> From(params string[] networks) => snapshot => snapshot with { Members = [.. snapshot.Members.Select(one => one.Code == "dinsos" ? one with { Networks = networks } : one)] };
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        using var own = bus.Consumer.Client(bus.Secure);
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        var receipt = "/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single();
        bus.Shape = From("10.20.0.0/16", "127.0.0.0/8", "2001:db8::/32");
        await bus.Reload();
        foreach (var path in new[] { Path, receipt }) (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Shape = From("10.20.0.0/16", "2001:db8::/32");
        await bus.Reload();
        foreach (var by in new[] { client, own })
            foreach (var path in new[] { Path, receipt }) (await Instance.Code(await by.GetAsync(new Uri(path, UriKind.Relative)))).ShouldBe("network-not-allowed");
        using var token = await own.PostAsync(new Uri("/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "dinsos" }));
        token.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Behind a translator nobody knows which address to register but by being told.
        (await token.Content.ReadAsStringAsync()).ShouldContain("is seen as 127.0.0.1.");
        (await (await client.GetAsync(new Uri(Path, UriKind.Relative))).Content.ReadAsStringAsync()).ShouldContain("Alamat yang terlihat: 127.0.0.1.");
        bus.Provider.Requests.Count.ShouldBe(2);
        // Nobody else is held to them, and no networks are none to be held to.
        using var owner = bus.Owner.Client(bus.Secure);
        (await owner.GetAsync(new Uri(receipt, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Shape = From();
        await bus.Reload();
        (await client.GetAsync(new Uri(Path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var bad in new[] { From("bukan-jaringan"), From("10.0.0.0/33"), From([.. Enumerable.Repeat("10.0.0.0/8", SnapshotShape.MaxNetworks + 1)]) }) Should.Throw<FormatException>(() => SnapshotShape.Check(bad(bus.Snapshot())));
    }

    [Fact]
    public async Task A_clearance_by_a_key_of_the_hub_that_was_no_longer_valid_then_is_none()
    {
        await using var bus = await Instance.Start();
        var cleared = bus.Contracts[0].Statements[2].At;
        Func<Snapshot, Snapshot> Until(DateTimeOffset until) => snapshot => snapshot with { HubKeys = [snapshot.HubKeys[0] with { From = cleared.AddYears(-1), Until = until }] };
        // Rotated later: what it cleared before stays cleared.
        bus.Shape = Until(cleared.AddSeconds(1));
        await bus.Reload();
        bus.Shape = Until(cleared.AddSeconds(-1));
        bus.Write();
        for (var i = 0; i < 500 && bus.Watch.Problem is null; i++) await Task.Delay(20);
        bus.Watch.Problem.ShouldNotBeNull().ShouldContain("is not signed by a key of it");
    }
}
