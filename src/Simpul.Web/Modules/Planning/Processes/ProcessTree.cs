using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>A place in the hierarchy: a code, shown by the version in force on the day or else by the newest.</summary>
/// <param name="InForce">Whether the version shown is in force on the day.</param>
public sealed record ProcessNode(Guid Id, string Code, string Name, Guid? Agency, ProcessState State, bool InForce, bool HasDiagram)
{
    public List<ProcessNode> Below { get; } = [];

    public string Href => $"/kerja/proses-bisnis/{Id}";
}

/// <summary>All processes as a tree.</summary>
public sealed class ProcessTree
{
    private readonly Dictionary<Guid, ProcessNode> byVersion = [];
    private readonly Dictionary<ProcessNode, ProcessNode> parents = new(ReferenceEqualityComparer.Instance);

    /// <summary>In the order of their codes.</summary>
    public List<ProcessNode> Top { get; } = [];

    public int Count { get; private set; }

    internal static async Task<ProcessTree> Read(IServiceProvider services, DateOnly date, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var all = await db.Set<BusinessProcess>().AsNoTracking()
            .Select(item => new { item.Id, item.Code, item.Edition, item.Name, item.ParentId, item.AgencyId, item.State, item.InForceFrom, item.InForceUntil, Drawn = db.Set<ProcessDiagram>().Any(drawing => drawing.ProcessId == item.Id) })
            .ToListAsync(cancel);
        var tree = new ProcessTree();
        var nodes = new List<(ProcessNode Node, Guid? Parent)>();
        foreach (var versions in all.GroupBy(item => item.Code, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var newest = versions.OrderByDescending(item => item.Edition).ToList();
            var current = newest.Find(item => item.State != ProcessState.Drafting && item.InForceFrom <= date && !(item.InForceUntil < date));
            var shown = current ?? newest[0];
            var node = new ProcessNode(shown.Id, shown.Code, shown.Name, shown.AgencyId, shown.State, current is not null, shown.Drawn);
            nodes.Add((node, shown.ParentId));
            newest.ForEach(item => tree.byVersion[item.Id] = node);
        }
        foreach (var (node, parent) in nodes)
        {
            if (parent is { } id && tree.byVersion.TryGetValue(id, out var above) && !ReferenceEquals(above, node))
            {
                above.Below.Add(node);
                tree.parents[node] = above;
            }
            else
            {
                tree.Top.Add(node);
            }
        }
        tree.Count = nodes.Count;
        return tree;
    }

    /// <summary>The place of any version.</summary>
    public ProcessNode? Find(Guid version) => byVersion.GetValueOrDefault(version);

    /// <summary>From the top down to just above the node.</summary>
    public IReadOnlyList<ProcessNode> Above(ProcessNode node)
    {
        var above = new List<ProcessNode>();
        while (parents.TryGetValue(node, out var next) && above.Count < 50)
        {
            above.Insert(0, next);
            node = next;
        }
        return above;
    }
}
