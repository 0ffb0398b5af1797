using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Phases;

/// <summary>The phases that an application goes through: the regulation's or, where it orders none, those of the method chosen for it.</summary>
/// <param name="Phases">Empty where nothing orders them yet.</param>
/// <param name="Repeats">Whether they form a round that repeats.</param>
public sealed record PhaseOrder(IReadOnlyList<string> Phases, bool Repeats, Citation? Cite)
{
    private const string Parameter = "application.lifecycle-phases";

    /// <summary>Whether the regulation leaves the phases to each application's method.</summary>
    public static bool ByMethod(EffectiveProfile profile) => profile.IsSilent(Parameter);

    public static PhaseOrder Of(EffectiveProfile profile, string? method)
    {
        if (profile.List(Parameter) is { } stated)
        {
            // That they repeat is said by the obligation to keep them.
            var kept = profile.Obligations.Where(item => item.Check?.Check == "application-phases-kept").ToList();
            var row = kept.FirstOrDefault(item => item.Check!.Flag("repeating") == true) ?? kept.LastOrDefault();
            return new PhaseOrder(stated, row?.Check!.Flag("repeating") == true, profile.CitationOf(Parameter) ?? row?.Cite);
        }
        var chosen = DevelopmentMethods.Find(method);
        return new PhaseOrder(chosen?.Phases ?? [], chosen?.Repeats ?? false, profile.Obligations.FirstOrDefault(item => item.Check?.Check == "application-phases-kept")?.Cite);
    }

    /// <summary>By the phase: the steps and documents that prove it, as the rows about phases say.</summary>
    internal static ILookup<string, string> Proofs(EffectiveProfile profile) => profile.Obligations.Where(item => item.Check?.Check == "application-phases-kept")
        .SelectMany(item => item.Check!.List("proofs") ?? []).Select(proof => proof.Split('=', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
        .ToLookup(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>Every phase that can occur in this instance.</summary>
    internal static IReadOnlyList<FieldChoice> Choices(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true } regulation ? []
            : [.. (regulation.Profile.List(Parameter) ?? [.. DevelopmentMethods.All.SelectMany(method => method.Phases).Distinct()]).Select(phase => new FieldChoice(phase, Capital(phase)))];

    /// <summary>As a heading.</summary>
    public static string Capital(string phase) => phase.Length == 0 ? phase : char.ToUpperInvariant(phase[0]) + phase[1..];

    /// <summary>
    /// What stands against the order: phases begun before the one ahead of them had ended, and phases that ended without leaving anything behind.
    /// In Indonesian, each as a part of a sentence.
    /// </summary>
    /// <param name="running">Whether the application is used already: then all that belongs to its building must have ended.</param>
    public static IReadOnlyList<string> Faults(IReadOnlyList<string> order, IReadOnlyList<ApplicationPhase> rows, bool running)
    {
        var faults = new List<string>();
        if (rows.Count == 0)
        {
            return ["belum ada tahap yang dicatat"];
        }
        foreach (var round in rows.GroupBy(row => row.Round).OrderBy(group => group.Key))
        {
            var held = round.ToDictionary(row => row.Phase, StringComparer.OrdinalIgnoreCase);
            var last = order.Select((phase, at) => (phase, at)).Where(one => held.ContainsKey(one.phase)).Select(one => one.at).DefaultIfEmpty(-1).Max();
            for (var at = 0; at < order.Count; at++)
            {
                var row = held.GetValueOrDefault(order[at]);
                var wanted = at < last || (running && round.Key == 1 && !DevelopmentMethods.IsAfterLaunch(order[at]));
                if (wanted && row?.EndedOn is null)
                {
                    faults.Add(row is null ? $"tahap {order[at]} dilewati" : $"tahap {order[at]} belum selesai");
                }
                else if (row is { EndedOn: not null, Left: null or "" })
                {
                    faults.Add($"hasil tahap {order[at]} belum dicatat");
                }
                else if (at > 0 && row is not null && held.GetValueOrDefault(order[at - 1])?.EndedOn > row.StartedOn)
                {
                    faults.Add($"tahap {order[at]} dimulai sebelum tahap {order[at - 1]} selesai");
                }
            }
        }
        return faults;
    }
}
