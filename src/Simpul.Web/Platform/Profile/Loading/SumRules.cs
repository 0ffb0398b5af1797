namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>
/// A check whose parameter <c>obligations</c> names other rows is met when they are: the rows must exist and no row may come to count itself.
/// A name that ends in <c>*</c> takes every id that begins so.
/// </summary>
internal static class SumRules
{
    public const string Parameter = "obligations";

    /// <summary>The ids that one name stands for, without the row that asks.</summary>
    public static IEnumerable<string> Expand(string name, string asking, IEnumerable<string> ids) =>
        ids.Where(id => id != asking && (name.EndsWith('*') ? id.StartsWith(name.AsSpan(0, name.Length - 1), StringComparison.Ordinal) : id == name));

    public static void Check(IReadOnlyList<(Obligation Obligation, YamlMap Map)> rows)
    {
        string[] ids = [.. rows.Select(row => row.Obligation.Id)];
        Dictionary<string, HashSet<string>> parts = new(StringComparer.Ordinal);
        foreach (var (obligation, map) in rows)
        {
            if (obligation.Check?.Arguments.GetValueOrDefault(Parameter)?.Value?.List is not { } names) continue;
            var counted = parts[obligation.Id] = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                var before = counted.Count;
                counted.UnionWith(Expand(name, obligation.Id, ids));
                if (counted.Count == before && !Expand(name, obligation.Id, ids).Any()) map.Report("check", $"no other obligation is meant by “{name}”");
            }
        }
        foreach (var (obligation, map) in rows)
        {
            if (parts.ContainsKey(obligation.Id) && Reaches(obligation.Id, parts)) map.Report("check", $"“{obligation.Id}” counts itself, by way of the obligations that it names");
        }
    }

    private static bool Reaches(string id, Dictionary<string, HashSet<string>> parts)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new(parts[id]);
        while (open.TryPop(out var part))
        {
            if (part == id) return true;
            if (!seen.Add(part) || !parts.TryGetValue(part, out var further)) continue;
            foreach (var next in further) open.Push(next);
        }
        return false;
    }
}
