using System.Xml;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>
/// Reads the rows of an .xlsx or a CSV that somebody sent, by the headings of its columns. Rows stream; what a file may cost is bounded by
/// <see cref="SheetLimits"/>. Whatever the file holds, the answer is rows or an <see cref="UnreadableSheetException"/>.
/// </summary>
public sealed class SheetReader : IDisposable
{
    private const int HeaderWithin = 30;

    private readonly SheetLimits limits;
    private readonly Dictionary<string, string> known;
    private readonly Queue<SheetCells> ahead = new();
    private readonly Dictionary<int, string> columns = [];
    private readonly List<string> headings = [];
    private Stream? copy;
    private WorkbookParts? workbook;
    private IRows rows = null!;
    private bool started;

    private SheetReader(IEnumerable<string> headings, SheetLimits limits)
    {
        this.limits = limits;
        known = headings.ToDictionary(Normal, heading => heading, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The sheet's tab; "CSV" for one.</summary>
    public string Name => rows.Name;

    public int HeaderRow { get; private set; }

    /// <summary>As found, in the order of the columns; one that was asked for is spelt as asked.</summary>
    public IReadOnlyList<string> Headings => headings;

    /// <summary>Asked for and not found.</summary>
    public IReadOnlyList<string> Missing => [.. known.Values.Except(headings)];

    /// <summary>Found and not asked for.</summary>
    public IReadOnlyList<string> Unknown => [.. headings.Except(known.Values)];

    /// <param name="file">Stays open. Read from its beginning where it can seek, else copied to a temporary file first.</param>
    /// <param name="headings">The headings to look for: the row among the first thirty that holds most of them is the header. Case, blanks and a
    /// trailing asterisk do not matter. Where none are given, the first row that is not blank is the header.</param>
    /// <param name="sheet">The tab to read; without it the first visible one that has such a header.</param>
    /// <param name="limits"><see cref="SheetLimits.Usual"/> where none are given.</param>
    /// <exception cref="UnreadableSheetException">Not a sheet, broken, too large, without header, or an old .xls.</exception>
    public static SheetReader Open(Stream file, IReadOnlyCollection<string> headings, string? sheet = null, SheetLimits? limits = null)
    {
        var reader = new SheetReader(headings, limits ?? SheetLimits.Usual);
        try
        {
            return Guarded(() => reader.Begin(file, sheet));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The rows below the header that hold anything under a heading. Once only: the file streams by.</summary>
    /// <exception cref="UnreadableSheetException">Broken or too large further down.</exception>
    public IEnumerable<SheetRow> Rows()
    {
        if (started) throw new InvalidOperationException("The rows were read already.");
        started = true;
        var count = 0;
        while (Guarded(NextRow) is { } row)
        {
            if (++count > limits.Rows) throw new UnreadableSheetException($"Lembar {Name} memuat lebih dari {limits.Rows} baris. Bagi menjadi beberapa berkas.");
            yield return row;
        }
    }

    public void Dispose()
    {
        rows?.Dispose();
        workbook?.Dispose();
        copy?.Dispose();
    }

    internal string Known(string heading) => known.GetValueOrDefault(Normal(heading), heading);

    private SheetReader Begin(Stream file, string? sheet)
    {
        if (!file.CanSeek) file = copy = Copied(file);
        if (file.Length > limits.FileBytes) throw new UnreadableSheetException(limits.FileTooLarge);
        Span<byte> start = stackalloc byte[8];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start.IsEmpty) throw new UnreadableSheetException("Berkas kosong.");
        if (start.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }))
            throw new UnreadableSheetException("Berkas ini berformat Excel lama (.xls) atau dikunci kata sandi. Simpan tanpa kata sandi sebagai .xlsx, lalu unggah lagi.");
        if (start.StartsWith("PK"u8)) FindSheet(new WorkbookParts(file, limits), sheet);
        else FindHeader(new CsvRecords(file, limits), mustHave: true);
        return this;
    }

    private FileStream Copied(Stream file)
    {
        var temporary = TemporaryStream.Open();
        var buffer = new byte[64 * 1024];
        while (file.Read(buffer) is > 0 and var count)
        {
            temporary.Write(buffer, 0, count);
            if (temporary.Length <= limits.FileBytes) continue;
            temporary.Dispose();
            throw new UnreadableSheetException(limits.FileTooLarge);
        }
        return temporary;
    }

    private void FindSheet(WorkbookParts parts, string? sheet)
    {
        workbook = parts;
        var candidates = sheet is null ? parts.Sheets : [.. parts.Sheets.Where(candidate => candidate.Name.Equals(sheet, StringComparison.OrdinalIgnoreCase))];
        if (candidates.Count == 0)
            throw new UnreadableSheetException(sheet is null ? "Berkas tidak memuat lembar yang dapat dibaca." : $"Berkas tidak memuat lembar bernama {sheet}.");
        for (var i = 0; i < candidates.Count; i++)
            if (FindHeader(new WorksheetRows(parts, candidates[i].Name, candidates[i].Part), mustHave: i == candidates.Count - 1)) return;
    }

    /// <summary>Reads ahead to the header and keeps the rows below it that were read on the way.</summary>
    private bool FindHeader(IRows source, bool mustHave)
    {
        rows = source;
        ahead.Clear();
        var read = new List<SheetCells>();
        SheetCells? best = null;
        var (most, need) = (0, Math.Min(known.Count, 2));
        for (var cells = new SheetCells(); read.Count < HeaderWithin && (known.Count == 0 ? best is null : most < known.Count) && rows.Next(cells);)
        {
            if (cells.Blank) continue;
            var row = cells.Copy();
            read.Add(row);
            var found = known.Count == 0 ? 1 : row.All.Select(cell => Normal(cell.Data.Text)).Distinct(StringComparer.OrdinalIgnoreCase).Count(known.ContainsKey);
            if (found > most) (best, most) = (row, found);
        }
        if (best is null || most < need)
        {
            if (mustHave) throw new UnreadableSheetException(known.Count == 0
                ? "Berkas tidak memuat judul kolom."
                : $"Judul kolom tidak ditemukan. Berkas harus memuat baris judul dengan kolom: {string.Join(", ", known.Values.Take(12))}.");
            rows.Dispose();
            return false;
        }
        TakeHeadings(best);
        foreach (var row in read.SkipWhile(row => row != best).Skip(1)) ahead.Enqueue(row);
        return true;
    }

    private void TakeHeadings(SheetCells header)
    {
        HeaderRow = header.Row;
        foreach (var (column, data) in header.All)
        {
            if (columns.Count == limits.Columns) throw new UnreadableSheetException($"Lembar {Name} memuat lebih dari {limits.Columns} kolom.");
            var heading = known.GetValueOrDefault(Normal(data.Text), data.Text.Trim());
            if (headings.Contains(heading, StringComparer.OrdinalIgnoreCase))
            {
                if (known.ContainsKey(Normal(heading)))
                    throw new UnreadableSheetException($"Judul kolom {heading} muncul lebih dari sekali pada baris {header.Row}. Hapus salah satunya.");
                continue;
            }
            headings.Add(heading);
            columns[column] = heading;
        }
    }

    private SheetRow? NextRow()
    {
        var reused = new SheetCells();
        while (true)
        {
            if (!ahead.TryDequeue(out var cells))
            {
                cells = reused;
                if (!rows.Next(cells)) return null;
            }
            if (cells.Blank) continue;
            var values = new Dictionary<string, CellData>(columns.Count, StringComparer.OrdinalIgnoreCase);
            foreach (var (column, data) in cells.All)
                if (columns.TryGetValue(column, out var heading)) values[heading] = data;
            if (values.Count > 0) return new SheetRow(this, cells.Row, values);
        }
    }

    /// <summary>What a broken zip, broken XML or a number out of its range throws becomes a refusal that a person understands.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException or FormatException or OverflowException
            or ArgumentException or NotSupportedException or IndexOutOfRangeException)
        {
            throw new UnreadableSheetException("Berkas rusak atau bukan lembar kerja Excel. Buka di Excel atau LibreOffice, simpan kembali sebagai .xlsx, lalu unggah lagi.", broken);
        }
    }

    private static string Normal(string heading) =>
        string.Join(' ', heading.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('*', ' ', ':');
}
