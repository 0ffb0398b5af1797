using System.Globalization;
using System.Text;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>
/// Writes RFC 4180 text the way an Indonesian Excel opens it: UTF-8 with a byte order mark, semicolons, decimal comma. Dates are ISO 8601.
/// Text that a spreadsheet would take for a formula gets an apostrophe in front, which <see cref="SheetReader"/> takes away again.
/// </summary>
/// <remarks>Writes synchronously; the stream stays open.</remarks>
public sealed class CsvWriter : IDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly NumberFormatInfo DecimalComma = new() { NumberDecimalSeparator = "," };

    private readonly StreamWriter writer;
    private readonly int columns;
    private readonly char separator;

    public CsvWriter(Stream output, IReadOnlyList<SheetColumn> columns, char separator = ';')
    {
        this.columns = columns.Count;
        this.separator = separator;
        writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        Row([.. columns.Select(column => column.Heading)]);
    }

    public void Row(IReadOnlyList<object?> cells)
    {
        if (cells.Count != columns) throw new ArgumentException($"{cells.Count} cells for {columns} columns.", nameof(cells));
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) writer.Write(separator);
            if (cells[i] is { } value) Field(value);
            else if (cells.Count == 1) writer.Write("\"\""); // An empty line would be no record.
        }
        writer.WriteLine();
    }

    public void Dispose() => writer.Dispose();

    private void Field(object value)
    {
        var text = CellFormat.Of(value, separator == ',' ? NumberFormatInfo.InvariantInfo : DecimalComma);
        if (!CellFormat.IsNumber(value)) text = Apostrophe.Add(text.Replace("\0", "", StringComparison.Ordinal)); // No spreadsheet reads on past a NUL.
        if (text.AsSpan().IndexOfAny('"', '\r', '\n') < 0 && !text.Contains(separator, StringComparison.Ordinal) && text.Trim().Length == text.Length)
            writer.Write(text);
        else
        {
            writer.Write('"');
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
    }
}

/// <summary>Against formula injection (OWASP): a spreadsheet that opens a CSV calculates what begins with one of these, quoted or not.</summary>
internal static class Apostrophe
{
    public static string Add(string text) => Guards(text) ? "'" + text : text;

    public static string Remove(string text) => text.StartsWith('\'') && Guards(text) ? text[1..] : text;

    private static bool Guards(string text) => text.AsSpan().TrimStart('\'') is [('=' or '+' or '-' or '@' or '\t' or '\r'), ..];
}
