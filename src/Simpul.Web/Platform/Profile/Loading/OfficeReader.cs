namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>offices</c>.</summary>
internal static class OfficeReader
{
    private static readonly Dictionary<string, OfficeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["person"] = OfficeKind.Person,
        ["agency"] = OfficeKind.Agency,
        ["unit"] = OfficeKind.Unit,
        ["every-agency"] = OfficeKind.EveryAgency,
        ["body"] = OfficeKind.Body,
        ["government"] = OfficeKind.Government,
        ["external"] = OfficeKind.External,
    };

    public static IReadOnlyList<Office> Read(YamlMap map, ProfileScope scope)
    {
        foreach (var (key, value) in map.Values())
        {
            if (!Vocabulary.IsOffice(key)) map.Report(key, $"“{key}” is no office key");
            scope.Offices[key] = One(key, value.Map(), scope);
        }
        foreach (var key in Vocabulary.IndispensableOffices.Order(StringComparer.Ordinal))
        {
            if (!map.Has(key)) map.Report($"office “{key}” is missing");
        }
        return [.. scope.Offices.Values];
    }

    private static Office One(string key, YamlMap map, ProfileScope scope)
    {
        Kinds.TryGetValue(map["kind"].OneOf([.. Kinds.Keys]), out var kind);
        if (Vocabulary.IsOffice(key) && Vocabulary.ExternalOffices.Contains(key) != (kind is OfficeKind.External))
        {
            map.Report("kind", kind is OfficeKind.External ? $"“{key}” belongs to the local government: it is not external" : $"“{key}” stands outside: its kind is external");
        }
        var answeredBy = map.Optional("answered-by");
        var office = new Office(
            key,
            map.Text("title"),
            map.Optional("short")?.Text(),
            kind,
            scope.OptionalCite(map),
            [.. (map.Optional("phrases")?.Maps() ?? []).Select(phrase => Phrase(phrase, scope))],
            answeredBy is { IsNull: false } ? answeredBy.Text() : null,
            null);
        if (office.AnsweredBy is not null) scope.Later(() => CheckAnswer(answeredBy!, office, scope));
        if (kind is OfficeKind.Government && office.AnsweredBy is null) map.Report("“answered-by” is missing: the government as a whole has no board of its own");
        // Readings are read after the offices, because their choices may name offices.
        var reading = map.Optional("reading");
        if (reading is not null) scope.Later(() => scope.Reading(reading));
        map.Close();
        return office with { Reading = reading?.Text() };
    }

    private static void CheckAnswer(YamlValue value, Office office, ProfileScope scope)
    {
        var other = scope.Office(value);
        if (other != office.Key && scope.Offices.TryGetValue(other, out var answering) && answering.Kind is (OfficeKind.Government or OfficeKind.External))
        {
            value.Report($"“{other}” has no board of its own");
        }
    }

    private static OfficePhrase Phrase(YamlMap map, ProfileScope scope)
    {
        var phrase = new OfficePhrase(map.Text("words"), scope.OptionalCite(map));
        map.Close();
        return phrase;
    }
}
