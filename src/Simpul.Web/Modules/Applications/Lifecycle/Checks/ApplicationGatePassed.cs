using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Checks;

/// <summary><c>application-gate-passed</c>: no application went past a stage without its gate.</summary>
internal sealed class ApplicationGatePassed(PlatformDb db, CurrentRegulation regulation, GateReader reader, Zone zone) : ICheck
{
    public string Name => "application-gate-passed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var applications = await KeptApplications.On(db, regulation.Profile, when.Date, cancel);
        var cases = (await reader.Cases(null, cancel)).Select(item => Until(item, when.Date)).OfType<GateCase>().ToLookup(item => item.Application);
        var gates = GateList.Of(regulation.Profile).ToDictionary(gate => gate.Obligation, StringComparer.Ordinal);
        return [.. questions.Select(question => Of(question, gates.GetValueOrDefault(question.Id), applications.For(question), cases, when.Date))];
    }

    private Answer Of(Question question, Gate? gate, IReadOnlyList<KeptApplication> applications, ILookup<Guid?, GateCase> cases, DateOnly date)
    {
        if (applications.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi yang terkena ketentuan ini.");
        }
        if (gate is null)
        {
            return question.Is(State.Missing, "Prosedur peraturan ini tidak memuat langkah yang meloloskannya.");
        }
        var read = applications.Select(one => (Application: one, Result: reader.Read(gate, [.. cases[one.Id]]))).ToList();
        List<KeptApplication> past = [.. read.Where(one => IsPast(one.Application.Stage, gate.Before) && one.Result.State != GateState.Passed && !(one.Result.State == GateState.Refused && gate.Advice)).Select(one => one.Application)];
        var waiting = read.Where(one => one.Result is { State: GateState.Waiting, Due: not null }).OrderBy(one => one.Result.Due).ToList();
        var passed = read.Where(one => one.Result.State == GateState.Passed).ToList();
        if (past.Count > 0 && !question.Flag("advisory"))
        {
            return question.Is(State.Missing, $"{past.Count} dari {applications.Count} aplikasi melewati tahapnya tanpa {gate.Title}: {KeptApplications.Names(past)}.") with { Evidence = KeptApplications.Proofs(past), Next = KeptApplications.Open(past[0]) };
        }
        if (waiting.Count > 0)
        {
            var (application, result) = waiting[0];
            return question.Is(result.Due < date ? State.Overdue : State.Due, $"{application.Name} menunggu {gate.Title} dalam urusan {result.Case}, tenggat {Indonesian.Date(result.Due!.Value)}.") with
            {
                Due = result.Due, Since = result.Due < date ? result.Due.Value.AddDays(1) : null, Evidence = KeptApplications.Proofs([.. waiting.Select(one => one.Application)]), Next = new NextStep($"Buka urusan {result.Case}", Platform.Cases.Case.HrefOf(result.Case!)),
            };
        }
        var shown = past.Count > 0 ? $" {KeptApplications.Names(past)} tanpa {gate.Title}; ketentuan ini tidak menghentikan." : "";
        return question.Is(State.Met, passed.Count == 0 ? $"Tidak ada aplikasi yang melewati tahapnya tanpa {gate.Title}.{shown}" : $"{passed.Count} aplikasi sudah melewati {gate.Title}.{shown}") with
        {
            Since = passed.Max(one => one.Result.On), Evidence = KeptApplications.Proofs([.. passed.Select(one => one.Application)]),
        };
    }

    private static bool IsPast(ApplicationStage stage, GateStage before) => before == GateStage.Build ? stage > ApplicationStage.Proposed : stage >= ApplicationStage.Running;

    /// <summary>The case as it stood on a day; null where it was not open yet.</summary>
    private GateCase? Until(GateCase item, DateOnly date)
    {
        var known = item.Steps.Where(step => zone.DayOf(step.StartedAt) <= date).ToList();
        if (known.Count == item.Steps.Count && known.All(step => step.DoneAt is not { } at || zone.DayOf(at) <= date))
        {
            return item;
        }
        return known.Count == 0 ? null : item with
        {
            State = Platform.Cases.CaseState.Running,
            Steps = [.. known.Select(step => step.DoneAt is { } at && zone.DayOf(at) > date ? new Platform.Cases.CaseStep { Id = step.Id, CaseId = step.CaseId, Number = step.Number, Round = step.Round, Step = step.Step, Title = step.Title, StartedAt = step.StartedAt, DueOn = step.DueOn } : step)],
        };
    }
}
