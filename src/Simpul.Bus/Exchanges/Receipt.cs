using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simpul.Bus.Contracts;
using Simpul.Bus.Http;

namespace Simpul.Bus.Exchanges;

/// <summary>A public key that signed about the contract, or may have signed the message, as the gateway knew it.</summary>
/// <param name="By">Member code, or the hub's name.</param>
/// <param name="From">From when it may sign; null where nothing is said.</param>
/// <param name="Until">Until when.</param>
public sealed record ReceiptKey(string By, string Id, string Spki, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>
/// What either party keeps of an exchange, and a stranger verifies years later without us: the record with its proof, the contract that allowed it with the signatures
/// under it, and a time stamp where the checkpoint has one. The format is in <c>docs/bus-protocol.md</c>; <c>tools/verify-receipt.py</c> is a second reader of it.
/// </summary>
/// <param name="Proof">The record as the event of a proof.</param>
/// <param name="Contract">Canonical JSON.</param>
/// <param name="Statements">Compact JWS each.</param>
/// <param name="Keys">Keys for the statements; they prove nothing until compared with keys got elsewhere.</param>
/// <param name="CommitmentKey">Opens the commitments to target and officer; null for an auditor, who may not.</param>
/// <param name="TimeStamp">RFC 3161 token over the proof's checkpoint note.</param>
/// <param name="MessageKeys">The caller's keys that the signature in the record may be by; null where it has none.</param>
public sealed record Receipt(ProofBundle Proof, byte[] Contract, IReadOnlyList<string> Statements, IReadOnlyList<ReceiptKey> Keys, byte[]? CommitmentKey = null, byte[]? TimeStamp = null, IReadOnlyList<ReceiptKey>? MessageKeys = null)
{
    public const string Format = "simpul-receipt/1";

    /// <summary>Bytes that a reader accepts.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    /// <summary>Statements that a reader looks at: a contract has three, and one for each time that somebody ended it.</summary>
    public const int MaxStatements = 50;

    /// <summary>Keys of either kind that a reader opens: verifying costs for each statement with each key of its name.</summary>
    public const int MaxKeys = 50;

    internal static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] ToJson()
    {
        var root = new JsonObject
        {
            ["format"] = Format,
            ["proof"] = JsonNode.Parse(Proof.ToJson()),
            ["contract"] = JsonNode.Parse(Contract),
            ["statements"] = new JsonArray([.. Statements.Select(one => (JsonNode)one)]),
            ["keys"] = new JsonArray([.. Keys.Select(Written)]),
        };
        if (CommitmentKey is not null) root["commitmentKey"] = Convert.ToBase64String(CommitmentKey);
        if (TimeStamp is not null) root["timeStamp"] = Convert.ToBase64String(TimeStamp);
        if (MessageKeys is not null) root["messageKeys"] = new JsonArray([.. MessageKeys.Select(Written)]);
        return Encoding.UTF8.GetBytes(root.ToJsonString(Readable));
    }

    static JsonNode Written(ReceiptKey key)
    {
        var json = new JsonObject { ["by"] = key.By, ["id"] = key.Id, ["spki"] = key.Spki };
        if (key.From is { } from) json["from"] = from.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        if (key.Until is { } until) json["until"] = until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return json;
    }

    /// <summary>Reads and verifies a file that anybody may have made. Never throws for what is in it.</summary>
    /// <param name="trusted">The gateway's keys, got elsewhere; see <see cref="ProofBundle.Verify(ReadOnlyMemory{byte}, IReadOnlyCollection{VerifyingKey}?)"/>.</param>
    /// <param name="authorities">Certificates that a time stamp is held against; see <see cref="Exchanges.TimeStamp.TryRead"/>.</param>
    /// <param name="published">Keys of parties and gateways, got elsewhere; without them signatures under the contract and of the message are held against the keys in the file, which anybody may have made.</param>
    public static ReceiptResult Verify(ReadOnlyMemory<byte> file, IReadOnlyCollection<VerifyingKey>? trusted = null, IReadOnlyCollection<X509Certificate2>? authorities = null, PublishedKeys? published = null)
    {
        if (file.Length > MaxLength) return ReceiptResult.Unreadable($"The file is larger than {MaxLength} bytes.");
        try
        {
            using var document = JsonDocument.Parse(file, BusJson.Strict);
            return new ReceiptCheck(document.RootElement, authorities, published).Result(trusted);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException or CryptographicException)
        {
            return ReceiptResult.Unreadable($"Not a receipt: {e.Message}");
        }
    }
}

/// <summary>The answer to a receipt.</summary>
/// <param name="Record">The exchange, where the file could be read.</param>
/// <param name="Contract">What allowed it.</param>
/// <param name="Proof">Whether the record is in the log.</param>
/// <param name="Stamp">What the time stamp says, where there is one that holds; by whom it is has been looked at only where it says so.</param>
/// <param name="Faults">Every reason found, in English; empty when the receipt holds.</param>
public sealed record ReceiptResult(JsonObject? Record, Contract? Contract, ProofResult? Proof, TimeStampFacts? Stamp, IReadOnlyList<string> Faults)
{
    public bool Holds => Record is not null && Faults.Count == 0;

    /// <summary>When the gateway got the call; null where the record does not say it as it must.</summary>
    public DateTimeOffset? Received => Record is null ? null : ReceiptCheck.Received(Record);

    /// <summary>Whether the parties' signatures were held against keys that were got elsewhere than from the file.</summary>
    public bool IsCompared { get; init; }

    /// <summary>When the gateway's key ended, as it is published; null where it has not, or no published keys were given.</summary>
    public DateTimeOffset? LogKeyEnded { get; init; }

    /// <summary>Opens the commitments; null where the file has none.</summary>
    public byte[]? CommitmentKey { get; init; }

    /// <summary>The caller's keys that the signature in the record may be by: the published ones where they were given, else those in the file.</summary>
    public IReadOnlyList<PartyKey> MessageKeys { get; init; } = [];

    internal static ReceiptResult Unreadable(string why) => new(null, null, null, null, [why]);

    /// <summary>Whether a body is the one of the record.</summary>
    /// <param name="which"><c>request</c>, <c>response</c> or <c>produced</c>.</param>
    public bool IsBody(string which, ReadOnlySpan<byte> body) => Record?[which] is JsonValue value && value.TryGetValue<string>(out var digest) && digest == Convert.ToBase64String(SHA256.HashData(body));

    /// <summary>Whether this is what was committed to.</summary>
    /// <param name="which"><c>target</c> or <c>officer</c>.</param>
    /// <returns>Null where the receipt has no key for it.</returns>
    public bool? Opens(string which, string text) => CommitmentKey is null ? null
        : Record?[which] is JsonValue value && value.TryGetValue<string>(out var commitment) && commitment == Convert.ToBase64String(ExchangeRecord.Commit(CommitmentKey, text));

    /// <summary>Whether the caller signed this message: its signature in the record is one over it, by one of <see cref="MessageKeys"/> that was valid when the call came, and the message is the record's.</summary>
    /// <returns>Null where it is; else why not, in English.</returns>
    public string? Signs(SignedMessage message, byte[]? body = null)
    {
        if (Record?["signature"] is not JsonValue said || !said.TryGetValue<string>(out var recorded) || !HttpSignature.TryReadRecorded(recorded, out var signature)) return "The record has no signature of the caller.";
        if (MessageKeys.Count == 0) return IsCompared ? "No key of the caller's for messages is published." : "The file has no key that the caller's signature may be by.";
        if (!MessageKeys.Any(key => (signature.KeyId is null || key.Id == signature.KeyId) && Received is { } at && key.IsValidAt(at) && signature.IsValid(message, key))) return "The caller's signature is not over this message.";
        foreach (var (field, member) in new[] { ("simpul-purpose", "purpose"), ("simpul-contract", "contract"), ("simpul-officer", "officer") })
            if (signature.Mentions(field) && !IsField(member, string.Join(", ", message.Field(field)).Trim())) return $"The message's {field} is not the one of the record.";
        // What the digest in the message is of is the body of the record, or of whoever says that it is.
        if (signature.Covers("content-digest"))
        {
            if (!ContentDigest.TryRead(string.Join(", ", message.Field("content-digest")), out var sha256, out var sha512)) return "The message's Content-Digest cannot be read.";
            if (sha256 is not null && (Record["request"] is not JsonValue digest || !digest.TryGetValue<string>(out var request) || request != Convert.ToBase64String(sha256))) return "The message's digest is not the one of the record.";
            if (sha256 is null && body is null) return "The message's digest is by sha-512 only: give the request's body, to be held against both.";
            if (sha256 is null && !(IsBody("request", body) && SHA512.HashData(body!).AsSpan().SequenceEqual(sha512))) return "The request's body is not the one of the message and the record.";
        }
        return null;
    }

    // An officer is committed to: who has no key for it knows only that the record has one.
    bool IsField(string member, string text) => member == "officer" ? Opens(member, text) ?? Record?[member] is not null
        : Record?[member] is JsonValue value && value.TryGetValue<string>(out var recorded) && recorded == text;
}

/// <summary>The steps of a receipt's verification, each of them taken.</summary>
sealed class ReceiptCheck(JsonElement root, IReadOnlyCollection<X509Certificate2>? authorities, PublishedKeys? published)
{
    // By how much a signer's clock may be ahead of the gateway's.
    static readonly TimeSpan skew = TimeSpan.FromMinutes(5);

    readonly List<string> faults = [];

    internal ReceiptResult Result(IReadOnlyCollection<VerifyingKey>? trusted)
    {
        if (BusJson.Text(root, "format") != Receipt.Format) throw new FormatException($"The format is not {Receipt.Format}.");
        Bounds();
        var proof = ProofBundle.Verify(Encoding.UTF8.GetBytes(root.GetProperty("proof").GetRawText()), trusted ?? LogKeys());
        faults.AddRange(proof.Faults.Select(fault => fault.Detail));
        var contract = Contracts.Contract.Parse(root.GetProperty("contract"));
        var record = proof.Bundle is { } bundle ? JsonNode.Parse(bundle.Event) as JsonObject : null;
        if (record is not null) CheckRecord(record, contract);
        CheckStatements(contract, record is null ? null : Received(record));
        var ended = LogKeyEnded(proof);
        var key = root.TryGetProperty("commitmentKey", out var opens) ? Convert.FromBase64String(opens.GetString() ?? "") : null;
        return new(record, contract, proof, Stamp(proof), faults) { IsCompared = published is not null, LogKeyEnded = ended, CommitmentKey = key is { Length: 32 } ? key : null, MessageKeys = MessageKeys(contract) };
    }

    // Before a key is opened or a signature looked at: whoever makes a file decides how many there are, and what they are called.
    void Bounds()
    {
        if (root.GetProperty("statements").GetArrayLength() > Receipt.MaxStatements) throw new FormatException($"A receipt has at most {Receipt.MaxStatements} statements.");
        foreach (var name in new[] { "keys", "messageKeys" })
        {
            if (!root.TryGetProperty(name, out var keys)) continue;
            if (keys.GetArrayLength() > Receipt.MaxKeys) throw new FormatException($"A receipt has at most {Receipt.MaxKeys} keys.");
            var seen = new HashSet<(string, string)>();
            foreach (var one in keys.EnumerateArray())
                if (!seen.Add((BusJson.Text(one, "by"), BusJson.Text(one, "id")))) throw new FormatException("Two keys of the receipt have the same name.");
        }
    }

    List<VerifyingKey>? LogKeys() => published is null ? null
        : [.. published.Keys.Where(one => one.IsLogs).Select(one => new VerifyingKey(one.Origin, Convert.FromBase64String(one.Spki)))];

    /// <summary>Whoever has the key of a gateway that was retired writes into a checkpoint what they like: one that says that it is from later is refused.</summary>
    DateTimeOffset? LogKeyEnded(ProofResult proof)
    {
        if (published is null || proof.Checkpoint is not { } head) return null;
        var key = published.Keys.FirstOrDefault(one => one.By == PublishedKeys.OfGateway(head.Origin) && one.IsLogs && one.Fingerprint == proof.Fingerprint);
        if (key?.Ends is { } ends && !(head.Time < ends)) faults.Add($"The log's key ended at {Utc(ends)} UTC, and the checkpoint is not from before.");
        return key?.Ends;
    }

    // As of those under the contract: what was got elsewhere takes the place of what the file says.
    List<PartyKey> MessageKeys(Contract contract) => published is not null ? published.Of(PublishedKeys.OfMember(contract.Consumer.Member), KeyUse.Message)
        : root.TryGetProperty("messageKeys", out var keys) ? [.. keys.EnumerateArray().Where(one => BusJson.Text(one, "by") == contract.Consumer.Member).Select(Key)] : [];

    void CheckRecord(JsonObject record, Contract contract)
    {
        // Read as what they must be: a forger may have put anything there.
        string? Said(string name) => record[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (Said("format") != ExchangeRecord.Format) faults.Add("The event is not a record of an exchange.");
        if (Said("contract") != contract.Id) faults.Add("The record names another contract than the one in the file.");
        if (Said("caller") != contract.Consumer.Member || Said("provider") != contract.Provider.Member) faults.Add("The record's parties are not the contract's.");
        if (!contract.Operations.Contains(Said("operation") ?? "")) faults.Add("The record's operation is not one of the contract's.");
        if (Said("transaction") is null || Said("outcome") is null || Received(record) is not { } received) faults.Add("The record does not say which exchange it is of, or when it was.");
        else if (!contract.Valid.Covers(received)) faults.Add("The exchange was not within the contract's validity.");
    }

    internal static DateTimeOffset? Received(JsonObject record) => record["times"] is JsonArray { Count: 4 } times && times[0] is JsonValue first && first.TryGetValue<long>(out var at) && at is > 0 and < 253402300800_000_000
        ? DateTimeOffset.UnixEpoch.AddMicroseconds(at) : null;

    /// <param name="received">When the call came; null where the record does not say, which is a fault already.</param>
    void CheckStatements(Contract contract, DateTimeOffset? received)
    {
        var keys = root.GetProperty("keys").EnumerateArray().GroupBy(one => BusJson.Text(one, "by"), one => Key(one)).ToDictionary(group => group.Key, group => group.ToList());
        // Those that were got elsewhere take the place of those in the file, whatever they are called there.
        if (published is not null)
            foreach (var by in new[] { contract.Consumer.Member, contract.Provider.Member, contract.Hub }) keys[by] = published.Of(by == contract.Hub ? PublishedKeys.OfHub(by) : PublishedKeys.OfMember(by), KeyUse.Contract);
        // What nobody of the contract's has signed says nothing, and what a key signed that was not valid then says nothing either.
        var statements = root.GetProperty("statements").EnumerateArray().Select(one => ContractStatement.Read(one.GetString() ?? "")).Where(one => one.Contract == contract.Id && keys.TryGetValue(one.By, out var known) && one.IsSignedBy(known)).ToList();
        foreach (var (kind, by) in new[] { (StatementKind.Accept, contract.Consumer.Member), (StatementKind.Accept, contract.Provider.Member), (StatementKind.Clear, contract.Hub) })
        {
            var said = statements.FindAll(one => one.Kind == kind && one.By == by);
            if (said.Count == 0) faults.Add($"There is no valid signature of {by} under the contract{(published is null ? "" : " by a key that is published")}.");
            else if (received is { } at && said.TrueForAll(one => one.At > at + skew)) faults.Add($"The signature of {by} under the contract was made after the exchange.");
        }
        // Until it was brought and gateways were told, calls were lawful: their receipts go on holding.
        foreach (var end in statements.Where(one => one.IsEnd && one.At < received - ContractStatement.EndGrace && (one.By == contract.Hub || one.By == contract.Consumer.Member || one.By == contract.Provider.Member)))
            faults.Add($"By the signature of {end.By} the contract was {(end.Kind == StatementKind.Revoke ? "revoked" : "refused")} before the exchange, at {Utc(end.At)} UTC.");
    }

    TimeStampFacts? Stamp(ProofResult proof)
    {
        if (!root.TryGetProperty("timeStamp", out var token) || proof.Bundle is null) return null;
        if (Exchanges.TimeStamp.TryRead(Convert.FromBase64String(token.GetString() ?? ""), Encoding.UTF8.GetBytes(proof.Bundle.Checkpoint), out var facts, out var problem, authorities)) return facts;
        faults.Add($"The time stamp does not hold: {problem}");
        return null;
    }

    static PartyKey Key(JsonElement one) => new(BusJson.Text(one, "id"), Convert.FromBase64String(BusJson.Text(one, "spki")), Time(one, "from"), Time(one, "until"));

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static DateTimeOffset? Time(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;
}
