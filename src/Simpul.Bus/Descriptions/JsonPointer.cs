using System.Globalization;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>JSON Pointers (RFC 6901).</summary>
static class JsonPointer
{
    /// <exception cref="FormatException">Neither empty nor beginning with a slash, or a tilde that stands for nothing.</exception>
    internal static IReadOnlyList<string> Tokens(string pointer)
    {
        if (pointer.Length == 0) return [];
        if (pointer[0] != '/') throw new FormatException($"{pointer} is not a JSON Pointer.");
        return [.. pointer[1..].Split('/').Select(Decoded)];
    }

    internal static JsonElement? Step(JsonElement from, string token) => from.ValueKind switch
    {
        JsonValueKind.Object => from.TryGetProperty(token, out var member) ? member : null,
        JsonValueKind.Array => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < from.GetArrayLength() ? from[index] : null,
        _ => null,
    };

    internal static string Encoded(string token) => token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    static string Decoded(string token)
    {
        for (var i = token.IndexOf('~', StringComparison.Ordinal); i >= 0; i = token.IndexOf('~', i + 1))
            if (i + 1 == token.Length || token[i + 1] is not ('0' or '1')) throw new FormatException("A tilde in a JSON Pointer is followed by 0 or 1.");
        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
