namespace Simpul.Web.Platform.Profile.National;

/// <summary>Where a fact comes from. Kind: <c>primary</c> (the regulation's own text), <c>secondary</c>, <c>memory</c> or <c>derived</c> (ours).</summary>
public sealed record Source(string Id, string Kind, string Title, string? Where);

/// <summary>The sources that a block of facts rests on, by id, and what its reader should know.</summary>
public sealed record Provenance(IReadOnlyList<string> Sources, string? Note);

/// <summary>From the first day in force to the first day no longer in force; a missing day is unknown or open.</summary>
public sealed record InForce(DateOnly? From, DateOnly? Until, string? Replaces, string? ReplacedBy, Provenance Provenance)
{
    public bool On(DateOnly day) => (From is not { } from || from <= day) && (Until is not { } until || day < until);
}

/// <summary>What every national file begins with, and the reading that they share.</summary>
internal sealed class NationalFile
{
    private readonly HashSet<string> sources = new(StringComparer.Ordinal);

    public NationalFile(YamlMap map, string name)
    {
        Map = map;
        Id = map.Id("id");
        if (Id.Length > 0 && name.Length > 0 && Id != name) map["id"].Report($"“{Id}” must equal the file's name, {name}");
        Title = map.Text("title");
        Regulation = map.Text("regulation");
        Sources = map.Each("sources", ReadSource);
        InForce = map.Read("in-force", ReadInForce);
    }

    public YamlMap Map { get; }

    public string Id { get; }

    public string Title { get; }

    public string Regulation { get; }

    public IReadOnlyList<Source> Sources { get; }

    public InForce InForce { get; }

    /// <summary>A file's map read whole, or null where the file holds none.</summary>
    public static T? Read<T>(string path, YamlErrors errors, string name, Func<NationalFile, T> read)
        where T : class =>
        YamlReader.ReadFile(path, errors) is { } map ? map.Read(root => read(new NationalFile(root, name))) : null;

    /// <summary>The keys <c>source</c> and <c>note</c> of a block.</summary>
    public Provenance Provenance(YamlMap map) => new(Cited(map["source"]), map.Optional("note")?.Text());

    public IReadOnlyList<string> Cited(YamlValue value)
    {
        var ids = value.Texts();
        foreach (var item in value.List())
        {
            if (item.IsText && !sources.Contains(item.Text())) item.Report($"source “{item.Text()}” is not listed under “sources”");
        }
        return ids;
    }

    /// <summary>A required block with its provenance, read whole.</summary>
    public T Block<T>(YamlMap map, string key, Func<YamlMap, T> read) => map.Read(key, block =>
    {
        Provenance(block);
        return read(block);
    });

    /// <summary>The <c>list</c> of a required block.</summary>
    public IReadOnlyList<T> List<T>(YamlMap map, string key, Func<YamlMap, T> read) => Block(map, key, block => block.Each("list", read));

    /// <summary>The <c>list</c> of an optional block; empty where it is absent.</summary>
    public IReadOnlyList<T> OptionalList<T>(YamlMap map, string key, Func<YamlMap, T> read) => map.Has(key) ? List(map, key, read) : [];

    /// <summary>Reports each entry whose key occurred before.</summary>
    public static void Unique<T>(IEnumerable<(T Key, YamlMap Map)> entries, string field)
        where T : notnull
    {
        HashSet<T> seen = [];
        foreach (var (key, map) in entries)
        {
            if (!seen.Add(key)) map.Report(field, $"{field} “{key}” is given twice");
        }
    }

    private Source ReadSource(YamlMap map)
    {
        var id = map.Id("id");
        if (!sources.Add(id)) map.Report("id", $"id “{id}” is given twice");
        return new Source(id, map["kind"].OneOf("primary", "secondary", "memory", "derived"), map.Text("title"), map.Optional("where")?.Text());
    }

    private InForce ReadInForce(YamlMap map)
    {
        var (from, until) = (map.Optional("from")?.Date(), map.Optional("until")?.Date());
        if (from >= until) map.Report("until", "“until” must be after “from”");
        return new InForce(from, until, map.Optional("replaces")?.Id(), map.Optional("replaced-by")?.Id(), Provenance(map));
    }
}
