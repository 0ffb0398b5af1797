namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>readings</c>.</summary>
internal static class ReadingReader
{
    public static readonly IReadOnlyDictionary<string, ObligationWeight> Weights = new Dictionary<string, ObligationWeight>(StringComparer.Ordinal)
    {
        ["breach"] = ObligationWeight.Breach,
        ["warning"] = ObligationWeight.Warning,
        ["information"] = ObligationWeight.Information,
    };

    public static IReadOnlyList<Reading> Read(YamlMap map, ProfileScope scope)
    {
        foreach (var (id, value) in map.Values())
        {
            if (!IsKey(id)) map.Report(id, $"“{id}” must be lower-case words joined by hyphens");
            scope.Readings[id] = One(id, value.Map(), scope);
        }
        return [.. scope.Readings.Values];
    }

    public static ObligationWeight Weight(YamlValue value) => Weights.GetValueOrDefault(value.OneOf([.. Weights.Keys]));

    public static bool IsKey(string key) => key.Length > 0 && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static Reading One(string id, YamlMap map, ProfileScope scope)
    {
        var choices = map.Map("choices");
        var read = choices.Values().ToDictionary(
            choice => choice.Key, choice => Choice(id, choice.Key, choice.Value.Map(), scope), StringComparer.Ordinal);
        if (read.Count < 2) choices.Report("a reading needs at least two choices");
        var about = map["about"];
        var reading = new Reading(
            id,
            [.. about.List().Select(scope.Cite)],
            map.Text("question"),
            map.Text("because"),
            map.Optional("oddity")?.Text(),
            map.Text("chosen"),
            read);
        if (about.IsList && reading.About.Count == 0) about.Report("must cite at least one place");
        if (reading.Chosen.Length > 0 && !read.ContainsKey(reading.Chosen)) map["chosen"].Report($"“{reading.Chosen}” is not among the choices {string.Join(", ", read.Keys)}");
        map.Close();
        return reading;
    }

    private static Choice Choice(string reading, string key, YamlMap map, ProfileScope scope)
    {
        if (!IsKey(key)) map.Report($"“{key}” must be lower-case words joined by hyphens");
        var choice = new Choice(key, map.Text("says"), WeightsOf(map, scope), SetsOf(reading, map, scope));
        map.Close();
        return choice;
    }

    private static Dictionary<string, ObligationWeight> WeightsOf(YamlMap map, ProfileScope scope)
    {
        Dictionary<string, ObligationWeight> weights = new(StringComparer.Ordinal);
        if (map.Optional("weights")?.Map() is not { } entries) return weights;
        foreach (var (obligation, value) in entries.Values())
        {
            weights[obligation] = Weight(value);
            scope.Later(() =>
            {
                if (!scope.Obligations.ContainsKey(obligation)) entries.Report(obligation, $"there is no obligation “{obligation}”");
            });
        }
        return weights;
    }

    private static Dictionary<string, ProfileValue> SetsOf(string reading, YamlMap map, ProfileScope scope)
    {
        Dictionary<string, ProfileValue> sets = new(StringComparer.Ordinal);
        if (map.Optional("sets")?.Map() is not { } entries) return sets;
        foreach (var (parameter, value) in entries.Values())
        {
            if (scope.Parameters.Find(parameter) is not { } spec)
            {
                entries.Report(parameter, $"parameter “{parameter}” is not known");
                continue;
            }
            sets[parameter] = ValueReader.ReadOrSilent(value, spec.Spec, scope);
            scope.Later(() =>
            {
                if (scope.Values.TryGetValue(parameter, out var stated) && stated.Reading != reading)
                {
                    entries.Report(parameter, $"parameter “{parameter}” does not follow this reading; give it “reading: {reading}” under “parameters”");
                }
            });
        }
        return sets;
    }
}
