using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile.National;

internal sealed class ApiRulesReader(NationalFile file)
{
    private readonly Dictionary<string, IReadOnlyList<string>> aliases = new(StringComparer.Ordinal);

    public static ApiRules? Read(string path, YamlErrors errors) => NationalFile.Read(path, errors, "", file => new ApiRulesReader(file).Rules());

    private ApiRules Rules()
    {
        List<(string Id, YamlMap Map)> named = [];
        _ = file.List(file.Map, "aliases", map =>
        {
            named.Add((map.Id("id"), map));
            foreach (var path in map.List("paths")) Path(path);
            aliases[map.Id("id")] = map.Texts("paths");
            return true;
        });
        NationalFile.Unique(named, "id");
        List<(string Id, YamlMap Map)> ids = [];
        var rules = file.List(file.Map, "rules", map =>
        {
            ids.Add((map.Id("id"), map));
            foreach (var standard in map.List("standards")) standard.OneOf("interoperability", "security", "intranet-access", "api-documentation");
            return new ApiRule(
                map.Id("id"), map["severity"].OneOf(ApiRule.Error, ApiRule.Warning, ApiRule.Hint), map.Texts("standards"), Given(map["given"]), map.Optional("field")?.Text(),
                map.EachOptional("when", one => new ApiRuleCondition(one.Text("member"), Expression(one["match"]) ?? "")),
                map.Read("check", Check), map.Text("title"), map.Text("message"), map.Text("cite"));
        });
        NationalFile.Unique(ids, "id");
        return new ApiRules(file.Id, file.Title, file.Regulation, file.Sources, file.InForce, rules);
    }

    private static ApiRuleCheck Check(YamlMap map)
    {
        var function = map["function"].OneOf(ApiRuleCheck.Functions);
        var (match, not) = (Expression(map.Optional("match")), Expression(map.Optional("not")));
        if (function is "key" or "paged" && match is null) map.Report($"{function} needs “match”");
        if (function == "pattern" && match is null && not is null) map.Report("pattern needs “match” or “not”");
        var type = map.Optional("type")?.OneOf("camel", "pascal", "kebab", "snake");
        if (function == "casing" && type is null) map.Report("casing needs “type”");
        var (min, max) = (map.Optional("min")?.Whole(), map.Optional("max")?.Whole());
        if (function == "length" && min is null && max is null) map.Report("length needs “min” or “max”");
        var values = map.OptionalTexts("values");
        if (function == "enumeration" && values.Count == 0) map.Report("enumeration needs “values”");
        return new ApiRuleCheck(function, match, not, type, min, max, values);
    }

    private IReadOnlyList<string> Given(YamlValue value)
    {
        var given = value.Text();
        if (!given.StartsWith('#'))
        {
            if (given.Length > 0) Path(value);
            return [given];
        }
        var end = given.AsSpan(1).IndexOfAny('.', '[');
        var (name, rest) = end < 0 ? (given[1..], "") : (given[1..(end + 1)], given[(end + 1)..]);
        if (!aliases.TryGetValue(name, out var paths))
        {
            value.Report($"there is no alias “{name}”");
            return [];
        }
        if (ApiPath.Parse("$" + rest) is null) value.Report($"“{given}” is not a path");
        return [.. paths.Select(path => path + rest)];
    }

    private static void Path(YamlValue value)
    {
        if (ApiPath.Parse(value.Text()) is null) value.Report($"“{value.Text()}” is not a path");
    }

    // The expressions are tried on documents of strangers: in linear time, or not at all.
    private static string? Expression(YamlValue? value)
    {
        if (value is null) return null;
        var text = value.Text();
        try
        {
            _ = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            value.Report($"“{text}” is not an expression that can be tried in linear time");
        }
        return text;
    }
}
