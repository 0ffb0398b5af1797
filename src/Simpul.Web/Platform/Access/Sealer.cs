using System.Security.Cryptography;
using System.Text;

namespace Simpul.Web.Platform.Access;

/// <summary>Seals and opens personal data (UU 27/2022: protected at rest), and makes the fingerprints by which it can be looked up.</summary>
public sealed class Sealer
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] key;
    private readonly byte[] fingerprintKey;

    /// <param name="key">32 bytes, kept outside the database.</param>
    public Sealer(ReadOnlySpan<byte> key)
    {
        if (key.Length != 32)
        {
            throw new ArgumentException("The data key must be 32 bytes.", nameof(key));
        }
        this.key = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), 32, info: "simpul column"u8.ToArray());
        fingerprintKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), 32, info: "simpul fingerprint"u8.ToArray());
    }

    /// <summary>The place of a record's field, to which its value is bound.</summary>
    public static string Field(string kind, Guid record, string field) => $"{kind}/{record:n}/{field}";

    /// <summary>Seals a text; null and blank become the empty value.</summary>
    /// <param name="place">Where it is kept, as <see cref="Field"/> gives it. Put anywhere else, by who can write the database, it does not open.</param>
    public Sealed Seal(string? text, string place)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return default;
        }
        return new Sealed("1:" + Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(text.Trim()), place)));
    }

    /// <summary>Seals bytes, such as a sheet that waits with personal data in it.</summary>
    /// <param name="place">As for a text.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(place));
        return box;
    }

    /// <summary>Opens sealed bytes.</summary>
    /// <exception cref="CryptographicException">They were changed, or sealed for another place or under another key.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("This value is too short to be a sealed one.");
        }
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }

    /// <summary>Opens a sealed value. The caller answers for journalling that somebody read it.</summary>
    /// <exception cref="CryptographicException">The value was changed, or sealed for another place or under another key.</exception>
    public string? Open(Sealed value, string place)
    {
        if (value.IsEmpty)
        {
            return null;
        }
        if (!value.Cipher.StartsWith("1:", StringComparison.Ordinal))
        {
            throw new CryptographicException("This value was sealed under a key that this instance does not have.");
        }
        return Encoding.UTF8.GetString(Open(Convert.FromBase64String(value.Cipher[2..]), place));
    }

    /// <summary>The same text always gives the same fingerprint, which tells nothing without the key: for unique indexes and look-ups.</summary>
    public string? Fingerprint(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(fingerprintKey, Encoding.UTF8.GetBytes(text.Trim()))[..16]);
}
