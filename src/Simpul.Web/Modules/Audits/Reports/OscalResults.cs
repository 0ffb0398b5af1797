using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using static Simpul.Web.Modules.Audits.Reports.OscalParts;

namespace Simpul.Web.Modules.Audits.Reports;

/// <summary>
/// Writes an audit as OSCAL 1.1.2 assessment results (NIST): working papers are observations and findings on their criteria, what the audit found is a risk with its
/// recommendation as the planned response, and evidence is in the back matter by its hash. OSCAL wants version 4 or 5 UUIDs, so those of the records are
/// turned into version 5 ones, the same each time. No names of people go out.
/// </summary>
internal static class OscalResults
{
    private const string Version = "1.1.2";

    /// <summary>Results of tools that go out as observations of their own.</summary>
    private const int MostObserved = 1000;

    private static readonly JsonWriterOptions options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(AuditReport report, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, options))
        {
            var audit = report.Audit;
            json.WriteStartObject();
            json.WriteStartObject("assessment-results");
            json.WriteString("uuid", Uuid(audit.Id, "results"));
            Metadata(json, report, now);
            json.WriteStartObject("import-ap");
            json.WriteString("href", $"#{Uuid(audit.Id, "plan")}");
            json.WriteEndObject();
            json.WriteStartArray("results");
            Result(json, report);
            json.WriteEndArray();
            BackMatter(json, report);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Metadata(Utf8JsonWriter json, AuditReport report, DateTimeOffset now)
    {
        var audit = report.Audit;
        json.WriteStartObject("metadata");
        json.WriteString("title", audit.Title);
        json.WriteString("last-modified", Moment(now));
        json.WriteString("version", audit.Version.ToString(CultureInfo.InvariantCulture));
        json.WriteString("oscal-version", Version);
        json.WriteStartArray("document-ids");
        json.WriteStartObject();
        json.WriteString("identifier", audit.Code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("roles");
        foreach (var (id, title) in new[] { ("assessor", "Pelaksana audit"), ("asset-owner", "Perangkat daerah yang diaudit") })
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("title", title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("parties");
        Party(json, Uuid(audit.Id, "performer"), report.Performer);
        Party(json, Uuid(audit.Id, "agency"), report.Agency.Length > 0 ? report.Agency : report.Profile.Region.Government);
        json.WriteEndArray();
        json.WriteStartArray("responsible-parties");
        Responsible(json, "assessor", Uuid(audit.Id, "performer"));
        Responsible(json, "asset-owner", Uuid(audit.Id, "agency"));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, AuditReport report)
    {
        var audit = report.Audit;
        var start = audit.StartsOn;
        json.WriteStartObject();
        json.WriteString("uuid", Uuid(audit.Id, "result"));
        json.WriteString("title", audit.Title);
        json.WriteString("description", Text(audit.Summary, $"{audit.Kind.Word()}: {string.Join(", ", report.Objects.Select(one => one.Name))}"));
        json.WriteString("start", Day(start));
        if (audit.FinishedOn is { } end)
        {
            json.WriteString("end", Day(end));
        }
        json.WriteStartObject("reviewed-controls");
        json.WriteStartArray("control-selections");
        json.WriteStartObject();
        var answered = report.Papers.Where(paper => paper.Result != PaperResult.Open).ToList();
        if (answered.Count == 0)
        {
            json.WriteString("description", "Hanya laporan audit ini yang dicatat; kriterianya ada pada laporannya.");
            json.WriteStartObject("include-all");
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("include-controls");
            foreach (var criterion in answered.Select(paper => paper.Criterion).Distinct())
            {
                json.WriteStartObject();
                json.WriteString("control-id", Token(criterion));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        var observed = report.Results.Where(one => one.Severity >= Severity.Moderate).Take(MostObserved).ToList();
        Observations(json, report, answered, observed);
        Risks(json, report);
        Findings(json, report, answered, observed);
        json.WriteEndObject();
    }

    private static void Observations(Utf8JsonWriter json, AuditReport report, List<WorkingPaper> answered, List<ToolResult> observed)
    {
        if (answered.Count + observed.Count == 0)
        {
            return;
        }
        json.WriteStartArray("observations");
        foreach (var paper in answered)
        {
            json.WriteStartObject();
            json.WriteString("uuid", Uuid(paper.Id, "observation"));
            json.WriteString("title", paper.Called);
            json.WriteString("description", Text(paper.Observation, paper.Title));
            Methods(json, "EXAMINE");
            Types(json, "finding");
            Subjects(json, report, paper.ItemId);
            var files = report.Files[paper.Id].ToList();
            if (files.Count > 0)
            {
                json.WriteStartArray("relevant-evidence");
                foreach (var file in files)
                {
                    json.WriteStartObject();
                    json.WriteString("href", $"#{Uuid(file.Id, "file")}");
                    json.WriteString("description", file.Name);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteString("collected", Moment(paper.WrittenAt ?? DateTimeOffset.UnixEpoch));
            json.WriteEndObject();
        }
        var runs = report.Runs.ToDictionary(run => run.Id, run => run.At);
        foreach (var one in observed)
        {
            json.WriteStartObject();
            json.WriteString("uuid", Uuid(one.Id, "observation"));
            json.WriteString("title", Text(one.Title, one.Rule));
            json.WriteString("description", Text(one.Text, $"{one.Title}, {one.Place}"));
            Methods(json, "TEST");
            Types(json, "finding");
            Subjects(json, report, null);
            json.WriteString("collected", Moment(runs.TryGetValue(one.LastRunId, out var at) || runs.TryGetValue(one.RunId, out at) ? at : DateTimeOffset.UnixEpoch));
            json.WriteString("remarks", $"{one.Rule}, {one.Place}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Risks(Utf8JsonWriter json, AuditReport report)
    {
        if (report.Findings.Count == 0)
        {
            return;
        }
        json.WriteStartArray("risks");
        foreach (var one in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("uuid", Uuid(one.Id, "risk"));
            json.WriteString("title", one.Title);
            json.WriteString("description", one.Condition);
            json.WriteString("statement", Text(one.Effect, one.Cause));
            json.WriteStartArray("props");
            Prop(json, "severity", one.Severity.ToString().ToLowerInvariant());
            json.WriteEndArray();
            json.WriteString("status", one.State switch { FindingState.Closed => "closed", FindingState.FollowedUp => "remediating", _ => "open" });
            json.WriteString("deadline", Day(one.DueOn));
            json.WriteStartArray("remediations");
            json.WriteStartObject();
            json.WriteString("uuid", Uuid(one.Id, "remediation"));
            json.WriteString("lifecycle", one.State == FindingState.Closed ? "completed" : "recommendation");
            json.WriteString("title", "Rekomendasi");
            json.WriteString("description", one.Recommendation);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Findings(Utf8JsonWriter json, AuditReport report, List<WorkingPaper> answered, List<ToolResult> observed)
    {
        var papers = answered.ToDictionary(paper => paper.Id);
        var bare = report.Findings.Where(one => one.PaperId is not { } paper || !papers.ContainsKey(paper)).ToList();
        if (answered.Count + bare.Count == 0)
        {
            return;
        }
        json.WriteStartArray("findings");
        // One finding for each criterion: it is satisfied where it is with every object, each of which is observed apart.
        foreach (var criterion in answered.GroupBy(paper => paper.Criterion))
        {
            var (first, ids) = (criterion.First(), criterion.Select(paper => (Guid?)paper.Id).ToHashSet());
            var satisfied = criterion.All(paper => paper.Result is PaperResult.Conforms or PaperResult.NotApplicable);
            Finding(json, Uuid(first.Id, "finding"), first.Title, first.Text, Token(first.Criterion), satisfied,
                !satisfied ? "fail" : criterion.Any(paper => paper.Result == PaperResult.Conforms) ? "pass" : "other", [.. criterion.Select(paper => Uuid(paper.Id, "observation"))],
                [.. report.Findings.Where(one => ids.Contains(one.PaperId)).Select(one => Uuid(one.Id, "risk"))]);
        }
        foreach (var one in bare)
        {
            var seen = observed.FirstOrDefault(result => result.Fingerprint == one.Fingerprint);
            Finding(json, Uuid(one.Id, "finding"), one.Title, one.Condition, Token(one.CriterionCode ?? "finding-" + one.Id.ToString("n")[^12..]), false, "fail", seen is null ? [] : [Uuid(seen.Id, "observation")], [Uuid(one.Id, "risk")]);
        }
        json.WriteEndArray();
    }

    private static void Finding(Utf8JsonWriter json, string uuid, string title, string description, string target, bool satisfied, string reason, string[] observations, string[] risks)
    {
        json.WriteStartObject();
        json.WriteString("uuid", uuid);
        json.WriteString("title", title);
        json.WriteString("description", description);
        json.WriteStartObject("target");
        json.WriteString("type", "objective-id");
        json.WriteString("target-id", target);
        json.WriteStartObject("status");
        json.WriteString("state", satisfied ? "satisfied" : "not-satisfied");
        json.WriteString("reason", reason);
        json.WriteEndObject();
        json.WriteEndObject();
        Related(json, "related-observations", "observation-uuid", observations);
        Related(json, "related-risks", "risk-uuid", risks);
        json.WriteEndObject();
    }

    private static void BackMatter(Utf8JsonWriter json, AuditReport report)
    {
        var audit = report.Audit;
        json.WriteStartObject("back-matter");
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uuid", Uuid(audit.Id, "plan"));
        json.WriteString("title", $"Penugasan {audit.Code}");
        json.WriteString("description", $"Kriteria: {report.Edition?.Title ?? audit.Edition}. Dasar: {string.Join("; ", report.Bases)}. Objek: {string.Join(", ", report.Objects.Select(one => one.Name))}.");
        json.WriteEndObject();
        foreach (var file in report.Papers.SelectMany(paper => report.Files[paper.Id]).Concat(report.Files[audit.Id]))
        {
            json.WriteStartObject();
            json.WriteString("uuid", Uuid(file.Id, "file"));
            json.WriteString("title", file.Name);
            json.WriteStartArray("rlinks");
            json.WriteStartObject();
            json.WriteString("href", $"/berkas/{file.Id}");
            json.WriteString("media-type", file.MediaType);
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("algorithm", "SHA-256");
            json.WriteString("value", file.Sha256);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="item">Of the object that was looked at; null for all of them.</param>
    private static void Subjects(Utf8JsonWriter json, AuditReport report, Guid? item)
    {
        var objects = report.Objects.Where(one => item is null || one.ItemId == item).ToList();
        if (objects.Count == 0)
        {
            return;
        }
        json.WriteStartArray("subjects");
        foreach (var one in objects)
        {
            json.WriteStartObject();
            json.WriteString("subject-uuid", Uuid(one.ItemId, "item"));
            json.WriteString("type", "component");
            json.WriteString("title", one.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
