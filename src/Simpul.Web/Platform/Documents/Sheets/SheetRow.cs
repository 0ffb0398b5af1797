using System.Collections.ObjectModel;
using System.Globalization;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>What is wrong with one cell, or with the row where <paramref name="Column"/> is null; Indonesian, for the person who sent the file.</summary>
public sealed record SheetProblem(string Sheet, int Row, string? Column, string Message)
{
    public override string ToString() => Column is null
        ? string.Create(CultureInfo.InvariantCulture, $"Baris {Row}: {Message}")
        : string.Create(CultureInfo.InvariantCulture, $"Baris {Row}, kolom {Column}: {Message}");
}

/// <summary>
/// One row of a <see cref="SheetReader"/>, its cells by heading. The typed accessors answer null for a blank cell and for one that they cannot read;
/// the second adds a problem. A heading that the sheet does not have reads as blank: ask <see cref="SheetReader.Missing"/>.
/// </summary>
public sealed class SheetRow
{
    private readonly SheetReader reader;
    private readonly Dictionary<string, CellData> cells;
    private readonly List<SheetProblem> problems = [];

    internal SheetRow(SheetReader reader, int number, Dictionary<string, CellData> cells) => (this.reader, RowNumber, this.cells) = (reader, number, cells);

    /// <summary>As the spreadsheet counts it: the first row of the sheet is 1, whatever stands in it.</summary>
    public int RowNumber { get; }

    public IReadOnlyList<SheetProblem> Problems => problems;

    /// <summary>The cells with a value, as <see cref="this[string]"/> gives them.</summary>
    public ReadOnlyDictionary<string, string> Cells => cells.ToDictionary(cell => cell.Key, cell => cell.Value.Text, cells.Comparer).AsReadOnly();

    /// <summary>
    /// The value as it stands, empty when blank: text untouched, a number with a decimal point and without exponent, a date as ISO 8601, "Ya" or "Tidak".
    /// </summary>
    public string this[string heading] => Cell(heading).Text ?? "";

    /// <summary>Without blanks around it.</summary>
    public string? Text(string heading)
    {
        if (!Readable(heading, out var cell)) return null;
        if (cell.Type == CellType.Number && Math.Abs(cell.Number) >= 1e15)
            return Refused<string>(heading, "bilangan lebih dari 15 digit; Excel telah menghilangkan digit terakhirnya. Ubah format kolom menjadi Teks, lalu ketik ulang nilainya.");
        return cell.Text.Trim();
    }

    public decimal? Number(string heading)
    {
        if (!Readable(heading, out var cell)) return null;
        var number = cell.Type == CellType.Number
            ? decimal.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null
            : cell.Type == CellType.Text ? CellValue.Number(cell.Text) : null;
        return number ?? RefusedValue<decimal>(heading, $"\"{Shown(cell)}\" bukan angka. Contoh yang benar: 1.250.000 atau 2,59.");
    }

    public int? Whole(string heading)
    {
        if (Number(heading) is not { } number) return null;
        return number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : RefusedValue<int>(heading, $"\"{this[heading]}\" bukan bilangan bulat.");
    }

    /// <summary>A date cell, or text in one of the forms of <see cref="CellValue.Date"/>, or a bare serial between 1927 and 2173.</summary>
    public DateOnly? Date(string heading)
    {
        if (!Readable(heading, out var cell)) return null;
        var date = cell.Type switch
        {
            CellType.Date => DateOnly.FromDateTime(DateTime.FromOADate(cell.Number)),
            CellType.Number when cell.Number is >= 10_000 and <= 100_000 && CellValue.Moment(cell.Number, false) is { } moment => DateOnly.FromDateTime(moment),
            CellType.Number or CellType.Text => CellValue.Date(cell.Text),
            _ => null,
        };
        return date ?? RefusedValue<DateOnly>(heading, $"\"{Shown(cell)}\" bukan tanggal. Contoh yang benar: 22 November 2026 atau 22/11/2026.");
    }

    public bool? Boolean(string heading)
    {
        if (!Readable(heading, out var cell)) return null;
        return CellValue.Answer(cell.Text) ?? RefusedValue<bool>(heading, $"\"{Shown(cell)}\" tidak dikenal. Isi dengan Ya atau Tidak.");
    }

    /// <summary>The one of <paramref name="choices"/> that the cell names, whatever its case.</summary>
    public string? Choice(string heading, IReadOnlyCollection<string> choices)
    {
        if (Text(heading) is not { } text) return null;
        return choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Refused<string>(heading, $"\"{Shown(text)}\" tidak ada dalam daftar. Pilih salah satu: {string.Join("; ", choices.Take(12))}{(choices.Count > 12 ? "; ..." : "")}.");
    }

    /// <summary>Adds a problem of the caller's own finding; a null heading means the row as a whole.</summary>
    public void Refuse(string? heading, string message) => problems.Add(new(reader.Name, RowNumber, heading, message));

    private bool Readable(string heading, out CellData cell)
    {
        cell = Cell(heading);
        if (cell.Type == CellType.Error) Refuse(heading, $"rumusnya menghasilkan galat {cell.Text}. Perbaiki rumus atau ketik nilainya.");
        else if (cell.Type == CellType.Uncalculated) Refuse(heading, "rumusnya belum dihitung. Buka berkas di Excel, simpan, lalu unggah lagi.");
        else return !cell.Blank;
        return false;
    }

    private CellData Cell(string heading) => cells.GetValueOrDefault(reader.Known(heading));

    private T? Refused<T>(string heading, string message) where T : class { Refuse(heading, message); return null; }

    private T? RefusedValue<T>(string heading, string message) where T : struct { Refuse(heading, message); return null; }

    private static string Shown(CellData cell) => Shown(cell.Text.Trim());

    private static string Shown(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
