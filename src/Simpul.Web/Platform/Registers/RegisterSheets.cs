using System.Globalization;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Telemetry;

namespace Simpul.Web.Platform.Registers;

/// <summary>A register as a sheet: out, and in again. What went out and came back unchanged changes nothing.</summary>
public sealed class RegisterSheets(IServiceProvider services)
{
    /// <summary>Rows of one save: each batch is a transaction, so that a stop in between loses no row that was counted.</summary>
    private const int Batch = 200;

    /// <summary>Heading of the last column: by it a row finds the record that it went out from.</summary>
    public const string IdHeading = "ID";

    private static readonly SheetColumn IdColumn = new(IdHeading) { Help = "Diisi oleh Simpul. Biarkan seperti adanya; kosongkan untuk data baru." };

    /// <summary>Writes all records that the query finds.</summary>
    public async Task Write(Register register, ListQuery query, Stream output, CancellationToken cancel)
    {
        var work = register.Work(services);
        var columns = await Columns(register, work, cancel);
        using var workbook = new WorkbookWriter(output, register.Title);
        using var sheet = workbook.Sheet(register.Title, [.. columns.Select(column => column.Column), IdColumn]);
        await foreach (var record in work.All(query, cancel))
        {
            sheet.Row([.. columns.Select(column => Cell(column.Field, record)), record.Id.ToString()]);
        }
    }

    /// <summary>Looks whether the file is a sheet of the register, without reading its rows.</summary>
    /// <exception cref="UnreadableSheetException">It is not; the message says what to do.</exception>
    public async Task Check(Register register, Stream file, CancellationToken cancel) => Open(file, await Columns(register, register.Work(services), cancel)).Dispose();

    /// <summary>
    /// Tries every row of a sheet without saving, or saves those that are sound. Bad rows are named and left out; the rest is saved batch by
    /// batch, each record with its own event.
    /// </summary>
    /// <param name="outcome">What came of the rows so far; a read that goes on after a stop leaves those out that are counted.</param>
    /// <param name="progress">Told what came of the rows after each batch; what it changes in the database is saved with the batch.</param>
    /// <exception cref="UnreadableSheetException">The file is no sheet, or too large; the message says what to do.</exception>
    public async Task<SheetOutcome> Read(Register register, Stream file, bool save, Func<SheetOutcome, Task>? progress, CancellationToken cancel, SheetOutcome? outcome = null)
    {
        var work = register.Work(services);
        var rows = work.Rows();
        var columns = await Columns(register, work, cancel);
        using var reader = Open(file, columns);
        var present = columns.Where(column => !reader.Missing.Contains(column.Column.Heading)).ToList();
        outcome ??= new SheetOutcome();
        outcome.Unknown = reader.Unknown;
        foreach (var batch in reader.Rows().Skip(outcome.Rows).Chunk(Batch))
        {
            cancel.ThrowIfCancellationRequested();
            var before = outcome;
            var counted = await rows.Put([.. batch.Select(row => Entry(row, present))], save, async tried =>
            {
                outcome = before.With(tried, register);
                if (progress is not null)
                {
                    await progress(outcome);
                }
            }, cancel);
            if (save)
            {
                Signals.ImportRows(register.Kind, "bad", counted.Count(row => row.Result == RowResult.Bad));
                Signals.ImportRows(register.Kind, "sound", counted.Count(row => row.Result != RowResult.Bad));
            }
        }
        return outcome;
    }

    /// <summary>Of a row, the fields whose cell is not what the export of the record holds.</summary>
    internal static Typed Different(Register register, RecordView record, Typed row)
    {
        var typed = new Typed();
        foreach (var field in register.Fields.Where(field => row.ContainsKey(field.Key)))
        {
            var values = row[field.Key];
            if (field.Kind == FieldKind.Personal || Fields.Clean(Written(Cell(field, record))) != (values.Count == 0 ? "" : Fields.Clean(values[0])))
            {
                typed[field.Key] = values;
            }
        }
        return typed;
    }

    private static SheetReader Open(Stream file, List<(Field Field, SheetColumn Column)> columns)
    {
        var reader = SheetReader.Open(file, [.. columns.Select(column => column.Column.Heading), IdHeading]);
        var lacking = reader.Missing.Contains(IdHeading) ? columns.Where(column => column.Field.Required && reader.Missing.Contains(column.Column.Heading)).Select(column => column.Column.Heading).ToList() : [];
        if (lacking.Count == 0)
        {
            return reader;
        }
        reader.Dispose();
        throw new UnreadableSheetException($"Lembar ini tidak memuat kolom wajib: {string.Join(", ", lacking)}. Unduh Excel dari daftar untuk mendapat bentuk yang benar.");
    }

    private static async Task<List<(Field Field, SheetColumn Column)>> Columns(Register register, IRegisterWork work, CancellationToken cancel)
    {
        var columns = new List<(Field, SheetColumn)>();
        // Personal data does not leave in a sheet that is mailed around; a column of it is read when somebody fills it in.
        foreach (var field in register.Fields)
        {
            columns.Add((field, field.Column(field.Kind == FieldKind.Choice ? await work.ChoicesOf(field, cancel) : [])));
        }
        return columns;
    }

    /// <summary>What the cell of a field holds.</summary>
    internal static object? Cell(Field field, RecordView record)
    {
        if (field.Kind == FieldKind.Personal)
        {
            return null;
        }
        var values = record.Values[field.Key];
        return field.Kind switch
        {
            _ when values.Count == 0 => null,
            FieldKind.Number => long.Parse(values[0], CultureInfo.InvariantCulture),
            FieldKind.Money => decimal.Parse(values[0], CultureInfo.InvariantCulture),
            FieldKind.Date => DateOnly.ParseExact(values[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldKind.YesNo => values[0] == "true",
            FieldKind.Choice or FieldKind.Choices or FieldKind.Reference => record.Shown[field.Key],
            _ => string.Join('\n', values),
        };
    }

    /// <summary>A cell as <see cref="Entry"/> reads it back.</summary>
    private static string Written(object? cell) => cell switch
    {
        null => "",
        string text => CellFormat.Bounded(text),
        _ => CellFormat.Invariant(cell),
    };

    private static SheetEntry Entry(SheetRow row, List<(Field Field, SheetColumn Column)> columns)
    {
        var typed = new Typed();
        foreach (var (field, column) in columns)
        {
            var text = field.Kind switch
            {
                FieldKind.Date => row.Date(column.Heading)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                FieldKind.YesNo => row.Boolean(column.Heading) is { } answer ? CellFormat.Invariant(answer) : null,
                FieldKind.Number => row.Whole(column.Heading)?.ToString(CultureInfo.InvariantCulture),
                FieldKind.Money => row.Number(column.Heading)?.ToString("0.##########", CultureInfo.InvariantCulture),
                _ => row.Text(column.Heading),
            } ?? "";
            // What is not told of a personal value stays as it is: the export leaves it out.
            if (text.Length > 0 || field.Kind != FieldKind.Personal)
            {
                typed[field.Key] = text.Length == 0 ? [] : [text];
            }
        }
        var id = row.Text(IdHeading) ?? "";
        return new SheetEntry(row.RowNumber, id, typed, [.. row.Problems.Select(problem => Refusal.Whole(problem.Column is null ? problem.Message : $"{problem.Column}: {problem.Message}"))]);
    }
}

/// <summary>What came of a sheet's rows.</summary>
public sealed record SheetOutcome
{
    /// <summary>Bad rows that are named; further ones are only counted.</summary>
    public const int MostNamed = 500;

    /// <summary>Headings that the register does not know; their columns were not read.</summary>
    public IReadOnlyList<string> Unknown { get; set; } = [];

    public int Rows { get; init; }

    public int Added { get; init; }

    public int Changed { get; init; }

    public int Same { get; init; }

    public int BadCount { get; init; }

    public IReadOnlyList<BadRow> Bad { get; init; } = [];

    internal SheetOutcome With(IReadOnlyList<TriedRow> rows, Register register)
    {
        var bad = rows.Where(row => row.Result == RowResult.Bad).ToList();
        return this with
        {
            Rows = Rows + rows.Count,
            Added = Added + rows.Count(row => row.Result == RowResult.Added),
            Changed = Changed + rows.Count(row => row.Result == RowResult.Changed),
            Same = Same + rows.Count(row => row.Result == RowResult.Same),
            BadCount = BadCount + bad.Count,
            Bad = [.. Bad, .. bad.Take(MostNamed - Bad.Count).Select(row => new BadRow(row.Row, row.Title, [.. row.Refusals.Select(refusal => Say(refusal, register))]))],
        };
    }

    private static string Say(Refusal refusal, Register register) =>
        register.Fields.FirstOrDefault(field => field.Key == refusal.Field) is { } field ? $"{field.Label}: {refusal.Message}" : refusal.Message;
}

/// <summary>A row that cannot be saved, and why.</summary>
/// <param name="Row">Its number in the sheet.</param>
public sealed record BadRow(int Row, string? Title, IReadOnlyList<string> Reasons);
