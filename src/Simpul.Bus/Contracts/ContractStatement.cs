using System.Text.Json;

namespace Simpul.Bus.Contracts;

/// <summary>What a statement says about a contract. The names in JSON are the lower-case words.</summary>
public enum StatementKind
{
    /// <summary>A party signs.</summary>
    Accept,

    /// <summary>A party will not sign.</summary>
    Refuse,

    /// <summary>The hub found it in order: clearance.</summary>
    Clear,

    /// <summary>A party or the hub ends it.</summary>
    Revoke,
}

/// <summary>A signed sentence about a contract: a compact JWS (ES256, <c>typ</c> <see cref="Type"/>) whose payload names the contract by its id.</summary>
/// <param name="Contract">Id of the contract.</param>
/// <param name="By">Code of the member that says it, or the hub's name.</param>
/// <param name="At">When, by the signer's clock.</param>
/// <param name="Reason">Why; expected of a refusal and a revocation.</param>
/// <param name="KeyId">Which key signed.</param>
/// <param name="Jws">The statement as it was signed, to be stored and handed on unchanged.</param>
public sealed record ContractStatement(string Contract, StatementKind Kind, string By, DateTimeOffset At, string? Reason, string KeyId, string Jws)
{
    public const string Type = "simpul-contract+jws";

    /// <summary>By how much the time in a revocation may lie before the moment from which it is acted upon: it has to be brought, and gateways to be told. What was exchanged in between was allowed.</summary>
    public static readonly TimeSpan EndGrace = TimeSpan.FromMinutes(15);

    /// <summary>Whether the contract lets nothing through by it: a refusal or a revocation.</summary>
    public bool IsEnd => Kind is StatementKind.Refuse or StatementKind.Revoke;

    public static ContractStatement Sign(Contract contract, StatementKind kind, string by, DateTimeOffset at, string keyId, JwsSigner signer, string? reason = null)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(new StatementContent(contract.Id, kind.ToString().ToLowerInvariant(), by, at.ToUniversalTime(), reason), BusJson.Default.StatementContent);
        return Read(CompactJws.Sign(payload, keyId, Type, signer));
    }

    /// <summary>Reads what a statement says. Whether it is signed is <see cref="IsSignedBy"/>.</summary>
    /// <exception cref="FormatException">Not a statement.</exception>
    public static ContractStatement Read(string jws)
    {
        var read = CompactJws.Read(jws);
        if (read.Type != Type || read.Algorithm != "ES256") throw new FormatException($"A statement is a JWS of type {Type}, signed by ES256.");
        try
        {
            var said = JsonSerializer.Deserialize(read.Payload, BusJson.Default.StatementContent) ?? throw new FormatException("A statement is a JSON object.");
            var kind = said.Statement switch
            {
                "accept" => StatementKind.Accept,
                "refuse" => StatementKind.Refuse,
                "clear" => StatementKind.Clear,
                "revoke" => StatementKind.Revoke,
                _ => throw new FormatException($"There is no statement \"{said.Statement}\"."),
            };
            return new(said.Contract, kind, said.By, said.At, said.Reason, read.KeyId, jws);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not a statement: {e.Message}", e);
        }
    }

    /// <summary>Whether one of these keys has the statement's key id, was valid when it was made, and signed it.</summary>
    public bool IsSignedBy(IEnumerable<PartyKey> keys) => keys.Any(key => key.Id == KeyId && key.IsValidAt(At) && CompactJws.Verify(Jws, key));
}

/// <summary>The payload of a statement.</summary>
sealed record StatementContent(string Contract, string Statement, string By, DateTimeOffset At, string? Reason = null);
