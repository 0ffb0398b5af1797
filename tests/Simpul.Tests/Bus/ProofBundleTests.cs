using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus;
using Xunit;

namespace Simpul.Tests.Bus;

public sealed class ProofBundleTests : IDisposable
{
    const string Origin = "simpul.example/jurnal";
    readonly SigningKey key = SigningKey.Create(Origin);

    public void Dispose() => key.Dispose();

    static byte[] Event(int index) => CanonicalJson.Bytes(new JsonObject
    {
        ["index"] = index,
        ["id"] = $"00000000-0000-4000-8000-{index:x12}",
        ["at"] = "2026-11-22T07:05:01.1234567Z",
        ["action"] = "agencies.registered",
        ["actor"] = new JsonObject { ["account"] = "a-1", ["office"] = "kominfo.kepala" },
        ["subject"] = new JsonObject { ["kind"] = "agency", ["id"] = $"{index}" },
        ["changes"] = new JsonObject
        {
            ["name"] = new JsonArray(null, "Dinas \"Kominfo\" — €\n\u0001\u007f"),
            ["😀 flag"] = new JsonArray(false, true),
            ["ﬀ"] = new JsonArray(0.1, 1e21, 1e-7, -2.5e-8, 100.0, 1234567.875, 5e-324, 1e16, 123456789012345680000.0, 0.000001, -0.0),
        },
    });

    async Task<(ProofBundle Bundle, SignedCheckpoint Earlier)> Made(int index = 5, int size = 300, int earlier = 200)
    {
        var events = Enumerable.Range(0, size).Select(Event).ToArray();
        var log = MerkleVectors.Log([.. events.Select(e => MerkleTree.LeafHash(e))]);
        var now = SignedCheckpoint.Sign(new Checkpoint(Origin, size, await log.Root(size), DateTimeOffset.UnixEpoch), key);
        var before = SignedCheckpoint.Sign(new Checkpoint(Origin, earlier, await log.Root(earlier)), key);
        var consistency = new ConsistencyProof(before.Text, await log.ConsistencyProof(earlier, size));
        return (ProofBundle.Create(events[index], index, await log.InclusionProof(index, size), now, key.Public, consistency), before);
    }

    [Fact]
    public async Task A_proof_holds_after_the_way_through_a_file_that_someone_formatted_anew()
    {
        var (bundle, _) = await Made();
        var result = ProofBundle.Verify(bundle.ToJson(), [key.Public]);
        result.Faults.ShouldBeEmpty();
        result.Holds.ShouldBeTrue();
        result.Fingerprint.ShouldBe(key.Public.Fingerprint);
        result.Checkpoint!.Size.ShouldBe(300);
        result.Bundle!.Event.ShouldBe(bundle.Event);
        ProofBundle.Verify(Encoding.UTF8.GetBytes(JsonNode.Parse(bundle.ToJson())!.ToJsonString())).Holds.ShouldBeTrue();
        (bundle with { Consistency = null }).Verify().Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Each_alteration_is_named()
    {
        var (bundle, earlier) = await Made();
        using var other = SigningKey.Create(Origin);
        var wrong = bundle.Path.ToArray();
        wrong[0] = MerkleTree.EmptyRoot();
        var forged = SignedCheckpoint.Sign(new Checkpoint(Origin, 200, MerkleTree.EmptyRoot()), key).Text;
        var elsewhere = SignedCheckpoint.Parse(earlier.Text.Replace(Origin, "simpul.example/lain", StringComparison.Ordinal)).Text;
        void Fails(ProofBundle altered, params ProofFaultCode[] codes) => ProofBundle.Verify(altered.ToJson(), [key.Public]).Faults.Select(f => f.Code).ShouldBe(codes);

        Fails(bundle with { Event = Event(6) }, ProofFaultCode.LeafHashDiffers, ProofFaultCode.IndexDiffers, ProofFaultCode.InclusionFails);
        Fails(bundle with { LeafHash = MerkleTree.EmptyRoot() }, ProofFaultCode.LeafHashDiffers);
        Fails(bundle with { Index = 6 }, ProofFaultCode.IndexDiffers, ProofFaultCode.InclusionFails);
        Fails(bundle with { Index = 300 }, ProofFaultCode.IndexDiffers, ProofFaultCode.SizeDiffers);
        Fails(bundle with { TreeSize = 299 }, ProofFaultCode.SizeDiffers);
        Fails(bundle with { Path = wrong }, ProofFaultCode.InclusionFails);
        Fails(bundle with { Path = [] }, ProofFaultCode.InclusionFails);
        Fails(bundle with { Checkpoint = "nonsense" }, ProofFaultCode.CheckpointUnreadable);
        Fails(bundle with { Checkpoint = bundle.Checkpoint.Replace("time 1970", "time 1971", StringComparison.Ordinal) }, ProofFaultCode.SignatureInvalid);
        Fails(bundle with { PublicKey = "nonsense", Consistency = null }, ProofFaultCode.KeyUnreadable);
        Fails(bundle with { PublicKey = other.Public.Pem, Consistency = null }, ProofFaultCode.KeyNotTrusted, ProofFaultCode.SignatureAbsent);
        Fails(bundle with { Consistency = bundle.Consistency! with { Path = [] } }, ProofFaultCode.ConsistencyFails);
        Fails(bundle with { Consistency = bundle.Consistency with { Checkpoint = forged } }, ProofFaultCode.ConsistencyFails);
        Fails(bundle with { Consistency = bundle.Consistency with { Checkpoint = elsewhere } }, ProofFaultCode.KeyNotTrusted, ProofFaultCode.SignatureInvalid, ProofFaultCode.OriginDiffers);
        Fails(bundle with { Consistency = bundle.Consistency with { Checkpoint = "" } }, ProofFaultCode.CheckpointUnreadable);
    }

    [Fact]
    public async Task A_log_signed_by_a_key_that_nobody_published_is_not_trusted()
    {
        var (bundle, _) = await Made();
        using var published = SigningKey.Create(Origin);
        ProofBundle.Verify(bundle.ToJson()).Holds.ShouldBeTrue();
        ProofBundle.Verify(bundle.ToJson(), [published.Public]).Faults.ShouldAllBe(f => f.Code == ProofFaultCode.KeyNotTrusted);
        ProofBundle.Verify(bundle.ToJson(), []).Holds.ShouldBeFalse();
        ProofBundle.Verify(bundle.ToJson(), [published.Public, key.Public]).Holds.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"format\":\"simpul-proof/1\"}")]
    [InlineData("{\"format\":\"simpul-proof/2\",\"event\":{},\"index\":1,\"leafHash\":\"\",\"treeSize\":1,\"inclusion\":[],\"checkpoint\":\"\",\"publicKey\":\"\"}")]
    [InlineData("{\"format\":1,\"event\":{\"a\":1,\"a\":1},\"index\":-1,\"leafHash\":3,\"treeSize\":1.5,\"inclusion\":[1,\"x\"],\"checkpoint\":\"\\ud800\",\"publicKey\":null,\"consistency\":[]}")]
    public void A_file_that_is_no_proof_is_refused_with_reasons(string json)
    {
        var result = ProofBundle.Verify(Encoding.UTF8.GetBytes(json));
        result.Holds.ShouldBeFalse();
        result.Faults.ShouldNotBeEmpty();
        Should.Throw<FormatException>(() => ProofBundle.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("AA==")]
    [InlineData("\n")]
    public async Task A_hash_written_otherwise_is_refused(string addition)
    {
        var (bundle, _) = await Made();
        var file = JsonNode.Parse(bundle.ToJson())!;
        file["leafHash"] = file["leafHash"]!.GetValue<string>() + addition;
        ProofBundle.Verify(Encoding.UTF8.GetBytes(file.ToJsonString())).Faults.ShouldHaveSingleItem().Code.ShouldBe(ProofFaultCode.Unreadable);
    }

    [Fact]
    public void Every_missing_member_is_named_at_once()
        => ProofBundle.Verify("{}"u8.ToArray()).Faults.Count.ShouldBe(8);

    [Fact]
    public async Task No_mutated_file_crashes_the_verifier_or_proves_another_event()
    {
        var (bundle, _) = await Made();
        var file = bundle.ToJson();
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var altered = file.ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(altered.Count);
                if (random.Next(3) == 0) altered.RemoveRange(at, random.Next(Math.Min(40, altered.Count - at)));
                else altered[at] = (byte)random.Next(256);
            }
            var result = ProofBundle.Verify(altered.ToArray(), [key.Public]);
            if (result.Holds) result.Bundle!.Event.ShouldBe(bundle.Event);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(5, 300)]
    [InlineData(299, 300)]
    [InlineData(256, 257)]
    [InlineData(100, 129)]
    public async Task The_script_for_strangers_verifies_a_proof(int index, int size)
    {
        var (bundle, _) = await Made(index, size, size);
        var (exit, output) = Script(bundle.ToJson(), key.Public.Pem);
        exit.ShouldBe(0, output);
        output.ShouldContain($"is event {index} of the log {Origin}, which had {size} events");
        output.ShouldContain(key.Public.Fingerprint);
    }

    [Fact]
    public async Task The_script_for_strangers_refuses_what_was_altered()
    {
        var (bundle, _) = await Made();
        using var other = SigningKey.Create(Origin);
        void Fails(ProofBundle altered, string why)
        {
            var (exit, output) = Script(altered.ToJson(), key.Public.Pem);
            exit.ShouldBe(1, output);
            output.ShouldContain(why);
        }
        Fails(bundle with { Event = Event(6) }, "the event was altered");
        Fails(ProofBundle.Create(Event(6), 6, bundle.Path, SignedCheckpoint.Parse(bundle.Checkpoint), key.Public), "the event is not in the signed log");
        Fails(bundle with { Path = [.. bundle.Path.Skip(1)] }, "the path is too short");
        Fails(bundle with { Path = [.. bundle.Path, MerkleTree.EmptyRoot()] }, "the path is too long");
        Fails(bundle with { TreeSize = 299 }, "the index or the size");
        Fails(bundle with { Checkpoint = bundle.Checkpoint.Replace("time 1970", "time 1971", StringComparison.Ordinal) }, "did not sign");
        Fails(bundle with { PublicKey = other.Public.Pem }, "did not sign");
        Fails(bundle with { PublicKey = other.Public.Pem, Checkpoint = SignedCheckpoint.Sign(SignedCheckpoint.Parse(bundle.Checkpoint).Checkpoint, other).Text }, "not the published one");
    }

    static (int Exit, string Output) Script(byte[] proof, string publishedKey)
    {
        var folder = Directory.CreateTempSubdirectory("simpul-proof-");
        try
        {
            var file = Path.Combine(folder.FullName, "proof.json");
            var pem = Path.Combine(folder.FullName, "key.pem");
            File.WriteAllBytes(file, proof);
            File.WriteAllText(pem, publishedKey);
            using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Root(), "tools", "verify-proof.py"), file, pem]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = python.StandardError.ReadToEndAsync();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return (python.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed");
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Simpul.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
