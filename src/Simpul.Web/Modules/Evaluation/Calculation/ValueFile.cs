using System.Globalization;
using System.Text.RegularExpressions;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Calculation;

/// <summary>Something wrong in a file of values, at its line; line 0 where it concerns the whole.</summary>
public sealed record ValueFault(int Line, string Message);

/// <summary>
/// A file of values: a line for each indicator, <c>indicator,value</c>, in whatever dialect of CSV a spreadsheet writes. The indicator is its number, a slot of it
/// (<c>35-2</c>) or its id; or every line names an aspect or every line a domain, with the figure that a report prints.
/// </summary>
/// <param name="Parts">Whether the keys are those of aspects or of domains.</param>
public sealed partial record ValueFile(IReadOnlyDictionary<string, decimal> Values, bool Parts, IReadOnlyList<ValueFault> Faults)
{
    /// <summary>Lines at most: no instrument has a tenth of them.</summary>
    public const int MostLines = 5_000;

    private const int MostDecimals = 10;

    private static readonly string[] IndicatorHeadings = ["indicator", "indikator", "no", "nomor", "id", "kode", "number"];
    private static readonly string[] ValueHeadings = ["value", "nilai", "tingkat", "level", "tingkat kematangan", "nilai indikator", "indeks", "index"];

    /// <summary>The result of the values; only where there are no faults.</summary>
    public IndexResult Result(Instrument instrument) => Parts ? IndexCalculation.OfParts(instrument, Values) : IndexCalculation.Of(instrument, Values);

    /// <summary>Reads the file and says everything that is wrong, not only the first.</summary>
    public static ValueFile Read(TextReader text, Instrument instrument)
    {
        var reading = new Reading(instrument);
        for (var line = 1; text.ReadLine() is { } words; line++)
        {
            if (line > MostLines)
            {
                reading.Fault(line, $"a file of values has at most {MostLines} lines");
                break;
            }
            reading.Line(line, line == 1 ? words.TrimStart('\uFEFF') : words);
        }
        return reading.End();
    }

    [GeneratedRegex(@"^(?:i|ind|indikator|indicator)?[\s._-]*0*([1-9][0-9]{0,3})(?:\s*[-./_]\s*0*([1-9][0-9]?))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered { get; }

    [GeneratedRegex(@"^([AD])[\s._-]*0*([1-9][0-9]?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PartNamed { get; }

    private sealed class Reading(Instrument instrument)
    {
        private readonly Dictionary<string, decimal> values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
        private readonly List<ValueFault> faults = [];
        private char? separator;
        private bool started;
        private (int Indicator, int Value) columns = (0, 1);
        private bool headed;

        public void Fault(int line, string message) => faults.Add(new ValueFault(line, message));

        public void Line(int line, string words)
        {
            if (string.IsNullOrWhiteSpace(words) || words.TrimStart().StartsWith('#') || words.Trim(';', ',', '\t', ' ').Length == 0) return;
            if (!started && words.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && words.Length == 5)
            {
                separator = words[4];
                return;
            }
            separator ??= words.Contains(';') ? ';' : words.Contains('\t') ? '\t' : ',';
            if (Fields(words, separator.Value) is not { } fields)
            {
                Fault(line, "a quotation mark is opened and not closed");
                return;
            }
            if (!started)
            {
                started = true;
                if (Header(line, fields)) return;
            }
            if (!headed && fields.Skip(2).Any(field => field.Length > 0))
            {
                Fault(line, separator == ','
                    ? "more than two columns: write a decimal with a point (2.5) or in quotation marks, or begin the file with the headings “indicator,value”"
                    : "more than two columns: begin the file with the headings “indicator” and “value”");
                return;
            }
            if (fields.Count <= Math.Max(columns.Indicator, columns.Value) && fields.Count <= columns.Indicator + 1)
            {
                Fault(line, $"“{Short(words)}” is no pair of indicator and value");
                return;
            }
            Pair(line, fields[columns.Indicator], columns.Value < fields.Count ? fields[columns.Value] : "");
        }

        public ValueFile End()
        {
            if (seen.Count == 0 && faults.Count == 0) Fault(0, "there is no value in it; a line is an indicator and its value, such as “1,3”");
            var parts = seen.Keys.Where(key => char.IsLetter(key[0])).Select(key => key[0]).Distinct().ToList();
            if (parts.Count > 1 || (parts.Count == 1 && seen.Keys.Any(key => char.IsDigit(key[0]))))
            {
                Fault(seen.Where(pair => char.IsLetter(pair.Key[0])).Min(pair => pair.Value), "indicators, aspects and domains are mixed; give values of indicators only, of aspects only or of domains only");
            }
            foreach (var (number, nths) in seen.Keys.Where(key => char.IsDigit(key[0])).Select(ValueKey.Parse).OfType<ValueKey>().GroupBy(key => key.Number, key => key.Nth).Select(group => (group.Key, group.Max())))
            {
                for (var nth = 1; nth < nths; nth++)
                {
                    if (!seen.ContainsKey(new ValueKey(number, nth).ToString())) Fault(seen[new ValueKey(number, nths).ToString()], $"{number}-{nths} is given, but not {new ValueKey(number, nth)}");
                }
            }
            return new ValueFile(values, parts.Count > 0, [.. faults.OrderBy(fault => fault.Line)]);
        }

        private bool Header(int line, List<string> fields)
        {
            var indicator = fields.FindIndex(field => IndicatorHeadings.Contains(field.ToLowerInvariant()));
            var value = fields.FindIndex(field => ValueHeadings.Contains(field.ToLowerInvariant()));
            if (indicator >= 0 && value >= 0)
            {
                (columns, headed) = ((indicator, value), true);
                return true;
            }
            if (fields.Count >= 2 && KeyOf(fields[0]) is null && Number(fields[1]) is null && fields[1].Length > 0)
            {
                Fault(line, "the headings are not understood; write “indicator,value”, or leave them out");
                return true;
            }
            return false;
        }

        private void Pair(int line, string named, string valued)
        {
            if (KeyOf(named) is not { } key)
            {
                Fault(line, $"there is no indicator “{Short(named)}” in {instrument.Id}; its indicators are 1 to {instrument.Indicators.Count()}{Slots()}");
                return;
            }
            if (!seen.TryAdd(key, line))
            {
                var most = ValueKey.Parse(key) is { } slot ? instrument.Indicators.First(one => one.Number == slot.Number).MostValues : 1;
                Fault(line, $"{key} is given twice, first on line {seen[key]}{(most > 1 ? $"; the next services are {string.Join(", ", Enumerable.Range(2, most - 1).Select(nth => $"{ValueKey.Parse(key)!.Number}-{nth}"))}" : "")}");
                return;
            }
            if (valued is "" or "-") return; // Nothing was assessed.
            if (Number(valued) is not { } value)
            {
                Fault(line, $"“{Short(valued)}” is no number");
                return;
            }
            var scale = instrument.Scale;
            if (value < scale.Min || value > scale.Max) Fault(line, $"{valued} is outside the scale of {instrument.Id}, {scale.Min} to {scale.Max}");
            else if (scale.WholeOnly && char.IsDigit(key[0]) && value != decimal.Truncate(value)) Fault(line, $"{valued} is no level: {instrument.Id} has whole levels, {scale.Min} to {scale.Max}");
            else if (decimal.Round(value, MostDecimals) != value) Fault(line, $"{valued} has more than {MostDecimals} decimals");
            else values[key] = value;
        }

        private string? KeyOf(string named)
        {
            if (Numbered.Match(named) is { Success: true } numbered)
            {
                var number = int.Parse(numbered.Groups[1].Value, CultureInfo.InvariantCulture);
                var nth = numbered.Groups[2].Success ? int.Parse(numbered.Groups[2].Value, CultureInfo.InvariantCulture) : 1;
                return instrument.Indicators.FirstOrDefault(one => one.Number == number) is { } indicator && nth <= indicator.MostValues ? new ValueKey(number, nth).ToString() : null;
            }
            if (PartNamed.Match(named) is { Success: true } part)
            {
                var id = $"{part.Groups[1].Value.ToUpperInvariant()}{part.Groups[2].Value}";
                return instrument.Aspects.Any(aspect => aspect.Id == id) || instrument.Domains.Any(domain => domain.Id == id) ? id : null;
            }
            return instrument.Indicators.FirstOrDefault(one => string.Equals(one.Id, named, StringComparison.OrdinalIgnoreCase)) is { } byId ? $"{byId.Number}" : null;
        }

        private string Slots() => instrument.Indicators.FirstOrDefault(one => one.MostValues > 1) is { } several ? $", and {several.Number}-2 to {several.Number}-{several.MostValues}" : "";

        /// <summary>A point is a decimal point; a comma is one where it does not part the columns or stands in quotation marks.</summary>
        private static decimal? Number(string text) =>
            decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

        private static List<string>? Fields(string line, char separator)
        {
            List<string> fields = [];
            var field = new System.Text.StringBuilder();
            var quoted = false;
            for (var at = 0; at < line.Length; at++)
            {
                var letter = line[at];
                if (quoted && letter == '"' && at + 1 < line.Length && line[at + 1] == '"')
                {
                    field.Append('"');
                    at++;
                }
                else if (letter == '"' && (quoted || string.IsNullOrWhiteSpace(field.ToString()))) quoted = !quoted;
                else if (letter == separator && !quoted)
                {
                    fields.Add(field.ToString().Trim());
                    field.Clear();
                }
                else field.Append(letter);
            }
            fields.Add(field.ToString().Trim());
            return quoted ? null : fields;
        }

        private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
    }
}
