using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>What the sections of one profile know of each other while it is read.</summary>
internal sealed class ProfileScope(ParameterCatalogue parameters, CheckCatalogue checks)
{
    /// <summary>Stands where a citation could not be read; the profile is refused then.</summary>
    private static readonly Citation Unreadable = Citation.Parse("Pasal 1");

    private readonly List<Action> later = [];

    public ParameterCatalogue Parameters => parameters;

    public CheckCatalogue Checks => checks;

    public int Articles { get; set; }

    public DateOnly Enacted { get; set; }

    public IReadOnlyList<Chapter> Chapters { get; set; } = [];

    public Dictionary<string, Office> Offices { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Reading> Readings { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ProfileParameter> Values { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Teams { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Policies { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Procedures { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Obligation> Obligations { get; } = new(StringComparer.Ordinal);

    /// <summary>Every id of the text's rows, whichever section holds it.</summary>
    public HashSet<string> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Asks something once every section is read.</summary>
    public void Later(Action question) => later.Add(question);

    public void Finish()
    {
        foreach (var question in later) question();
    }

    public Citation Cite(YamlMap map) => Cite(map["cite"]);

    public Citation? OptionalCite(YamlMap map) => map.Optional("cite") is { } value ? Cite(value) : null;

    public Citation Cite(YamlValue value)
    {
        var text = value.Text();
        if (text.Length == 0) return Unreadable;
        if (!Citation.TryParse(text, out var citation, out var error))
        {
            value.Report($"“{text}” is no citation: {error}");
            return Unreadable;
        }
        foreach (var place in citation.Places) CheckPlace(value, place.Steps[0]);
        return citation;
    }

    /// <summary>An office key that the profile declares.</summary>
    public string Office(YamlValue value)
    {
        var key = value.Text();
        if (key.Length == 0 || Offices.ContainsKey(key)) return key;
        value.Report(Vocabulary.IsOffice(key) ? $"office “{key}” is not declared under “offices”" : $"“{key}” is no office key");
        return key;
    }

    /// <summary>One office or a list of them, at least one.</summary>
    public IReadOnlyList<string> OfficeList(YamlValue value)
    {
        if (!value.IsList) return [Office(value)];
        IReadOnlyList<string> offices = [.. value.List().Select(Office)];
        if (offices.Count == 0) value.Report("must name at least one office");
        if (offices.Distinct(StringComparer.Ordinal).Count() < offices.Count) value.Report("names an office twice");
        return offices;
    }

    public string? OptionalOffice(YamlMap map, string key) => map.Optional(key) is { IsNull: false } value ? Office(value) : null;

    /// <summary>The id of a reading that the profile declares.</summary>
    public string? OptionalReading(YamlMap map) => map.Optional("reading") is { } value ? Reading(value) : null;

    public string Reading(YamlValue value)
    {
        var id = value.Text();
        if (id.Length > 0 && !Readings.ContainsKey(id)) value.Report($"reading “{id}” is not declared under “readings”");
        return id;
    }

    /// <summary>Everything that a parameter may come to be, whichever readings are chosen.</summary>
    public IEnumerable<ProfileValue> Possible(string parameter)
    {
        if (!Values.TryGetValue(parameter, out var stated)) yield break;
        if (stated.Reading is null || !Readings.TryGetValue(stated.Reading, out var reading))
        {
            if (stated.Value is { } only) yield return only;
            yield break;
        }
        foreach (var choice in reading.Choices.Values)
        {
            if ((choice.Sets.TryGetValue(parameter, out var set) ? set : stated.Value) is { } value) yield return value;
        }
    }

    /// <summary>Whether somebody can act as the office: itself, or the one that answers for it.</summary>
    public bool CanAct(string key) => Offices.TryGetValue(key, out var office) && (Acts(office) || StandIn(office) is { } other && Acts(other));

    private Office? StandIn(Office office) => office.AnsweredBy is { } key ? Offices.GetValueOrDefault(key) : null;

    private static bool Acts(Office office) => office.Kind is not (OfficeKind.External or OfficeKind.Government);

    private void CheckPlace(YamlValue value, CitationStep first)
    {
        switch (first.Kind)
        {
            case ProvisionKind.Article when first.Number > Articles:
                value.Report($"the regulation has {Articles} articles, not {first.Number}");
                break;
            case ProvisionKind.Annex when !Chapters.Any(chapter => chapter.IsAnnex):
                value.Report("the regulation has no annex: no chapter says “annex: true”");
                break;
            case ProvisionKind.Chapter when !Chapters.Any(chapter => first.ToString() == "BAB " + chapter.Number):
                value.Report($"the regulation has no {first}");
                break;
            default:
                break;
        }
    }
}
