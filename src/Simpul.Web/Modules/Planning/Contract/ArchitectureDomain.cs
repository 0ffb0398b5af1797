namespace Simpul.Web.Modules.Planning.Contract;

/// <summary>The six domains of the architecture (parameter <c>architecture.domains</c>), in the order in which one is derived from another.</summary>
public enum ArchitectureDomain
{
    Process,
    Data,
    Service,
    Application,
    Infrastructure,
    Security,
}

/// <summary>Whether an item is there today or is what the plan wants.</summary>
public enum ItemState
{
    AsIs,
    ToBe,
}

/// <summary>How one item needs another: from depends on to. <see cref="Exchanges"/> holds both ways; <see cref="Replaces"/> is no dependency.</summary>
public enum RelationKind
{
    /// <summary>A service is given by a process.</summary>
    GivenBy,
    Uses,
    ServedBy,
    RunsOn,
    ProtectedBy,

    /// <summary>Two applications exchange data: an integration.</summary>
    Exchanges,

    /// <summary>A target follows what there is, in the same domain.</summary>
    Replaces,
}

/// <summary>What domains, states and relations are called, and which relations may join which domains.</summary>
internal static class ArchitectureWords
{
    public static readonly IReadOnlyList<(ArchitectureDomain Value, string Title)> Domains =
    [
        (ArchitectureDomain.Process, "Proses Bisnis"),
        (ArchitectureDomain.Data, "Data dan Informasi"),
        (ArchitectureDomain.Service, "Layanan"),
        (ArchitectureDomain.Application, "Aplikasi"),
        (ArchitectureDomain.Infrastructure, "Infrastruktur"),
        (ArchitectureDomain.Security, "Keamanan"),
    ];

    public static readonly IReadOnlyList<(ItemState Value, string Title)> States = [(ItemState.AsIs, "Saat ini (as-is)"), (ItemState.ToBe, "Target (to-be)")];

    public static readonly IReadOnlyList<(RelationKind Value, string Title)> Kinds =
    [
        (RelationKind.GivenBy, "diselenggarakan melalui"),
        (RelationKind.Uses, "menggunakan data"),
        (RelationKind.ServedBy, "didukung aplikasi"),
        (RelationKind.RunsOn, "berjalan pada"),
        (RelationKind.ProtectedBy, "dilindungi oleh"),
        (RelationKind.Exchanges, "bertukar data dengan"),
        (RelationKind.Replaces, "menggantikan"),
    ];

    public static string Word(this ArchitectureDomain domain) => Domains[(int)domain].Title;

    public static string Word(this RelationKind kind) => Kinds[(int)kind].Title;

    public static string Word(this ItemState state) => States[(int)state].Title;

    /// <summary>The domain's name in the national data: <c>process</c>.</summary>
    public static string Key(this ArchitectureDomain domain) => domain.ToString().ToLowerInvariant();

    public static ArchitectureDomain? DomainOf(string? key) => Enum.TryParse<ArchitectureDomain>(key, ignoreCase: true, out var domain) && Enum.IsDefined(domain) && !int.TryParse(key, out _) ? domain : null;

    /// <summary>The national reference whose codes the domain's items bear: <c>RAB</c>.</summary>
    public static string Reference(this ArchitectureDomain domain) => domain switch
    {
        ArchitectureDomain.Process => "RAB",
        ArchitectureDomain.Data => "RAD",
        ArchitectureDomain.Service => "RAL",
        ArchitectureDomain.Application => "RAA",
        ArchitectureDomain.Infrastructure => "RAI",
        _ => "RAK",
    };

    /// <summary>Whether the relation may join items of these domains.</summary>
    public static bool Joins(this RelationKind kind, ArchitectureDomain from, ArchitectureDomain to) => kind switch
    {
        RelationKind.GivenBy => from is ArchitectureDomain.Service && to is ArchitectureDomain.Process,
        RelationKind.Uses => from is ArchitectureDomain.Process or ArchitectureDomain.Service or ArchitectureDomain.Application && to is ArchitectureDomain.Data,
        RelationKind.ServedBy => from is ArchitectureDomain.Process or ArchitectureDomain.Service && to is ArchitectureDomain.Application,
        RelationKind.RunsOn => from is ArchitectureDomain.Application or ArchitectureDomain.Data or ArchitectureDomain.Infrastructure && to is ArchitectureDomain.Infrastructure,
        RelationKind.ProtectedBy => from is not ArchitectureDomain.Security && to is ArchitectureDomain.Security,
        RelationKind.Exchanges => from is ArchitectureDomain.Application && to is ArchitectureDomain.Application,
        RelationKind.Replaces => from == to,
        _ => false,
    };

    /// <summary>The relations that may join these domains, in this direction.</summary>
    public static IEnumerable<RelationKind> Between(ArchitectureDomain from, ArchitectureDomain to) => Enum.GetValues<RelationKind>().Where(kind => kind.Joins(from, to));
}
