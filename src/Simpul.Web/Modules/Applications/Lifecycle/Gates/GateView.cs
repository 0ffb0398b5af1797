using Microsoft.EntityFrameworkCore;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle.Gates;

/// <summary>The gates of an application and the one next thing to do.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Next">What to do, and where; null when nothing is left.</param>
public sealed record GateView(Guid Application, IReadOnlyList<Basis> Bases, IReadOnlyList<GateResult> Gates, bool IsUnder, (string Title, string Href)? Next, IReadOnlyList<(string Number, string Title)> Running, bool MayEdit)
{
    internal static async Task<GateView?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var shown = services.GetRequiredService<ShownApplication>();
        if (services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true } regulation || await shown.Of(id, cancel) is not { } application)
        {
            return null;
        }
        var plan = await shown.PlanOf(id, cancel);
        var reader = services.GetRequiredService<GateReader>();
        var cases = (await shown.Has(id, cancel)).Cases ? await reader.Cases(id, cancel) : [];
        var gates = reader.Read(application, plan, cases);
        var bases = await services.GetRequiredService<BasisReader>().Of(application, gates, cancel);
        var running = cases.All(item => item.State != CaseState.Running) ? [] : await services.GetRequiredService<CaseFlow>().Seen().AsNoTracking().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.SubjectId == id && item.State == CaseState.Running)
            .OrderBy(item => item.Id).Take(10).Select(item => new { item.Number, item.Title }).ToListAsync(cancel);
        var under = GateReader.IsUnder(regulation.Profile, application.Stage, application.Item.From, plan is not null);
        var mayEdit = await shown.MayEdit(id, cancel);
        var next = under && application.Stage != ApplicationStage.Retired ? NextOf(id, bases, gates, mayEdit, services.GetRequiredService<Procedures>()) : null;
        return new GateView(id, bases, gates, under, next, [.. running.Select(item => (item.Number, item.Title))], mayEdit);
    }

    private static (string, string)? NextOf(Guid id, IReadOnlyList<Basis> bases, IReadOnlyList<GateResult> gates, bool mayEdit, Procedures procedures)
    {
        // What is on its way is looked after first: a second case for the same would be refused.
        if (gates.FirstOrDefault(gate => gate.State == GateState.Waiting) is { } waiting)
        {
            return ($"Ikuti urusan {waiting.Case}, sekarang pada langkah {waiting.Label}", Case.HrefOf(waiting.Case!));
        }
        var stopped = gates.FirstOrDefault(gate => gate.State == GateState.Refused && gate.Stops);
        var basis = stopped is null ? bases.FirstOrDefault(basis => basis.Proof is null) : null;
        // Whoever cannot fill in a basis goes on to the gate; the list below shows both.
        if (basis is not null && mayEdit)
        {
            return (basis.Missing, basis.Href);
        }
        return (stopped ?? gates.FirstOrDefault(gate => gate.Stops)) is { } open && procedures.MayOpen(open.Gate.At[0].Procedure)
            ? ($"{(open.State == GateState.Refused ? "Perbaiki rencananya, lalu ajukan lagi" : "Ajukan")}: {open.Gate.At[0].Procedure.Title}", $"/kerja/urusan/baru/{open.Gate.At[0].Procedure.Key}?application={id}")
            : null;
    }
}
