using System.Text.Json;
using Simpul.Web.Modules.Audits.Findings;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>
/// Reads SARIF 2.1.0 (OASIS). Severity: the CVSS score that rule or result carries as <c>security-severity</c>; without one by level: error high, warning moderate,
/// note low, none a note. Results of another kind than a failure, and those that were suppressed (and not only asked to be) or are absent from the run, are counted and left.
/// </summary>
internal sealed class SarifFile
{
    private readonly ToolGathering gathering = new();
    private readonly List<Result> results = [];
    private readonly List<Rule> rules = [];
    private string tool = "", version = "", sarif = "";
    private Result result = new();
    private Rule rule = new();
    private bool hasRuns;

    public static async Task<ToolFile> Read(Stream content, CancellationToken cancel)
    {
        var file = new SarifFile();
        try
        {
            var tokens = new JsonTokens(content);
            while (await tokens.Read(cancel))
            {
                file.Take(tokens);
            }
        }
        catch (JsonException wrong)
        {
            throw new UnreadableToolFileException($"Berkas bukan JSON yang utuh{(wrong.LineNumber is { } line ? $" (di sekitar baris {line + 1})" : "")}. Unduh ulang dari alatnya.", wrong);
        }
        catch (InvalidOperationException wrong)
        {
            // A text with half a letter, or with bytes that are no UTF-8.
            throw new UnreadableToolFileException("Berkas memuat huruf yang rusak. Simpan ulang sebagai UTF-8.", wrong);
        }
        if (!file.hasRuns)
        {
            throw new UnreadableToolFileException("Berkas JSON ini bukan SARIF: tidak ada “runs”.");
        }
        return file.sarif is "" or "2.1.0" ? file.gathering.Of(ToolFormat.Sarif, file.tool + (file.version.Length > 0 ? " " + file.version : ""))
            : throw new UnreadableToolFileException($"Berkas ini SARIF {Short(file.sarif)}. Yang dapat dibaca adalah SARIF 2.1.0.");
    }

    private void Take(JsonTokens at)
    {
        switch (at.Type, at.Path)
        {
            case (JsonTokenType.StartArray, "runs"):
                hasRuns = true;
                return;
            case (JsonTokenType.StartObject, "runs/*/results/*"):
                result = new Result();
                return;
            case (JsonTokenType.EndObject, "runs/*/results/*"):
                if (results.Count >= ToolLimits.Entries)
                {
                    throw ToolLimits.TooMany();
                }
                results.Add(result);
                return;
            case (JsonTokenType.StartObject, "runs/*/tool/driver/rules/*"):
                rule = new Rule();
                return;
            case (JsonTokenType.EndObject, "runs/*/tool/driver/rules/*"):
                if (rules.Count >= ToolLimits.Entries)
                {
                    throw ToolLimits.TooMany();
                }
                rules.Add(rule);
                return;
            // Rules may stand behind the results that name them.
            case (JsonTokenType.EndObject, "runs/*"):
                End();
                return;
        }
        if (at.Value is not { } value)
        {
            if (at is { Type: JsonTokenType.StartObject, Path: "runs/*/results/*/suppressions/*" })
            {
                result.Suppressed = true;
            }
            return;
        }
        const string results_ = "runs/*/results/*/", rules_ = "runs/*/tool/driver/rules/*/";
        switch (at.Path)
        {
            case "version":
                sarif = value;
                break;
            case "runs/*/tool/driver/name" when tool.Length == 0:
                tool = value;
                break;
            case "runs/*/tool/driver/semanticVersion" or "runs/*/tool/driver/version" when version.Length == 0:
                version = value;
                break;
            case rules_ + "id":
                rule.Id = value;
                break;
            case rules_ + "name":
                rule.Name = value;
                break;
            case rules_ + "shortDescription/text":
                rule.Title = value;
                break;
            case rules_ + "help/text":
                rule.Help = value;
                break;
            case rules_ + "defaultConfiguration/level":
                rule.Level = value;
                break;
            case rules_ + "properties/security-severity":
                rule.Score = value;
                break;
            case results_ + "ruleId" or results_ + "rule/id":
                result.Rule = value;
                break;
            case results_ + "ruleIndex" or results_ + "rule/index":
                result.Index = int.TryParse(value, out var index) ? index : null;
                break;
            case results_ + "kind":
                result.Kind = value;
                break;
            case results_ + "level":
                result.Level = value;
                break;
            case results_ + "baselineState":
                result.Absent = value == "absent";
                break;
            case results_ + "suppressions/*/status":
                result.Disputed |= value is "rejected" or "underReview";
                break;
            case results_ + "message/text":
                result.Message = value;
                break;
            case results_ + "properties/security-severity":
                result.Score = value;
                break;
            case results_ + "locations/*/physicalLocation/artifactLocation/uri" when at.IndexIn("locations") == 0:
                result.Uri = value;
                break;
            case results_ + "locations/*/physicalLocation/region/startLine" when at.IndexIn("locations") == 0:
                result.Line = value;
                break;
            case var path when path.StartsWith(results_ + "fingerprints/", StringComparison.Ordinal) || path.StartsWith(results_ + "partialFingerprints/", StringComparison.Ordinal):
                if (result.Prints.Count < 20)
                {
                    result.Prints.Add($"{path[(path.LastIndexOf('/') + 1)..]}={value}");
                }
                break;
        }
    }

    private void End()
    {
        var byId = rules.Where(one => one.Id.Length > 0).DistinctBy(one => one.Id).ToDictionary(one => one.Id, StringComparer.Ordinal);
        foreach (var one in results)
        {
            var known = one.Rule is { } id && byId.TryGetValue(id, out var named) ? named : one.Index is { } index && index >= 0 && index < rules.Count ? rules[index] : null;
            if ((one.Suppressed && !one.Disputed) || one.Absent || one.Kind is "pass" or "notApplicable")
            {
                gathering.Pass();
                continue;
            }
            var rule = one.Rule ?? known?.Id;
            var level = one.Level ?? known?.Level ?? "warning";
            var place = one.Uri is null ? null : one.Line is null ? one.Uri : $"{one.Uri}:{one.Line}";
            if (place is null && one.Message is null)
            {
                gathering.Bad(rule, "Tidak menyebut tempat maupun pesannya.");
                continue;
            }
            var prints = one.Prints.Count > 0 ? string.Join('\n', one.Prints.Order(StringComparer.Ordinal)) : place ?? one.Message;
            gathering.Add(rule, known?.Title ?? known?.Name ?? one.Message, Of(one, known, level), place, one.Message, known?.Help, $"sarif\n{rule}\n{prints}", level);
        }
        results.Clear();
        rules.Clear();
    }

    private static Severity? Of(Result result, Rule? rule, string level) =>
        ToolGathering.ByScore(ToolGathering.Number(result.Score ?? rule?.Score)) is { } scored and not Severity.Note ? scored
        : result.Kind is "informational" ? Severity.Note
        : level switch { "error" => Severity.High, "warning" => Severity.Moderate, "note" => Severity.Low, "none" => Severity.Note, _ => null };

    private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";

    private sealed class Result
    {
        public string? Rule, Kind, Level, Message, Score, Uri, Line;
        public int? Index;
        public bool Suppressed, Disputed, Absent;
        public readonly List<string> Prints = [];
    }

    private sealed class Rule
    {
        public string Id = "";
        public string? Name, Title, Help, Level, Score;
    }
}
