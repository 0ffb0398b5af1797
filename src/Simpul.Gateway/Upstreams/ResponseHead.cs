using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;

namespace Simpul.Gateway.Upstreams;

/// <summary>Where the body of a provider's answer ends.</summary>
enum BodyEnd
{
    None,
    Length,
    Chunks,
    Close,
}

/// <summary>
/// The head of a provider's answer, read strictly (RFC 9112): what two programs could read differently, two lengths, a length beside chunks, a folded field, a space before a colon, is
/// no answer. One of these serves a connection again and again, and does not make anew the fields that came the same the time before.
/// </summary>
sealed class ResponseHead
{
    const int MaxFields = 200;

    static readonly SearchValues<byte> tokens = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    static readonly SearchValues<byte> forbidden = SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code != '\t').Select(code => (byte)code), 0x7f]);

    static readonly string[] streams = ["text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-seq", "multipart/x-mixed-replace"];

    readonly List<Line> lines = [];

    internal int Status { get; private set; }

    internal BodyEnd End { get; private set; }

    /// <summary>Bytes of the body, where the head says so; also where it says so of a body that does not come, after HEAD.</summary>
    internal long? ContentLength { get; private set; }

    internal string? ContentType { get; private set; }

    /// <summary>Whether the body is of a kind that is made to be read as it comes, so that nothing of it is to be held.</summary>
    internal bool IsStream
    {
        get
        {
            var type = ContentType.AsSpan();
            if (type.IndexOf(';') is >= 0 and var end) type = type[..end];
            type = type.Trim();
            foreach (var stream in streams)
                if (type.Equals(stream, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }
    }

    /// <summary>Whether the body is in a coding of its own, such as gzip.</summary>
    internal bool IsEncoded { get; private set; }

    internal string? Connection { get; private set; }

    /// <summary>Whether a field of it may name the provider's own address, so that it must be looked at.</summary>
    internal bool HasAddresses { get; private set; }

    /// <summary>Whether another exchange may follow on the connection.</summary>
    internal bool KeepsAlive { get; private set; }

    internal int Count { get; private set; }

    internal (string Name, string Value) this[int index] => (lines[index].Name, lines[index].Value);

    /// <param name="head">All of it, up to and with the empty line.</param>
    /// <exception cref="FormatException">No head.</exception>
    internal void Read(ReadOnlySpan<byte> head, bool toHead)
    {
        (Count, ContentLength, ContentType, IsEncoded, Connection, HasAddresses) = (0, null, null, false, null, false);
        var first = NextLine(ref head);
        // HTTP/1.1 200 OK
        if (first.Length < 12 || !first.StartsWith("HTTP/1."u8) || first[7] is not ((byte)'0' or (byte)'1') || first[8] != ' ' || (first.Length > 12 && first[12] != ' ') || first.ContainsAny(forbidden)
            || !Utf8Parser.TryParse(first.Slice(9, 3), out int status, out var digits) || digits != 3 || status is < 100 or > 599) throw new FormatException("The answer does not begin as HTTP/1.1 does.");
        Status = status;
        var old = first[7] == '0';
        var chunked = false;
        while (true)
        {
            var line = NextLine(ref head);
            if (line.IsEmpty) break;
            if (Count == MaxFields) throw new FormatException("The answer has too many fields.");
            var field = Field(line);
            Count++;
            if (field.Role == Role.Other) continue;
            chunked |= Note(field, old);
        }
        if (chunked && ContentLength is not null) throw new FormatException("The answer has a length and chunks.");
        KeepsAlive = Connection is null ? !old : !Names(Connection, "close") && (!old || Names(Connection, "keep-alive"));
        End = toHead || status is < 200 or 204 or 304 ? BodyEnd.None : chunked ? BodyEnd.Chunks : ContentLength is { } length ? length == 0 ? BodyEnd.None : BodyEnd.Length : BodyEnd.Close;
        if (End == BodyEnd.Close) KeepsAlive = false;
    }

    bool Note(Line field, bool old)
    {
        switch (field.Role)
        {
            case Role.Length:
                if (!Number(field.Value, out var length) || (ContentLength is { } other && other != length)) throw new FormatException("The answer's length is not one.");
                ContentLength = length;
                return false;
            case Role.Coding:
                if (old || !field.Value.Equals("chunked", StringComparison.OrdinalIgnoreCase)) throw new FormatException("The answer is in a transfer coding that is not known here.");
                return true;
            case Role.Address: HasAddresses = true; return false;
            case Role.Type: ContentType = field.Value; return false;
            case Role.Encoding: IsEncoded |= !field.Value.Equals("identity", StringComparison.OrdinalIgnoreCase) && field.Value.Length > 0; return false;
            default: Connection = Connection is null ? field.Value : $"{Connection}, {field.Value}"; return false;
        }
    }

    Line Field(ReadOnlySpan<byte> bytes)
    {
        if (Count < lines.Count && lines[Count].Bytes.AsSpan().SequenceEqual(bytes)) return lines[Count];
        var colon = bytes.IndexOf((byte)':');
        if (colon <= 0 || bytes[..colon].ContainsAnyExcept(tokens)) throw new FormatException("A field of the answer has no name.");
        var value = bytes[(colon + 1)..].Trim(" \t"u8);
        if (value.ContainsAny(forbidden)) throw new FormatException("A field of the answer has control characters.");
        var name = Encoding.ASCII.GetString(bytes[..colon]);
        var line = new Line(bytes.ToArray(), name, Encoding.Latin1.GetString(value), roles.GetValueOrDefault(name));
        if (Count < lines.Count) lines[Count] = line;
        else lines.Add(line);
        return line;
    }

    static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        if (end < 0) throw new FormatException("The answer's head is cut off.");
        var line = rest[..end];
        rest = rest[(end + 2)..];
        return line;
    }

    static bool Number(string text, out long number)
    {
        number = -1;
        return text.Length is > 0 and <= 18 && long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
    }

    static bool Names(string list, string word)
    {
        foreach (var range in list.AsSpan().Split(','))
            if (list.AsSpan(range).Trim(" \t").Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    enum Role
    {
        Other,
        Length,
        Coding,
        Type,
        Encoding,
        Connection,
        Address,
    }

    sealed record Line(byte[] Bytes, string Name, string Value, Role Role);

    static readonly FrozenDictionary<string, Role> roles = new Dictionary<string, Role>
    {
        ["Content-Length"] = Role.Length,
        ["Transfer-Encoding"] = Role.Coding,
        ["Content-Type"] = Role.Type,
        ["Content-Encoding"] = Role.Encoding,
        ["Connection"] = Role.Connection,
        ["Location"] = Role.Address,
        ["Content-Location"] = Role.Address,
        ["Link"] = Role.Address,
        ["Refresh"] = Role.Address,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
