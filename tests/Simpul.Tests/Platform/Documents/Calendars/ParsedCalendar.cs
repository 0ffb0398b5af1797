using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Tests.Platform.Documents.Calendars;

internal sealed record ParsedComponent(string Name)
{
    public List<(string Name, string Parameters, string Value)> Properties { get; } = [];

    public List<ParsedComponent> Components { get; } = [];

    public string? this[string name] => Properties.SingleOrDefault(property => property.Name == name).Value;
}

/// <summary>RFC 5545 read strictly: line lengths in octets, folding, the shape of every line, nesting, escapes, what a component must and may hold.</summary>
internal static partial class ParsedCalendar
{
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["VCALENDAR"] = ["VERSION", "PRODID"], ["VEVENT"] = ["UID", "DTSTAMP", "DTSTART"], ["VTODO"] = ["UID", "DTSTAMP"], ["VALARM"] = ["ACTION", "TRIGGER", "DESCRIPTION"],
    };

    public static ParsedComponent Parse(string text)
    {
        if (!text.EndsWith("\r\n", StringComparison.Ordinal)) throw new FormatException("The last line does not end.");
        if (text.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().IndexOfAny('\r', '\n') >= 0) throw new FormatException("A bare line break.");
        foreach (var line in text.Split("\r\n"))
            if (Encoding.UTF8.GetByteCount(line) > 75) throw new FormatException($"Over 75 octets: {line}");
        var open = new Stack<ParsedComponent>();
        ParsedComponent? root = null;
        foreach (var line in text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n"))
        {
            var match = ContentLine().Match(line);
            if (!match.Success) throw new FormatException($"No content line: {line}");
            var (name, parameters, value) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
            if (name == "BEGIN")
            {
                var component = new ParsedComponent(value);
                if (open.TryPeek(out var parent)) parent.Components.Add(component);
                else if (root is null) root = component;
                else throw new FormatException("Two roots.");
                open.Push(component);
            }
            else if (name == "END")
            {
                var component = open.Pop();
                if (component.Name != value) throw new FormatException($"{value} ends {component.Name}.");
                foreach (var needed in Required[component.Name])
                    if (component[needed] is null) throw new FormatException($"{component.Name} without {needed}.");
            }
            else open.Peek().Properties.Add((name, parameters, name is "SUMMARY" or "DESCRIPTION" or "NAME" or "X-WR-CALNAME" or "UID" ? Unescape(value) : value));
        }
        return open.Count == 0 ? root! : throw new FormatException("Something does not end.");
    }

    public static string[] List(string value) => [.. Regex.Split(value, @"(?<!\\),").Select(Unescape)];

    private static string Unescape(string value)
    {
        if (UnescapedMark().IsMatch(value)) throw new FormatException($"Not escaped: {value}");
        return Regex.Replace(value, @"\\(.)", match => match.Groups[1].Value switch
        {
            "n" or "N" => "\n",
            "\\" or ";" or "," => match.Groups[1].Value,
            _ => throw new FormatException($"Unknown escape in {value}"),
        });
    }

    [GeneratedRegex(@"^([A-Z-]+)((?:;[A-Z-]+=[^;:,""]+)*):([^\x00-\x08\x0A-\x1F\x7F]*)$")]
    private static partial Regex ContentLine();

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*[;,]")]
    private static partial Regex UnescapedMark();
}
