using System.Buffers;
using System.Text;
using Simpul.Gateway.Calls;

namespace Simpul.Gateway.Upstreams;

/// <summary>The head of a request to a provider, as the bytes that go out. Used again and again by its connection.</summary>
sealed class RequestHead
{
    static readonly SearchValues<byte> forbidden = SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code != '\t').Select(code => (byte)code), 0x7f]);

    byte[] bytes = new byte[4096];
    int length;

    internal Memory<byte> Written => bytes.AsMemory(0, length);

    /// <param name="path">Visible ASCII, as <see cref="RequestTarget"/> has it.</param>
    internal void Begin(string method, string basePath, string path, string query, string authority)
    {
        length = 0;
        Text(method);
        Raw(" "u8);
        Text(basePath);
        Text(path);
        if (basePath.Length + path.Length == 0) Raw("/"u8);
        Text(query);
        Raw(" HTTP/1.1\r\nHost: "u8);
        Text(authority);
        Raw("\r\n"u8);
    }

    internal void Field(string name, string? value)
    {
        Text(name);
        Raw(": "u8);
        Text(value);
        Raw("\r\n"u8);
    }

    internal void Field(ReadOnlySpan<byte> nameAndColon, string? value)
    {
        Raw(nameAndColon);
        Text(value);
        Raw("\r\n"u8);
    }

    internal void End(long? contentLength, bool chunked)
    {
        if (chunked) Raw("Transfer-Encoding: chunked\r\n"u8);
        else if (contentLength is { } count)
        {
            Raw("Content-Length: "u8);
            count.TryFormat(Room(20), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
            length += written;
            Raw("\r\n"u8);
        }
        Raw("\r\n"u8);
    }

    /// <summary>A short body behind the head, so that both leave at once.</summary>
    internal void Body(ReadOnlySpan<byte> body) => Raw(body);

    internal void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        length += text.Length;
    }

    // A line break in a value would be a field of its own, or a request: the server that read it lets none in, and none goes out.
    internal void Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        var room = Room(text.Length)[..text.Length];
        if (Encoding.Latin1.GetBytes(text, room) != text.Length || room.ContainsAny(forbidden)) throw new RefusedException(Refusals.BadRequest);
        length += text.Length;
    }

    Span<byte> Room(int more)
    {
        if (bytes.Length - length < more) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
        return bytes.AsSpan(length);
    }
}
