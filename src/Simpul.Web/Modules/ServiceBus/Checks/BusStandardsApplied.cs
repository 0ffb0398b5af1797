using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary><c>bus-standards-applied</c>: every version that is published for use passes the standards named, by the rules for descriptions and by its last test.</summary>
internal sealed class BusStandardsApplied(PlatformDb db, ApiLint lint, IOrganisation organisation, Zone zone) : ICheck
{
    // By hash of the description: neither it nor the rules change while the program runs.
    private static readonly ConcurrentDictionary<(ApiLint, string), LintReport?> reports = new();

    public string Name => "bus-standards-applied";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var versions = (await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Environment == ServiceEnvironment.Production && (one.State == ServiceVersionState.Published || one.State == ServiceVersionState.Deprecated))
            .Join(db.Set<BusService>(), version => version.ServiceId, service => service.Id, (version, service) => new { version, service.Title, service.Code, service.Classification }).ToListAsync(cancel))
            .Where(one => one.version.PublishedAt is { } at && Indonesian.DateIn(at, zone.Info) <= when.Date).OrderBy(one => one.Title, StringComparer.Ordinal)
            .Select(one => new Offered(one.version.Id, CheckedService.Name(one.Title, one.version.Label, one.Classification),
                one.Classification == Classification.Secret ? $"{VersionRegister.Href}/{one.version.Id}" : $"{ServiceCatalogue.StaffHref}/{one.Code}/{one.version.Label}", one.Classification == Classification.Secret ? "" : "/pemeriksaan", one.version.DescriptionSha256)).ToList();
        List<(Offered Version, LintReport? Report)> checkedOnes = [];
        foreach (var one in versions) checkedOnes.Add((one, await Report(one.Sha256, cancel)));
        // Also what is no matter of the description: whether it is reached through the intranet, and what a tester found.
        var tests = await db.Set<ConformanceTest>().AsNoTracking().Where(one => one.ServiceVersionId != null && one.TestedOn <= when.Date).ToListAsync(cancel);
        var agencies = await organisation.Agencies(when.Date, cancel);
        return [.. questions.Select(question => Of(question, checkedOnes, tests, agencies))];
    }

    private static Answer Of(Question question, List<(Offered Version, LintReport? Report)> versions, List<ConformanceTest> tests, IReadOnlyList<AgencyFacts> agencies)
    {
        if (versions.Count == 0) return question.Is(State.NotApplicable, "Belum ada layanan yang terbit pada penghubung.");
        var standards = question.List("standards");
        List<string> wanting = [];
        if (question.Key("set-by") is { } office && !agencies.Any(one => one.Holds.Contains(office))) wanting.Add("perangkat daerah yang menetapkan standar belum ditandai pada daftar perangkat daerah");
        var failing = versions.Select(one => (one.Version, Fails: standards.Where(standard => !Passes(one.Version, one.Report, standard, tests)).ToList())).Where(one => one.Fails.Count > 0).ToList();
        if (failing.Count > 0)
        {
            List<string> named = [.. failing.Take(3).Select(one => $"{one.Version.Name} ({Indonesian.List([.. one.Fails.Select(Word)])})")];
            wanting.Insert(0, $"{failing.Count} dari {versions.Count} versi layanan belum memenuhi standar: {string.Join(", ", named)}{(failing.Count > 3 ? $" dan {failing.Count - 3} lainnya" : "")}");
        }
        var words = Indonesian.List([.. standards.Select(Word)]);
        return wanting.Count == 0
            ? question.Is(State.Met, $"{versions.Count} versi layanan memenuhi standar {words}.") with { Evidence = Proofs(versions.Select(one => one.Version)) }
            : question.Is(State.Missing, $"{char.ToUpperInvariant(wanting[0][0])}{string.Join("; ", wanting)[1..]}.") with
            {
                Evidence = Proofs(failing.Select(one => one.Version)),
                Next = failing.Count > 0 ? new NextStep($"Lihat temuan {failing[0].Version.Name}", failing[0].Version.Href + failing[0].Version.Findings, ServiceBusPermissions.View) : new NextStep("Tandai perangkat daerah", "/kerja/perangkat-daerah"),
            };
    }

    // A tester's last word goes before the rules: they see documents only. That a service is reached through the intranet only a test can say.
    private static bool Passes(Offered version, LintReport? report, string standard, List<ConformanceTest> tests)
    {
        var last = tests.Where(one => one.ServiceVersionId == version.Id && one.Standard == standard).MaxBy(one => (one.TestedOn, one.Id));
        if (last is not null && !last.Passed) return false;
        if (standard == "intranet-access") return last is not null;
        return report?.Passes(standard) == true;
    }

    private async Task<LintReport?> Report(string sha256, CancellationToken cancel)
    {
        if (reports.TryGetValue((lint, sha256), out var known)) return known;
        LintReport? report = null;
        try
        {
            if (await Documents.Of(db, sha256, cancel) is { } document) report = lint.Check(document);
        }
        catch (FormatException)
        {
            // Then it passes nothing.
        }
        if (reports.Count > 1000) reports.Clear();
        return reports[(lint, sha256)] = report;
    }

    private static Evidence[] Proofs(IEnumerable<Offered> versions) => [.. versions.Take(Platform.Checks.Answer.MostEvidence).Select(one => new Evidence(one.Name, one.Href, "bus-service-versions", one.Id))];

    private static string Word(string standard) => standard switch
    {
        "interoperability" => "interoperabilitas",
        "security" => "keamanan",
        "intranet-access" => "akses melalui jaringan intra",
        _ => "dokumentasi API",
    };

    /// <param name="Findings">What follows <paramref name="Href"/> where its findings are; empty where the address would name the service.</param>
    private sealed record Offered(Guid Id, string Name, string Href, string Findings, string Sha256);
}
