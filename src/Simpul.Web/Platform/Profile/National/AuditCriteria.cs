namespace Simpul.Web.Platform.Profile.National;

/// <summary>An edition of what ICT audits examine, and of what they rest on. An audit is pinned to the edition under which it began.</summary>
public sealed record AuditCriteria(string Id, string Title, string Regulation, IReadOnlyList<Source> Sources, InForce InForce, IReadOnlyList<AuditBasis> Bases, IReadOnlyList<CriteriaSet> Sets)
{
    /// <summary>What an audit examines, as every regulation has it (parameter <c>audit.subjects</c>), in the regulations' order.</summary>
    public static IReadOnlyList<string> Subjects { get; } = ["governance-management", "functionality", "performance", "other-aspects"];

    /// <summary>What an object of an audit can be.</summary>
    public static IReadOnlyList<string> Objects { get; } = ["infrastructure", "general-application", "special-application"];

    /// <summary>The sets for a kind of audit and the objects that it looks at, in the order of the subjects.</summary>
    public IReadOnlyList<CriteriaSet> For(string kind, IReadOnlyCollection<string> objects, IReadOnlyCollection<string> subjects) =>
        [.. Sets.Where(set => set.Kinds.Contains(kind) && (set.Objects.Count == 0 || objects.Count == 0 || set.Objects.Any(objects.Contains)) && subjects.Contains(set.Subject)).OrderBy(set => Array.IndexOf([.. Subjects], set.Subject))];

    public AuditBasis? Basis(string id) => Bases.FirstOrDefault(basis => basis.Id == id);
}

/// <summary>A policy, a standard or a law that audits follow.</summary>
/// <param name="Kind"><c>legislation</c>, <c>general-audit-policy</c> or <c>standard-procedure</c>.</param>
/// <param name="Kinds">Kinds of audit that it is for; empty for all.</param>
public sealed record AuditBasis(string Id, string Kind, string Title, IReadOnlyList<string> Kinds, InForce InForce)
{
    public bool Serves(string kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}

/// <param name="Subject">One of <see cref="AuditCriteria.Subjects"/>.</param>
/// <param name="Kinds"><c>infrastructure</c>, <c>application</c>, <c>security</c>.</param>
/// <param name="Objects">Of <see cref="AuditCriteria.Objects"/>; empty for any.</param>
/// <param name="Tests">Sets of <see cref="ApplicationTests"/> whose controls are criteria here as well.</param>
/// <param name="Cite">Where it comes from, as people cite it.</param>
public sealed record CriteriaSet(string Id, string Title, string Subject, IReadOnlyList<string> Kinds, IReadOnlyList<string> Objects, IReadOnlyList<string> Tests, string Cite, IReadOnlyList<AuditCriterion> Criteria);

/// <param name="Proof">What an auditor looks for.</param>
public sealed record AuditCriterion(string Id, string Title, string Text, string? Proof);
