using System.Runtime.CompilerServices;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle.Gates;

/// <summary>
/// The gates of a regulation, in the order in which they are passed. They are not listed anywhere: each is an obligation that asks whether a step of
/// a procedure was passed, so that a regulation orders them as it likes (decision 0141).
/// </summary>
public static class GateList
{
    private static readonly ConditionalWeakTable<EffectiveProfile, IReadOnlyList<Gate>> known = [];

    private static readonly Dictionary<string, string> titles = new(StringComparer.Ordinal)
    {
        ["technical-standard"] = "Standar teknis dan prosedur",
        ["portal-integration"] = "Integrasi dengan portal layanan",
        ["domain"] = "Subdomain",
        ["hosting-record"] = "Penempatan di ruang server",
    };

    public static IReadOnlyList<Gate> Of(EffectiveProfile profile) => known.GetValue(profile, Read);

    private static IReadOnlyList<Gate> Read(EffectiveProfile profile) =>
        [.. profile.Obligations.Select(item => Gate(profile, item)).OfType<Gate>().Select((gate, at) => (gate, at)).OrderBy(one => one.gate.Before).ThenBy(one => Place(profile, one.gate)).ThenBy(one => one.at).Select(one => one.gate)];

    private static Gate? Gate(EffectiveProfile profile, EffectiveObligation obligation) => obligation.Check switch
    {
        { Check: "application-gate-passed" } check => Make(profile, obligation, check.Text("gate")!, check.Text("before") switch { "launch" => GateStage.Launch, "use" => GateStage.Use, _ => GateStage.Build },
            check.Text("type") ?? "all", check.Text("only") ?? "any", check.Flag("advisory") == true),
        { Check: "domains-registered" } check when check.Text("for") == "applications" => Make(profile, obligation, "domain", GateStage.Launch, "all", "any", advisory: false),
        // A regulation that is silent about where applications stand wants its data kept centrally, not every launch held for it.
        { Check: "hosting-central" } check when check.List("what")?.Contains("applications") == true && profile.Flag("application.hosted-centrally") == true => Make(profile, obligation, "hosting-record", GateStage.Launch, "all", "any", advisory: false),
        _ => null,
    };

    private static Gate? Make(EffectiveProfile profile, EffectiveObligation obligation, string key, GateStage before, string type, string only, bool advisory)
    {
        List<GatePlace> at = [.. ApplicationProcedures.Of(profile.Stated).SelectMany(procedure => procedure.Steps.Where(step => step.Id == key || step.Records.Contains(key)).Select(step => new GatePlace(procedure, step)))];
        if (at.Count == 0)
        {
            // No step of this regulation passes it: nothing here can show it.
            return null;
        }
        var title = at.FirstOrDefault(place => place.Step.Id == key)?.Step.Title ?? titles.GetValueOrDefault(key) ?? at[0].Step.Title;
        var read = obligation.Reading is { } own && profile.Readings.Has(own) ? profile.Chosen(own).Key : null;
        var advice = read == "advice" || profile.Readings.Any(reading => profile.Chosen(reading.Id).Key == "advice" && reading.About.Any(cite => cite.Contains(obligation.Cite)));
        // Read literally, what is proved before the launch must be there before anything is built.
        return new Gate(obligation.Id, key, title, obligation.Cite, obligation.Text, read == "literal" ? GateStage.Build : before, type, only, obligation.Weight == ObligationWeight.Breach && !advisory, advice, at);
    }

    private static int Place(EffectiveProfile profile, Gate gate) => gate.At.Min(place => profile.Procedures.ToList().IndexOf(place.Procedure) * 100 + place.Procedure.Steps.ToList().IndexOf(place.Step));
}
