using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Simpul.Web.Platform.Documents.Uploads;

/// <summary>Tells what a file is from its bytes. It looks at the beginning, into the list of a zip's entries, and at the first header of what gzip packed.</summary>
public static class ContentSniffer
{
    private const int Sample = 16 * 1024;

    private static readonly SearchValues<byte> NotText = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n/>");

    /// <param name="content">Can seek; it is left where it was.</param>
    public static ContentKind Sniff(Stream content)
    {
        var position = content.Position;
        content.Position = 0;
        try
        {
            var bytes = new byte[Sample];
            var start = bytes.AsSpan(0, content.ReadAtLeast(bytes, Sample, throwOnEndOfStream: false));
            var kind = BySignature(start);
            return kind == ContentKind.Zip ? InsideZip(content) : start.StartsWith(new byte[] { 0x1F, 0x8B, 0x08 }) ? InsideGzip(content) : kind;
        }
        finally
        {
            content.Position = position;
        }
    }

    private static ContentKind BySignature(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) return ContentKind.Empty;
        if (start.StartsWith("%PDF-"u8)) return ContentKind.Pdf;
        if (start.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })) return ContentKind.Png;
        if (start.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF })) return ContentKind.Jpeg;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return ContentKind.Gif;
        if (start.StartsWith("RIFF"u8) && start.Length > 12 && start[8..].StartsWith("WEBP"u8)) return ContentKind.Webp;
        if (start.Length > 12 && start[4..].StartsWith("ftyp"u8)) return ContentKind.Mp4;
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8)) return ContentKind.Zip;
        if (start.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 })) return ContentKind.OldOffice;
        if (start.StartsWith("MZ"u8) && start.Contains((byte)0) || start.StartsWith("\u007FELF"u8) || start.StartsWith("#!"u8)) return ContentKind.Program;
        return Written(start);
    }

    private static ContentKind Written(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(new byte[] { 0xFF, 0xFE }) || start.StartsWith(new byte[] { 0xFE, 0xFF })) return ContentKind.Text;
        if (start.IndexOfAny(NotText) >= 0) return ContentKind.Unknown;
        // Text in an older encoding than UTF-8 is text too; what it begins with is ASCII all the same.
        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0) return ContentKind.Text;
        if (text[0] == '<') return Marked(text);
        if (text[0] is '{' or '[' && text[1..].TrimStart() is ['"' or '{' or '[' or '}' or ']' or '-' or (>= '0' and <= '9') or 't' or 'f' or 'n', ..]) return ContentKind.Json;
        return ContentKind.Text;
    }

    /// <summary>By the first element, past declarations and comments.</summary>
    private static ContentKind Marked(string text)
    {
        var xml = text.StartsWith("<?xml", StringComparison.Ordinal);
        var at = 0;
        while (at >= 0 && at < text.Length && text[at] == '<')
        {
            var rest = text.AsSpan(at);
            var end = rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<?") ? "?>" : rest.StartsWith("<!") ? ">" : null;
            if (rest.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)) return ContentKind.Html;
            if (end is null) break;
            var close = text.IndexOf(end, at, StringComparison.Ordinal);
            if (close < 0) return ContentKind.Html; // A comment that hides the first element: the least trusted.
            at = close + end.Length;
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        }
        if (at >= text.Length) return xml ? ContentKind.Xml : ContentKind.Text;
        var name = text.AsSpan(at).TrimStart('<');
        var length = name.IndexOfAny(NameEnd);
        if (length >= 0) name = name[..length];
        if (name[(name.IndexOf(':') + 1)..].Equals("svg", StringComparison.OrdinalIgnoreCase)) return ContentKind.Svg;
        if (xml && !name.EndsWith("html", StringComparison.OrdinalIgnoreCase)) return ContentKind.Xml;
        return name.Length > 0 && char.IsAsciiLetter(name[0]) && !IsHtml(name) ? ContentKind.Xml : ContentKind.Html;
    }

    private static bool IsHtml(ReadOnlySpan<char> name)
    {
        foreach (var known in (ReadOnlySpan<string>)["html", "xhtml", "head", "body", "script", "iframe", "img", "div", "table", "a", "p", "h1", "b", "style", "title", "meta", "link", "form", "object", "embed", "video", "audio", "br", "font", "span"])
            if (name[(name.IndexOf(':') + 1)..].Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static ContentKind InsideZip(Stream content)
    {
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Take(20_000).Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Contains("[Content_Types].xml"))
            {
                if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return ContentKind.Macros;
                if (names.Any(name => name.StartsWith("word/", StringComparison.OrdinalIgnoreCase))) return ContentKind.Docx;
                if (names.Any(name => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase))) return ContentKind.Xlsx;
                if (names.Any(name => name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))) return ContentKind.Pptx;
            }
            if (names.Contains("AndroidManifest.xml")) return ContentKind.Apk;
            if (names.Contains("META-INF/MANIFEST.MF")) return ContentKind.Jar;
            return names.Contains("mimetype") && zip.GetEntry("mimetype") is { Length: < 200 } type ? OpenDocument(type, names) : ContentKind.Zip;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            return ContentKind.Unknown;
        }
    }

    /// <summary>A tape archive says so in its first header; anything else that is compressed alone is not known.</summary>
    private static ContentKind InsideGzip(Stream content)
    {
        const int header = 512, magic = 257;
        try
        {
            content.Position = 0;
            using var unpacked = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
            var bytes = new byte[header];
            return unpacked.ReadAtLeast(bytes, header, throwOnEndOfStream: false) == header && bytes.AsSpan(magic).StartsWith("ustar"u8) ? ContentKind.TarGzip : ContentKind.Unknown;
        }
        catch (InvalidDataException)
        {
            return ContentKind.Unknown;
        }
    }

    private static ContentKind OpenDocument(ZipArchiveEntry type, HashSet<string> names)
    {
        if (names.Any(name => name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase))) return ContentKind.Macros;
        var bytes = new byte[200];
        using var entry = type.Open();
        var read = entry.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.ASCII.GetString(bytes, 0, read).Trim() switch
        {
            "application/vnd.oasis.opendocument.text" => ContentKind.Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => ContentKind.Ods,
            "application/vnd.oasis.opendocument.presentation" => ContentKind.Odp,
            _ => ContentKind.Zip,
        };
    }
}
