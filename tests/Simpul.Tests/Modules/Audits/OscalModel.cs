using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simpul.Tests.Modules.Audits;

/// <summary>
/// What OSCAL 1.1.2 assessment results ask of the objects that we write, in our own words, as far as NIST's JSON schema and descriptions of it could be read: which members each must have, which it may have
/// besides, and the form of their values. Every object is closed, and no list is empty. Source: usnistgov/OSCAL, json/schema/oscal_assessment-results_schema.json
/// (a work of the United States government, in the public domain), and the JSON reference of the model at pages.nist.gov/OSCAL-Reference.
/// </summary>
internal static partial class OscalModel
{
    private static readonly Regex uuid = Uuid(), token = Token(), moment = Moment(), line = Line(), digest = Digest(), media = Media(), address = Address(), words = Words();

    /// <summary>By the way to the object, lists left out: required members, others that we may write.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Also)> objects = new(StringComparer.Ordinal)
    {
        [""] = (["assessment-results"], []),
        ["assessment-results"] = (["uuid", "metadata", "import-ap", "results"], ["back-matter"]),
        ["assessment-results/metadata"] = (["title", "last-modified", "version", "oscal-version"], ["published", "document-ids", "props", "roles", "parties", "responsible-parties", "remarks"]),
        ["assessment-results/metadata/document-ids"] = (["identifier"], ["scheme"]),
        ["assessment-results/metadata/roles"] = (["id", "title"], ["short-name", "description"]),
        ["assessment-results/metadata/parties"] = (["uuid", "type"], ["name", "short-name"]),
        ["assessment-results/metadata/responsible-parties"] = (["role-id", "party-uuids"], []),
        ["assessment-results/import-ap"] = (["href"], ["remarks"]),
        ["assessment-results/results"] = (["uuid", "title", "description", "start", "reviewed-controls"], ["end", "props", "observations", "risks", "findings", "remarks"]),
        ["assessment-results/results/reviewed-controls"] = (["control-selections"], ["description", "remarks"]),
        ["assessment-results/results/reviewed-controls/control-selections"] = ([], ["description", "include-all", "include-controls", "exclude-controls", "remarks"]),
        ["assessment-results/results/reviewed-controls/control-selections/include-all"] = ([], []),
        ["assessment-results/results/reviewed-controls/control-selections/include-controls"] = (["control-id"], ["statement-ids"]),
        ["assessment-results/results/observations"] = (["uuid", "description", "methods", "collected"], ["title", "props", "types", "subjects", "relevant-evidence", "expires", "remarks"]),
        ["assessment-results/results/observations/subjects"] = (["subject-uuid", "type"], ["title", "remarks"]),
        ["assessment-results/results/observations/relevant-evidence"] = (["description"], ["href", "remarks"]),
        ["assessment-results/results/risks"] = (["uuid", "title", "description", "statement", "status"], ["props", "deadline", "remediations", "related-observations"]),
        ["assessment-results/results/risks/props"] = (["name", "value"], ["ns", "uuid", "class", "remarks"]),
        ["assessment-results/results/risks/remediations"] = (["uuid", "lifecycle", "title", "description"], ["props", "remarks"]),
        ["assessment-results/results/findings"] = (["uuid", "title", "description", "target"], ["props", "related-observations", "related-risks", "remarks"]),
        ["assessment-results/results/findings/target"] = (["type", "target-id", "status"], ["title", "description", "remarks"]),
        ["assessment-results/results/findings/target/status"] = (["state"], ["reason", "remarks"]),
        ["assessment-results/results/findings/related-observations"] = (["observation-uuid"], []),
        ["assessment-results/results/findings/related-risks"] = (["risk-uuid"], []),
        ["assessment-results/back-matter"] = ([], ["resources"]),
        ["assessment-results/back-matter/resources"] = (["uuid"], ["title", "description", "rlinks", "remarks"]),
        ["assessment-results/back-matter/resources/rlinks"] = (["href"], ["media-type", "hashes"]),
        ["assessment-results/back-matter/resources/rlinks/hashes"] = (["algorithm", "value"], []),
    };

    /// <summary>The form of a text by the name of its member; what has none here is any text that is not empty.</summary>
    private static readonly Dictionary<string, Regex> forms = new(StringComparer.Ordinal)
    {
        ["uuid"] = uuid, ["party-uuids"] = uuid, ["subject-uuid"] = uuid, ["observation-uuid"] = uuid, ["risk-uuid"] = uuid,
        ["id"] = token, ["role-id"] = token, ["control-id"] = token, ["target-id"] = token, ["name"] = line, ["reason"] = token, ["status"] = token,
        ["start"] = moment, ["end"] = moment, ["collected"] = moment, ["deadline"] = moment, ["last-modified"] = moment,
        ["version"] = line, ["identifier"] = line, ["oscal-version"] = line, ["value"] = line, ["media-type"] = media, ["href"] = address, ["ns"] = address,
    };

    /// <summary>The values that a member may have, by its object and name.</summary>
    private static readonly Dictionary<string, string[]> values = new(StringComparer.Ordinal)
    {
        ["assessment-results/metadata/oscal-version"] = ["1.1.2"],
        ["assessment-results/metadata/parties/type"] = ["person", "organization"],
        ["assessment-results/results/observations/methods"] = ["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"],
        ["assessment-results/results/observations/types"] = ["ssp-statement-issue", "control-objective", "mitigation", "finding", "historic"],
        ["assessment-results/results/observations/subjects/type"] = ["component", "inventory-item", "location", "party", "user", "resource"],
        ["assessment-results/results/risks/status"] = ["open", "investigating", "remediating", "deviation-requested", "deviation-approved", "closed"],
        ["assessment-results/results/risks/remediations/lifecycle"] = ["recommendation", "planned", "completed"],
        ["assessment-results/results/findings/target/type"] = ["statement-id", "objective-id"],
        ["assessment-results/results/findings/target/status/state"] = ["satisfied", "not-satisfied"],
        ["assessment-results/results/findings/target/status/reason"] = ["pass", "fail", "other"],
        ["assessment-results/back-matter/resources/rlinks/hashes/algorithm"] = ["SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"],
    };

    /// <summary>All that is against the model, each with where it stands.</summary>
    public static IReadOnlyList<string> Against(JsonElement root)
    {
        var wrong = new List<string>();
        Look(root, "", wrong);
        return wrong;
    }

    private static void Look(JsonElement element, string way, List<string> wrong)
    {
        if (!objects.TryGetValue(way, out var model))
        {
            wrong.Add($"{way}: no such object in the model");
            return;
        }
        var there = element.EnumerateObject().Select(one => one.Name).ToList();
        wrong.AddRange(model.Required.Except(there).Select(name => $"{way}: {name} is wanting"));
        wrong.AddRange(there.Except([.. model.Required, .. model.Also]).Select(name => $"{way}: {name} is not of the model"));
        wrong.AddRange(there.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => $"{way}: {same.Key} stands twice"));
        foreach (var member in element.EnumerateObject())
        {
            var at = way.Length == 0 ? member.Name : $"{way}/{member.Name}";
            if (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() == 0)
            {
                wrong.Add($"{at}: an empty list");
            }
            foreach (var one in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToList() : [member.Value])
            {
                switch (one.ValueKind)
                {
                    case JsonValueKind.Object:
                        Look(one, at, wrong);
                        break;
                    case JsonValueKind.String:
                        Text(one.GetString()!, at, member.Name, wrong);
                        break;
                    default:
                        wrong.Add($"{at}: neither object nor text");
                        break;
                }
            }
        }
    }

    private static void Text(string text, string at, string name, List<string> wrong)
    {
        var form = at.EndsWith("/hashes/value", StringComparison.Ordinal) ? digest : forms.GetValueOrDefault(name, words);
        if (!form.IsMatch(text))
        {
            wrong.Add($"{at}: “{text}” has not its form");
        }
        if (values.TryGetValue(at, out var allowed) && !allowed.Contains(text))
        {
            wrong.Add($"{at}: “{text}” is none of {string.Join(", ", allowed)}");
        }
    }

    [GeneratedRegex("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$")]
    private static partial Regex Token();

    /// <summary>A day that exists, a time and its zone.</summary>
    [GeneratedRegex(@"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$")]
    private static partial Regex Moment();

    /// <summary>One line without blanks at its ends.</summary>
    [GeneratedRegex(@"^\S(.*\S)?$")]
    private static partial Regex Line();

    [GeneratedRegex("^[0-9a-fA-F]{64}$")]
    private static partial Regex Digest();

    [GeneratedRegex(@"^[\w.+-]+/[\w.+-]+$")]
    private static partial Regex Media();

    /// <summary>A reference by RFC 3986, as far as letters go: no blanks.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+$")]
    private static partial Regex Address();

    [GeneratedRegex(@"\S")]
    private static partial Regex Words();
}
