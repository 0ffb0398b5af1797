using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Simpul.Bus;

/// <summary>One line under a note: who says to have signed, with which key, and the signature itself.</summary>
/// <param name="Name">Key name.</param>
/// <param name="KeyId">First four bytes of the key's hash.</param>
/// <param name="Bytes">The signature; DER where the key is ours.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes);

/// <summary>What a note says about a given key.</summary>
public enum SignatureState
{
    /// <summary>The key signed this text.</summary>
    Valid,

    /// <summary>No line names this key.</summary>
    Absent,

    /// <summary>A line names this key, and its signature is over something else: refuse the whole note.</summary>
    Invalid,
}

/// <summary>A checkpoint as a C2SP signed note: the text, an empty line, and a line per signature (<c>— name base64</c>).
/// Lines by keys that one does not know are kept, so that others can cosign.</summary>
public sealed class SignedCheckpoint
{
    /// <summary>Characters that a reader accepts.</summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>Signature lines that a reader accepts.</summary>
    public const int MaxSignatures = 16;

    const string LineStart = "— ";
    const int MaxSignatureBytes = 8 * 1024;

    SignedCheckpoint(Checkpoint checkpoint, IReadOnlyList<NoteSignature> signatures)
    {
        Checkpoint = checkpoint;
        Signatures = signatures;
        var text = new StringBuilder(checkpoint.Text).Append('\n');
        foreach (var signature in signatures)
            text.Append(LineStart).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(WithId(signature))).Append('\n');
        Text = text.ToString();
    }

    public Checkpoint Checkpoint { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>The whole note, to be stored and handed out unchanged.</summary>
    public string Text { get; }

    /// <summary>Signs with one key, or with the old and the new one while a key is being replaced.</summary>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, params IReadOnlyList<SigningKey> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, MaxSignatures);
        var text = NoteText.Utf8.GetBytes(checkpoint.Text);
        return new(checkpoint, [.. keys.Select(key => new NoteSignature(key.Public.Name, key.Public.Id, key.Sign(text)))]);
    }

    /// <exception cref="FormatException">Not a signed checkpoint, or one beyond the bounds. Signatures are not checked here.</exception>
    public static SignedCheckpoint Parse(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (note.Length > MaxLength) throw new FormatException($"The note is longer than {MaxLength} characters.");
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n')) throw new FormatException("A signed note is a text, an empty line, and signature lines, each ended by a line feed.");
        var lines = note[(end + 2)..].Split('\n', MaxSignatures + 2)[..^1];
        if (lines.Length is 0 or > MaxSignatures) throw new FormatException($"A signed note has 1 to {MaxSignatures} signatures.");
        var signed = new SignedCheckpoint(Checkpoint.Parse(note[..(end + 1)]), [.. lines.Select(ParseSignature)]);
        return signed.Text == note ? signed : throw new FormatException("The note is not written the one way that it may be.");
    }

    /// <summary><see cref="Parse"/> without the exception.</summary>
    public static bool TryParse(string note, [NotNullWhen(true)] out SignedCheckpoint? checkpoint, [NotNullWhen(false)] out string? problem)
    {
        (checkpoint, problem) = (null, null);
        try { checkpoint = Parse(note); }
        catch (FormatException e) { problem = e.Message; }
        return checkpoint is not null;
    }

    /// <summary>Whether this key signed. A note may carry other signatures as well; they do not matter here.</summary>
    public SignatureState StateOf(VerifyingKey key)
    {
        var text = NoteText.Utf8.GetBytes(Checkpoint.Text);
        var state = SignatureState.Absent;
        foreach (var signature in Signatures)
        {
            if (signature.Name != key.Name || signature.KeyId != key.Id) continue;
            if (!key.Verify(text, signature.Bytes)) return SignatureState.Invalid;
            state = SignatureState.Valid;
        }
        return state;
    }

    /// <summary>Valid where one of the keys signed and none of them signed wrongly.</summary>
    public SignatureState StateOf(IEnumerable<VerifyingKey> keys)
    {
        var states = keys.Select(StateOf).ToHashSet();
        return states.Contains(SignatureState.Invalid) ? SignatureState.Invalid
            : states.Contains(SignatureState.Valid) ? SignatureState.Valid : SignatureState.Absent;
    }

    static NoteSignature ParseSignature(string line)
    {
        var parts = line.StartsWith(LineStart, StringComparison.Ordinal) ? line[LineStart.Length..].Split(' ') : [];
        if (parts.Length != 2 || !NoteText.IsName(parts[0])) throw new FormatException("A signature line is: em dash, space, key name, space, Base64.");
        if (!NoteText.TryBase64(parts[1], MaxSignatureBytes, out var bytes) || bytes.Length <= sizeof(uint))
            throw new FormatException("A signature is Base64 of a key ID of four bytes and what the key made.");
        return new(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..]);
    }

    static byte[] WithId(NoteSignature signature)
    {
        var bytes = new byte[sizeof(uint) + signature.Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
        signature.Bytes.CopyTo(bytes, sizeof(uint));
        return bytes;
    }
}
