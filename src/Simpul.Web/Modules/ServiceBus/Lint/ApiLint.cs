using System.Text.Json;
using System.Text.RegularExpressions;
using Simpul.Bus.Descriptions;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.ServiceBus.Lint;

/// <summary>Holds the description of an interface against the rules of <c>regulations/national/api-rules.yaml</c>.</summary>
public sealed class ApiLint(NationalData national)
{
    /// <summary>Places of one rule that are listed; the others are counted.</summary>
    internal const int MostOfRule = 25;

    private const int MostPlaces = 20_000;
    private static readonly string[] lists = ["data", "items", "results", "result", "rows", "records", "hasil", "daftar", "isi"];
    // Beneath these stand values, not descriptions of them.
    private static readonly HashSet<string> values = ["example", "examples", "default", "enum", "const"];

    /// <exception cref="FormatException">Not JSON, or too long.</exception>
    public LintReport Check(ReadOnlyMemory<byte> json)
    {
        var document = OpenApiDocument.Parse(json);
        List<LintFinding> findings = [];
        List<LintFinding> unusable = [];
        try
        {
            foreach (var operation in ApiDescription.Parse(json).Operations.Where(one => one.Unusable.Count > 0))
            {
                var at = document.Operations().First(one => one.Method == operation.Method && one.Path == operation.Path).Operation.At;
                unusable.AddRange(operation.Unusable.Select(why => new LintFinding(Unusable(why), at, PlaceWords.Of(at))));
            }
        }
        catch (FormatException e)
        {
            findings.Add(new LintFinding(Unreadable(e.Message), document.Root.At, ""));
        }
        findings.AddRange(unusable.Take(MostOfRule));
        var more = Math.Max(0, unusable.Count - MostOfRule);
        foreach (var rule in national.Api.Rules)
        {
            var found = new Run(document, rule).Findings();
            more += Math.Max(0, found.Count - MostOfRule);
            findings.AddRange(found.Take(MostOfRule));
        }
        return new LintReport([.. findings.OrderBy(one => one.Rule.Severity switch { ApiRule.Error => 0, ApiRule.Warning => 1, _ => 2 })], more);
    }

    private static ApiRule Unreadable(string why) => new("readable", ApiRule.Error, ["interoperability", "security", "api-documentation"], ["$"], null, [], new ApiRuleCheck("defined", null, null, null, null, null, []),
        "Dokumen dapat dibaca gerbang", $"Gerbang tidak dapat bekerja menurut dokumen ini. Perbaiki: {why}", "docs/bus-protocol.md");

    private static ApiRule Unusable(string why) => new("checkable", ApiRule.Warning, [], ["$.paths[*][*].responses[*]"], null, [], new ApiRuleCheck("defined", null, null, null, null, null, []),
        "Skema setiap jawaban berhasil dapat diperiksa gerbang", $"Gerbang tidak dapat memakai skema ini, sehingga jawaban JSON yang mengikutinya ditolak (response-invalid). Perbaiki: {why}", "docs/bus-protocol.md");

    private sealed class Run(OpenApiDocument document, ApiRule rule)
    {
        private readonly Regex? match = Compiled(rule.Check.Match);
        private readonly Regex? not = Compiled(rule.Check.Not);
        private readonly List<(string Member, Regex Match)> when = [.. rule.When.Select(one => (one.Member, Compiled(one.Match)!))];
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<LintFinding> Findings()
        {
            List<LintFinding> found = [];
            HashSet<string> places = new(StringComparer.Ordinal);
            foreach (var place in rule.Given.SelectMany(Places).Take(MostPlaces))
            {
                if (!places.Add(place.At) || !when.TrueForAll(one => Text(place, one.Member) is { } text && one.Match.IsMatch(text)) || Holds(place)) continue;
                found.Add(new LintFinding(rule, place.At, PlaceWords.Of(place.At)));
            }
            return found;
        }

        private IEnumerable<DocumentPlace> Places(string given)
        {
            IEnumerable<DocumentPlace> places = [document.Root];
            foreach (var step in ApiPath.Parse(given)!.Steps)
                places = step.Deep ? places.SelectMany(place => Deep(place, step)) : places.SelectMany(place => Below(document.Resolve(place)).Where(one => step.Takes(one.Key)));
            return places.Select(document.Resolve);
        }

        private static IEnumerable<DocumentPlace> Below(DocumentPlace place) =>
            place.Value.ValueKind == JsonValueKind.Array ? place.Elements() : place.Members().Where(one => !one.Name.StartsWith("x-", StringComparison.Ordinal)).Select(one => one.Place);

        // From the root everything is met where it stands; from elsewhere references lead to what belongs to it.
        private IEnumerable<DocumentPlace> Deep(DocumentPlace start, ApiPathStep step)
        {
            var follow = start.At.Length > 0;
            HashSet<string> met = new(StringComparer.Ordinal);
            var ahead = new Stack<(DocumentPlace Place, bool Named)>([(start, false)]);
            while (ahead.TryPop(out var next))
            {
                var place = follow ? document.Resolve(next.Place) : next.Place;
                if (!met.Add(place.At) || met.Count > MostPlaces) continue;
                foreach (var below in Below(place))
                {
                    var key = below.Key;
                    if (!next.Named && values.Contains(key)) continue;
                    if (!next.Named && step.Takes(key)) yield return below;
                    ahead.Push((below, !next.Named && key == "properties"));
                }
            }
        }

        private bool Holds(DocumentPlace place)
        {
            var target = rule.Field switch
            {
                null => place,
                ApiRule.Key => (DocumentPlace?)null,
                var field => document.Member(place, field),
            };
            var text = rule.Field == ApiRule.Key ? place.Key : target is { } there && there.Value.ValueKind == JsonValueKind.String ? there.Value.GetString() : null;
            return rule.Check.Function switch
            {
                "truthy" => target is { } value && Truthy(value.Value),
                "defined" => target is not null,
                "undefined" => target is null,
                "pattern" => (match is null || (text is not null && match.IsMatch(text))) && (not is null || text is null || !not.IsMatch(text)),
                "casing" => text is null || HasCasing(text, rule.Check.Type!),
                "length" => HasLength(text, target),
                "enumeration" => text is not null && rule.Check.Values.Contains(text, StringComparer.Ordinal),
                "key" => target is { } holder && holder.Members().Any(one => match!.IsMatch(one.Name)),
                "unique" => text is null || seen.Add(text),
                "inherited" => target is not null || document.Root.Member(rule.Field!) is not null,
                "paged" => !IsList(place) || document.Parameters(place, ItemOf(place)).Any(one => one.Text("name") is { } name && match!.IsMatch(name)),
                _ => true,
            };
        }

        private string? Text(DocumentPlace place, string member) => member == ApiRule.Key ? place.Key : document.Member(place, member) is { } value && value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : null;

        private bool HasLength(string? text, DocumentPlace? target)
        {
            int? length = text?.Trim().Length ?? (target is { } value && value.Value.ValueKind == JsonValueKind.Array ? value.Value.GetArrayLength() : null);
            return (rule.Check.Min is null || length >= rule.Check.Min) && (rule.Check.Max is null || length is null || length <= rule.Check.Max);
        }

        /// <summary>An operation whose answer is a list, or holds one under a usual name, and whose path does not end in one thing.</summary>
        private bool IsList(DocumentPlace operation)
        {
            if (PlaceWords.PathOf(operation.At) is not { } path || path.EndsWith('}') || document.Success(operation) is not { } success || document.JsonSchema(success.Response) is not { } schema) return false;
            if (Is(schema, "array")) return true;
            return (document.Member(schema, "properties")?.Members() ?? []).Any(one => lists.Contains(one.Name) && Is(one.Place, "array"));
        }

        private bool Is(DocumentPlace schema, string type) => document.Resolve(schema).Text("type") == type;

        private DocumentPlace ItemOf(DocumentPlace operation) => PlaceWords.PathOf(operation.At) is { } path && document.Root.Member("paths")?.Member(path) is { } item ? document.Resolve(item) : operation;

        private static bool Truthy(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim().Length > 0,
            JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
            _ => true,
        };

        private static bool HasCasing(string text, string type) => type switch
        {
            "camel" => text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text.All(char.IsAsciiLetterOrDigit),
            "pascal" => text.Length > 0 && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit),
            "kebab" => text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            _ => text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'),
        };

        private static Regex? Compiled(string? expression) => expression is null ? null : new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}

/// <param name="Findings">Errors first.</param>
/// <param name="More">How many places were left out, because a rule is broken in many.</param>
public sealed record LintReport(IReadOnlyList<LintFinding> Findings, int More)
{
    /// <summary>Whether it may not be published as it is.</summary>
    public bool HasErrors => Findings.Any(one => one.Rule.Severity == ApiRule.Error);

    /// <summary>Whether no error stands against a standard of the check <c>bus-standards-applied</c>.</summary>
    public bool Passes(string standard) => !Findings.Any(one => one.Rule.Severity == ApiRule.Error && one.Rule.Standards.Contains(standard));
}

/// <param name="At">JSON Pointer to the place in the document.</param>
/// <param name="Place">The same for people: <c>GET /penduduk</c>.</param>
public sealed record LintFinding(ApiRule Rule, string At, string Place);
