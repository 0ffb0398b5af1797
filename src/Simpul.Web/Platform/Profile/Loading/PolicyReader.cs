namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>policies</c>.</summary>
internal static class PolicyReader
{
    /// <summary>What a policy's review follows when a reading decides it.</summary>
    private const string ReviewParameter = "policy.review";

    private static readonly ValueSpec ReviewSpec = new(ValueType.Period, []);

    private static readonly Dictionary<string, PolicyKind> Kinds = new(StringComparer.Ordinal)
    {
        ["policy"] = PolicyKind.Policy,
        ["guideline"] = PolicyKind.Guideline,
        ["standard"] = PolicyKind.Standard,
        ["sop"] = PolicyKind.Sop,
    };

    public static IReadOnlyList<Policy> Read(YamlMap map, ProfileScope scope)
    {
        List<Policy> policies = [];
        foreach (var (key, value) in map.Values())
        {
            if (!ReadingReader.IsKey(key)) map.Report(key, $"“{key}” must be lower-case words joined by hyphens");
            scope.Policies.Add(key);
            policies.Add(One(key, value.Map(), scope));
        }
        return policies;
    }

    private static Policy One(string key, YamlMap map, ProfileScope scope)
    {
        var policy = new Policy(
            key,
            map.Text("title"),
            Kinds.GetValueOrDefault(map["kind"].OneOf([.. Kinds.Keys])),
            scope.Office(map["author"]),
            scope.Office(map["enactor"]),
            scope.Cite(map),
            Review(map["review"], scope));
        map.Close();
        return policy;
    }

    private static PolicyReview? Review(YamlValue value, ProfileScope scope)
    {
        if (value.IsMap && value.Map().Has("reading"))
        {
            var map = value.Map();
            var reading = scope.Reading(map["reading"]);
            map.Close();
            if (scope.Values.TryGetValue(ReviewParameter, out var parameter) && parameter.Reading != reading)
            {
                value.Report($"parameter “{ReviewParameter}” does not follow reading “{reading}”");
            }
            return new PolicyReview(null, ReviewParameter);
        }
        if (value.IsMap) return new PolicyReview(null, ValueReader.ReadLiteralOrParameter(value, ReviewSpec, scope).Parameter ?? ReviewParameter);
        return ValueReader.ReadOrSilent(value, ReviewSpec, scope).Period is { } every ? new PolicyReview(every, null) : null;
    }
}
