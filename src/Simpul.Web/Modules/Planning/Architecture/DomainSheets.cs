using System.Globalization;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>
/// The items of one domain as a sheet with a column for each thing that the national reference architecture asks of that domain. Coming in it is
/// turned into the register's own sheet, row for row, which has one cell for all of them: so it is tried, refused and saved as any other.
/// </summary>
internal sealed class DomainSheets(ReferenceTree tree, IServiceProvider services)
{
    private const string Domain = "domain";
    private const string Metadata = "metadata";

    private readonly Register register = services.GetRequiredService<RegisterCatalogue>().ByKind(ItemRegister.Kind)!;

    public async Task Write(ArchitectureDomain domain, Stream output, CancellationToken cancel)
    {
        var work = register.Work(services);
        var (fields, asked) = (await Columns(work, cancel), Asked(domain));
        using var workbook = new WorkbookWriter(output, domain.Word());
        using var sheet = workbook.Sheet(domain.Word(), [.. fields.Select(one => one.Column), .. asked.Select(one => one.Column), new SheetColumn(RegisterSheets.IdHeading) { Help = "Diisi oleh Simpul. Biarkan seperti adanya; kosongkan untuk data baru." }]);
        await foreach (var record in work.All(new ListQuery(Filters: new Dictionary<string, string> { [Domain] = domain.ToString() }), cancel))
        {
            sheet.Row([.. fields.Select(one => RegisterSheets.Cell(one.Field, record)), .. asked.Select(one => Given(record.Values[Metadata], one.Attribute.Name)), record.Id.ToString()]);
        }
    }

    /// <summary>Begins to try a sheet of the domain.</summary>
    /// <returns>Where its result is shown.</returns>
    /// <exception cref="UnreadableSheetException">The file is no sheet, or lacks some of the domain's columns; the message says what to do.</exception>
    public async Task<string> Try(ArchitectureDomain domain, string fileName, Stream file, Actor actor, CancellationToken cancel)
    {
        using var turned = new MemoryStream();
        await Turn(domain, file, turned, cancel);
        turned.Position = 0;
        return $"{register.Href}/impor/{await services.GetRequiredService<Imports>().Try(register, fileName, turned, actor, cancel)}";
    }

    private async Task Turn(ArchitectureDomain domain, Stream file, Stream output, CancellationToken cancel)
    {
        var (fields, asked) = (await Columns(register.Work(services), cancel), Asked(domain));
        using var reader = SheetReader.Open(file, [.. fields.Select(one => one.Column.Heading), .. asked.Select(one => one.Column.Heading), RegisterSheets.IdHeading]);
        var missing = asked.Where(one => reader.Missing.Contains(one.Column.Heading)).ToList();
        if (missing.Count > 0 && missing.Count < asked.Count)
        {
            // What is not in the sheet would be taken away from the items that have it.
            throw new UnreadableSheetException($"Lembar ini tidak memuat kolom {string.Join(", ", missing.Select(one => one.Column.Heading))}. Unduh lembar {domain.Word()} untuk mendapat bentuk yang benar.");
        }
        var present = fields.Where(one => !reader.Missing.Contains(one.Column.Heading)).ToList();
        var (whole, ids) = (missing.Count == 0, !reader.Missing.Contains(RegisterSheets.IdHeading));
        using var workbook = new WorkbookWriter(output, register.Title);
        using var sheet = workbook.Sheet(register.Title,
        [
            new SheetColumn(register.Fields.First(field => field.Key == Domain).Label), .. present.Select(one => one.Column with { Kind = one.Column.Kind == CellKind.Date ? CellKind.Date : CellKind.Text }),
            .. whole ? [new SheetColumn(register.Fields.First(field => field.Key == Metadata).Label)] : Array.Empty<SheetColumn>(), .. ids ? [new SheetColumn(RegisterSheets.IdHeading)] : Array.Empty<SheetColumn>(),
        ]);
        var (at, blank) = (1, new object?[1 + present.Count + (whole ? 1 : 0) + (ids ? 1 : 0)]);
        foreach (var row in reader.Rows())
        {
            // A row keeps its number, by which it is named when something is wrong with it.
            for (; at + 1 < row.RowNumber; at++)
            {
                sheet.Row(blank);
            }
            at++;
            sheet.Row(
            [
                domain.Word(), .. present.Select(one => Read(row, one.Column)),
                .. whole ? [string.Join('\n', asked.Select(one => (one.Attribute.Name, Value: row.Text(one.Column.Heading)?.ReplaceLineEndings(" ").Trim())).Where(one => one.Value is { Length: > 0 }).Select(one => $"{one.Name}: {one.Value}"))] : Array.Empty<object?>(),
                .. ids ? [row.Text(RegisterSheets.IdHeading)] : Array.Empty<object?>(),
            ]);
        }
    }

    /// <summary>What the lines say of an attribute.</summary>
    private static string? Given(IReadOnlyList<string> lines, string name) => lines.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..];

    private static object? Read(SheetRow row, SheetColumn column) =>
        column.Kind == CellKind.Date && row.Date(column.Heading) is { } day ? day : row.Text(column.Heading);

    private async Task<List<(Field Field, SheetColumn Column)>> Columns(IRegisterWork work, CancellationToken cancel)
    {
        var columns = new List<(Field, SheetColumn)>();
        foreach (var field in register.Fields.Where(field => field.Key is not (Domain or Metadata)))
        {
            columns.Add((field, field.Column(field.Kind == FieldKind.Choice ? await work.ChoicesOf(field, cancel) : [])));
        }
        return columns;
    }

    /// <summary>A heading that the register has already is told apart.</summary>
    private List<(MetadataAttribute Attribute, SheetColumn Column)> Asked(ArchitectureDomain domain)
    {
        var taken = register.Fields.Select(field => field.Label).Append(RegisterSheets.IdHeading).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. tree.Attributes(domain).Select(attribute => (attribute, new SheetColumn(taken.Contains(attribute.Name) ? $"{attribute.Name} (metadata)" : attribute.Name)
            {
                Help = attribute.Values.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"Yang lazim: {string.Join(", ", attribute.Values)}.") : null,
            })),
        ];
    }
}
