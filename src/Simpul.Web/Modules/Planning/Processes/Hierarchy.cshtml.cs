using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The hierarchy of processes: across agencies first, then agency by agency; or one agency's alone.</summary>
[Permission(PlanningPermissions.View)]
public sealed class HierarchyModel(IOrganisation organisation, Acting acting, Today today) : PageModel
{
    public const string Href = "/kerja/peta-proses";

    public IReadOnlyList<ProcessGroup> Groups { get; private set; } = [];

    public IReadOnlyList<AgencyFacts> Agencies { get; private set; } = [];

    /// <summary>The agency to which the page is narrowed; <c>lintas</c> for processes across agencies.</summary>
    public string? Chosen { get; private set; }

    public int Count { get; private set; }

    /// <summary>The citations that ask for what stands here.</summary>
    public IReadOnlyList<(string Id, string Cite)> Asked { get; private set; } = [];

    public bool CanAdd => acting.Actor.May(PlanningPermissions.Processes);

    public async Task OnGetAsync(string? milik, CancellationToken cancel)
    {
        Chosen = milik;
        Asked = ProcessObligations.Of(HttpContext.RequestServices, [.. ProcessObligations.Checks]);
        Agencies = await organisation.Agencies(today.Date, cancel);
        var tree = await ProcessTree.Read(HttpContext.RequestServices, today.Date, cancel);
        Count = tree.Count;
        // A process that hangs under another agency's stands there, with its owner's name beside it.
        var groups = tree.Top.ToLookup(node => node.Agency);
        var names = Agencies.ToDictionary(agency => agency.Id);
        Groups =
        [
            .. new[] { new ProcessGroup(null, "Lintas perangkat daerah", [.. groups[null]]) }
                .Concat(Agencies.Select(agency => new ProcessGroup(agency.Id, agency.Name, [.. groups[agency.Id]])))
                .Concat(groups.Where(group => group.Key is { } id && !names.ContainsKey(id)).Select(group => new ProcessGroup(group.Key, "Perangkat daerah yang sudah bubar", [.. group])))
                .Where(group => group.Top.Count > 0 && (milik is not { Length: > 0 } || milik == (group.Agency?.ToString() ?? "lintas"))),
        ];
    }

    public string? Owner(ProcessNode node, Guid? around) => node.Agency == around ? null : Agencies.FirstOrDefault(agency => agency.Id == node.Agency)?.Called ?? "lintas perangkat daerah";
}

/// <summary>The processes of one owner that are part of none above.</summary>
/// <param name="Agency">Null for processes across agencies.</param>
public sealed record ProcessGroup(Guid? Agency, string Title, IReadOnlyList<ProcessNode> Top);

/// <summary>A branch of the tree, as its partial draws it.</summary>
public sealed record ProcessBranch(IReadOnlyList<ProcessNode> Nodes, Guid? Around, HierarchyModel Page);
