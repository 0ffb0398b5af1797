using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Formats;

public sealed class ContractTests
{
    [Fact]
    public async Task A_contract_is_its_hash_whoever_writes_it_down()
    {
        await using var bus = await Instance.Start();
        var contract = bus.Contracts[0].Contract;
        contract.Id.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(contract.Canonical)));
        CanonicalJson.IsCanonical(contract.Canonical).ShouldBeTrue();
        // Other order, other white space: the same contract.
        var node = (JsonObject)JsonNode.Parse(contract.Canonical)!;
        var turned = new JsonObject(node.Reverse().Select(one => new KeyValuePair<string, JsonNode?>(one.Key, one.Value?.DeepClone())));
        Contract.Parse(Encoding.UTF8.GetBytes(turned.ToJsonString(new() { WriteIndented = true }))).Id.ShouldBe(contract.Id);
        void Refused(Action<JsonObject> change, string because)
        {
            var other = (JsonObject)node.DeepClone();
            change(other);
            Should.Throw<FormatException>(() => Contract.Parse(Encoding.UTF8.GetBytes(other.ToJsonString()))).Message.ShouldContain(because);
        }
        Refused(other => other["extra"] = 1, "extra");
        Refused(other => other.Remove("purpose"), "purpose");
        Refused(other => other["format"] = "simpul-contract/2", "format");
        Refused(other => other["operations"] = new JsonArray("getPerson"), "fields");
        Refused(other => other["provider"] = other["consumer"]!.DeepClone(), "two members");
        Refused(other => other["classification"] = "internal", "classification");
        Refused(other => other["requires"] = new JsonArray("nothing"), "requires");
        Refused(other => other["quota"] = JsonNode.Parse("""{"calls":0,"per":"day"}"""), "quota");
        Refused(other => ((JsonObject)other["fields"]!)["getPerson"] = new JsonArray("properties"), "JSON Pointer");
        Refused(other => other["legalBasis"] = new JsonArray(), "legalBasis");
    }

    [Fact]
    public async Task A_statement_holds_by_its_own_key_at_its_own_time_about_its_own_contract()
    {
        await using var bus = await Instance.Start();
        var (contract, statements) = bus.Contracts[0];
        var accept = statements[0];
        var key = bus.Consumer.Published.Open();
        accept.IsSignedBy([key]).ShouldBeTrue();
        accept.IsSignedBy([bus.Owner.Published.Open()]).ShouldBeFalse();
        accept.IsSignedBy([new PartyKey(key.Id, bus.Consumer.Key.ExportSubjectPublicKeyInfo(), until: DateTimeOffset.UtcNow.AddDays(-1))]).ShouldBeFalse();
        var parts = accept.Jws.Split('.');
        ContractStatement.Read($"{parts[0]}.{parts[1]}.{parts[2][..^2]}AA").IsSignedBy([key]).ShouldBeFalse();
        foreach (var bad in new[] { "", "a.b", "a.b.c", accept.Jws + ".x", CompactJws.Sign("{}"u8, "k", ContractStatement.Type, CompactJws.Signer(bus.Consumer.Key)), CompactJws.Sign(Encoding.UTF8.GetBytes($$"""{"contract":"{{contract.Id}}","statement":"accept","by":"dinsos","at":"2026-01-01T00:00:00Z"}"""), "k", "JWT", CompactJws.Signer(bus.Consumer.Key)) })
            Should.Throw<FormatException>(() => ContractStatement.Read(bad), bad);
    }

    [Theory]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(1, 1, 17, "tile/1/001.p/17")]
    [InlineData(2, 0, 1, "tile/2/000.p/1")]
    public void Tiles_lie_where_C2SP_says(int level, long index, int width, string path)
    {
        // The second to fourth are the partial tiles of the specification's tree of 70,000 leaves.
        TileLayout.Tile(level, index, width).ShouldBe(path);
        TileLayout.TryParse(path, out var l, out var i, out var w).ShouldBeTrue();
        (l, i, w).ShouldBe((level, index, width));
    }

    [Fact]
    public void A_record_is_canonical_however_odd_its_texts()
    {
        var record = new ExchangeRecord
        {
            Transaction = "0", Contract = "\"\\\n\u0001", Caller = "é\u2028𝄞", Provider = "", Service = "</script>", Version = "v1", Operation = "a\tb", Purpose = "ü", Outcome = Outcome.Answered, Status = 200,
            Target = [1], Officer = [2], Request = [3], Response = [4], Produced = [5], Signature = "(\"@method\")", Times = (1, long.MaxValue >> 11, 3, 4),
        };
        CanonicalJson.IsCanonical(record.ToCanonical()).ShouldBeTrue();
        CanonicalJson.IsCanonical((record with { Officer = null, Request = null, Response = null, Produced = null, Signature = null }).ToCanonical()).ShouldBeTrue();
    }
}
