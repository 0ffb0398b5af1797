using System.Text.Json;

namespace Simpul.Bus.Snapshots;

/// <summary>Everything that a gateway needs to decide, as the platform saw it at one moment. <see cref="SnapshotFile"/> is how it is handed over;
/// <c>docs/bus-protocol.md</c> describes every member.</summary>
public sealed record Snapshot
{
    public const string CurrentFormat = "simpul-snapshot/1";

    public required string Format { get; init; }

    /// <summary>Name of the instance, as in its contracts.</summary>
    public required string Hub { get; init; }

    /// <summary>Grows with every snapshot; a gateway takes none that is not newer than its own.</summary>
    public required long Epoch { get; init; }

    public required DateTimeOffset Issued { get; init; }

    /// <summary>From then on the gateway refuses every call until a newer one comes; null where it may run on this one for ever.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Minutes ahead of UTC of the calendar by which quotas are counted: 420 is WIB.</summary>
    public int UtcOffset { get; init; }

    /// <summary>Every key that ever cleared or revoked a contract for the hub.</summary>
    public required IReadOnlyList<SnapshotKey> HubKeys { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }

    public required IReadOnlyList<Service> Services { get; init; }

    public required IReadOnlyList<SignedContract> Contracts { get; init; }

    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];

    /// <summary>What is switched off.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];

    /// <summary>Public keys of all gateways, whose tokens are taken here as well.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];
}

/// <param name="Id">The <c>kid</c> by which signatures name it.</param>
/// <param name="Spki">SubjectPublicKeyInfo, DER in Base64.</param>
/// <param name="Use">Names of <see cref="KeyUse"/>; empty for the hub's keys.</param>
public sealed record SnapshotKey(string Id, string Spki, IReadOnlyList<string>? Use = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <exception cref="FormatException">Not a key.</exception>
    public PartyKey Open()
    {
        if (!NoteText.TryBase64(Spki, 4096, out var der)) throw new FormatException($"Key {Id} is not Base64.");
        return new(Id, der, From, Until);
    }
}

/// <param name="Code">Lower-case letters, digits and hyphens.</param>
/// <param name="State"><c>active</c>, or <c>suspended</c>: then no call from it or to it is allowed.</param>
/// <param name="Auditor">May read the entries of the exchange log and every receipt.</param>
/// <param name="Networks">CIDR ranges that it calls from; null or empty for anywhere.</param>
public sealed record Member(string Code, string Name, string State, IReadOnlyList<SnapshotKey> Keys, IReadOnlyList<Certificate> Certificates, bool Auditor = false, IReadOnlyList<string>? Networks = null);

/// <summary>A certificate with which a member calls. Whether it was issued by the instance's CA or by another is decided where the snapshot is made.</summary>
/// <param name="Sha256">Of its DER, in lower-case hexadecimal.</param>
public sealed record Certificate(string Sha256, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <param name="Version">Part of the address: <c>/layanan/{code}/{version}/...</c>.</param>
/// <param name="Provider">Member code.</param>
/// <param name="Classification"><c>public</c>, <c>restricted</c> or <c>secret</c>; API keys are taken for public ones only.</param>
/// <param name="Environment"><c>production</c> or <c>sandbox</c>; the latter is written into every record, and said to both sides.</param>
/// <param name="Description">SHA-256 of its OpenAPI document, which lies in <c>descriptions/{sha256}.json</c> beside the snapshot.</param>
public sealed record Service(string Code, string Version, string Title, string Provider, string Classification, string Environment, string Description,
    IReadOnlyList<Upstream> Upstreams, ServicePolicy? Policy = null);

/// <param name="Url">Base address; the operation's path is put behind its path.</param>
/// <param name="Certificates">SHA-256 of the certificates that it may show, in lower-case hexadecimal; empty for what the machine's own roots trust.</param>
public sealed record Upstream(string Url, IReadOnlyList<string>? Certificates = null);

/// <param name="ValidateRequests">Whether requests must fit the OpenAPI document.</param>
/// <param name="ValidateResponses">Whether a response that breaks its schema is refused; otherwise it is only projected.</param>
/// <param name="Timeout">Seconds until the provider's headers, and between two pieces of its body.</param>
/// <param name="MaxRequestBytes">Largest request body.</param>
/// <param name="MaxResponseBytes">Largest response body.</param>
/// <param name="IdempotencyKeys">Whether the provider keeps <c>Idempotency-Key</c> itself, so that a POST that carries one may be tried again elsewhere.</param>
public sealed record ServicePolicy(bool ValidateRequests = true, bool ValidateResponses = true, int Timeout = 30,
    long MaxRequestBytes = 10 * 1024 * 1024, long MaxResponseBytes = 1024L * 1024 * 1024, bool IdempotencyKeys = false)
{
    /// <summary>Largest request body that is looked at, whatever <see cref="MaxRequestBytes"/> allows: it is held whole.</summary>
    public const int MaxCheckedBytes = 16 * 1024 * 1024;
}

/// <param name="Contract">As it was signed.</param>
/// <param name="Statements">Compact JWS each: acceptances of both parties, clearance, and whatever ended it.</param>
public sealed record SignedContract(JsonElement Contract, IReadOnlyList<string> Statements);

/// <param name="Prefix">The part before the dot, by which it is found.</param>
/// <param name="Sha256">Of the whole key, in lower-case hexadecimal.</param>
/// <param name="Contract">The one contract that it is for.</param>
/// <param name="Networks">CIDR ranges that it may come from; empty for anywhere.</param>
public sealed record ApiKey(string Prefix, string Sha256, string Contract, DateTimeOffset Until, IReadOnlyList<string>? Networks = null);

/// <param name="Kind"><c>contract</c>, <c>service</c> (<c>code</c> or <c>code/version</c>) or <c>member</c>.</param>
/// <param name="Reason">Shown to the caller.</param>
public sealed record Block(string Kind, string Id, string Reason);

/// <param name="Origin">The name of its log.</param>
/// <param name="Spki">Its key, DER in Base64.</param>
public sealed record Node(string Origin, string Spki);
