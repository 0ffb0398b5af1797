namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>The shape of a procedure: steps named once, outcomes that lead somewhere, every step on a way from the first to an end.</summary>
internal static class ProcedureRules
{
    public static void Check(Procedure procedure, IReadOnlyList<YamlMap> maps)
    {
        Dictionary<string, Step> steps = new(StringComparer.Ordinal);
        for (var at = 0; at < maps.Count; at++)
        {
            var step = procedure.Steps[at];
            if (Vocabulary.Ends.Contains(step.Id)) maps[at].Report("id", $"“{step.Id}” is an end and cannot name a step");
            else if (step.Id.Length > 0 && !steps.TryAdd(step.Id, step)) maps[at].Report("id", $"step “{step.Id}” is given twice");
        }
        for (var at = 0; at < maps.Count; at++) CheckOutcomes(procedure.Steps[at], maps[at], steps);
        if (maps.Count == 0) return;

        var reached = Spread([procedure.First.Id], id => steps.TryGetValue(id, out var step) ? step.Outcomes.Select(outcome => outcome.To) : []);
        var ending = Spread(Vocabulary.Ends, id => steps.Values.Where(step => step.Outcomes.Any(outcome => outcome.To == id)).Select(step => step.Id));
        for (var at = 0; at < maps.Count; at++)
        {
            var id = procedure.Steps[at].Id;
            if (!reached.Contains(id)) maps[at].Report($"no outcome leads to step “{id}”");
            if (procedure.Steps[at].Outcomes.Count > 0 && !ending.Contains(id)) maps[at].Report($"no way leads from step “{id}” to an end");
        }
    }

    private static void CheckOutcomes(Step step, YamlMap map, Dictionary<string, Step> steps)
    {
        if (map.Has("outcomes") && step.Outcomes.Count == 0) map.Report("outcomes", "a step needs at least one outcome");
        if (!map.Has("outcomes") || !map["outcomes"].IsMap) return;
        foreach (var (key, value) in map.Map("outcomes").Values().Where(entry => entry.Value.IsMap))
        {
            var to = step.Outcomes.First(outcome => outcome.Key == key).To;
            if (to.Length == 0 || Vocabulary.Ends.Contains(to) || steps.ContainsKey(to)) continue;
            value.Map().Report("to", $"“{to}” is no step of this procedure and no end ({string.Join(", ", Vocabulary.Ends.Order(StringComparer.Ordinal))})");
        }
    }

    private static HashSet<string> Spread(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
    {
        HashSet<string> seen = new(from, StringComparer.Ordinal);
        Queue<string> open = new(seen);
        while (open.TryDequeue(out var id))
        {
            foreach (var other in next(id).Where(seen.Add)) open.Enqueue(other);
        }
        return seen;
    }
}
