using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simpul.Bus.Contracts;

/// <summary>
/// A contract of exchange (<i>kontrak pertukaran</i>): who may call which operations of whose service, for what, and which data elements come back. It never
/// changes: its <see cref="Id"/> is the hash of its canonical JSON, and whatever is said about it later is a <see cref="ContractStatement"/>.
/// </summary>
public sealed record Contract
{
    public const string CurrentFormat = "simpul-contract/1";

    /// <summary>Bytes of canonical JSON that a reader accepts.</summary>
    public const int MaxLength = 256 * 1024;

    public required string Format { get; init; }

    /// <summary>Name of the instance whose hub clears it.</summary>
    public required string Hub { get; init; }

    /// <summary>Who calls.</summary>
    public required Party Consumer { get; init; }

    /// <summary>Who answers.</summary>
    public required Party Provider { get; init; }

    public required ServiceVersion Service { get; init; }

    /// <summary>OpenAPI operationId of each operation that may be called.</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>Cooperation agreement, regulation, article: at least one.</summary>
    public required IReadOnlyList<LegalBasis> LegalBasis { get; init; }

    /// <summary>For each operation the data elements that come back: JSON Pointers (RFC 6901) into the schema of its successful response, such as
    /// <c>/properties/data/items/properties/nik</c>. An element stands for everything below it; the empty pointer for the whole response.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; }

    /// <summary>Whom the data is about (<c>population</c>, <c>employees</c>...); null where it is about nobody.</summary>
    public string? DataSubjects { get; init; }

    /// <summary>Ceiling: <c>public</c>, <c>restricted</c> or <c>secret</c>.</summary>
    public required string Classification { get; init; }

    public required Validity Valid { get; init; }

    /// <summary>Calls in a day or a month; null for no bound.</summary>
    public Quota? Quota { get; init; }

    /// <summary>Calls in so many seconds; null for no bound.</summary>
    public Rate? Rate { get; init; }

    /// <summary>What every call must bring: names of <see cref="Requirement"/>.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Id of the contract that this one follows.</summary>
    public string? Replaces { get; init; }

    /// <summary>SHA-256 of the canonical JSON in lower-case hexadecimal.</summary>
    [JsonIgnore]
    public string Id { get; private init; } = "";

    /// <summary>The canonical JSON: what is hashed, stored and shown.</summary>
    [JsonIgnore]
    public byte[] Canonical { get; private init; } = [];

    /// <summary>Reads a contract. Members that this version does not know are refused: whoever signs must know what is signed.</summary>
    /// <exception cref="FormatException">Not a contract; the message names what is wrong.</exception>
    public static Contract Parse(JsonElement json)
    {
        try
        {
            var canonical = CanonicalJson.Bytes(json);
            if (canonical.Length > MaxLength) throw new FormatException($"A contract has at most {MaxLength} bytes.");
            var contract = json.Deserialize(BusJson.Default.Contract) ?? throw new FormatException("A contract is a JSON object.");
            ContractShape.Check(contract);
            return contract with { Canonical = canonical, Id = Convert.ToHexStringLower(SHA256.HashData(canonical)) };
        }
        catch (Exception e) when (e is JsonException or CanonicalJsonException)
        {
            throw new FormatException($"Not a contract: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="Parse(JsonElement)"/>
    public static Contract Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, BusJson.Strict);
            return Parse(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not a contract: {e.Message}", e);
        }
    }

    /// <summary>Completes a contract that was put together in code: checks it and computes <see cref="Canonical"/> and <see cref="Id"/>.</summary>
    /// <exception cref="FormatException">A value is missing or out of bounds.</exception>
    public Contract Sealed() => Parse(JsonSerializer.SerializeToElement(this, BusJson.Default.Contract));
}

/// <param name="Member">The member's code.</param>
/// <param name="Name">As it stood when the contract was made.</param>
public sealed record Party(string Member, string Name);

/// <param name="Code">Lower-case letters, digits and hyphens.</param>
/// <param name="Version">Such as <c>v1</c>; part of the address.</param>
/// <param name="Description">SHA-256 of the OpenAPI document that the fields point into.</param>
public sealed record ServiceVersion(string Code, string Version, string Description);

/// <param name="Code">What a call sends in <c>Simpul-Purpose</c>.</param>
/// <param name="Text">In words.</param>
public sealed record Purpose(string Code, string Text);

/// <param name="Title">Such as the number and title of the cooperation agreement.</param>
/// <param name="Article">Where in it.</param>
public sealed record LegalBasis(string Title, string? Article = null);

/// <param name="From">First moment at which calls are allowed.</param>
/// <param name="Until">First moment at which they no longer are.</param>
public sealed record Validity(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Covers(DateTimeOffset at) => From <= at && at < Until;
}

/// <param name="Calls">At least one.</param>
/// <param name="Per"><c>day</c> or <c>month</c>, by the instance's calendar.</param>
public sealed record Quota(long Calls, string Per);

/// <param name="Calls">At least one; also the largest burst.</param>
/// <param name="Seconds">At least one.</param>
public sealed record Rate(int Calls, int Seconds);

/// <summary>What a contract can ask of every call.</summary>
public static class Requirement
{
    /// <summary>The caller's own TLS certificate, or a token bound to it.</summary>
    public const string Certificate = "certificate";

    /// <summary>The purpose's code in <c>Simpul-Purpose</c>.</summary>
    public const string Purpose = "purpose";

    /// <summary>Who asks at the caller's, in <c>Simpul-Officer</c>: where personal data is asked.</summary>
    public const string Officer = "officer";

    /// <summary>An HTTP message signature (RFC 9421) over method, target and Content-Digest.</summary>
    public const string Signature = "signature";

    public static readonly IReadOnlyList<string> All = [Certificate, Purpose, Officer, Signature];
}
