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

    /// <summary>Writes all records that the query finds.</summary>
    public async Task Write(Register register, ListQuery query, Stream output, CancellationToken cancel)
    {
        var work = register.Work(services);
        var columns = await Columns(register, work, cancel);
        using var workbook = new WorkbookWriter(output, register.Title);
        using var sheet = workbook.Sheet(register.Title, [.. columns.Select(column => column.Column)]);
        await foreach (var record in work.All(query, cancel))
        {
            sheet.Row([.. columns.Select(column => Cell(column.Field, record))]);
        }
    }

    /// <summary>
    /// Tries every row of a sheet without saving, or saves those that are sound. Bad rows are named and left out; the rest is saved batch by
    /// batch, each record with its own event.
    /// </summary>
    /// <param name="progress">Told of the rows done after each batch.</param>
    /// <exception cref="UnreadableSheetException">The file is no sheet, or too large; the message says what to do.</exception>
    public async Task<SheetOutcome> Read(Register register, Stream file, bool save, Func<int, Task>? progress, CancellationToken cancel)
    {
        var work = register.Work(services);
        var columns = await Columns(register, work, cancel);
        using var reader = SheetReader.Open(file, [.. columns.Select(column => column.Column.Heading)]);
        var lacking = columns.Where(column => column.Field.Required && reader.Missing.Contains(column.Column.Heading)).Select(column => column.Column.Heading).ToList();
        if (lacking.Count > 0)
        {
            throw new UnreadableSheetException($"Lembar ini tidak memuat kolom wajib: {string.Join(", ", lacking)}. Unduh Excel dari daftar untuk mendapat bentuk yang benar.");
        }
        var present = columns.Where(column => !reader.Missing.Contains(column.Column.Heading)).ToList();
        var outcome = new SheetOutcome(reader.Unknown);
        var batch = new List<SheetEntry>(Batch);
        foreach (var row in reader.Rows())
        {
            batch.Add(new SheetEntry(row.RowNumber, Typed(row, present)));
            if (batch.Count == Batch)
            {
                await Put();
            }
        }
        await Put();
        return outcome;

        async Task Put()
        {
            if (batch.Count == 0)
            {
                return;
            }
            var tried = await work.Put(batch, save, cancel);
            outcome.Add(tried, register);
            if (save)
            {
                Signals.ImportRows(register.Kind, "bad", tried.Count(row => row.Result == RowResult.Bad));
                Signals.ImportRows(register.Kind, "sound", tried.Count(row => row.Result != RowResult.Bad));
            }
            batch.Clear();
            if (progress is not null)
            {
                await progress(outcome.Rows);
            }
        }
    }

    private static async Task<List<(Field Field, SheetColumn Column)>> Columns(Register register, IRegisterWork work, CancellationToken cancel)
    {
        var columns = new List<(Field, SheetColumn)>();
        // Personal data does not leave in a sheet that is mailed around; a column of it is read when somebody fills it in.
        foreach (var field in register.Fields)
        {
            var choices = field.Kind == FieldKind.Choice ? await work.ChoicesOf(field, cancel) : [];
            columns.Add((field, field.Column(choices)));
        }
        return columns;
    }

    private static object? Cell(Field field, RecordView record)
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
            FieldKind.Date => DateOnly.Parse(values[0], CultureInfo.InvariantCulture),
            FieldKind.YesNo => values[0] == "true",
            FieldKind.Choice or FieldKind.Choices or FieldKind.Reference => record.Shown[field.Key],
            _ => string.Join('\n', values),
        };
    }

    private static Typed Typed(SheetRow row, List<(Field Field, SheetColumn Column)> columns)
    {
        var typed = new Typed();
        foreach (var (field, column) in columns)
        {
            var text = row[column.Heading];
            if (field.Kind == FieldKind.Personal && text.Length == 0)
            {
                continue;
            }
            typed[field.Key] = field.Kind is FieldKind.Date && row.Date(column.Heading) is { } date ? [date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]
                : text.Length == 0 ? [] : [text];
        }
        return typed;
    }
}

/// <summary>What came of a sheet's rows.</summary>
/// <param name="unknown">Headings that the register does not know; their columns were not read.</param>
public sealed class SheetOutcome(IReadOnlyList<string> unknown)
{
    /// <summary>Bad rows that are named; further ones are only counted.</summary>
    public const int MostNamed = 500;

    private readonly List<BadRow> bad = [];

    public IReadOnlyList<string> Unknown => unknown;

    public int Rows { get; private set; }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Same { get; private set; }

    public int BadCount { get; private set; }

    public IReadOnlyList<BadRow> Bad => bad;

    internal void Add(IReadOnlyList<TriedRow> rows, Register register)
    {
        foreach (var row in rows)
        {
            Rows++;
            switch (row.Result)
            {
                case RowResult.Added:
                    Added++;
                    break;
                case RowResult.Changed:
                    Changed++;
                    break;
                case RowResult.Same:
                    Same++;
                    break;
                default:
                    BadCount++;
                    if (bad.Count < MostNamed)
                    {
                        bad.Add(new BadRow(row.Row, row.Title, [.. row.Refusals.Select(refusal => Say(refusal, register))]));
                    }
                    break;
            }
        }
    }

    private static string Say(Refusal refusal, Register register) =>
        register.Fields.FirstOrDefault(field => field.Key == refusal.Field) is { } field ? $"{field.Label}: {refusal.Message}" : refusal.Message;
}

/// <summary>A row that cannot be saved, and why.</summary>
/// <param name="Row">Its number in the sheet.</param>
public sealed record BadRow(int Row, string? Title, IReadOnlyList<string> Reasons);
