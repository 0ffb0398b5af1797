using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>What the page of an application shows of its life.</summary>
internal static class LifecycleSections
{
    private const string Folder = "/Modules/Applications/Lifecycle/";

    public static readonly Section Next = new("Berikutnya", Folder + "Gates/_Next.cshtml", async (services, id, cancel) => await LoadGates(services, id, cancel) is { Next: { } next } ? new NextThing(next.Title, next.Href) : null, Above: true);

    public static readonly Section Gates = new("Tahapan dan syarat", Folder + "Gates/_Gates.cshtml", async (services, id, cancel) => await LoadGates(services, id, cancel));

    public static readonly Section Phases = new("Tahap pembangunan", Folder + "Phases/_Phases.cshtml", LoadPhases);

    public static readonly Section Documents = new("Dokumen wajib", Folder + "Documents/_Documents.cshtml", LoadDocuments);

    public static readonly Section Tests = new("Pengujian dan temuan", Folder + "Testing/_Tests.cshtml", LoadTests);

    public static readonly Section Running = new("Evaluasi dan penghentian", Folder + "Running/_Running.cshtml", LoadRunning);

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<ApplicationPhase>>> phases = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<ApplicationPhase>().AsNoTracking().Where(row => row.ApplicationId == id).OrderBy(row => row.Round).Take(500));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<TestRow>>> tests = Prepared.List((PlatformDb db, Guid id) => (
        from test in db.Set<ApplicationTest>().AsNoTracking()
        where test.ApplicationId == id
        orderby test.StartedAt descending
        select new TestRow(test.Id, test.Word, test.Round, test.StartedAt, test.EndedAt != null,
            db.Set<TestResult>().Count(result => result.TestId == test.Id), db.Set<TestResult>().Count(result => result.TestId == test.Id && result.Verdict != TestVerdict.Open), db.Set<TestResult>().Count(result => result.TestId == test.Id && result.Verdict == TestVerdict.Fails))).Take(30));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<Finding>>> findings = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<Finding>().AsNoTracking().Where(one => one.ApplicationId == id).OrderByDescending(one => one.FoundOn).Take(100));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<Running.Evaluation>>> evaluations = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<Running.Evaluation>().AsNoTracking().Where(one => one.ApplicationId == id).OrderByDescending(one => one.DueOn).Take(20));

    /// <summary>Read once for both sections of a page.</summary>
    private static async Task<GateView?> LoadGates(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var reader = services.GetRequiredService<GateReader>();
        return reader.Shown is { } shown && shown.Application == id ? shown.View : (reader.Shown = (id, await GateView.Load(services, id, cancel))).Value.View;
    }

    private static async Task<object?> LoadPhases(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true } regulation)
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var shown = services.GetRequiredService<ShownApplication>();
        var plan = await shown.PlanOf(id, cancel);
        var rows = await phases(db, id, cancel);
        var talks = !(await shown.Has(id, cancel)).Consultations ? [] : await db.Set<ApplicationConsultation>().AsNoTracking().Where(one => one.ApplicationId == id).OrderByDescending(one => one.HeldOn).Take(100).ToListAsync(cancel);
        var order = PhaseOrder.Of(regulation.Profile, plan?.Method);
        return order.Phases.Count == 0 && plan is null && !PhaseOrder.ByMethod(regulation.Profile) ? null
            : new PhaseView(id, order, rows, talks, plan, await shown.MayEdit(id, cancel), key => regulation.Profile.Offices.TryGet(key, out var office) ? office.Name : key);
    }

    private static async Task<object?> LoadDocuments(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true })
        {
            return null;
        }
        var hasCases = (await services.GetRequiredService<ShownApplication>().Has(id, cancel)).Cases;
        var files = await services.GetRequiredService<RequiredDocuments>().Of(id, cancel, hasCases);
        var db = services.GetRequiredService<PlatformDb>();
        // Where no case of the application has a document, none that the reader may see has.
        var cases = !hasCases ? [] : await services.GetRequiredService<CaseFlow>().Seen().AsNoTracking().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.SubjectId == id && db.Set<Platform.Files.FileRecord>().Any(file => file.SubjectKind == "cases" && file.SubjectId == item.Id))
            .OrderByDescending(item => item.Id).Take(20).Select(item => new { item.Number, item.Title }).ToListAsync(cancel);
        var names = await services.GetRequiredService<RecordTitles>().Of("people", [.. files.SelectMany(file => file.Versions).Select(version => version.By).OfType<Guid>().Distinct()], cancel);
        return files.Count == 0 && cases.Count == 0 ? null : new DocumentView(files, [.. cases.Select(item => (item.Number, item.Title))], names);
    }

    private static async Task<object?> LoadTests(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var shown = services.GetRequiredService<ShownApplication>();
        var has = await shown.Has(id, cancel);
        var made = !has.Tests ? [] : await tests(db, id, cancel);
        var actor = services.GetRequiredService<Acting>().Actor;
        // As their register shows them.
        List<Finding> found = !has.Findings ? [] : [.. (await findings(db, id, cancel)).Where(one => actor.May(ApplicationsPermissions.Findings, one.AgencyId))];
        return made.Count == 0 && found.Count == 0 ? null
            : new TestView(made, [.. found.OrderBy(one => one.State == FindingState.Closed).ThenByDescending(one => one.Severity)], await shown.MayEdit(id, cancel), actor, services.GetRequiredService<Today>().Date);
    }

    private static async Task<object?> LoadRunning(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var shown = services.GetRequiredService<ShownApplication>();
        var stage = (await shown.Of(id, cancel))?.Stage;
        if (stage is not (ApplicationStage.Running or ApplicationStage.Retired))
        {
            return null;
        }
        var has = await shown.Has(id, cancel);
        var rows = await evaluations(db, id, cancel);
        var retirement = !has.Retirements ? null : await db.Set<Retirement>().AsNoTracking().Where(one => one.ApplicationId == id && one.State != RetirementState.Refused && one.State != RetirementState.Cancelled).OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancel);
        var knowledge = !has.Knowledge ? [] : await db.Set<KnowledgeEntry>().AsNoTracking().Where(one => one.ApplicationId == id).OrderByDescending(one => one.WrittenOn).Take(20).Select(one => new { one.Id, one.Title }).ToListAsync(cancel);
        var profile = services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation ? regulation.Profile : null;
        return new RunningView(id, stage.Value, rows, retirement, [.. knowledge.Select(one => (one.Id, one.Title))], await shown.MayEdit(id, cancel), services.GetRequiredService<Today>().Date, profile?.OfficeOf("application.monitored-by")?.Name);
    }
}

/// <summary>The one next thing to do with an application.</summary>
internal sealed record NextThing(string Title, string Href);

/// <summary>An application's phases by round, with the consultations about them.</summary>
internal sealed record PhaseView(Guid Application, PhaseOrder Order, IReadOnlyList<ApplicationPhase> Rows, IReadOnlyList<ApplicationConsultation> Talks, BuildPlan? Plan, bool MayEdit, Func<string, string> OfficeName)
{
    public IReadOnlyList<int> Rounds => [.. Rows.Select(row => row.Round).Append(1).Distinct().OrderDescending()];
}

/// <summary>What the regulation wants written, and the cases whose documents can be examined.</summary>
internal sealed record DocumentView(IReadOnlyList<RequiredFile> Files, IReadOnlyList<(string Number, string Title)> Cases, IReadOnlyDictionary<Guid, string> Names);

internal sealed record TestRow(Guid Id, string Word, int Round, DateTimeOffset StartedAt, bool Ended, int Count, int Answered, int Failed);

internal sealed record TestView(IReadOnlyList<TestRow> Tests, IReadOnlyList<Finding> Findings, bool MayEdit, Actor Actor, DateOnly Today);

internal sealed record RunningView(Guid Application, ApplicationStage Stage, IReadOnlyList<Running.Evaluation> Evaluations, Retirement? Retirement, IReadOnlyList<(Guid Id, string Title)> Knowledge, bool MayEdit, DateOnly Today, string? MonitoredBy);
