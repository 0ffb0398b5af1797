using System.Net;
using Simpul.Bus.Contracts;

namespace Simpul.Bus.Snapshots;

/// <summary>The bounds of a snapshot's values: what whoever makes one can ask before it is signed, and whoever takes one must.</summary>
public static class SnapshotShape
{
    /// <summary>Seconds that a service may take.</summary>
    public const int MaxTimeout = 600;

    /// <summary>Bytes of a request's body, at most.</summary>
    public const long MaxRequestBytes = 4L * 1024 * 1024 * 1024;

    /// <summary>Bytes of a response's body, at most.</summary>
    public const long MaxResponseBytes = 1024L * 1024 * 1024 * 1024;

    /// <summary>Networks of a member, at most.</summary>
    public const int MaxNetworks = 64;

    const int MaxUpstreams = 32;
    const int MaxText = 2000;

    // The calendars of the world are between these, in minutes.
    const int MinOffset = -12 * 60;
    const int MaxOffset = 14 * 60;

    static readonly string[] kinds = ["contract", "service", "member"];
    static readonly string[] uses = [KeyUse.Contract, KeyUse.Message, KeyUse.Client];

    /// <exception cref="FormatException">The first value that is out of bounds.</exception>
    public static void Check(Snapshot snapshot)
    {
        // A null inside a list, and a list that is absent, come as null whatever the type says.
        Must(new IReadOnlyList<object?>?[] { snapshot.HubKeys, snapshot.Members, snapshot.Services, snapshot.Contracts, snapshot.ApiKeys, snapshot.Blocks, snapshot.Nodes }.All(list => list is not null && !list.Contains(null)), "No list of the snapshot may be absent or hold null.");
        Must(NoteText.IsName(snapshot.Hub), "\"hub\" must be the name of an instance.");
        Must(snapshot.Epoch > 0, "\"epoch\" must be above zero.");
        Must(snapshot.UtcOffset is >= MinOffset and <= MaxOffset, $"\"utcOffset\" must be {MinOffset} to {MaxOffset} minutes.");
        foreach (var member in snapshot.Members) Member(member);
        foreach (var service in snapshot.Services) Service(service);
        foreach (var contract in snapshot.Contracts) Must(contract.Statements is not null && contract.Statements.All(one => one is not null), "A contract's statements are a list of texts.");
        foreach (var key in snapshot.ApiKeys)
        {
            Must(IsText(key.Prefix, 64) && !key.Prefix.Contains('.', StringComparison.Ordinal), $"The prefix of an API key is 1 to 64 characters without a dot, and \"{key.Prefix}\" is not.");
            Must(ContractShape.IsHash(key.Sha256), $"The hash of the API key {key.Prefix} must be a SHA-256 in lower-case hexadecimal.");
            Must(key.Networks is null || key.Networks.All(network => network is not null), $"The networks of the API key {key.Prefix} hold null.");
        }
        foreach (var block in snapshot.Blocks) Must(kinds.Contains(block.Kind) && IsText(block.Id, 200) && block.Reason is { Length: <= MaxText }, $"A block is of a contract, a service or a member; this is of \"{block.Kind}\" \"{block.Id}\".");
    }

    static void Member(Member member)
    {
        Must(ContractShape.IsCode(member.Code) && IsText(member.Name, MaxText), $"The member \"{member.Code}\" must have a code of lower-case letters, digits and hyphens, and a name.");
        Must(member.State is "active" or "suspended", $"The state of {member.Code} is neither active nor suspended.");
        Must(member.Keys is not null && member.Keys.All(key => key is not null && (key.Use ?? []).All(uses.Contains)), $"A key of {member.Code} has a use that is none.");
        Must(member.Certificates is not null && member.Certificates.All(one => one is not null && ContractShape.IsHash(one.Sha256)), $"A certificate of {member.Code} must be a SHA-256 in lower-case hexadecimal.");
        Must(member.Networks is null || (member.Networks.Count <= MaxNetworks && member.Networks.All(network => network is not null && IPNetwork.TryParse(network, out _))), $"The networks of {member.Code} are at most {MaxNetworks} CIDR ranges.");
    }

    static void Service(Service service)
    {
        var name = $"{service.Code}/{service.Version}";
        Must(ContractShape.IsCode(service.Code) && ContractShape.IsCode(service.Version), $"The service \"{name}\" must have code and version of lower-case letters, digits, dots and hyphens, at most 64.");
        Must(ContractShape.Classifications.Contains(service.Classification), $"The classification of {name} must be public, restricted or secret.");
        Must(service.Environment is "production" or "sandbox", $"The environment of {name} must be production or sandbox.");
        Must(ContractShape.IsHash(service.Description), $"The description of {name} must be a SHA-256 in lower-case hexadecimal.");
        Must(service.Upstreams is { Count: > 0 and <= MaxUpstreams } && !service.Upstreams.Contains(null!), $"The service {name} has no address, or more than {MaxUpstreams}.");
        foreach (var upstream in service.Upstreams!)
        {
            Must(Uri.TryCreate(upstream.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0 && url.Host.Length > 0,
                $"The address {upstream.Url} of {name} is not to be used.");
            Must((upstream.Certificates ?? []).All(ContractShape.IsHash), $"A certificate of an address of {name} must be a SHA-256 in lower-case hexadecimal.");
        }
        if (service.Policy is not { } policy) return;
        Must(policy.Timeout is > 0 and <= MaxTimeout, $"The timeout of {name} must be 1 to {MaxTimeout} seconds.");
        Must(policy.MaxRequestBytes is >= 0 and <= MaxRequestBytes, $"The largest request of {name} must be 0 to {MaxRequestBytes} bytes.");
        Must(policy.MaxResponseBytes is > 0 and <= MaxResponseBytes, $"The largest response of {name} must be 1 to {MaxResponseBytes} bytes.");
    }

    static bool IsText(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most;

    static void Must(bool holds, string otherwise) => ContractShape.Must(holds, otherwise);
}
