namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>parameters</c>: every key of the catalogue, none besides.</summary>
internal static class ParameterReader
{
    public static IReadOnlyList<ProfileParameter> Read(YamlMap map, ProfileScope scope)
    {
        foreach (var (key, value) in map.Values())
        {
            if (scope.Parameters.Find(key) is not { } spec) map.Report(key, $"parameter “{key}” is not known");
            else scope.Values[key] = One(spec, value, scope);
        }
        foreach (var spec in scope.Parameters.All)
        {
            if (!map.Has(spec.Key)) map.Report($"parameter “{spec.Key}” is missing; where the text is silent, write silent");
        }
        return [.. scope.Values.Values];
    }

    private static ProfileParameter One(ParameterSpec spec, YamlValue value, ProfileScope scope)
    {
        if (!value.IsMap)
        {
            if (!value.IsText || value.Text() != ValueReader.SilentWord) value.Report("must be silent, {value: ..., cite: ...} or {reading: ...}");
            return new ProfileParameter(spec.Key, ProfileValue.Silent, null, null);
        }
        var map = value.Map();
        var reading = map.Optional("reading");
        var stated = map.Optional("value");
        var parameter = new ProfileParameter(
            spec.Key,
            stated is null ? null : ValueReader.ReadOrSilent(stated, spec.Spec, scope),
            stated is not null && reading is null ? scope.Cite(map) : scope.OptionalCite(map),
            reading is null ? null : scope.Reading(reading));
        if (stated is null && reading is null) map.Report("“value” or “reading” is missing");
        if (stated is null && parameter.Reading is { } id && scope.Readings.TryGetValue(id, out var source))
        {
            foreach (var choice in source.Choices.Values.Where(choice => !choice.Sets.ContainsKey(spec.Key)))
            {
                reading!.Report($"choice “{choice.Key}” of reading “{id}” does not set “{spec.Key}”");
            }
        }
        map.Close();
        return parameter;
    }
}
