using System.Collections.Frozen;
using System.Net;
using System.Runtime.CompilerServices;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Plan;

/// <summary>A member as calls meet it.</summary>
/// <param name="Blocked">Why it may neither call nor be called; null where it may.</param>
sealed record PlanMember(Member Member, IReadOnlyList<(PartyKey Key, IReadOnlyList<string> Uses)> Keys, string? Blocked)
{
    internal string Code => Member.Code;

    readonly IPNetwork[] networks = [.. (Member.Networks ?? []).Select(IPNetwork.Parse)];

    internal IEnumerable<PartyKey> KeysFor(string use) => Keys.Where(one => one.Uses.Contains(use)).Select(one => one.Key);

    /// <summary>Whether a key for client assertions is still the member's and valid.</summary>
    /// <param name="print">Thumbprint of the key.</param>
    internal bool HasClientKey(string print, DateTimeOffset now)
    {
        // Asked at every call with a token.
        for (var i = 0; i < Keys.Count; i++)
            if (Keys[i].Key.Print == print && Keys[i].Key.IsValidAt(now) && Keys[i].Uses.Contains(KeyUse.Client)) return true;
        return false;
    }

    /// <summary>Whether it may call from there.</summary>
    internal bool IsAt(ConnectionInfo connection)
    {
        if (networks.Length == 0) return true;
        if (Seen(connection) is not { } from) return false;
        foreach (var network in networks)
            if (network.Contains(from)) return true;
        return false;
    }

    /// <summary>The address that a call is seen to come from, as networks are written.</summary>
    internal static IPAddress? Seen(ConnectionInfo connection) => connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : connection.RemoteIpAddress;

    // One plan has one of each: comparing what they hold would cost as much as the call.
    public bool Equals(PlanMember? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A version of a service as calls meet it.</summary>
sealed record PlanService(Service Service, PlanMember Provider, ApiDescription Description, UpstreamGroup Upstreams, ServicePolicy Policy, string? Blocked)
{
    internal string Key { get; } = $"{Service.Code}/{Service.Version}";

    /// <summary>Whether it is for trying: whatever goes through it says so, to both sides and in its record.</summary>
    internal bool IsSandbox { get; } = Service.Environment == "sandbox";

    /// <summary>Contracts by the code of who may call.</summary>
    internal FrozenDictionary<string, PlanContract[]> Contracts { get; set; } = FrozenDictionary<string, PlanContract[]>.Empty;

    public bool Equals(PlanService? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A contract as calls meet it.</summary>
/// <param name="Operations">What may be called, and what of each answer goes through.</param>
/// <param name="Ended">Why it is no longer in force, or was stopped; null where it is in force.</param>
sealed record PlanContract(Contract Contract, IReadOnlyList<ContractStatement> Statements, PlanMember Consumer, PlanService Service,
    FrozenDictionary<string, FieldTree> Operations, Usage Usage, Refusal? Ended)
{
    internal bool NeedsCertificate { get; } = Contract.Requires.Contains(Requirement.Certificate);

    internal bool NeedsPurpose { get; } = Contract.Requires.Contains(Requirement.Purpose);

    internal bool NeedsOfficer { get; } = Contract.Requires.Contains(Requirement.Officer);

    internal bool NeedsSignature { get; } = Contract.Requires.Contains(Requirement.Signature);

    /// <summary>The contract that this one follows, where the same parties made it and the snapshot still has it.</summary>
    internal PlanContract? Former { get; set; }

    /// <summary>The one that its chain of follow-ups began with, as far as the snapshot still has it.</summary>
    internal PlanContract First
    {
        get
        {
            var first = this;
            while (first.Former is { } former) first = former;
            return first;
        }
    }

    /// <summary>Whether this one came after the other in one chain of follow-ups. There are no circles: an id is a hash over what came before.</summary>
    internal bool Follows(PlanContract other)
    {
        for (var former = Former; former is not null; former = former.Former)
            if (former == other) return true;
        return false;
    }

    public bool Equals(PlanContract? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>An API key as calls meet it.</summary>
/// <param name="Hash">SHA-256 of the whole key.</param>
sealed record PlanApiKey(byte[] Hash, PlanContract Contract, DateTimeOffset Until, IReadOnlyList<IPNetwork> Networks);

/// <summary>A snapshot, checked and made ready to be asked. Never changes; a newer one takes its place.</summary>
sealed class CallPlan
{
    internal required Snapshot Snapshot { get; init; }

    internal required FrozenDictionary<string, PlanMember> Members { get; init; }

    /// <summary>By the SHA-256 of the certificate.</summary>
    internal required FrozenDictionary<string, (PlanMember Member, Certificate Certificate)> Certificates { get; init; }

    /// <summary>By code and version with a slash between.</summary>
    internal required FrozenDictionary<string, PlanService> Services { get; init; }

    internal required FrozenDictionary<string, PlanContract> Contracts { get; init; }

    /// <summary>By prefix.</summary>
    internal required FrozenDictionary<string, PlanApiKey> ApiKeys { get; init; }

    /// <summary>Keys of all gateways, by key id.</summary>
    internal required FrozenDictionary<string, PartyKey> Nodes { get; init; }

    internal required IReadOnlyList<PartyKey> HubKeys { get; init; }

    internal bool IsExpired(DateTimeOffset now) => Snapshot.Expires is { } end && end <= now;
}
