using System.IO.Compression;
using System.Xml;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>
/// Opens a zip's XML parts so that no file, however made, costs more than the limits: neither by unpacking to gigabytes, nor by an attribute without
/// end, nor by a million different names. Document types and entities are refused.
/// </summary>
internal sealed class GuardedXml(SheetLimits limits)
{
    private long unpacked;

    private SheetLimits Limits => limits;

    public XmlReader Open(ZipArchiveEntry entry) => XmlReader.Create(new GuardedStream(this, entry), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
        NameTable = new BoundedNames(),
    });

    /// <summary>The next node; a nesting that no sheet has is refused, because the parser keeps something for every level.</summary>
    public static bool Read(XmlReader xml) => xml.Read() && (xml.Depth <= 64 ? true : throw new XmlException("Nested too deeply."));

    /// <summary>Reads the text of the node at hand without ever holding more than the longest cell.</summary>
    public string Text(XmlReader xml, char[] buffer)
    {
        if (!xml.CanReadValueChunk) return xml.Value;
        var count = xml.ReadValueChunk(buffer, 0, buffer.Length);
        if (count < buffer.Length) return Whole(xml, buffer, count);
        throw TooLong();
    }

    public UnreadableSheetException TooLong() => new($"Sebuah sel berisi lebih dari {limits.CellCharacters} karakter. Pendekkan isinya.");

    private static UnreadableSheetException TooLarge() => new("Isi berkas setelah dibuka terlalu besar. Bagi menjadi beberapa berkas.");

    private string Whole(XmlReader xml, char[] buffer, int count)
    {
        // A chunk may end early, at an entity or at the edge of the parser's buffer.
        while (count < buffer.Length && xml.ReadValueChunk(buffer, count, buffer.Length - count) is > 0 and var more) count += more;
        return count < buffer.Length ? new string(buffer, 0, count) : throw TooLong();
    }

    private sealed class GuardedStream(GuardedXml guard, ZipArchiveEntry entry) : Stream
    {
        private const int RatioFrom = 16 * 1024 * 1024;
        private const int LongestTag = 1024 * 1024;

        private readonly Stream inner = entry.Open();
        private readonly long packed = Math.Max(entry.CompressedLength, 1);
        private long read, sinceTag;

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            read += count;
            guard.unpacked += count;
            if (guard.unpacked > guard.Limits.UnpackedBytes || read > RatioFrom && read / packed > guard.Limits.Ratio) throw TooLarge();
            // No attribute and no run of text can hold '<': without one for a megabyte, the parser would be gathering it in memory.
            var last = buffer[..count].LastIndexOf((byte)'<');
            sinceTag = last < 0 ? sinceTag + count : count - last;
            return sinceTag <= LongestTag ? count : throw TooLarge();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => read; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class BoundedNames : NameTable
    {
        private int names;

        // The parser adds what it reads this way; the other overload is for its own words.
        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Another(base.Add(key, start, len));

        private string Another(string name) => ++names <= 5_000 ? name : throw TooLarge();
    }
}
