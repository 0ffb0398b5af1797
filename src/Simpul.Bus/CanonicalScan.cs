using System.Buffers;
using System.Text.Unicode;

namespace Simpul.Bus;

/// <summary>
/// Reads JSON once and says whether it is surely canonical already: a tenth of the cost of writing it anew. Where it meets what is rare (a number
/// that is no small integer, a member name beyond ASCII) it does not know and says no; the caller then does it the long way.
/// </summary>
ref struct CanonicalScan(ReadOnlySpan<byte> json)
{
    // 15 digits stay below 2^53.
    const int SmallDigits = 15;

    static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    readonly ReadOnlySpan<byte> json = json;
    int at;

    internal static bool Surely(ReadOnlySpan<byte> json)
    {
        var scan = new CanonicalScan(json);
        return Utf8.IsValid(json) && scan.Value(CanonicalJson.MaxDepth) && scan.at == json.Length;
    }

    bool Value(int depth)
    {
        if (depth < 0 || at >= json.Length) return false;
        return json[at] switch
        {
            (byte)'{' => Object(depth),
            (byte)'[' => Array(depth),
            (byte)'"' => String(out _),
            (byte)'t' => Literal("true"u8),
            (byte)'f' => Literal("false"u8),
            (byte)'n' => Literal("null"u8),
            _ => Integer(),
        };
    }

    bool Object(int depth)
    {
        at++;
        if (Took((byte)'}')) return depth > 0;
        ReadOnlySpan<byte> before = default;
        do
        {
            if (at >= json.Length || json[at] != '"' || !String(out var name) || !Ascii(name)) return false;
            // Code units of ASCII are its bytes; an escape would be ordered by what it stands for.
            if (name.Contains((byte)'\\') || (!before.IsEmpty && before.SequenceCompareTo(name) >= 0)) return false;
            before = name;
            if (name.IsEmpty || !Took((byte)':') || !Value(depth - 1)) return false;
        }
        while (Took((byte)','));
        return depth > 0 && Took((byte)'}');
    }

    bool Array(int depth)
    {
        at++;
        if (Took((byte)']')) return depth > 0;
        do
        {
            if (!Value(depth - 1)) return false;
        }
        while (Took((byte)','));
        return depth > 0 && Took((byte)']');
    }

    bool String(out ReadOnlySpan<byte> content)
    {
        var start = ++at;
        content = default;
        while (true)
        {
            var next = json[at..].IndexOfAny(Special);
            if (next < 0) return false;
            at += next;
            if (json[at] == '"')
            {
                content = json[start..at++];
                return true;
            }
            // Only the escapes of one letter; \u00xx is rare enough for the long way.
            if (json[at] != '\\' || at + 1 >= json.Length || !"\"\\bfnrt"u8.Contains(json[at + 1])) return false;
            at += 2;
        }
    }

    bool Integer()
    {
        if (json[at] == '-' && at + 1 < json.Length && json[at + 1] is >= (byte)'1' and <= (byte)'9') at++;
        var start = at;
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9') at++;
        return at - start is > 0 and <= SmallDigits && (json[start] != '0' || at == start + 1) && (at == json.Length || json[at] is (byte)',' or (byte)'}' or (byte)']');
    }

    bool Literal(ReadOnlySpan<byte> word)
    {
        var found = json[at..].StartsWith(word);
        at += word.Length;
        return found;
    }

    bool Took(byte mark)
    {
        if (at >= json.Length || json[at] != mark) return false;
        at++;
        return true;
    }

    static bool Ascii(ReadOnlySpan<byte> text) => System.Text.Ascii.IsValid(text);
}
