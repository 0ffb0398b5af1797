using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Formats;

/// <summary>JSON that is well formed and means nothing: a reader names what is wrong, whatever stands where.</summary>
public sealed class OddJsonTests
{
    static readonly string[] odd = ["null", "true", "0", "-1", "1e400", "1.5", "9007199254740993", "123456789012345678901234567890", "\"\"", "\"x\"", "\"\\ud800\"", "\"AA==\"", "[]", "[null]", "{}", "[[[[1]]]]", "{\"a\":{\"b\":null}}"];

    // What every record says in words.
    static readonly string[] texts = ["format", "transaction", "outcome"];

    [Fact]
    public async Task A_receipt_in_which_anything_was_put_anywhere_does_not_hold_and_throws_nothing()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        using var answer = await client.GetAsync(new Uri("/layanan/penduduk/v1/penduduk/1671012345678901", UriKind.Relative));
        var receipt = await client.GetByteArrayAsync(new Uri("/bukti/" + answer.Headers.GetValues("Simpul-Transaction").Single(), UriKind.Relative));
        Receipt.Verify(receipt).Holds.ShouldBeTrue();
        var places = 0;
        foreach (var place in Places(JsonNode.Parse(receipt)!))
        {
            places++;
            foreach (var value in odd)
            {
                var spoilt = Encoding.UTF8.GetBytes(With(receipt, place, value));
                var result = Receipt.Verify(spoilt);
                // Whatever is read of it can be asked about.
                foreach (var which in new[] { "request", "response", "produced", "times", "status" }) result.IsBody(which, "x"u8);
                // What the keys are for, and the commitments' key, prove nothing by themselves; everything else is bound.
                if (!place.StartsWith("commitmentKey", StringComparison.Ordinal) && !place.StartsWith("keys", StringComparison.Ordinal) && !IsSame(receipt, place, value)) result.Holds.ShouldBeFalse($"{place} = {value}");
            }
        }
        places.ShouldBeGreaterThan(40);
        foreach (var value in odd) Receipt.Verify(Encoding.UTF8.GetBytes(value)).Holds.ShouldBeFalse();
    }

    [Fact]
    public void An_entry_in_which_anything_was_put_anywhere_is_a_finding_of_the_audit()
    {
        const string Record = """{"caller":"a","contract":"b","format":"simpul-exchange/1","outcome":"answered","status":200,"target":"AA==","times":[1,2,3,4],"transaction":"c","version":"v1"}""";
        var entries = odd.Concat(texts.SelectMany(name => odd.Select(value => With(Encoding.UTF8.GetBytes(Record), name, value)))).Append("{\"format\":\"simpul-exchange/1\"}").Append("\ufeff{}").Append("").ToList();
        var findings = 0;
        using var key = SigningKey.Create("gateway.example/pertukaran");
        foreach (var entry in entries.Distinct())
        {
            var folder = new LogFolder(Directory.CreateTempSubdirectory("simpul-odd-").FullName);
            Directory.CreateDirectory(folder.Wal);
            var bytes = Encoding.UTF8.GetBytes(entry);
            var head = SignedCheckpoint.Sign(new Checkpoint(key.Public.Name, 1, MerkleTree.LeafHash(bytes), DateTimeOffset.UtcNow), key);
            var file = new byte[bytes.Length + 2048];
            var length = WalFile.Write(file, WalKind.Entry, bytes);
            length += WalFile.Write(file.AsSpan(length), WalKind.Checkpoint, Encoding.UTF8.GetBytes(head.Text));
            File.WriteAllBytes(Path.Combine(folder.Wal, WalFile.Name(0)), file[..length]);
            var report = new LogAudit(folder).Run(key.Public.Name, [key.Public], []);
            // A text in the place of a text is a record of something; of what, its contract says.
            if (report.Faults.Count > 0) findings++;
            else IsText(entry).ShouldBeTrue(entry);
            Directory.Delete(folder.Path, recursive: true);
        }
        findings.ShouldBeGreaterThan(40);
    }

    // The first entry of a log has the index 0, and a way of no steps to the root.
    static bool IsSame(byte[] receipt, string place, string value)
    {
        var at = JsonNode.Parse(receipt)!;
        foreach (var name in place.Split('/')) at = at is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : at[name]!;
        return at.ToJsonString() == value;
    }

    static bool IsText(string entry)
    {
        using var json = JsonDocument.Parse(entry);
        return texts.All(name => json.RootElement.GetProperty(name).ValueKind == JsonValueKind.String) && json.RootElement.GetProperty("format").GetString() == "simpul-exchange/1";
    }

    // Every place of a document, as its member names and positions with slashes between.
    static IEnumerable<string> Places(JsonNode node, string above = "")
    {
        if (above.Length > 0) yield return above;
        var children = node switch
        {
            JsonObject members => members.Select(one => (one.Key, one.Value)),
            JsonArray items => items.Select((item, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (name, child) in children)
            if (child is not null) foreach (var place in Places(child, above.Length == 0 ? name : $"{above}/{name}")) yield return place;
    }

    static string With(byte[] document, string place, string value)
    {
        const string Mark = "4b1d-mark";
        var root = JsonNode.Parse(document)!;
        var at = root;
        var names = place.Split('/');
        foreach (var name in names[..^1]) at = at is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : at[name]!;
        if (at is JsonArray last) last[int.Parse(names[^1], System.Globalization.CultureInfo.InvariantCulture)] = Mark;
        else at[names[^1]] = Mark;
        return root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }
}
