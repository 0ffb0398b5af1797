using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simpul.Bus.Exchanges;

/// <summary>A public key of the hub, a member or a gateway, as it is published.</summary>
/// <param name="By">See <see cref="PublishedKeys.OfHub"/>, <see cref="PublishedKeys.OfMember"/>, <see cref="PublishedKeys.OfGateway"/>.</param>
/// <param name="Id">What signatures name.</param>
/// <param name="Use">Of <see cref="KeyUse"/>, and <see cref="PublishedKeys.LogUse"/>.</param>
/// <param name="Spki">SubjectPublicKeyInfo in Base64.</param>
/// <param name="Revoked">When it was withdrawn, or its gateway retired.</param>
public sealed record PublishedKey(string By, string Id, IReadOnlyList<string> Use, string Spki, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? Revoked)
{
    /// <summary>From when on nothing that it signs counts; null where nothing is said.</summary>
    public DateTimeOffset? Ends => Until is { } until && Revoked is { } revoked ? until < revoked ? until : revoked : Until ?? Revoked;

    /// <summary>SHA-256 of the SubjectPublicKeyInfo in hexadecimal, as <see cref="VerifyingKey.Fingerprint"/>.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Spki)));

    /// <summary>Whether it is a gateway's, and signs the checkpoints of a log.</summary>
    internal bool IsLogs => By.StartsWith(PublishedKeys.OfGateway(""), StringComparison.Ordinal) && Use.Contains(PublishedKeys.LogUse);

    /// <summary>The name of a gateway's log.</summary>
    internal string Origin => By[PublishedKeys.OfGateway("").Length..];
}

/// <summary>All public keys that ever signed at an instance, with their times: what the keys of a receipt are compared with. The form is in <c>docs/bus-protocol.md</c>.</summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys)
{
    public const string Format = "simpul-keys/1";

    /// <summary>The use of a gateway's key: it signs the checkpoints of a log.</summary>
    public const string LogUse = "log";

    /// <summary>Bytes that a reader accepts.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>Keys that a reader accepts.</summary>
    public const int MaxKeys = 20_000;

    public static string OfHub(string name) => "hub:" + name;

    public static string OfMember(string code) => "member:" + code;

    /// <param name="origin">The name of its log.</param>
    public static string OfGateway(string origin) => "gateway:" + origin;

    /// <exception cref="FormatException">Not such a file; the message says what is wrong.</exception>
    public static PublishedKeys Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxLength) throw new FormatException($"The file of published keys is larger than {MaxLength} bytes.");
        try
        {
            using var document = JsonDocument.Parse(json, BusJson.Strict);
            var root = document.RootElement;
            if (BusJson.Text(root, "format") != Format) throw new FormatException($"The format is not {Format}.");
            var keys = root.GetProperty("keys");
            if (keys.GetArrayLength() > MaxKeys) throw new FormatException($"There are more than {MaxKeys} published keys.");
            return new PublishedKeys([.. keys.EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"Not a file of published keys: {e.Message}", e);
        }
    }

    // A key that cannot be opened is this file's fault, and not that of a receipt which is held against it.
    static PublishedKey Read(JsonElement one)
    {
        var key = new PublishedKey(BusJson.Text(one, "by"), BusJson.Text(one, "id"), [.. one.GetProperty("use").EnumerateArray().Select(use => use.GetString() ?? "")], BusJson.Text(one, "spki"), Time(one, "from"), Time(one, "until"), Time(one, "revoked"));
        try
        {
            var spki = Convert.FromBase64String(key.Spki);
            _ = new PartyKey(key.Id, spki);
            if (key.IsLogs) _ = new VerifyingKey(key.Origin, spki);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new FormatException($"The published key {key.Id} of {key.By} cannot be used: {e.Message}", e);
        }
        return key;
    }

    public byte[] ToJson() => Encoding.UTF8.GetBytes(new JsonObject { ["format"] = Format, ["keys"] = new JsonArray([.. Keys.Select(Written)]) }.ToJsonString(Receipt.Readable));

    /// <summary>The keys by which this party may have signed.</summary>
    /// <param name="use">Of <see cref="KeyUse"/>.</param>
    internal List<PartyKey> Of(string by, string use) => [.. Keys.Where(one => one.By == by && one.Use.Contains(use)).Select(one => new PartyKey(one.Id, Convert.FromBase64String(one.Spki), one.From, one.Ends))];

    static JsonNode Written(PublishedKey key) => new JsonObject
    {
        ["by"] = key.By, ["id"] = key.Id, ["use"] = new JsonArray([.. key.Use.Select(use => (JsonNode)use)]), ["spki"] = key.Spki, ["from"] = Written(key.From), ["until"] = Written(key.Until), ["revoked"] = Written(key.Revoked),
    };

    static JsonNode? Written(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    static DateTimeOffset? Time(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDateTimeOffset() : null;
}
