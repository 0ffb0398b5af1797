using System.Globalization;
using System.Text;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Commands;

/// <summary>The page that shows which check serves which rows of which regulation, and which rows are attested instead.</summary>
internal sealed class ChecksPage(CheckCatalogue catalogue, IReadOnlyList<RegulationProfile> profiles)
{
    private readonly StringBuilder page = new();

    private readonly ILookup<string, (RegulationProfile Profile, EffectiveObligation Row)> served =
        profiles.SelectMany(profile => profile.Effective().Obligations.Select(row => (Profile: profile, Row: row)))
            .Where(pair => pair.Row.Check is not null)
            .ToLookup(pair => pair.Row.Check!.Check, StringComparer.Ordinal);

    public override string ToString()
    {
        page.Clear();
        Line("# Checks");
        Line();
        Line("Generated from `regulations/checks.yaml` and the profiles by `./run docs checks > docs/checks.md`; a test compares. Change the data, not this page.");
        Line();
        Line("A check is a question that obligations put to the records. The regulations share the checks; what differs is in the parameters. `since` says");
        Line("which work brings the records: until then the board shows the row as missing and names the module. A value after `←` comes from that parameter");
        Line("of the profile, with the reading that the file chose.");
        Line();
        Summary();
        foreach (var module in Vocabulary.Modules) Module(module);
        Singles();
        Attested();
        return page.ToString();
    }

    private void Summary()
    {
        Line($"| Module | Checks | {string.Join(" | ", profiles.Select(profile => profile.Region.Name))} | Rows answered by a check |");
        Line($"| --- | ---: | {string.Join(" | ", profiles.Select(_ => "---:"))} | ---: |");
        foreach (var module in Vocabulary.Modules)
        {
            var checks = catalogue.All.Where(check => check.Module == module).ToList();
            var counts = profiles.Select(profile => checks.Sum(check => served[check.Name].Count(pair => pair.Profile == profile))).ToList();
            Line($"| {module} | {Count(checks.Count)} | {string.Join(" | ", counts.Select(Count))} | {Count(counts.Sum())} |");
        }
        var totals = profiles.Select(profile => served.Sum(rows => rows.Count(pair => pair.Profile == profile))).ToList();
        Line($"| **All** | {Count(catalogue.All.Count)} | {string.Join(" | ", totals.Select(Count))} | {Count(totals.Sum())} |");
        Line();
    }

    private void Module(string module)
    {
        var checks = catalogue.All.Where(check => check.Module == module).ToList();
        if (checks.Count == 0) return;
        Line($"## {module}");
        Line();
        foreach (var check in checks) Check(check);
    }

    private void Check(CheckSpec check)
    {
        Line($"### {check.Name}");
        Line();
        Line(check.Decides);
        Line();
        Line($"Answers {string.Join(", ", check.Answers)}. Since: {check.Since}.");
        Line();
        foreach (var parameter in check.Parameters)
        {
            var values = parameter.Spec.Values.Count > 0 ? $": {string.Join(", ", parameter.Spec.Values)}" : "";
            Line($"- `{parameter.Name}` ({parameter.Spec.Word}{values}{(parameter.Optional ? "; optional" : "")}){(parameter.Help is { } help ? $" {help}" : "")}");
        }
        if (check.Parameters.Count > 0) Line();
        var rows = served[check.Name].ToList();
        if (rows.Count == 0)
        {
            Line("No row asks it yet.");
            Line();
            return;
        }
        Line("| Row | Where | Parameters |");
        Line("| --- | --- | --- |");
        foreach (var (profile, row) in rows) Line($"| {row.Id} | {profile.Region.Name}, {row.Cite} | {Arguments(row)} |");
        Line();
    }

    private static string Arguments(EffectiveObligation row) => string.Join("; ", row.Stated.Check!.Arguments.Select(argument =>
        $"{argument.Key} {Cell(row.Check!.Arguments[argument.Key].ToString())}{(argument.Value.Parameter is { } parameter ? $" ← {parameter}" : "")}"));

    private void Singles()
    {
        Line("## Checks that serve a single row");
        Line();
        foreach (var check in catalogue.All.Where(check => served[check.Name].Count() == 1))
        {
            Line($"- `{check.Name}` ({served[check.Name].Single().Row.Id}): {check.SingleRowReason ?? "no reason is given."}");
        }
        Line();
    }

    private void Attested()
    {
        Line("## Rows left to attestation");
        Line();
        Line("What no record can decide is attested by a named person with evidence, in the module where the work is done.");
        Line();
        Line($"| Module | {string.Join(" | ", profiles.Select(profile => profile.Region.Name))} | Rows |");
        Line($"| --- | {string.Join(" | ", profiles.Select(_ => "---:"))} | ---: |");
        foreach (var module in Vocabulary.Modules)
        {
            var rows = profiles.Select(profile => profile.Obligations.Where(row => row.Attestation is not null && row.Module == module).Select(row => row.Id).ToList()).ToList();
            if (rows.Sum(ids => ids.Count) == 0) continue;
            Line($"| {module} | {string.Join(" | ", rows.Select(ids => Count(ids.Count)))} | {string.Join(", ", rows.SelectMany(ids => ids))} |");
        }
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private void Line(string text = "") => page.Append(text).Append('\n');
}
