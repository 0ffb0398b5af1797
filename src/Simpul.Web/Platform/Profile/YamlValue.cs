using System.Globalization;
using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile;

internal sealed record YamlEntry(int Line, int Column, YamlValue Value);

/// <summary>
/// One value of a YAML file. Each accessor reports at the value's place what does not fit and answers with an empty value, so that reading
/// goes on and all errors come out together; a value that is absent was reported once and stays silent from then on.
/// </summary>
public sealed partial class YamlValue
{
    private readonly YamlErrors? errors;
    private readonly string? text;
    private readonly bool plain;
    private readonly List<YamlValue>? items;
    private readonly YamlMap? map;

    internal static YamlValue Absent { get; } = new(null, 0, 0, text: null, plain: true);

    internal YamlValue(YamlErrors? errors, int line, int column, string? text, bool plain)
    {
        (this.errors, Line, Column) = (errors, line, column);
        (this.text, this.plain) = (text, plain);
    }

    internal YamlValue(YamlErrors errors, int line, int column, List<YamlValue> items)
    {
        (this.errors, Line, Column) = (errors, line, column);
        this.items = items;
    }

    internal YamlValue(YamlErrors errors, int line, int column, Dictionary<string, YamlEntry> entries)
    {
        (this.errors, Line, Column) = (errors, line, column);
        map = new YamlMap(this, entries);
    }

    public int Line { get; }

    public int Column { get; }

    public bool IsMap => map is not null;

    public bool IsList => items is not null;

    public bool IsText => text is not null;

    /// <summary>Nothing was written, or <c>null</c>: the same as leaving the key out, for a reader that allows it.</summary>
    public bool IsNull => plain && text is "" or "~" or "null";

    /// <summary>Any scalar but an empty one, as it is written: <c>01.10</c> stays so.</summary>
    public string Text()
    {
        if (text is null) return Wrong<string>("must be text") ?? "";
        if (text.Length == 0 || (plain && text is "~" or "null")) Report("must not be empty");
        return text;
    }

    /// <summary>Lower-case words joined by hyphens: <c>ict-agency</c>, <c>spbe-2020</c>.</summary>
    public string Id()
    {
        var id = Text();
        if (id.Length > 0 && !IdPattern().IsMatch(id)) Report($"“{id}” must be lower-case words joined by hyphens");
        return id;
    }

    public string OneOf(params string[] allowed)
    {
        var word = Text();
        if (word.Length > 0 && !allowed.Contains(word, StringComparer.Ordinal)) Report($"“{word}” must be one of {string.Join(", ", allowed)}");
        return word;
    }

    /// <summary>An exact decimal with a point; no exponent, no thousands, no more than 15 digits before the point, so that sums cannot overflow.</summary>
    public decimal Number() =>
        plain && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1_000_000_000_000_000m
            ? number
            : Wrong<decimal>("must be a number");

    public int Whole() =>
        plain && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : Wrong<int>("must be a whole number");

    public DateOnly Date() =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Wrong<DateOnly>("must be a date such as 2026-11-22");

    /// <summary><c>true</c> or <c>false</c>; not <c>yes</c>, <c>no</c>, <c>on</c> or <c>off</c>.</summary>
    public bool Bool() => text switch { "true" => true, "false" => false, _ => Wrong<bool>("must be true or false") };

    public YamlMap Map() => map ?? Wrong<YamlMap>("must be a block of “key: value”") ?? YamlMap.Absent;

    public IReadOnlyList<YamlValue> List() => items ?? Wrong<List<YamlValue>>("must be a list") ?? [];

    public IReadOnlyList<YamlMap> Maps() => [.. List().Select(item => item.Map())];

    public IReadOnlyList<string> Texts() => [.. List().Select(item => item.Text())];

    /// <summary>Reports something about this value that its reader found out.</summary>
    public void Report(string message) => errors?.Add(Line, Column, message);

    internal void ReportAt(int line, int column, string message) => errors?.Add(line, column, message);

    private T? Wrong<T>(string message)
    {
        Report(message);
        return default;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}

/// <summary>
/// A block of <c>key: value</c>. Reading a key marks it as known; <see cref="Close"/> then reports every key that nobody read.
/// </summary>
public sealed class YamlMap
{
    private readonly YamlValue self;
    private readonly Dictionary<string, YamlEntry> entries;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    internal static YamlMap Absent { get; } = new(YamlValue.Absent, []);

    internal YamlMap(YamlValue self, Dictionary<string, YamlEntry> entries) => (this.self, this.entries) = (self, entries);

    public int Line => self.Line;

    public int Column => self.Column;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<string> Keys => entries.Keys;

    /// <summary>The keys that a reader has asked for, there or not: what a schema of the same format must allow.</summary>
    internal IReadOnlyCollection<string> Asked => known;

    public bool Has(string key) => entries.ContainsKey(key);

    /// <summary>A required value: reported where it is missing, and absent from then on.</summary>
    public YamlValue this[string key]
    {
        get
        {
            if (Optional(key) is { } value) return value;
            self.Report($"“{key}” is missing");
            return YamlValue.Absent;
        }
    }

    /// <summary>An optional value: <c>map.Optional("until")?.Date()</c>.</summary>
    public YamlValue? Optional(string key)
    {
        // The shared absent map is never written to: readers of several files may hold it at once.
        if (ReferenceEquals(this, Absent)) return null;
        known.Add(key);
        return entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    public string Text(string key) => this[key].Text();

    public string Id(string key) => this[key].Id();

    public decimal Number(string key) => this[key].Number();

    public int Whole(string key) => this[key].Whole();

    public DateOnly Date(string key) => this[key].Date();

    public bool Bool(string key) => this[key].Bool();

    public YamlMap Map(string key) => this[key].Map();

    public IReadOnlyList<YamlValue> List(string key) => this[key].List();

    public IReadOnlyList<YamlMap> Maps(string key) => this[key].Maps();

    public IReadOnlyList<string> Texts(string key) => this[key].Texts();

    /// <summary>Reads this block and reports each key that the reader did not ask for.</summary>
    public T Read<T>(Func<YamlMap, T> read)
    {
        var result = read(this);
        Close();
        return result;
    }

    /// <summary>A required block, read whole.</summary>
    public T Read<T>(string key, Func<YamlMap, T> read) => Map(key).Read(read);

    /// <summary>A required list of blocks, each read whole.</summary>
    public IReadOnlyList<T> Each<T>(string key, Func<YamlMap, T> read) => [.. Maps(key).Select(map => map.Read(read))];

    /// <summary>An optional list of blocks, each read whole; empty where it is absent.</summary>
    public IReadOnlyList<T> EachOptional<T>(string key, Func<YamlMap, T> read) => Has(key) ? Each(key, read) : [];

    /// <summary>An optional list of texts; empty where it is absent.</summary>
    public IReadOnlyList<string> OptionalTexts(string key) => Optional(key)?.Texts() ?? [];

    /// <summary>All values by key, in the order of the file, for a block whose keys are data; marks them all as known.</summary>
    public IReadOnlyList<KeyValuePair<string, YamlValue>> Values()
    {
        if (!ReferenceEquals(this, Absent)) known.UnionWith(entries.Keys);
        return [.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Value))];
    }

    public void Report(string message) => self.Report(message);

    /// <summary>Reports at the key itself, or at the block where the key is missing.</summary>
    public void Report(string key, string message)
    {
        if (entries.TryGetValue(key, out var entry)) self.ReportAt(entry.Line, entry.Column, message);
        else self.Report(message);
    }

    /// <summary>Reports each key that was not read: a mistyped key must not pass for an absent one.</summary>
    public void Close()
    {
        foreach (var (key, entry) in entries)
        {
            if (!known.Contains(key)) self.ReportAt(entry.Line, entry.Column, $"“{key}” is not known here");
        }
    }
}
