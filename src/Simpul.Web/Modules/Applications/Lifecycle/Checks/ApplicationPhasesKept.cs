using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Lifecycle.Checks;

/// <summary><c>application-phases-kept</c>: applications go through their phases in order, each leaving something behind.</summary>
internal sealed class ApplicationPhasesKept(PlatformDb db, CurrentRegulation regulation) : ICheck
{
    public string Name => "application-phases-kept";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var applications = await KeptApplications.On(db, regulation.Profile, when.Date, cancel);
        var rows = (await db.Set<ApplicationPhase>().AsNoTracking().Where(row => row.StartedOn <= when.Date).ToListAsync(cancel)).ToLookup(row => row.ApplicationId!.Value, row => On(row, when.Date));
        return [.. questions.Select(question => Of(question, [.. applications.For(question).Where(one => one.Stage >= ApplicationStage.Building)], rows))];
    }

    private Answer Of(Question question, IReadOnlyList<KeptApplication> applications, ILookup<Guid, ApplicationPhase> rows)
    {
        if (applications.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi yang dibangun sejak peraturan berlaku.");
        }
        var read = applications.Select(one => (Application: one, Faults: Faults(question, one, [.. rows[one.Id]]))).ToList();
        List<KeptApplication> faulty = [.. read.Where(one => one.Faults.Count > 0).Select(one => one.Application)];
        if (faulty.Count > 0)
        {
            var first = read.First(one => one.Faults.Count > 0);
            return question.Is(State.Missing, $"{faulty.Count} dari {applications.Count} aplikasi tidak menurut tahapnya: {KeptApplications.Names(faulty)}. {first.Application.Name}: {first.Faults[0]}.") with { Evidence = KeptApplications.Proofs(faulty), Next = KeptApplications.Open(faulty[0]) };
        }
        return question.Is(State.Met, $"{applications.Count} aplikasi menjalani tahapnya berurutan, dan setiap tahap meninggalkan hasil.") with { Since = applications.SelectMany(one => rows[one.Id]).Max(row => (DateOnly?)row.StartedOn), Evidence = KeptApplications.Proofs(applications) };
    }

    private IReadOnlyList<string> Faults(Question question, KeptApplication application, IReadOnlyList<ApplicationPhase> rows)
    {
        var order = PhaseOrder.Of(regulation.Profile, application.Plan?.Method);
        var asked = question.List("phases");
        if (asked.Count == 0 && order.Phases.Count == 0)
        {
            return ["metode pembangunannya belum dipilih"];
        }
        // Some of the phases: each must have ended, whatever else the application went through.
        return asked.Count > 0 && asked.Count < order.Phases.Count
            ? [.. asked.Where(phase => !rows.Any(row => row.Phase.Equals(phase, StringComparison.OrdinalIgnoreCase) && row.EndedOn is not null)).Select(phase => $"tahap {phase} belum selesai")]
            : PhaseOrder.Faults(asked.Count > 0 ? asked : order.Phases, rows, application.Stage >= ApplicationStage.Running);
    }

    private static ApplicationPhase On(ApplicationPhase row, DateOnly date)
    {
        row.EndedOn = row.EndedOn > date ? null : row.EndedOn;
        return row;
    }
}
