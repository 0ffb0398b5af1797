namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>procedures</c> and checks that each can be walked from its first step to an end by offices that somebody holds.</summary>
internal static class ProcedureReader
{
    private const int MostWorkingDays = 1000;

    public static IReadOnlyList<Procedure> Read(YamlMap map, ProfileScope scope)
    {
        List<Procedure> procedures = [];
        foreach (var (key, value) in map.Values())
        {
            if (!ReadingReader.IsKey(key)) map.Report(key, $"“{key}” must be lower-case words joined by hyphens");
            scope.Procedures.Add(key);
            procedures.Add(One(key, value.Map(), scope));
        }
        foreach (var key in Vocabulary.IndispensableProcedures.Order(StringComparer.Ordinal))
        {
            if (!map.Has(key)) map.Report($"procedure “{key}” is missing");
        }
        return procedures;
    }

    private static Procedure One(string key, YamlMap map, ProfileScope scope)
    {
        var documents = map.Optional("documents")?.Map().Values().ToDictionary(
            entry => entry.Key, entry => Document(entry.Key, entry.Value.Map(), scope), StringComparer.Ordinal) ?? [];
        var steps = map["steps"];
        var maps = steps.Maps();
        var procedure = new Procedure(
            key,
            map.Text("title"),
            scope.OptionalCite(map),
            scope.OptionalReading(map),
            [.. maps.Select(step => Step(step, documents, scope))],
            documents);
        if (procedure is { Cite: null, Reading: null } && !Vocabulary.IndispensableProcedures.Contains(key)) map.Report("“cite” or “reading” is missing");
        if (steps.IsList && maps.Count == 0) steps.Report("a procedure needs at least one step");
        map.Close();
        ProcedureRules.Check(procedure, maps);
        return procedure;
    }

    private static RequiredDocument Document(string key, YamlMap map, ProfileScope scope)
    {
        if (!ReadingReader.IsKey(key)) map.Report($"“{key}” must be lower-case words joined by hyphens");
        var document = new RequiredDocument(key, map.Text("title"), scope.OptionalCite(map));
        map.Close();
        return document;
    }

    private static Step Step(YamlMap map, Dictionary<string, RequiredDocument> documents, ProfileScope scope)
    {
        var by = map["by"];
        var step = new Step(
            map.Id("id"),
            map.Text("title"),
            Actor(by, scope),
            map.Text("asks"),
            map.Optional("within") is { } within ? IdentityReader.Between(within, 1, MostWorkingDays) : null,
            [.. (map.Optional("needs")?.List() ?? []).Select(need => Needed(need, documents))],
            [.. (map.Optional("records")?.List() ?? []).Select(record => record.Id())],
            scope.OptionalCite(map),
            [.. map.Map("outcomes").Values().Select(entry => Outcome(entry.Key, entry.Value.Map()))],
            scope.OptionalOffice(map, "escalates-to"));
        map.Close();
        return step;
    }

    private static string Actor(YamlValue by, ProfileScope scope)
    {
        if (by.IsText && by.Text() == Vocabulary.Applicant) return Vocabulary.Applicant;
        var office = scope.Office(by);
        if (scope.Offices.ContainsKey(office) && !scope.CanAct(office)) by.Report($"nobody can take this step: “{office}” needs “answered-by” under “offices”");
        return office;
    }

    private static string Needed(YamlValue need, Dictionary<string, RequiredDocument> documents)
    {
        var key = need.Text();
        if (key.Length > 0 && !documents.ContainsKey(key)) need.Report($"document “{key}” is not declared under “documents” of this procedure");
        return key;
    }

    private static Outcome Outcome(string key, YamlMap map)
    {
        if (!ReadingReader.IsKey(key)) map.Report($"“{key}” must be lower-case words joined by hyphens");
        var outcome = new Outcome(key, map.Text("label"), map.Text("to"), map.Optional("reason")?.Bool() ?? false);
        map.Close();
        return outcome;
    }
}
