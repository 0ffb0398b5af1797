using System.Runtime.CompilerServices;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Gates;

/// <summary>Something that the regulation wants an application to rest on.</summary>
/// <param name="Proof">What it rests on, and where that is; null where nothing does.</param>
/// <param name="Missing">What to do, as a link says it.</param>
/// <param name="Href">Where it is filled in.</param>
/// <param name="Blocks">Whether an application does not run without it, in the readings chosen.</param>
public sealed record Basis(string Title, Citation Cite, (string Title, string Href)? Proof, string Missing, string Href, bool Blocks)
{
    public const string Partial = "/Modules/Applications/Lifecycle/Gates/_MissingBases.cshtml";
}

/// <summary>Reads on what an application rests, by the rule that the board keeps too (<see cref="BasisRule"/>).</summary>
internal sealed class BasisReader(CurrentRegulation regulation, IRoadmapActivities roadmap, ShownApplication shown)
{
    /// <summary>What general applications (true), and what all others are to rest on.</summary>
    private static readonly ConditionalWeakTable<EffectiveProfile, Dictionary<bool, List<(string To, Citation Cite, bool Blocks)>>> asked = [];

    /// <summary>Whether the regulation wants any application to rest on this.</summary>
    public static bool Wants(EffectiveProfile profile, string basis) => Of(profile).Values.Any(list => list.Any(one => one.To == basis));

    /// <param name="gates">Of the application: what is a gate is no basis beside it.</param>
    public async Task<IReadOnlyList<Basis>> Of(Application application, IReadOnlyList<GateResult> gates, CancellationToken cancel)
    {
        var bases = new List<Basis>();
        foreach (var (to, cite, blocks) in Of(regulation.Profile)[application.Kind == ApplicationKind.General].Where(one => gates.All(gate => gate.Gate.Key != one.To)))
        {
            var served = to == "architecture" && (await shown.Has(application.Id, cancel)).Served;
            var activity = to == "roadmap" ? await roadmap.Building(application.Item.Code, application.RoadmapActivityId, cancel) : null;
            bases.Add(Read(application, to, cite, blocks, BasisRule.Holds(application, to, served, activity is not null), activity));
        }
        return bases;
    }

    private static Basis Read(Application application, string to, Citation cite, bool blocks, bool holds, PlannedActivity? activity)
    {
        var (page, edit, item) = ($"{ApplicationRegister.Href}/{application.Id}", $"{ApplicationRegister.Href}/{application.Id}/ubah", $"/kerja/butir-arsitektur/{application.Id}");
        return to switch
        {
            "architecture" => new("Arsitektur SPBE", cite, holds ? ($"{application.Item.Reference}, mendukung layanan atau proses", item) : null,
                application.Item.Reference is null ? "Isi kode Referensi Arsitektur Aplikasi (RAA) nasionalnya, misalnya RAA.02.02" : "Hubungkan dengan layanan atau proses yang didukungnya",
                application.Item.Reference is null ? edit : item, blocks),
            "roadmap" => new("Peta Rencana SPBE", cite, holds && activity is not null ? (activity.Name, activity.Href) : null, "Pilih kegiatan Peta Rencana yang membangunnya", edit, blocks),
            "mandate" => new("Tugas dan fungsi", cite, holds ? (application.Mandate is { Length: > 80 } mandate ? $"{mandate[..80]}…" : application.Mandate!, page) : null, "Isi tugas dan fungsi yang didukung", edit, blocks),
            _ => new("Standar teknis dan prosedur", cite, holds ? (application.TechnicalStandard!, page) : null, "Nyatakan pemenuhan standar teknis dalam urusannya", edit, blocks),
        };
    }

    private static Dictionary<bool, List<(string To, Citation Cite, bool Blocks)>> Of(EffectiveProfile profile) =>
        asked.GetValue(profile, static profile => new() { [true] = Asked(profile, general: true), [false] = Asked(profile, general: false) });

    private static List<(string To, Citation Cite, bool Blocks)> Asked(EffectiveProfile profile, bool general) =>
    [
        .. profile.Obligations.Where(item => item.Check is { Check: "applications-mapped" } check && check.Text("type") is var type && (type is null or "all" || type == "general" == general))
            .SelectMany(item => (item.Check!.List("to") ?? []).Select(to => (To: to, item.Cite, Blocks: item.Weight == ObligationWeight.Breach))).OrderByDescending(one => one.Blocks).DistinctBy(one => one.To),
    ];
}
