namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>A1 notation; columns are counted from 1.</summary>
internal static class CellReference
{
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26) letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }

    /// <summary>The column of a reference such as <c>AB12</c>; 0 where there is none.</summary>
    public static int Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter) || column > 16_384) break;
            column = column * 26 + (letter - 'A' + 1);
        }
        return column;
    }
}
