using System.Text;

namespace Simpul.Gateway.Calls;

/// <summary>
/// The address of a call, taken apart once. Whatever two programs could read differently is refused rather than put right: empty and dot segments, plain or encoded; encoded
/// slashes, backslashes and control characters; encodings of encodings. What goes on to the provider is written anew from what was matched.
/// </summary>
/// <param name="Service">Code and version with a slash between.</param>
/// <param name="Segments">What follows, decoded.</param>
/// <param name="Path">What follows, as it goes to the provider: begins with a slash.</param>
/// <param name="Query">As it was sent, with its question mark; empty where there is none.</param>
sealed record RequestTarget(string Service, IReadOnlyList<string> Segments, string Path, string Query)
{
    internal const string Prefix = "/layanan/";
    const int MaxSegments = 64;

    static readonly UTF8Encoding strict = new(false, true);

    /// <returns>Null for a target that is not to be had.</returns>
    internal static RequestTarget? Read(string raw)
    {
        if (!raw.StartsWith(Prefix, StringComparison.Ordinal) || raw.Contains('#', StringComparison.Ordinal)) return null;
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (raw, "") : (raw[..mark], raw[mark..]);
        if (!IsPlain(query)) return null;
        var parts = path[Prefix.Length..].Split('/');
        if (parts.Length < 2 || parts.Length > MaxSegments) return null;
        // A slash at the end is a last segment without a name, which a few descriptions have.
        var segments = new string[parts.Length - 2];
        var canonical = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (Decoded(parts[i], i == parts.Length - 1 && i > 1) is not { } segment) return null;
            if (i < 2) continue;
            segments[i - 2] = segment;
            canonical.Append('/').Append(parts[i].Contains('%', StringComparison.Ordinal) ? Encoded(segment) : parts[i]);
        }
        return new($"{parts[0]}/{parts[1]}", segments, canonical.Length == 0 ? "" : canonical.ToString(), query);
    }

    /// <summary>What a record commits to.</summary>
    internal string Committed(string method) => $"{method} {Path}{Query}";

    /// <summary>The query's pairs, decoded; null where an encoding is broken.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Pairs()
    {
        if (Query.Length < 2) return [];
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in Query[1..].Split('&'))
        {
            if (pair.Length == 0) continue;
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (Unescaped((at < 0 ? pair : pair[..at]).Replace('+', ' ')) is not { } name || Unescaped(at < 0 ? "" : pair[(at + 1)..].Replace('+', ' ')) is not { } value) return null;
            pairs.Add(new(name, value));
        }
        return pairs;
    }

    static string? Decoded(string part, bool mayBeEmpty)
    {
        if (part.Length == 0) return mayBeEmpty ? part : null;
        if (!IsPlain(part)) return null;
        var text = part.Contains('%', StringComparison.Ordinal) ? Unescaped(part) : part;
        if (text is null) return null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '/' or '\\' || char.IsControl(text[i])) return null;
            // Decoded once and still encoded: for whoever would decode it twice.
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2])) return null;
        }
        // Some servers drop what follows a semicolon, and see the dots that are left.
        var name = text.AsSpan();
        if (name.IndexOf(';') is >= 0 and var at) name = name[..at];
        return name.Trim() is "." or ".." || name.IsEmpty ? null : text;
    }

    // What may stand in a target: visible ASCII without the characters that must be encoded.
    static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is <= ' ' or >= '\x7f' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}') return false;
            if (c == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))) return false;
        }
        return true;
    }

    static string? Unescaped(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length) return null;
                bytes[length++] = (byte)((char.IsAsciiHexDigit(text[i + 1]) ? Convert.ToInt32(text.Substring(i + 1, 2), 16) : 0) & 0xff);
                i += 2;
            }
            else bytes[length++] = (byte)text[i];
        }
        try { return strict.GetString(bytes, 0, length); }
        catch (DecoderFallbackException) { return null; }
    }

    static string Encoded(string segment)
    {
        var to = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(segment))
        {
            if (b < 0x80 && (char.IsAsciiLetterOrDigit((char)b) || "-._~!$&'()*+,;=:@".Contains((char)b, StringComparison.Ordinal))) to.Append((char)b);
            else to.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return to.ToString();
    }
}
