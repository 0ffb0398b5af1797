using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Simpul.Bus;

/// <summary>That two checkpoints belong to one history. The other one may be older or newer than the bundle's own.</summary>
/// <param name="Checkpoint">The other signed checkpoint, as its note.</param>
/// <param name="Path">RFC 9162 consistency proof from the smaller to the larger.</param>
/// <param name="PublicKey">PEM of the key that signed the other one, where it is not the bundle's.</param>
public sealed record ConsistencyProof(string Checkpoint, IReadOnlyList<byte[]> Path, string? PublicKey = null);

/// <summary>
/// The file that a stranger verifies without us: one event, its way to the root, and the signed checkpoint of that root. The format
/// is in <c>docs/journal.md</c>; <c>tools/verify-proof.py</c> is a second reader of it.
/// </summary>
/// <param name="Event">The event's canonical bytes: the leaf's data.</param>
/// <param name="Index">Its position in the log, from 0.</param>
/// <param name="LeafHash">What its bytes hash to.</param>
/// <param name="TreeSize">Leaves under the checkpoint's root.</param>
/// <param name="Path">RFC 9162 inclusion proof, from the leaf's sibling upwards.</param>
/// <param name="Checkpoint">The signed checkpoint, as its note.</param>
/// <param name="PublicKey">PEM of the key that signed it. It proves nothing until compared with a key got elsewhere.</param>
/// <param name="Consistency">Optional.</param>
public sealed record ProofBundle(
    byte[] Event, long Index, byte[] LeafHash, long TreeSize, IReadOnlyList<byte[]> Path, string Checkpoint, string PublicKey, ConsistencyProof? Consistency = null)
{
    public const string Format = "simpul-proof/1";

    /// <summary>Bytes that a reader accepts.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Hashes in a path; a tree with more levels than a long has bits does not exist.</summary>
    public const int MaxPath = 63;

    /// <summary>For the log's own side: the rest follows from the event and the checkpoint.</summary>
    public static ProofBundle Create(
        byte[] canonicalEvent, long index, IReadOnlyList<byte[]> path, SignedCheckpoint checkpoint, VerifyingKey key, ConsistencyProof? consistency = null) =>
        new(canonicalEvent, index, MerkleTree.LeafHash(canonicalEvent), checkpoint.Checkpoint.Size, path, checkpoint.Text, key.Pem, consistency);

    /// <summary>The file. The event stands in it as a JSON value, so that a person can read it; a reader makes its bytes canonical again.</summary>
    public byte[] ToJson()
    {
        var to = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WritePropertyName("event");
            json.WriteRawValue(Event);
            json.WriteNumber("index", Index);
            json.WriteBase64String("leafHash", LeafHash);
            json.WriteNumber("treeSize", TreeSize);
            WritePath(json, "inclusion", Path);
            json.WriteString("checkpoint", Checkpoint);
            json.WriteString("publicKey", PublicKey);
            if (Consistency is { } other)
            {
                json.WriteStartObject("consistency");
                json.WriteString("checkpoint", other.Checkpoint);
                WritePath(json, "path", other.Path);
                if (other.PublicKey is not null) json.WriteString("publicKey", other.PublicKey);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return to.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The file cannot be read; the message names every reason.</exception>
    public static ProofBundle Parse(ReadOnlyMemory<byte> file)
    {
        var faults = new List<ProofFault>();
        return ProofReader.Read(file, faults) ?? throw new FormatException(string.Join(' ', faults.Select(f => f.Detail)));
    }

    /// <summary>Reads and verifies a file that anybody may have made. Never throws for what is in it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="trusted">The log's keys, got elsewhere. Without them the proof may hold for a key that nobody knows: compare <see cref="ProofResult.Fingerprint"/>.</param>
    public static ProofResult Verify(ReadOnlyMemory<byte> file, IReadOnlyCollection<VerifyingKey>? trusted = null)
    {
        var faults = new List<ProofFault>();
        var bundle = ProofReader.Read(file, faults);
        return bundle is null ? new(null, null, null, faults) : bundle.Verify(trusted);
    }

    /// <inheritdoc cref="Verify(ReadOnlyMemory{byte}, IReadOnlyCollection{VerifyingKey}?)"/>
    public ProofResult Verify(IReadOnlyCollection<VerifyingKey>? trusted = null) => new ProofVerification(this, trusted).Result();

    static void WritePath(Utf8JsonWriter json, string name, IReadOnlyList<byte[]> path)
    {
        json.WriteStartArray(name);
        foreach (var hash in path) json.WriteBase64StringValue(hash);
        json.WriteEndArray();
    }
}
