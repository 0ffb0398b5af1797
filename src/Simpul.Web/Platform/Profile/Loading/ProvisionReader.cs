namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>provisions</c> and <c>glossary</c>.</summary>
internal static class ProvisionReader
{
    private static readonly Dictionary<string, ProfileProvisionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["permission"] = ProfileProvisionKind.Permission,
        ["definition"] = ProfileProvisionKind.Definition,
    };

    public static IReadOnlyList<ProfileProvision> Read(YamlValue value, ProfileScope scope) => [.. value.Maps().Select(map => One(map, scope))];

    public static IReadOnlyList<GlossaryTerm> Glossary(YamlValue value, ProfileScope scope) => [.. value.Maps().Select(map => Term(map, scope))];

    private static ProfileProvision One(YamlMap map, ProfileScope scope)
    {
        var provision = new ProfileProvision(
            ObligationReader.RowId(map, scope),
            scope.Cite(map),
            Kinds.GetValueOrDefault(map["kind"].OneOf([.. Kinds.Keys])),
            map.Optional("actor") is { } actor ? scope.OfficeList(actor) : [],
            map.Text("text"),
            [.. (map.Optional("changes")?.List() ?? []).Select(change => Change(change, scope))]);
        map.Close();
        return provision;
    }

    private static string Change(YamlValue value, ProfileScope scope)
    {
        var key = value.Text();
        if (key.Length > 0 && scope.Parameters.Find(key) is null && !scope.Procedures.Contains(key))
        {
            value.Report($"“{key}” is no parameter and no procedure of this profile");
        }
        return key;
    }

    private static GlossaryTerm Term(YamlMap map, ProfileScope scope)
    {
        var term = new GlossaryTerm(ObligationReader.RowId(map, scope), map.Text("term"), map.Text("meaning"), scope.Cite(map));
        map.Close();
        return term;
    }
}
