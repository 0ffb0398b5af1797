using System.Buffers.Binary;
using System.Text;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>A TrueType font file: what a PDF needs to measure text with it and to carry the glyphs it uses.</summary>
internal sealed class TrueTypeFont
{
    public static readonly TrueTypeFont Regular = Load("SourceSans3-Regular"), Bold = Load("SourceSans3-SemiBold");

    private static readonly string[] Carried = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly ushort[] glyphs = new ushort[char.MaxValue + 1];
    private readonly ushort[] advances;
    private readonly int[] locations;
    private readonly int unitsPerEm;

    private TrueTypeFont(string name, byte[] data)
    {
        (Name, this.data) = (name, data);
        for (var i = 0; i < U16(4); i++) tables[Encoding.ASCII.GetString(data, 12 + 16 * i, 4)] = ((int)U32(12 + 16 * i + 8), (int)U32(12 + 16 * i + 12));
        int head = tables["head"].Offset, hhea = tables["hhea"].Offset, os2 = tables["OS/2"].Offset, hmtx = tables["hmtx"].Offset, loca = tables["loca"].Offset;
        unitsPerEm = U16(head + 18);
        (Ascent, Descent, CapHeight) = (PerMille(I16(hhea + 4)), PerMille(I16(hhea + 6)), PerMille(I16(os2 + 88)));
        Box = [.. Enumerable.Range(0, 4).Select(i => PerMille(I16(head + 36 + 2 * i)))];
        var count = U16(tables["maxp"].Offset + 4);
        var metrics = U16(hhea + 34);
        advances = [.. Enumerable.Range(0, count).Select(glyph => U16(hmtx + 4 * Math.Min(glyph, metrics - 1)))];
        var wide = U16(head + 50) == 1;
        locations = [.. Enumerable.Range(0, count + 1).Select(glyph => wide ? (int)U32(loca + 4 * glyph) : 2 * U16(loca + 2 * glyph))];
        ReadCharacters();
    }

    public string Name { get; }

    /// <summary>These four in thousandths of the type size.</summary>
    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    public IReadOnlyList<int> Box { get; }

    /// <summary>The glyph of a character, the empty box for one that the font does not have.</summary>
    public ushort Glyph(char character) => glyphs[character] is not 0 and var glyph ? glyph : glyphs['□'];

    public int Advance(ushort glyph) => PerMille(advances[glyph]);

    public double Width(ReadOnlySpan<char> text, double size)
    {
        long width = 0;
        foreach (var character in text) width += advances[Glyph(character)];
        return width * size / unitsPerEm;
    }

    /// <summary>A font file with the outlines of these glyphs only, under their own numbers.</summary>
    public byte[] Subset(IEnumerable<ushort> used)
    {
        var kept = WithParts(used);
        var glyf = new MemoryStream();
        var loca = new byte[4 * locations.Length];
        for (var glyph = 0; glyph < locations.Length; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * glyph), (uint)glyf.Length);
            if (glyph == locations.Length - 1 || !kept.Contains((ushort)glyph)) continue;
            glyf.Write(Outline(glyph));
            while (glyf.Length % 4 != 0) glyf.WriteByte(0);
        }
        var head = Table("head");
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0); // The whole file's checksum, which no PDF reader asks for.
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([.. Carried.Where(tables.ContainsKey).Select(name => (name, name switch { "glyf" => glyf.ToArray(), "loca" => loca, "head" => head, _ => Table(name) }))]);
    }

    private HashSet<ushort> WithParts(IEnumerable<ushort> used)
    {
        var kept = new HashSet<ushort>();
        var open = new Stack<ushort>(used.Append((ushort)0));
        while (open.TryPop(out var glyph))
        {
            if (!kept.Add(glyph)) continue;
            var outline = Outline(glyph);
            if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) continue;
            for (int at = 10, flags = 0x20; (flags & 0x20) != 0;)
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
                open.Push(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
                at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
            }
        }
        return kept;
    }

    private static byte[] Assemble(IReadOnlyList<(string Name, byte[] Bytes)> parts)
    {
        var file = new byte[12 + 16 * parts.Count + parts.Sum(part => (part.Bytes.Length + 3) / 4 * 4)];
        var power = (int)Math.Floor(Math.Log2(parts.Count));
        Write32(0, 0x00010000);
        Write16(4, parts.Count);
        Write16(6, 16 << power);
        Write16(8, power);
        Write16(10, 16 * parts.Count - (16 << power));
        var offset = 12 + 16 * parts.Count;
        for (var i = 0; i < parts.Count; i++)
        {
            var (name, bytes) = parts[i];
            bytes.CopyTo(file, offset);
            Encoding.ASCII.GetBytes(name, file.AsSpan(12 + 16 * i));
            var padded = (bytes.Length + 3) / 4 * 4;
            uint sum = 0;
            for (var at = offset; at < offset + padded; at += 4) unchecked { sum += BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)); }
            Write32(12 + 16 * i + 4, sum);
            Write32(12 + 16 * i + 8, (uint)offset);
            Write32(12 + 16 * i + 12, (uint)bytes.Length);
            offset += padded;
        }
        return file;

        void Write16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), (ushort)value);
        void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), value);
    }

    /// <summary>The character table of format 4, which every font has for the basic plane.</summary>
    private void ReadCharacters()
    {
        var cmap = tables["cmap"].Offset;
        var map = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + (int)U32(cmap + 8 + 8 * i)).First(offset => U16(offset) == 4);
        var segments = U16(map + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            int end = U16(map + 14 + 2 * i), start = U16(map + 16 + 2 * segments + 2 * i), delta = U16(map + 16 + 4 * segments + 2 * i);
            var rangeAt = map + 16 + 6 * segments + 2 * i;
            var range = U16(rangeAt);
            for (var character = start; character <= end && character < char.MaxValue; character++)
            {
                var glyph = range == 0 ? character : U16(rangeAt + range + 2 * (character - start));
                if (glyph != 0) glyphs[character] = (ushort)(glyph + delta);
            }
        }
    }

    private static TrueTypeFont Load(string name)
    {
        using var resource = typeof(TrueTypeFont).Assembly.GetManifestResourceStream($"Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        return new TrueTypeFont(name, data);
    }

    private ReadOnlySpan<byte> Outline(int glyph) => data.AsSpan(tables["glyf"].Offset + locations[glyph], locations[glyph + 1] - locations[glyph]);

    private byte[] Table(string name) => data.AsSpan(tables[name].Offset, tables[name].Length).ToArray();

    private int PerMille(int units) => (int)Math.Round(units * 1000.0 / unitsPerEm);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
