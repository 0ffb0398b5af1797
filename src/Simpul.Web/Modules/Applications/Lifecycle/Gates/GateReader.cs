using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle.Gates;

/// <summary>A case about an application with its steps in order, as gates are read from it.</summary>
internal sealed record GateCase(Guid? Application, string Number, string Procedure, CaseState State, IReadOnlyList<CaseStep> Steps)
{
    public CaseStep? Current => Steps.FirstOrDefault(step => step.DoneAt is null);
}

/// <summary>Reads from the cases of applications which gates they have passed. Nothing is stored: a case is the one truth about what was decided.</summary>
internal sealed class GateReader(PlatformDb db, CurrentRegulation regulation, Zone zone)
{
    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<Case>>> ofOne = Prepared.List((PlatformDb db, Guid application) =>
        db.Set<Case>().AsNoTracking().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.SubjectId == application).OrderBy(item => item.Id));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<CaseStep>>> stepsOfOne = Prepared.List((PlatformDb db, Guid application) =>
        db.Set<CaseStep>().AsNoTracking().Where(step => db.Set<Case>().Any(item => item.Id == step.CaseId && item.SubjectKind == ApplicationRegister.Kind && item.SubjectId == application)));

    /// <summary>What the page at hand shows of an application; two of its sections ask.</summary>
    internal (Guid Application, GateView? View)? Shown { get; set; }

    /// <summary>Every case about applications, or about one, in the order in which they were opened.</summary>
    /// <param name="tracked">Whether changes that wait for the save at hand count.</param>
    public async Task<IReadOnlyList<GateCase>> Cases(Guid? application, CancellationToken cancel, bool tracked = false)
    {
        if (application is { } one && !tracked)
        {
            var own = await ofOne(db, one, cancel);
            if (own.Count == 0)
            {
                return [];
            }
            var taken = (await stepsOfOne(db, one, cancel)).ToLookup(step => step.CaseId);
            return [.. own.Select(item => Read(item, [.. taken[item.Id]]))];
        }
        var asked = db.Set<Case>().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.SubjectId != null && (application == null || item.SubjectId == application));
        var cases = await (tracked ? asked : asked.AsNoTracking()).OrderBy(item => item.Id).ToListAsync(cancel);
        if (cases.Count == 0 && !tracked)
        {
            return [];
        }
        var rows = db.Set<CaseStep>().Where(step => asked.Any(item => item.Id == step.CaseId));
        var steps = (await (tracked ? rows : rows.AsNoTracking()).ToListAsync(cancel)).ToLookup(step => step.CaseId);
        if (tracked)
        {
            // What this save adds is in no query yet: the case that just got its application, and the step that it moves to.
            var local = db.ChangeTracker.Entries<CaseStep>().Select(entry => entry.Entity).ToLookup(step => step.CaseId);
            var found = cases.Concat(db.ChangeTracker.Entries<Case>().Select(entry => entry.Entity).Where(item => item.SubjectId == application && application != null)).DistinctBy(item => item.Id);
            return [.. found.Select(item => Read(item, [.. steps[item.Id].Concat(local[item.Id]).DistinctBy(step => step.Id)]))];
        }
        return [.. cases.Select(item => Read(item, [.. steps[item.Id]]))];
    }

    /// <summary>The gates that apply to an application, in order, with how it stands.</summary>
    public IReadOnlyList<GateResult> Read(Application application, BuildPlan? plan, IReadOnlyList<GateCase> cases) =>
        [.. GateList.Of(regulation.Profile).Where(gate => gate.AppliesTo(application.Kind, application.ServesPublic, application.Licence, plan)).Select(gate => Read(gate, cases))];

    public GateResult Read(Gate gate, IReadOnlyList<GateCase> cases)
    {
        var best = new GateResult(gate, GateState.Open);
        foreach (var item in cases)
        {
            // Of several cases the latest that says as much.
            if (Read(gate, item) is { } result && result.State >= best.State)
            {
                best = result;
            }
        }
        return best;
    }

    /// <summary>Whether an application falls under the regulation's gates: one that ran before it came into force does not.</summary>
    public static bool IsUnder(EffectiveProfile profile, ApplicationStage stage, DateOnly? from, bool planned) =>
        from is { } began ? began >= profile.Regulation.InForce : stage < ApplicationStage.Running || planned;

    private static GateCase Read(Case item, List<CaseStep> steps) => new(item.SubjectId, item.Number, item.Procedure, item.State, [.. steps.OrderBy(step => step.Number)]);

    private GateResult? Read(Gate gate, GateCase item)
    {
        var places = gate.At.Where(place => place.Procedure.Key == item.Procedure).ToList();
        if (places.Count == 0)
        {
            return null;
        }
        var procedure = places[0].Procedure;
        var last = item.Steps.LastOrDefault(row => places.Any(place => place.Step.Id == row.Step));
        if (item.State == CaseState.Running && item.Current is { } current)
        {
            if (last is null && places.All(place => IsBehind(procedure, current, place.Step.Id)))
            {
                // The case went another way round: it waits for nothing there.
                return null;
            }
            if (last?.DoneAt is null || !IsBehind(procedure, current, last.Step))
            {
                return new GateResult(gate, GateState.Waiting, item.Number, Due: current.DueOn, Label: current.Title);
            }
        }
        if (last?.DoneAt is not { } at || procedure.Steps.FirstOrDefault(step => step.Id == last.Step) is not { } step || step.Outcomes.FirstOrDefault(outcome => outcome.Key == last.Outcome) is not { } outcome)
        {
            return item.State == CaseState.Running ? new GateResult(gate, GateState.Waiting, item.Number, Label: item.Current?.Title) : null;
        }
        var on = zone.DayOf(at);
        return outcome.To == "refused" ? new GateResult(gate, GateState.Refused, item.Number, on, Label: last.OutcomeLabel)
            : procedure.IsFavourable(step, outcome) && item.State is CaseState.Running or CaseState.Done ? new GateResult(gate, GateState.Passed, item.Number, on, Label: last.OutcomeLabel)
            : item.State == CaseState.Running ? new GateResult(gate, GateState.Waiting, item.Number, Due: item.Current?.DueOn, Label: item.Current?.Title)
            : null;
    }

    /// <summary>
    /// Whether the case stands behind the gate's step: what was passed in an earlier round and came back must be passed anew. A step that leads only
    /// back, as a revision does, stands where it leads.
    /// </summary>
    private static bool IsBehind(Procedure procedure, CaseStep current, string gate)
    {
        var keys = procedure.Steps.Select(step => step.Id).ToList();
        var at = keys.IndexOf(current.Step);
        List<int> next = at < 0 ? [] : [.. procedure.Steps[at].Outcomes.Where(outcome => !outcome.Ends).Select(outcome => keys.IndexOf(outcome.To))];
        // A last step that may also send back stands where it is: it ends the case.
        var stands = next.Count > 0 && next.All(to => to < at) && procedure.Steps[at].Outcomes.All(outcome => outcome.To != "done") ? next.Min() : at;
        return stands > keys.IndexOf(gate);
    }
}
