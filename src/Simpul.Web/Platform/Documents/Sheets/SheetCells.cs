namespace Simpul.Web.Platform.Documents.Sheets;

internal enum CellType : byte { Blank, Text, Number, Date, Boolean, Error, Uncalculated }

/// <summary>A cell as the file holds it. <paramref name="Number"/> is a date's serial in the 1900 system, whichever the file counts in.</summary>
internal readonly record struct CellData(CellType Type, string Text, double Number = 0)
{
    public bool Blank => Type == CellType.Blank || Type == CellType.Text && string.IsNullOrWhiteSpace(Text);
}

/// <summary>The cells of one row, used again for the next; columns are counted from 1.</summary>
internal sealed class SheetCells
{
    private const int MostColumns = 16_384;

    private readonly List<(int Column, CellData Data)> cells = [];

    public int Row { get; set; }

    public IReadOnlyList<(int Column, CellData Data)> All => cells;

    public bool Blank => cells.Count == 0;

    public void Add(int column, CellData data)
    {
        if (data.Blank) return;
        if (cells.Count == MostColumns || column > MostColumns) throw new InvalidDataException("More cells than a row has.");
        cells.Add((column, data));
    }

    public void Clear() => cells.Clear();

    public SheetCells Copy()
    {
        var copy = new SheetCells { Row = Row };
        copy.cells.AddRange(cells);
        return copy;
    }
}

/// <summary>Rows of a file: of one worksheet, or of a CSV.</summary>
internal interface IRows : IDisposable
{
    string Name { get; }

    /// <summary>Fills in the next row, which may be blank.</summary>
    bool Next(SheetCells cells);
}
