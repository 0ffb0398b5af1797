using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Lifecycle.Checks;

/// <summary>
/// <c>application-consulted</c>: what is being built was talked over with the office named. A step that this office decided counts for the whole
/// cycle; where each phase needs one, only what was recorded of the phase does.
/// </summary>
internal sealed class ApplicationConsulted(PlatformDb db, CurrentRegulation regulation, GateReader reader, Zone zone) : ICheck
{
    public string Name => "application-consulted";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var applications = (await KeptApplications.On(db, regulation.Profile, when.Date, cancel)).Where(one => one.Stage is ApplicationStage.Building or ApplicationStage.Testing).ToList();
        var talks = (await db.Set<ApplicationConsultation>().AsNoTracking().Where(one => one.HeldOn <= when.Date).Select(one => new { one.ApplicationId, one.With, one.Phase }).ToListAsync(cancel)).ToLookup(one => one.ApplicationId, one => (one.With, one.Phase));
        var begun = (await db.Set<ApplicationPhase>().AsNoTracking().Where(row => row.StartedOn <= when.Date).Select(row => new { row.ApplicationId, row.Phase }).ToListAsync(cancel)).ToLookup(row => row.ApplicationId, row => row.Phase);
        var decided = (await reader.Cases(null, cancel)).SelectMany(item => item.Steps.Where(step => step.DoneAt is { } at && zone.DayOf(at) <= when.Date).Select(step => (item.Application, step.Office))).ToLookup(one => one.Application, one => one.Office);
        return
        [
            .. questions.Select(question =>
            {
                var (asked, with, during) = (applications.AsReadOnly().For(question), question.Key("with"), question.List("during"));
                if (asked.Count == 0)
                {
                    return question.Is(State.NotApplicable, "Tidak ada aplikasi yang sedang dibangun.");
                }
                var office = with is { } key && regulation.Profile.Offices.TryGet(key, out var found) ? found.Name : "perangkat daerah yang ditentukan";
                var wanting = asked.Select(one => (Application: one, Phases: Wanting(one.Id, with, during, talks, begun, decided))).Where(one => one.Phases.Count > 0).ToList();
                List<KeptApplication> names = [.. wanting.Select(one => one.Application)];
                return wanting.Count == 0
                    ? question.Is(State.Met, $"{asked.Count} aplikasi yang sedang dibangun sudah dikonsultasikan dengan {office}.") with { Evidence = KeptApplications.Proofs(asked) }
                    : question.Is(State.Missing, $"{wanting.Count} dari {asked.Count} aplikasi yang sedang dibangun belum dikonsultasikan dengan {office}: {KeptApplications.Names(names)}.{(during.Count > 0 ? $" {names[0].Name}: {string.Join(", ", wanting[0].Phases)}." : "")}") with
                    {
                        Evidence = KeptApplications.Proofs(names),
                        Next = new NextStep("Catat konsultasi", $"{PhaseRegisters.ConsultationHref}/baru?application={names[0].Id}", ApplicationsPermissions.Edit),
                    };
            }),
        ];
    }

    /// <summary>The phases without a consultation, among those that the application has come to; or that there is none at all.</summary>
    private static IReadOnlyList<string> Wanting(Guid id, string? with, IReadOnlyList<string> during, ILookup<Guid?, (string With, string? Phase)> talks, ILookup<Guid?, string> begun, ILookup<Guid?, string> decided)
    {
        var held = talks[id].Where(talk => with is null || talk.With == with).ToList();
        if (during.Count == 0)
        {
            return held.Count > 0 || decided[id].Any(office => with is null || office == with) ? [] : ["belum ada konsultasi"];
        }
        List<string> reached = [.. during.Where(phase => begun[id].Contains(phase, StringComparer.OrdinalIgnoreCase))];
        return reached.Count == 0 && held.Count == 0 ? ["belum ada tahap yang dikonsultasikan"] : [.. reached.Where(phase => !held.Any(talk => phase.Equals(talk.Phase, StringComparison.OrdinalIgnoreCase)))];
    }
}
