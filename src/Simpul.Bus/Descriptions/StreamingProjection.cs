using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>
/// <see cref="Projection"/> and <see cref="Schema.Check(JsonElement)"/> for a value that comes in pieces and is too long to hold: objects are walked member by member, arrays element by element, and only
/// one element, or one plain value, is held at a time. What it lets through is what the two let through of the whole. Not thread-safe; for one value.
/// </summary>
/// <param name="schema">What the value is held against as it comes; null for no check.</param>
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
    /// <exception cref="SchemaException">The value breaks its schema, as far as it has come.</exception>
    public int Advance(ReadOnlySpan<byte> bytes, bool final)
    {
        var reader = new Utf8JsonReader(bytes, final, state);
        try
        {
            while (true)
            {
                // Nothing is written or noted before all that a step needs was read; a step that lacked bytes is taken back.
                var before = reader;
                if (Step(ref reader, bytes)) continue;
                reader = before;
                break;
            }
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate, written as an escape: it has the form of JSON, and is no text.
            throw new JsonException("A text is none.", e);
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
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) && !fields.IsWhole && fields != FieldTree.Nothing) throw new JsonException("The response is neither an object nor an array.");
            if (!Value(ref reader, bytes, fields, null)) return false;
            begun = true;
            return true;
        }
        var frame = frames.Peek();
        if (frame.IsArray) return Element(ref reader, bytes, frame);
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            End(frame, "}"u8);
            return true;
        }
        return Member(ref reader, bytes, frame);
    }

    bool Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, Frame frame)
    {
        var tree = frame.Fields?.Member(ref reader);
        var name = reader.ValueSpan;
        // Bytes that are no text are the name of nothing that is described.
        var text = frame.Trials.Count == 0 ? "" : reader.ValueIsEscaped ? reader.GetString()! : Encoding.UTF8.GetString(name);
        if (!reader.Read()) return false;
        // One that must be held whole is noted once all of it is here.
        if (frame.MayNeedWhole && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && frame.Trials.Exists(trial => trial.NeedsWhole(text)))
        {
            var end = reader;
            if (!end.TrySkip()) return false;
        }
        frame.Name = text;
        foreach (var trial in frame.Trials) Wrong(trial.Member(text));
        var passes = tree is not null && (tree.IsWhole || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null);
        if (passes)
        {
            Projection.Name(name, frame.Any, to);
            frame.Any = true;
        }
        return Value(ref reader, bytes, passes ? tree : null, frame);
    }

    bool Element(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, Frame frame)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            End(frame, "]"u8);
            return true;
        }
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        var element = bytes[start..(int)reader.BytesConsumed];
        if (frame.Trials.Count > 0)
        {
            frame.Index++;
            foreach (var trial in frame.Trials) trial.Element();
            Part(frame, element, isElement: true);
        }
        if (frame.Fields is null) return true;
        if (frame.Any) to.Write(","u8);
        frame.Any = true;
        if (frame.Fields.IsWhole) to.Write(element);
        else if (frame.Fields.Element is { } tree) Projection.Write(element, tree, to);
        else to.Write("null"u8);
        return true;
    }

    /// <summary>The value that the reader stands on begins.</summary>
    /// <param name="frame">What it is a part of; null for the whole.</param>
    bool Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, FieldTree? tree, Frame? frame)
    {
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        var start = (int)reader.TokenStartIndex;
        if ((isArray || reader.TokenType == JsonTokenType.StartObject) && !AsksWhole(frame))
        {
            if (tree is not null) to.Write(isArray ? "["u8 : "{"u8);
            Enter(frame, tree, isArray);
            return true;
        }
        if (!reader.TrySkip()) return false;
        var value = bytes[start..(int)reader.BytesConsumed];
        if (frame is not null) Part(frame, value, isElement: false);
        else if (schema is not null)
        {
            using var read = Read(value);
            if (schema.Check(read.RootElement) is { Count: > 0 } faults) throw new SchemaException(faults);
        }
        if (tree is null) return true;
        if (tree.IsWhole) to.Write(value);
        else Projection.Write(value, tree, to);
        return true;
    }

    bool AsksWhole(Frame? frame)
    {
        if (frame is null) return schema?.NeedsWhole == true;
        if (!frame.MayNeedWhole) return false;
        foreach (var trial in frame.Trials)
            foreach (var asked in trial.Asked)
                if (asked.NeedsWhole) return true;
        return false;
    }

    void Enter(Frame? frame, FieldTree? tree, bool isArray)
    {
        List<SchemaTrial> trials = [];
        if (frame is null) trials = schema is null ? [] : SchemaTrial.Of([(schema, true)]);
        else if (frame.Trials.Count > 0)
        {
            trials = SchemaTrial.Of(frame.Trials.SelectMany(trial => trial.Asked.Select(asked => (asked, trial.MustHold))));
            foreach (var trial in frame.Trials)
                foreach (var asked in trial.Asked) trial.Part(trials.Find(one => one.IsOf(asked))!);
        }
        foreach (var trial in trials) Wrong(trial.Begin(isArray));
        frames.Push(new Frame(tree, trials, isArray));
    }

    void Part(Frame frame, ReadOnlySpan<byte> value, bool isElement)
    {
        var asks = isElement && frame.IsUnique;
        foreach (var trial in frame.Trials) asks |= trial.Asked.Count > 0;
        if (!asks) return;
        using var read = Read(value);
        foreach (var trial in frame.Trials)
            if (trial.Part(read.RootElement, isElement) is { Count: > 0 } faults) throw new SchemaException([.. faults.Select(fault => fault with { At = Pointer() + fault.At })]);
    }

    static JsonDocument Read(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        return JsonDocument.ParseValue(ref reader);
    }

    void End(Frame frame, ReadOnlySpan<byte> mark)
    {
        frames.Pop();
        foreach (var trial in frame.Trials) Wrong(trial.End(frame.IsArray));
        foreach (var trial in frame.Trials) Wrong(trial.Together());
        if (frames.TryPeek(out var outer))
            foreach (var trial in outer.Trials) trial.Ended();
        if (frame.Fields is not null) to.Write(mark);
    }

    void Wrong(SchemaFault? fault)
    {
        if (fault is not null) throw new SchemaException([fault with { At = Pointer() + fault.At }]);
    }

    /// <summary>Where it is now.</summary>
    string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var frame in frames.Reverse())
            pointer.Append('/').Append(frame.IsArray ? frame.Index.ToString(CultureInfo.InvariantCulture) : JsonPointer.Encoded(frame.Name));
        return pointer.ToString();
    }

    sealed class Frame(FieldTree? fields, List<SchemaTrial> trials, bool isArray)
    {
        internal FieldTree? Fields { get; } = fields;

        internal List<SchemaTrial> Trials { get; } = trials;

        internal bool IsArray { get; } = isArray;

        /// <summary>Whether a part may have to be held whole to be checked.</summary>
        internal bool MayNeedWhole { get; } = trials.Exists(trial => trial.MayNeedWhole);

        internal bool IsUnique { get; } = trials.Exists(trial => trial.IsUnique);

        /// <summary>Of the member that is going by.</summary>
        internal string Name { get; set; } = "";

        /// <summary>Of the element that is going by.</summary>
        internal long Index { get; set; } = -1;

        internal bool Any { get; set; }
    }
}
