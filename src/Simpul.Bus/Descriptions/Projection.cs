using System.Buffers;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>Writes of a JSON value only what a <see cref="FieldTree"/> lets through. Numbers and texts go through byte for byte as they were written.</summary>
public static class Projection
{
    /// <param name="json">One whole value.</param>
    /// <exception cref="JsonException">Not JSON, or deeper than 64.</exception>
    public static void Write(ReadOnlySpan<byte> json, FieldTree fields, IBufferWriter<byte> to)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (!Value(ref reader, json, fields, to)) to.Write("null"u8);
        // What follows the value is an error, and is found by reading on.
        while (reader.Read()) { }
    }

    /// <summary>Writes the value that the reader stands on, and moves to its end.</summary>
    /// <returns>False where nothing of it goes through; then nothing was written.</returns>
    static bool Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldTree? fields, IBufferWriter<byte> to)
    {
        if (fields is null)
        {
            reader.Skip();
            return false;
        }
        if (fields.IsWhole)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            to.Write(json[start..(int)reader.BytesConsumed]);
            return true;
        }
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Members(ref reader, json, fields, to);
                return true;
            case JsonTokenType.StartArray:
                Elements(ref reader, json, fields, to);
                return true;
            case JsonTokenType.Null:
                to.Write("null"u8);
                return true;
            default:
                // A plain value where only parts of an object were agreed: none of the parts is here.
                return false;
        }
    }

    static void Members(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldTree fields, IBufferWriter<byte> to)
    {
        to.Write("{"u8);
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var tree = fields.Member(ref reader);
            var name = reader.ValueSpan;
            reader.Read();
            if (tree is null || !(tree.IsWhole || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null))
            {
                reader.Skip();
                continue;
            }
            Name(name, any, to);
            any = true;
            Value(ref reader, json, tree, to);
        }
        to.Write("}"u8);
    }

    static void Elements(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldTree fields, IBufferWriter<byte> to)
    {
        to.Write("["u8);
        var any = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (any) to.Write(","u8);
            any = true;
            // An element keeps its place even where nothing of it goes through.
            if (!Value(ref reader, json, fields.Items, to)) to.Write("null"u8);
        }
        to.Write("]"u8);
    }

    /// <param name="name">As it was written, with its escapes.</param>
    internal static void Name(ReadOnlySpan<byte> name, bool any, IBufferWriter<byte> to)
    {
        to.Write(any ? ",\""u8 : "\""u8);
        to.Write(name);
        to.Write("\":"u8);
    }
}
