using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>The assessment results of OSCAL 1.1.2: what NIST's schema asks of each part that we write.</summary>
public sealed partial class OscalTests
{
    [Fact]
    public async Task An_audit_goes_out_as_assessment_results_that_fit_the_model()
    {
        await using var court = await Court.Open(Make.Palembang);
        var id = await court.Running(await court.Application("Antrean"));
        await court.Answer(id);
        var paper = (await court.All<WorkingPaper>()).Single(one => one.Criterion == "app-need");
        await court.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            (await db.Set<WorkingPaper>().SingleAsync(one => one.Id == paper.Id)).Result = PaperResult.Fails;
            services.GetRequiredService<Journal>().Record("audit-papers.written", await db.Set<WorkingPaper>().SingleAsync(one => one.Id == paper.Id));
            await db.SaveChangesAsync();
        });
        // Evidence of a signed paper is fixed: it is opened again, and signed with what was added.
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/kertas-kerja-audit/{paper.Id}"), "Buka kembali kertas kerja");
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/kertas-kerja-audit/{paper.Id}"), "Unggah berkas", [("Input.File", "bukti.pdf", CityHall.Pdf)], ("Input.Classification", "Restricted"));
        await court.Answer(id);
        await court.App.Kept(
            new AuditFinding { AuditId = id, Title = "Kebutuhan", CriterionCode = "app-need", AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", DueOn = new DateOnly(2026, 12, 1) },
            new AuditFinding { AuditId = id, Title = "Lain", AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", DueOn = new DateOnly(2026, 12, 1), Severity = Severity.High });
        var answer = await court.Auditor.Client.GetAsync($"/kerja/audit-tik/{id}/oscal.json");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var text = await answer.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);

        OscalModel.Against(document.RootElement).ShouldBeEmpty();
        var results = Only(document.RootElement, "assessment-results");
        Has(results, "uuid", "metadata", "import-ap", "results", "back-matter");
        Has(results.GetProperty("metadata"), "title", "last-modified", "version", "oscal-version", "document-ids", "roles", "parties", "responsible-parties");
        results.GetProperty("metadata").GetProperty("oscal-version").GetString().ShouldBe("1.1.2");
        var resources = results.GetProperty("back-matter").GetProperty("resources").EnumerateArray().Select(one => "#" + one.GetProperty("uuid").GetString()).ToHashSet();
        resources.ShouldContain(results.GetProperty("import-ap").GetProperty("href").GetString());
        var result = results.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        Has(result, "uuid", "title", "description", "start", "reviewed-controls", "observations", "risks", "findings");
        var controls = result.GetProperty("reviewed-controls").GetProperty("control-selections")[0].GetProperty("include-controls").EnumerateArray().Select(one => one.GetProperty("control-id").GetString()).ToList();
        controls.Count.ShouldBe((await court.All<WorkingPaper>()).Count);
        controls.ShouldAllBe(control => Token().IsMatch(control!));

        var observations = result.GetProperty("observations").EnumerateArray().ToList();
        foreach (var observation in observations)
        {
            Has(observation, "uuid", "title", "description", "methods", "types", "subjects", "collected");
            observation.GetProperty("methods")[0].GetString().ShouldBeOneOf("EXAMINE", "INTERVIEW", "TEST", "UNKNOWN");
        }
        observations.SelectMany(one => one.TryGetProperty("relevant-evidence", out var evidence) ? evidence.EnumerateArray() : []).Select(one => one.GetProperty("href").GetString()).ShouldHaveSingleItem().ShouldBeOneOf([.. resources]);
        var seen = observations.Select(one => one.GetProperty("uuid").GetString()).ToHashSet();
        var risks = result.GetProperty("risks").EnumerateArray().ToList();
        risks.Count.ShouldBe(2);
        foreach (var risk in risks)
        {
            Has(risk, "uuid", "title", "description", "statement", "props", "status", "deadline", "remediations");
            risk.GetProperty("status").GetString().ShouldBeOneOf("open", "investigating", "remediating", "deviation-requested", "deviation-approved", "closed");
            risk.GetProperty("remediations")[0].GetProperty("lifecycle").GetString().ShouldBeOneOf("recommendation", "planned", "completed");
        }
        var riskIds = risks.Select(one => one.GetProperty("uuid").GetString()).ToHashSet();
        var findings = result.GetProperty("findings").EnumerateArray().ToList();
        findings.Count.ShouldBe(controls.Count + 1);
        foreach (var finding in findings)
        {
            var target = finding.GetProperty("target");
            Has(target, "type", "target-id", "status");
            target.GetProperty("type").GetString().ShouldBeOneOf("statement-id", "objective-id");
            target.GetProperty("status").GetProperty("state").GetString().ShouldBeOneOf("satisfied", "not-satisfied");
            Token().IsMatch(target.GetProperty("target-id").GetString()!).ShouldBeTrue();
            Refers(finding, "related-observations", "observation-uuid", seen);
            Refers(finding, "related-risks", "risk-uuid", riskIds);
        }
        var failed = findings.Single(one => one.GetProperty("target").GetProperty("target-id").GetString() == "app-need");
        failed.GetProperty("target").GetProperty("status").GetProperty("state").GetString().ShouldBe("not-satisfied");
        failed.GetProperty("related-risks").GetArrayLength().ShouldBe(1);

        // Every uuid is one of version 4 or 5, and each names one thing; every moment has its zone; no text is empty.
        var uuids = Uuids(document.RootElement).ToList();
        uuids.ShouldAllBe(uuid => Uuid().IsMatch(uuid));
        uuids.Distinct().Count().ShouldBe(uuids.Count);
        Moments(document.RootElement).Where(moment => !DateTimeOffset.TryParseExact(moment, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)).ShouldBeEmpty();
        Texts(document.RootElement).ShouldAllBe(one => one.Length > 0);
        text.ShouldNotContain("Pejabat Auditor", Case.Sensitive, "no names of people go out");
        // The same audit gives the same file, so that two exports can be compared.
        (await (await court.Auditor.Client.GetAsync($"/kerja/audit-tik/{id}/oscal.json")).Content.ReadAsStringAsync()).ShouldBe(text);
    }

    [Theory]
    [InlineData("""{"assessment-results": {"uuid": "x"}}""", "import-ap is wanting")]
    [InlineData("""{"assessment-results": {"uuid": "0190c3f4-0000-7000-8000-000000000000", "metadata": {}, "import-ap": {"href": "a b"}, "results": []}}""", "has not its form")]
    [InlineData("""{"assessment-results": {"import-ap": {"href": "#a", "more": "b"}}}""", "more is not of the model")]
    [InlineData("""{"assessment-results": {"results": []}}""", "an empty list")]
    [InlineData("""{"assessment-results": {"results": [{"risks": [{"status": "gone"}]}]}}""", "“gone” is none of open")]
    public void The_model_tells_what_does_not_fit_it(string text, string said)
    {
        using var document = JsonDocument.Parse(text);
        OscalModel.Against(document.RootElement).ShouldContain(wrong => wrong.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_audit_of_which_only_the_report_is_kept_fits_the_model_too_and_a_closed_finding_is_completed()
    {
        await using var court = await Court.Open(Make.Palembang);
        var application = await court.Application("Antrean");
        var audit = await court.Finished(AuditKind.Application, new DateOnly(2026, 9, 1), [(application, ObjectClass.SpecialApplication)]);
        await court.App.Do(async services =>
        {
            var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
            foreach (var state in Enum.GetValues<FindingState>())
            {
                var finding = new AuditFinding { AuditId = audit.Id, Title = $"Temuan {state}", AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 8, 1), DueOn = new DateOnly(2026, 12, 1), State = state };
                db.Add(finding);
                journal.Record("audit-findings.registered", finding);
            }
            await db.SaveChangesAsync();
        });
        using var document = JsonDocument.Parse(await court.Auditor.Client.GetStringAsync($"/kerja/audit-tik/{audit.Id}/oscal.json"));
        OscalModel.Against(document.RootElement).ShouldBeEmpty();
        var risks = document.RootElement.GetProperty("assessment-results").GetProperty("results")[0].GetProperty("risks").EnumerateArray().ToDictionary(risk => risk.GetProperty("title").GetString()!, risk => (risk.GetProperty("status").GetString(), risk.GetProperty("remediations")[0].GetProperty("lifecycle").GetString()));
        risks["Temuan Open"].ShouldBe(("open", "recommendation"));
        risks["Temuan FollowedUp"].ShouldBe(("remediating", "recommendation"));
        risks["Temuan Closed"].ShouldBe(("closed", "completed"));
    }

    private static JsonElement Only(JsonElement element, string name)
    {
        element.EnumerateObject().Select(one => one.Name).ShouldBe([name]);
        return element.GetProperty(name);
    }

    /// <summary>The members that are there are among those named, and none of the required is wanting: uuid, title and what the model asks for are listed by the caller.</summary>
    private static void Has(JsonElement element, params string[] names)
    {
        var there = element.EnumerateObject().Select(one => one.Name).ToList();
        foreach (var name in names.Where(name => name is not ("end")))
        {
            there.ShouldContain(name);
        }
        there.Except([.. names, "end", "relevant-evidence", "remarks"]).ShouldBeEmpty();
    }

    private static void Refers(JsonElement element, string list, string key, HashSet<string?> known)
    {
        if (element.TryGetProperty(list, out var related))
        {
            related.EnumerateArray().Select(one => one.GetProperty(key).GetString()).ShouldAllBe(uuid => known.Contains(uuid));
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Members(one.Value).Prepend((one.Name, one.Value))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    private static IEnumerable<string> Uuids(JsonElement root) => Members(root).Where(one => one.Name == "uuid").Select(one => one.Value.GetString()!);

    private static IEnumerable<string> Moments(JsonElement root) => Members(root).Where(one => one.Name is "start" or "end" or "collected" or "deadline" or "last-modified").Select(one => one.Value.GetString()!);

    private static IEnumerable<string> Texts(JsonElement root) => Members(root).Where(one => one.Value.ValueKind == JsonValueKind.String).Select(one => one.Value.GetString()!);

    [GeneratedRegex(@"^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$")]
    private static partial Regex Token();

    [GeneratedRegex("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$")]
    private static partial Regex Uuid();
}
