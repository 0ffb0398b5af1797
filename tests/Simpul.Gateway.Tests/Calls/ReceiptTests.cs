using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

public sealed class ReceiptTests
{
    const string Path = "/layanan/penduduk/v1/penduduk/1671012345678901";

    [Fact]
    public async Task A_member_that_is_suspended_or_blocked_keeps_its_own_receipts_and_an_auditor_that_is_loses_those_of_others()
    {
        await using var bus = await Instance.Start();
        using var client = bus.Consumer.Client(bus.Secure);
        using var auditor = bus.Auditor.Client(bus.Secure);
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        var receipt = new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative);
        (await auditor.GetAsync(receipt)).StatusCode.ShouldBe(HttpStatusCode.OK);
        bus.Consumer.State = bus.Auditor.State = "suspended";
        await bus.Reload();
        async Task Kept()
        {
            (await Instance.Code(await client.GetAsync(new Uri(Path, UriKind.Relative)))).ShouldBe("switched-off");
            Receipt.Verify(await client.GetByteArrayAsync(receipt), bus.Log.ReadKeys("gateway.example/pertukaran")).Faults.ShouldBeEmpty();
        }
        await Kept();
        (await Instance.Code(await auditor.GetAsync(receipt))).ShouldBe("no-such-transaction");
        (await Instance.Code(await auditor.GetAsync(new Uri("/tile/entries/000.p/1", UriKind.Relative)))).ShouldBe("auditors-only");
        bus.Consumer.State = "active";
        bus.Blocks.Add(new("member", bus.Consumer.Code, "insiden keamanan"));
        await bus.Reload();
        await Kept();
    }

    [Fact]
    public async Task A_receipt_of_an_exchange_after_the_contract_was_ended_or_before_it_was_signed_does_not_hold()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Shape = snapshot => snapshot with { HubKeys = [snapshot.HubKeys[0] with { Until = DateTimeOffset.UtcNow.AddDays(1) }] });
        using var client = bus.Consumer.Client(bus.Secure);
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        var receipt = await client.GetStringAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        var (contract, statements) = bus.Contracts[0];
        var called = Receipt.Verify(Encoding.UTF8.GetBytes(receipt)).Received!.Value;
        var (file, verifier) = (System.IO.Path.Combine(bus.Folder, "receipt.json"), System.IO.Path.Combine(Programs.Root(), "tools", "verify-receipt.py"));
        async Task Says(string? fault, string? second, Action<JsonObject> change)
        {
            var json = JsonNode.Parse(receipt)!.AsObject();
            change(json);
            var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
            var faults = Receipt.Verify(bytes).Faults;
            if (fault is null) faults.ShouldBeEmpty();
            else faults.ShouldHaveSingleItem().ShouldContain(fault);
            // The second verifier says the same.
            await File.WriteAllBytesAsync(file, bytes);
            var (code, output) = await Programs.Python(verifier, file);
            (code, fault is null || output.Contains(second!, StringComparison.Ordinal)).ShouldBe((fault is null ? 0 : 1, true), output);
        }
        Action<JsonObject> Adds(ContractStatement statement) => json => json["statements"]!.AsArray().Add(statement.Jws);
        Action<JsonObject> Accepts(DateTimeOffset at) => json => json["statements"]![0] = bus.Consumer.Says(contract, StatementKind.Accept, at: at).Jws;
        await Says(null, null, _ => { });
        await Says("revoked before the exchange", "ended before", Adds(bus.Owner.Says(contract, StatementKind.Revoke, "sudah berakhir", called - ContractStatement.EndGrace - TimeSpan.FromSeconds(1))));
        await Says("refused before the exchange", "ended before", Adds(bus.Consumer.Says(contract, StatementKind.Refuse, "tidak jadi", called - ContractStatement.EndGrace - TimeSpan.FromSeconds(1))));
        // One that was not brought yet, and of which no gateway could know.
        await Says(null, null, Adds(bus.Owner.Says(contract, StatementKind.Revoke, "sudah berakhir", called - ContractStatement.EndGrace)));
        await Says(null, null, Adds(bus.Owner.Says(contract, StatementKind.Revoke, "sudah berakhir", called.AddSeconds(1))));
        // Clocks differ by a little, and not by hours.
        await Says(null, null, Accepts(called.AddMinutes(1)));
        await Says("made after the exchange", "made after", Accepts(called.AddHours(1)));
        // By a key that was no longer valid, nobody cleared it.
        await Says("no valid signature of " + Instance.Hub, "not all have signed", json => json["keys"]!.AsArray().Single(key => (string?)key!["by"] == Instance.Hub)!["until"] = statements[2].At.AddSeconds(-1).UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_receipt_with_more_statements_or_keys_than_any_has_is_refused_before_one_is_verified()
    {
        await using var bus = await Instance.Start();
        using var client = bus.Consumer.Client(bus.Secure);
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        var receipt = await client.GetStringAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        void Refused(string why, Action<JsonObject> change)
        {
            var json = JsonNode.Parse(receipt)!.AsObject();
            change(json);
            var result = Receipt.Verify(Encoding.UTF8.GetBytes(json.ToJsonString()));
            result.Record.ShouldBeNull();
            result.Faults.ShouldHaveSingleItem().ShouldContain(why);
        }
        static void Many(JsonNode list, int count, Action<JsonNode, int>? change = null)
        {
            var array = list.AsArray();
            for (var i = 0; i < count; i++)
            {
                var one = array[0]!.DeepClone();
                change?.Invoke(one, i);
                array.Add(one);
            }
        }
        Refused("at most 50 statements", json => Many(json["statements"]!, 48));
        Refused("at most 50 keys", json => Many(json["keys"]!, 48, (key, i) => key["id"] = $"lain-{i}"));
        Refused("the same name", json => Many(json["keys"]!, 1));
        Refused("the same name", json => { json["messageKeys"] = new JsonArray(json["keys"]![0]!.DeepClone()); Many(json["messageKeys"]!, 1); });
        // Up to there it is as good as it was.
        var most = JsonNode.Parse(receipt)!.AsObject();
        Many(most["statements"]!, 47);
        Many(most["keys"]!, 47, (key, i) => key["id"] = $"lain-{i}");
        Receipt.Verify(Encoding.UTF8.GetBytes(most.ToJsonString())).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_verifiers_hold_the_parties_and_the_gateway_against_published_keys_and_say_where_they_did_not()
    {
        await using var bus = await Instance.Start();
        using var client = bus.Consumer.Client(bus.Secure);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { "Simpul-Officer", "petugas-7" } } };
        using var answer = await client.SendAsync(request);
        var bytes = await client.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        var (receipt, list, python) = (System.IO.Path.Combine(bus.Folder, "receipt.json"), System.IO.Path.Combine(bus.Folder, "published.json"), System.IO.Path.Combine(Programs.Root(), "tools", "verify-receipt.py"));
        await File.WriteAllBytesAsync(receipt, bytes);
        PublishedKey Of(string by, Simpul.Bus.Snapshots.SnapshotKey key) => new(by, key.Id, [KeyUse.Contract], key.Spki, null, null, null);
        var gateway = Instance.GatewayKey(bytes);
        var good = new PublishedKeys([Of(PublishedKeys.OfHub(Instance.Hub), bus.Snapshot().HubKeys[0]), Of(PublishedKeys.OfMember("dinsos"), bus.Consumer.Published), Of(PublishedKeys.OfMember("dukcapil"), bus.Owner.Published), gateway]);
        var now = DateTimeOffset.UtcNow;
        foreach (var (keys, fault, second) in new (PublishedKeys, string?, string?)[]
        {
            (good, null, null),
            // Whoever has the gateway's key invents the others: they are in the file, and nobody else has them.
            (new PublishedKeys([good.Keys[0], Of(good.Keys[1].By, bus.Stranger.Published), good.Keys[2], gateway]), "no valid signature of dinsos", "by keys that are published"),
            (new PublishedKeys([good.Keys[0] with { Use = [KeyUse.Message] }, .. good.Keys.Skip(1)]), "no valid signature of " + Instance.Hub, "by keys that are published"),
            (new PublishedKeys([good.Keys[0], good.Keys[1] with { Revoked = now.AddDays(-1) }, .. good.Keys.Skip(2)]), "no valid signature of dinsos", "by keys that are published"),
            (new PublishedKeys([.. good.Keys.Take(3), gateway with { Revoked = now.AddDays(-1) }]), "key ended", "key ended"),
            (new PublishedKeys([.. good.Keys.Take(3), gateway with { By = PublishedKeys.OfGateway("lain.example") }]), "not one that is trusted", "not one that the gateway published"),
        })
        {
            await File.WriteAllBytesAsync(list, keys.ToJson());
            var read = PublishedKeys.Parse(keys.ToJson());
            read.Keys.Select(key => (key.By, key.Id, key.Spki, key.From, key.Until, key.Revoked)).ShouldBe(keys.Keys.Select(key => (key.By, key.Id, key.Spki, key.From, key.Until, key.Revoked)));
            var result = Receipt.Verify(bytes, published: read);
            result.IsCompared.ShouldBeTrue();
            if (fault is null) result.Faults.ShouldBeEmpty();
            else result.Faults.ShouldHaveSingleItem().ShouldContain(fault);
            var (code, output) = await Programs.Python(python, receipt, "--keys", list);
            (code, output.Contains(second ?? "by published keys", StringComparison.Ordinal)).ShouldBe((fault is null ? 0 : 1, true), output);
        }
        // A gateway that was retired since: both say that only its own word tells from when this is.
        await File.WriteAllBytesAsync(list, new PublishedKeys([.. good.Keys.Take(3), gateway with { Revoked = now.AddHours(1) }]).ToJson());
        foreach (var (code, output) in new[] { await Programs.Bus("verify", receipt, "--keys", list), await Programs.Python(python, receipt, "--keys", list) })
            (code, output.Contains($"; it ended {now.AddHours(1).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, and that this is from before rests on that key alone", StringComparison.Ordinal)).ShouldBe((0, true), output);
        Receipt.Verify(bytes).Faults.ShouldBeEmpty();
        // A list that cannot be used is at fault itself, and no receipt is for it.
        foreach (var spki in new[] { "bukan base64!", "AAAA" }) Should.Throw<FormatException>(() => PublishedKeys.Parse(new PublishedKeys([good.Keys[0] with { Spki = spki }]).ToJson())).Message.ShouldContain("The published key");
        foreach (var bad in new[] { "{}", """{"format":"simpul-keys/1","keys":[{}]}""", """{"format":"simpul-keys/2","keys":[]}""", "[" }) Should.Throw<FormatException>(() => PublishedKeys.Parse(Encoding.UTF8.GetBytes(bad)));

        // And they say which of both they did, and open what the record commits to.
        await File.WriteAllBytesAsync(list, good.ToJson());
        async Task Says(int code, string text, params string[] arguments)
        {
            var own = await Programs.Bus(["verify", receipt, .. arguments]);
            (own.Code, own.Output.Contains(text, StringComparison.Ordinal)).ShouldBe((code, true), own.Output);
        }
        await Says(0, "NOT compared");
        await Says(0, "signatures by published keys", "--keys", list, "--target", "GET /penduduk/1671012345678901", "--officer", "petugas-7");
        await Says(0, "The receipt holds", "--target", $"GET {Path}");
        await Says(1, "another call", "--target", "GET /penduduk/1671012345678902");
        await Says(1, "another officer", "--officer", "petugas-8");
        (await Programs.Python(python, receipt)).Output.ShouldContain("NOT compared");
        (await Programs.Python(python, receipt, "--target", "GET /penduduk/1671012345678901", "--officer", "petugas-7")).Code.ShouldBe(0);
        (await Programs.Python(python, receipt, "--target", "POST /penduduk/1671012345678901")).Code.ShouldBe(1);
        (await Programs.Python(python, receipt, "--officer", "petugas-8")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task An_API_key_shows_the_receipts_of_its_own_contract_only()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Classification = "public");
        var other = bus.Agree(bus.Draft() with { Purpose = new("lain", "Tujuan lain") });
        const string Key = "kunci.rahasia";
        bus.ApiKeys.Add(new("kunci", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))), bus.Contracts[0].Contract.Id, DateTimeOffset.UtcNow.AddDays(1)));
        await bus.Reload();
        using var member = await bus.Client();
        async Task<Uri> Call(string contract)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { "Simpul-Contract", contract } } };
            using var answer = await member.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return new("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative);
        }
        var (own, others) = (await Call(bus.Contracts[0].Contract.Id), await Call(other.Id));
        using var keyed = new HttpClient { BaseAddress = bus.Address, DefaultRequestHeaders = { { "X-Api-Key", Key } } };
        (await keyed.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Instance.Code(await keyed.GetAsync(others))).ShouldBe("no-such-transaction");
        (await member.GetAsync(others)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_first_stamped_checkpoint_over_an_entry_is_found_without_looking_through_the_folder()
    {
        var folder = new LogFolder(Directory.CreateTempSubdirectory("simpul-kept-").FullName);
        using var key = SigningKey.Create("gateway.example/pertukaran");
        var kept = new KeptCheckpoints(folder);
        kept.Last.ShouldBe(-1);
        for (var size = 10; size <= 100; size += 10)
        {
            kept.Keep(SignedCheckpoint.Sign(new Checkpoint("gateway.example/pertukaran", size, new byte[32], DateTimeOffset.UtcNow), key));
            if (size % 20 == 0) kept.Stamp(size, [(byte)size]);
        }
        foreach (var read in new[] { kept, new KeptCheckpoints(folder) })
        {
            read.Last.ShouldBe(100);
            async Task<int> Over(long index) => await read.Over(index) is var (head, stamp) ? stamp[0] == head.Checkpoint.Size ? stamp[0] : -2 : -1;
            (await Over(0), await Over(9), await Over(10), await Over(19), await Over(20), await Over(99), await Over(100)).ShouldBe((20, 20, 20, 20, 40, 100, -1));
            (await read.IsStamped(20), await read.IsStamped(30)).ShouldBe((true, false));
        }
        // What is known of the folder is not read again.
        foreach (var file in Directory.EnumerateFiles(folder.Kept).Where(file => !file.Contains("0000000040", StringComparison.Ordinal))) File.Delete(file);
        (await kept.Over(20))!.Value.Head.Checkpoint.Size.ShouldBe(40);
        Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public async Task A_sandbox_says_so_to_both_sides_and_in_the_record()
    {
        await using var bus = await Instance.Start(arrange: bus => bus.Environment = "sandbox");
        bus.Provider.Answers = context => { context.Response.Headers["Simpul-Environment"] = "production"; return Provider.Usual(context); };
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative));
        answer.Headers.GetValues("Simpul-Environment").ShouldBe(["sandbox"]);
        bus.Provider.Requests.ShouldHaveSingleItem().Headers["Simpul-Environment"].ShouldBe("sandbox");
        bus.Records().ShouldHaveSingleItem().GetProperty("environment").GetString().ShouldBe("sandbox");
        Receipt.Verify(await client.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative))).Faults.ShouldBeEmpty();
        bus.Audit().Faults.ShouldBeEmpty();
        // And one in earnest says nothing, whoever would say it for it.
        bus.Environment = "production";
        await bus.Reload();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { "Simpul-Environment", "sandbox" } } };
        using var earnest = await client.SendAsync(request);
        earnest.Headers.Contains("Simpul-Environment").ShouldBeFalse();
        bus.Provider.Requests[^1].Headers.ShouldNotContainKey("Simpul-Environment");
        bus.Records()[^1].TryGetProperty("environment", out _).ShouldBeFalse();
    }
}
