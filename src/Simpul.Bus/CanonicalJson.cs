using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Simpul.Bus;

/// <summary>
/// The one way to write a JSON value as bytes (RFC 8785, the JSON Canonicalization Scheme), so that two parties who hold
/// the same value compute the same hash. Object members are ordered by the UTF-16 code units of their names, numbers are
/// written as ECMAScript writes them, strings with the fewest escapes, nothing between tokens.
/// </summary>
/// <remarks>
/// Refused with <see cref="CanonicalJsonException"/>, because another reader would see another value: a member name that
/// occurs twice, a lone surrogate, NaN and infinities, a number that overflows a double, nesting deeper than
/// <see cref="MaxDepth"/>, and an integer beyond ±2^53 that a double cannot carry unchanged (9007199254740993 is refused;
/// 295147905179352830000, which is how ECMAScript writes 2^68, is taken). Put larger identifiers and exact decimals in strings.
/// A fraction is rounded to the nearest double, as the RFC prescribes.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>Arrays and objects may nest this deep; the framework's reader has the same bound.</summary>
    public const int MaxDepth = 64;

    public static byte[] Bytes(JsonElement value)
    {
        var to = new ArrayBufferWriter<byte>(512);
        Write(value, to);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>A null node is the JSON literal <c>null</c>.</summary>
    public static byte[] Bytes(JsonNode? value)
    {
        var to = new ArrayBufferWriter<byte>(512);
        Write(value, to);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>Reads JSON text in UTF-8 and writes its value canonically. Text that is not strict JSON is refused as well.</summary>
    public static byte[] FromText(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Bytes(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new CanonicalJsonException($"Not JSON: {e.Message}", e);
        }
    }

    /// <summary>Whether these bytes are exactly what <see cref="FromText"/> makes of them.</summary>
    public static bool IsCanonical(ReadOnlyMemory<byte> json)
    {
        if (CanonicalScan.Surely(json.Span)) return true;
        try { return FromText(json).AsSpan().SequenceEqual(json.Span); }
        catch (CanonicalJsonException) { return false; }
    }

    /// <summary>Appends to a buffer that the caller reuses. What was written before a refusal stays in the buffer.</summary>
    public static void Write(JsonElement value, IBufferWriter<byte> to) => Element(value, to, MaxDepth);

    /// <inheritdoc cref="Write(JsonElement, IBufferWriter{byte})"/>
    public static void Write(JsonNode? value, IBufferWriter<byte> to)
    {
        try
        {
            Node(value, to, MaxDepth);
        }
        catch (ArgumentException e)
        {
            // A parsed JsonObject finds a name that occurs twice, and a JsonValue finds NaN, only when it is read.
            throw new CanonicalJsonException(e.Message, e);
        }
    }

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth };

    static void Element(JsonElement value, IBufferWriter<byte> to, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new List<KeyValuePair<string, JsonElement>>(value.GetPropertyCount());
                foreach (var member in value.EnumerateObject()) members.Add(new(Decoded(() => member.Name), member.Value));
                Object(members, to, depth, Element);
                break;
            case JsonValueKind.Array:
                Array(value.EnumerateArray(), to, depth, Element);
                break;
            case JsonValueKind.String:
                var raw = JsonMarshal.GetRawUtf8Value(value);
                if (!raw.Contains((byte)'\\') && Utf8.IsValid(raw)) to.Write(raw);
                else CanonicalText.String(Decoded(() => value.GetString()!), to);
                break;
            case JsonValueKind.Number:
                CanonicalText.Number(JsonMarshal.GetRawUtf8Value(value), to);
                break;
            case JsonValueKind.True: to.Write("true"u8); break;
            case JsonValueKind.False: to.Write("false"u8); break;
            case JsonValueKind.Null: to.Write("null"u8); break;
            default: throw new CanonicalJsonException("There is no value to write.");
        }
    }

    static void Node(JsonNode? node, IBufferWriter<byte> to, int depth)
    {
        switch (node)
        {
            case null: to.Write("null"u8); break;
            case JsonObject value: Object(value.ToList(), to, depth, Node); break;
            case JsonArray value: Array(value, to, depth, Node); break;
            case JsonValue value: Value(value, to, depth); break;
        }
    }

    static void Value(JsonValue value, IBufferWriter<byte> to, int depth)
    {
        if (value.TryGetValue<JsonElement>(out var element)) Element(element, to, depth);
        else if (value.TryGetValue<string>(out var text)) CanonicalText.String(text, to);
        else if (value.TryGetValue<char>(out var letter)) CanonicalText.String([letter], to);
        else if (value.TryGetValue<double>(out var number)) CanonicalText.Number(number, to);
        else
        {
            // The other types (dates, identifiers, decimals, serialised objects) are first written as the framework writes them.
            using var document = JsonDocument.Parse(value.ToJsonString(), Strict);
            Element(document.RootElement, to, depth);
        }
    }

    delegate void Writer<T>(T value, IBufferWriter<byte> to, int depth);

    static void Object<T>(List<KeyValuePair<string, T>> members, IBufferWriter<byte> to, int depth, Writer<T> write)
    {
        if (depth == 0) throw TooDeep();
        members.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        to.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            var (name, value) = members[i];
            if (i > 0)
            {
                if (name == members[i - 1].Key) throw new CanonicalJsonException($"The member \"{name}\" occurs twice.");
                to.Write(","u8);
            }
            CanonicalText.String(name, to);
            to.Write(":"u8);
            write(value, to, depth - 1);
        }
        to.Write("}"u8);
    }

    static void Array<T>(IEnumerable<T> items, IBufferWriter<byte> to, int depth, Writer<T> write)
    {
        if (depth == 0) throw TooDeep();
        var first = true;
        to.Write("["u8);
        foreach (var item in items)
        {
            if (!first) to.Write(","u8);
            first = false;
            write(item, to, depth - 1);
        }
        to.Write("]"u8);
    }

    static CanonicalJsonException TooDeep() => new($"Arrays and objects nest deeper than {MaxDepth}.");

    static string Decoded(Func<string> read)
    {
        try { return read(); }
        catch (InvalidOperationException e) { throw new CanonicalJsonException("A string is not valid Unicode (a lone surrogate, or broken UTF-8).", e); }
    }
}
