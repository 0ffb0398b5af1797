using System.Text;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>
/// Records of RFC 4180 text. The separator is the one of <c>; , tab</c> that the first record holds most of; the encoding is what the byte order mark
/// says, else UTF-8, else Windows-1252. Quotes inside an unquoted field are taken as they are.
/// </summary>
internal sealed class CsvRecords : IRows
{
    private readonly StreamReader reader;
    private readonly SheetLimits limits;
    private readonly char separator;
    private readonly StringBuilder field = new();
    private int record;

    public CsvRecords(Stream file, SheetLimits limits)
    {
        this.limits = limits;
        var encoding = Encodes(file);
        file.Position = 0;
        using (var sample = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true)) separator = Separates(sample);
        file.Position = 0;
        reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
    }

    public string Name => "CSV";

    public bool Next(SheetCells cells)
    {
        cells.Clear();
        if (reader.Peek() < 0) return false;
        cells.Row = ++record;
        var column = 1;
        while (ReadField(column, out var text)) cells.Add(column++, Value(text));
        cells.Add(column, Value(field.ToString()));
        return true;
    }

    public void Dispose() => reader.Dispose();

    private static CellData Value(string text) => text.Length == 0 ? default : new(CellType.Text, Apostrophe.Remove(text));

    /// <returns>Whether another field of the same record follows.</returns>
    private bool ReadField(int column, out string text)
    {
        field.Clear();
        var quoted = reader.Peek() == '"';
        if (quoted) reader.Read();
        while (true)
        {
            var read = reader.Read();
            if (read < 0)
            {
                if (quoted) throw new UnreadableSheetException($"Baris {record}, kolom {CellReference.Letters(column)}: tanda kutip dibuka tetapi tidak ditutup.");
                text = "";
                return false;
            }
            var letter = (char)read;
            if (quoted && letter == '"')
            {
                if (reader.Peek() == '"') field.Append((char)reader.Read());
                else quoted = false;
            }
            else if (!quoted && letter == separator)
            {
                text = field.ToString();
                return true;
            }
            else if (!quoted && (letter is '\r' or '\n'))
            {
                if (letter == '\r' && reader.Peek() == '\n') reader.Read();
                text = "";
                return false;
            }
            else field.Append(letter);
            if (field.Length > limits.CellCharacters)
                throw new UnreadableSheetException($"Baris {record}, kolom {CellReference.Letters(column)}: isi lebih dari {limits.CellCharacters} karakter.");
        }
    }

    private static Encoding Encodes(Stream file)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[32 * 1024];
        var letters = new char[32 * 1024 + 4];
        file.Position = 0;
        try
        {
            int count;
            var start = true;
            do
            {
                count = file.Read(bytes);
                if (start && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return Encoding.Unicode; // The reader tells the two apart by the mark.
                if (bytes.AsSpan(0, count).Contains((byte)0)) throw new UnreadableSheetException("Berkas ini bukan lembar kerja. Unggah berkas .xlsx atau .csv.");
                strict.GetChars(bytes.AsSpan(0, count), letters, flush: count == 0);
                start = false;
            }
            while (count > 0);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        }
    }

    private static char Separates(StreamReader sample)
    {
        Span<int> counts = stackalloc int[3];
        var quoted = false;
        for (var i = 0; i < 64 * 1024 && sample.Read() is >= 0 and var read; i++)
        {
            var letter = (char)read;
            if (letter == '"') quoted = !quoted;
            else if (!quoted && (letter is '\r' or '\n') && counts.ContainsAnyExcept(0)) break;
            else if (!quoted && (letter is ';' or ',' or '\t')) counts[letter switch { ';' => 0, ',' => 1, _ => 2 }]++;
        }
        var most = counts[0] >= counts[1] ? 0 : 1;
        return counts[2] > counts[most] ? '\t' : ";,"[most];
    }
}
