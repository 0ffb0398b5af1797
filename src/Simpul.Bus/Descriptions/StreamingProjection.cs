using System.Buffers;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>
/// <see cref="Projection"/> for a value that comes in pieces and is too long to hold: objects are walked member by member, arrays element by element, and only
/// one element is held at a time. Not thread-safe; for one value.
/// </summary>
/// <param name="schema">Each element of an array is held against it as it comes; null for no check.</param>
public sealed class StreamingProjection(FieldTree fields, Schema? schema, IBufferWriter<byte> to)
{
    readonly Stack<Frame> frames = [];
    JsonReaderState state;
    bool begun;

    /// <summary>Whether the value has ended.</summary>
    public bool IsComplete => begun && frames.Count == 0;

    /// <summary>Takes what it can of the bytes; the rest is to be given again with more behind it.</summary>
    /// <param name="final">Whether no more bytes will come.</param>
    /// <returns>How many bytes were taken.</returns>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="SchemaException">An element breaks its schema.</exception>
    public int Advance(ReadOnlySpan<byte> bytes, bool final)
    {
        var reader = new Utf8JsonReader(bytes, final, state);
        while (true)
        {
            // Nothing is written before all that a step needs was read; a step that lacked bytes is taken back.
            var before = reader;
            if (Step(ref reader, bytes)) continue;
            reader = before;
            break;
        }
        state = reader.CurrentState;
        if (final && !IsComplete) throw new JsonException("The value ends before its time.");
        return (int)reader.BytesConsumed;
    }

    bool Step(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (!reader.Read()) return false;
        if (frames.Count == 0)
        {
            if (begun) return false;
            begun = true;
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) && !fields.IsWhole) throw new JsonException("The response is neither an object nor an array.");
            Begin(ref reader, bytes, fields, schema);
            return true;
        }
        var frame = frames.Peek();
        if (frame.IsArray) return Element(ref reader, bytes, frame);
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            End("}"u8);
            return true;
        }
        return Member(ref reader, bytes, frame);
    }

    bool Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, Frame frame)
    {
        var tree = frame.Fields?.Member(ref reader);
        var part = frame.Schema?.Member(default, reader);
        var name = reader.ValueSpan;
        if (!reader.Read()) return false;
        var passes = tree is not null && (tree.IsWhole || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null);
        if (passes)
        {
            Projection.Name(name, frame.Any, to);
            frame.Any = true;
        }
        Begin(ref reader, bytes, passes ? tree : null, part);
        return true;
    }

    bool Element(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, Frame frame)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            End("]"u8);
            return true;
        }
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        var element = bytes[start..(int)reader.BytesConsumed];
        if (frame.Schema?.Element is { } expected)
        {
            var copy = new Utf8JsonReader(element);
            using var value = JsonDocument.ParseValue(ref copy);
            if (expected.Check(value.RootElement) is { Count: > 0 } faults) throw new SchemaException(faults);
        }
        if (frame.Fields is null) return true;
        if (frame.Any) to.Write(","u8);
        frame.Any = true;
        if (frame.Fields.IsWhole) to.Write(element);
        else if (frame.Fields.Element is { } tree) Projection.Write(element, tree, to);
        else to.Write("null"u8);
        return true;
    }

    void Begin(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, FieldTree? tree, Schema? part)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                var array = reader.TokenType == JsonTokenType.StartArray;
                if (tree is not null) to.Write(array ? "["u8 : "{"u8);
                frames.Push(new Frame(tree, part, array));
                break;
            default:
                if (tree is not null) to.Write(bytes[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
                break;
        }
    }

    void End(ReadOnlySpan<byte> mark)
    {
        if (frames.Pop().Fields is not null) to.Write(mark);
    }

    sealed class Frame(FieldTree? fields, Schema? schema, bool isArray)
    {
        internal FieldTree? Fields { get; } = fields;
        internal Schema? Schema { get; } = schema;
        internal bool IsArray { get; } = isArray;
        internal bool Any { get; set; }
    }
}
