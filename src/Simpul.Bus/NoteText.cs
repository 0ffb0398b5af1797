using System.Text;

namespace Simpul.Bus;

/// <summary>What a signed note may consist of (C2SP signed-note): lines of valid Unicode without control characters.</summary>
static class NoteText
{
    internal const int MaxNameLength = 256;
    internal const int MaxLineLength = 1024;

    /// <summary>Throws on a lone surrogate instead of replacing it, so that what was signed is what is shown.</summary>
    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Key names and origins: no space of any kind and no plus sign.</summary>
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength && IsLine(text) && !text.Any(c => c == '+' || char.IsWhiteSpace(c));

    internal static bool IsLine(string text)
    {
        if (text.Length is 0 or > MaxLineLength || text.Any(char.IsControl)) return false;
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))) return false;
        return true;
    }

    /// <summary>Standard Base64 with padding and nothing else: white space and stray trailing bits are refused.</summary>
    internal static bool TryBase64(string text, int maxBytes, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > (maxBytes + 2) / 3 * 4) return false;
        var buffer = new byte[maxBytes + 2];
        if (!Convert.TryFromBase64String(text, buffer, out var written) || Convert.ToBase64String(buffer, 0, written) != text) return false;
        bytes = buffer[..written];
        return written <= maxBytes;
    }

    internal static bool TryHash(string? text, out byte[] hash)
    {
        hash = [];
        return text is not null && TryBase64(text, MerkleTree.HashSize, out hash) && hash.Length == MerkleTree.HashSize;
    }
}
