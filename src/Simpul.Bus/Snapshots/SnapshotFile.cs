using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Simpul.Bus.Snapshots;

/// <summary>
/// One file, so that it is replaced by one rename: a first line with a detached JWS (RFC 7515 appendix F, payload not encoded: RFC 7797), then the
/// snapshot's JSON to the end of the file. Descriptions stand beside it, named by their hashes, and are written before the snapshot that names them.
/// </summary>
public static class SnapshotFile
{
    public const string Type = "simpul-snapshot+jws";

    /// <summary>Bytes that a reader accepts.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    const int MaxHeader = 4096;

    public static byte[] Sign(Snapshot snapshot, string keyId, JwsSigner signer)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(snapshot, BusJson.Default.Snapshot);
        var header = Base64Url.EncodeToString(CompactJws.Header(keyId, Type, unencoded: true));
        var signature = Base64Url.EncodeToString(signer([.. Encoding.ASCII.GetBytes(header), (byte)'.', .. payload]));
        return [.. Encoding.ASCII.GetBytes($"{header}..{signature}\n"), .. payload];
    }

    /// <param name="trusted">The hub's keys, got when the gateway was set up.</param>
    /// <exception cref="FormatException">Not signed by one of them, or not a snapshot.</exception>
    public static Snapshot Read(byte[] file, IReadOnlyCollection<PartyKey> trusted)
    {
        if (file.Length > MaxLength) throw new FormatException($"A snapshot has at most {MaxLength} bytes.");
        var line = file.AsSpan(0, Math.Min(file.Length, MaxHeader)).IndexOf((byte)'\n');
        var parts = line < 0 ? [] : Encoding.ASCII.GetString(file, 0, line).Split('.');
        if (parts.Length != 3 || parts[1].Length > 0) throw new FormatException("A snapshot begins with a line of a detached JWS.");
        var (algorithm, type, keyId) = CompactJws.ReadHeader(parts[0], unencoded: true);
        if (type != Type) throw new FormatException($"The snapshot's type is not {Type}.");
        // The bytes signed are the header, a dot and the payload: where the line's end was, the dot goes, and the header in front of it.
        var header = Encoding.ASCII.GetBytes(parts[0]);
        var payload = file.AsMemory(line + 1);
        byte[] input = [.. header, (byte)'.', .. payload.Span];
        var signature = CompactJws.Decode(parts[2]);
        if (algorithm != "ES256" || !trusted.Any(key => key.Id == keyId && key.Verify(algorithm, input, signature)))
            throw new FormatException($"The snapshot is not signed by a key of the hub that this gateway trusts (it names {keyId}).");
        try
        {
            var snapshot = JsonSerializer.Deserialize(payload.Span, BusJson.Default.Snapshot) ?? throw new FormatException("A snapshot is a JSON object.");
            // A list that is absent comes as null whatever the type says.
            return snapshot.Format == Snapshot.CurrentFormat ? snapshot with { ApiKeys = snapshot.ApiKeys ?? [], Blocks = snapshot.Blocks ?? [], Nodes = snapshot.Nodes ?? [] } : throw new FormatException($"The snapshot's format is not {Snapshot.CurrentFormat}.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not a snapshot: {e.Message}", e);
        }
    }
}
