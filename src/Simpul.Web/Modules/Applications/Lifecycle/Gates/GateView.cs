using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Gates;

/// <summary>Something that the regulation wants an application to rest on.</summary>
/// <param name="Proof">What it rests on, and where that is; null where nothing does.</param>
/// <param name="Href">Where it is filled in.</param>
public sealed record Basis(string Title, Citation Cite, (string Title, string Href)? Proof, string Missing, string Href);

/// <summary>The gates of an application and the one next thing to do.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Next">What to do, and where; null when nothing is left.</param>
public sealed record GateView(Guid Application, IReadOnlyList<Basis> Bases, IReadOnlyList<GateResult> Gates, bool IsUnder, (string Title, string Href)? Next, IReadOnlyList<(string Number, string Title)> Running, bool MayEdit)
{
    /// <summary>What general applications (true), and what all others are to rest on.</summary>
    private static readonly ConditionalWeakTable<EffectiveProfile, Dictionary<bool, List<(string To, Citation Cite)>>> asked = [];

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
        var bases = await BasesOf(services, regulation.Profile, application, gates, cancel);
        var running = cases.All(item => item.State != CaseState.Running) ? [] : await services.GetRequiredService<CaseFlow>().Seen().AsNoTracking().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.SubjectId == id && item.State == CaseState.Running)
            .OrderBy(item => item.Id).Take(10).Select(item => new { item.Number, item.Title }).ToListAsync(cancel);
        var under = GateReader.IsUnder(regulation.Profile, application.Stage, application.Item.From, plan is not null);
        var mayEdit = await shown.MayEdit(id, cancel);
        var next = under && application.Stage != ApplicationStage.Retired ? NextOf(id, bases, gates) : null;
        return new GateView(id, bases, gates, under, mayEdit || next?.Item2.EndsWith("/ubah", StringComparison.Ordinal) != true ? next : null, [.. running.Select(item => (item.Number, item.Title))], mayEdit);
    }

    private static (string, string)? NextOf(Guid id, IReadOnlyList<Basis> bases, IReadOnlyList<GateResult> gates)
    {
        // What is on its way is looked after first: a second case for the same would be refused.
        if (gates.FirstOrDefault(gate => gate.State == GateState.Waiting) is { } waiting)
        {
            return ($"Ikuti urusan {waiting.Case}, sekarang pada langkah {waiting.Label}", Case.HrefOf(waiting.Case!));
        }
        var stopped = gates.FirstOrDefault(gate => gate.State == GateState.Refused && gate.Stops);
        if (stopped is null && bases.FirstOrDefault(basis => basis.Proof is null) is { } basis)
        {
            return (basis.Missing, basis.Href);
        }
        return (stopped ?? gates.FirstOrDefault(gate => gate.Stops)) is { } open
            ? ($"{(open.State == GateState.Refused ? "Perbaiki rencananya, lalu ajukan lagi" : "Ajukan")}: {open.Gate.At[0].Procedure.Title}", $"/kerja/urusan/baru/{open.Gate.At[0].Procedure.Key}?application={id}")
            : null;
    }

    private static List<(string To, Citation Cite)> Asked(EffectiveProfile profile, bool general) =>
    [
        .. profile.Obligations.Where(item => item.Check is { Check: "applications-mapped" } check && check.Text("type") is var type && (type is null or "all" || type == "general" == general))
            .SelectMany(item => (item.Check!.List("to") ?? []).Select(to => (To: to, item.Cite))).DistinctBy(one => one.To),
    ];

    private static async Task<IReadOnlyList<Basis>> BasesOf(IServiceProvider services, EffectiveProfile profile, Application application, IReadOnlyList<GateResult> gates, CancellationToken cancel)
    {
        var bases = new List<Basis>();
        var edit = $"{ApplicationRegister.Href}/{application.Id}/ubah";
        var known = asked.GetValue(profile, static profile => new() { [true] = Asked(profile, general: true), [false] = Asked(profile, general: false) });
        foreach (var (to, cite) in known[application.Kind == ApplicationKind.General])
        {
            switch (to)
            {
                case "architecture":
                    var related = (await services.GetRequiredService<ShownApplication>().Has(application.Id, cancel)).ServedForGood;
                    bases.Add(new Basis("Arsitektur SPBE", cite, application.Item.Reference is { } code && related ? ($"{code}, mendukung layanan atau proses", $"/kerja/butir-arsitektur/{application.Id}") : null,
                        application.Item.Reference is null ? "Isi kode referensi nasionalnya" : "Hubungkan dengan layanan atau proses yang didukungnya", application.Item.Reference is null ? edit : $"/kerja/butir-arsitektur/{application.Id}"));
                    break;
                case "roadmap":
                    var activity = await services.GetRequiredService<IRoadmapActivities>().Closing(application.Item.Code, cancel) is [var earliest, ..] ? earliest : null;
                    bases.Add(new Basis("Peta Rencana SPBE", cite, activity is null ? null : (activity.Name, activity.Href), $"Sebut kode {application.Item.Code} pada kegiatan Peta Rencana yang membangunnya", "/kerja/kegiatan-peta-rencana"));
                    break;
                case "mandate":
                    bases.Add(new Basis("Tugas dan fungsi", cite, application.Mandate is { Length: > 0 } mandate ? (mandate.Length > 80 ? $"{mandate[..80]}…" : mandate, $"{ApplicationRegister.Href}/{application.Id}") : null, "Isi tugas dan fungsi yang didukung", edit));
                    break;
                default:
                    // The technical standard is a gate where a step passes it.
                    if (gates.All(gate => gate.Gate.Key != to))
                    {
                        bases.Add(new Basis("Standar teknis dan prosedur", cite, application.TechnicalStandard is { Length: > 0 } standard ? (standard, $"{ApplicationRegister.Href}/{application.Id}") : null, "Nyatakan pemenuhan standar teknis dalam urusannya", edit));
                    }
                    break;
            }
        }
        return bases;
    }
}
