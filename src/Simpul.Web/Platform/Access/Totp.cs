using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Simpul.Web.Platform.Access;

/// <summary>
/// One-time codes by time (RFC 6238: HMAC-SHA-1, 30 seconds, six digits), as every authenticator app makes them. Identity has them too, but
/// does not tell which step a code belongs to, and without that a code cannot be used only once.
/// </summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A fresh secret of 20 bytes, in base32.</summary>
    public static string NewSecret()
    {
        var text = new StringBuilder(32);
        var bits = 0;
        var kept = 0;
        foreach (var next in RandomNumberGenerator.GetBytes(20))
        {
            bits = (bits << 8) | next;
            for (kept += 8; kept >= 5; kept -= 5)
            {
                text.Append(Alphabet[(bits >> (kept - 5)) & 31]);
            }
            bits &= (1 << kept) - 1;
        }
        return text.ToString();
    }

    public static long StepOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 30;

    /// <param name="secret">Base32.</param>
    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // CA5350: the algorithm that authenticator apps know; its weakness is in collisions, which a keyed hash does not rest on.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("d6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that the code belongs to: the present one, or one before or after it, for clocks that are not quite right.</summary>
    /// <param name="code">As typed; spaces do not count.</param>
    public static long? Match(string secret, string code, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        foreach (var step in (ReadOnlySpan<long>)[StepOf(now) - 1, StepOf(now), StepOf(now) + 1])
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(secret, step))))
            {
                found = step;
            }
        }
        return found;
    }

    /// <summary>What the QR code of the set-up page says to an authenticator app.</summary>
    public static string Address(string secret, string issuer, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&digits=6&period=30";

    private static byte[] Bytes(string base32)
    {
        var bytes = new List<byte>(base32.Length * 5 / 8);
        var bits = 0;
        var kept = 0;
        foreach (var character in base32)
        {
            bits = (bits << 5) | Alphabet.IndexOf(character, StringComparison.Ordinal);
            if ((kept += 5) >= 8)
            {
                bytes.Add((byte)(bits >> (kept -= 8)));
                bits &= (1 << kept) - 1;
            }
        }
        return [.. bytes];
    }
}
