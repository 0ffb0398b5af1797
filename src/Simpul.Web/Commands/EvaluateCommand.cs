using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Commands;

/// <summary><c>evaluate FILE --instrument ID</c>: an index from a file of values, without an instance.</summary>
public static class EvaluateCommand
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "CSV: indicator,value." };
        var instrument = new Option<string>("--instrument") { Description = "spbe-2018, spbe-2020 or pemdi-2026.", Required = true };
        var json = Options.Json();
        var command = new Command("evaluate", "An index from the values of its indicators.") { file, instrument, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(instrument), parsed.GetValue(json), RegulationsCommand.Folder, Console.Out, Console.Error));
        return command;
    }

    /// <returns>0 when the index was written; 1 where the file has faults, each told as <c>FILE:LINE: message</c>; 2 where there is no such file or instrument.</returns>
    public static int Run(string file, string instrument, bool json, string regulations, TextWriter output, TextWriter error)
    {
        var national = NationalData.Load(Path.Combine(regulations, "national"));
        if (national.Instrument(instrument) is not { } found)
        {
            error.WriteLine($"evaluate: there is no instrument “{instrument}”; there are: {string.Join(", ", national.Instruments.Select(one => one.Id))}");
            return 2;
        }
        ValueFile values;
        try
        {
            using var text = new StreamReader(file, detectEncodingFromByteOrderMarks: true);
            values = ValueFile.Read(text, found);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"evaluate: {unreadable.Message}");
            return 2;
        }
        if (values.Faults.Count > 0)
        {
            foreach (var fault in values.Faults) error.WriteLine(fault.Line > 0 ? $"{file}:{fault.Line}: {fault.Message}" : $"{file}: {fault.Message}");
            return 1;
        }
        var result = values.Result(found);
        if (result.Assumed.Count > 0)
        {
            error.WriteLine($"evaluate: no value for {string.Join(", ", result.Assumed)}; what the instrument says of an indicator without evidence counts ({Number(found.Scale.Default)})");
        }
        output.WriteLine(json ? Json(result).ToJsonString(indented) : Table(result));
        return 0;
    }

    /// <summary>Figures as published; <c>exact</c> as it is.</summary>
    public static JsonObject Json(IndexResult result) => new()
    {
        ["instrument"] = result.Instrument.Id,
        ["index"] = result.Published,
        ["exact"] = result.Index.Exact,
        ["predicate"] = result.Predicate.Name,
        ["domains"] = Parts(result, result.Domains),
        ["aspects"] = Parts(result, result.Aspects),
    };

    private static JsonObject Parts(IndexResult result, IReadOnlyList<PartFigure> parts) =>
        new(parts.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Id, part.Figure.Published(result.Instrument.Calculation))));

    private static string Table(IndexResult result)
    {
        var lines = new List<string> { $"{result.Instrument.IndexName} ({result.Instrument.Id}): {Number(result.Published)}, {result.Predicate.Name} (exact {Number(result.Index.Exact)})" };
        foreach (var part in result.Domains.Concat(result.Aspects))
        {
            lines.Add($"{part.Id,-4} {Number(part.Figure.Published(result.Instrument.Calculation)),6}  {Number(part.Weight),6}%  {part.Name}");
        }
        return string.Join(Environment.NewLine, lines);
    }

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
