using System.Collections.Frozen;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// The fixed words of a profile: our keys for the offices that a regulation speaks of, and the modules that answer its obligations. A profile
/// says what its regulation calls each office; code and checks only ever use these keys.
/// </summary>
public static class Vocabulary
{
    /// <summary>In a step of a procedure: the office that opened the case.</summary>
    public const string Applicant = "applicant";

    /// <summary>Ends of a procedure: no step may carry one of these names.</summary>
    public static FrozenSet<string> Ends { get; } = Set("done", "refused", "withdrawn");

    /// <summary>Offices of the local government.</summary>
    public static FrozenSet<string> OwnOffices { get; } = Set(
        "head", "secretary", "assistant", "ict-agency", "planning-agency", "finance-agency", "organisation-unit", "legal-unit", "procurement-unit",
        "inspectorate", "personnel-agency", "archive-agency", "licensing-agency", "agency", "agency-head", "work-unit", "data-owner",
        "civil-servant", "users", "government", "coordination-team", "executing-team", "internal-assessors", "auditors", "operations-centre",
        "council");

    /// <summary>Offices outside it: ministries, national bodies, the province, accredited auditors, service providers.</summary>
    public static FrozenSet<string> ExternalOffices { get; } = Set(
        "ministry-apparatus", "ministry-communications", "ministry-home-affairs", "ministry-planning", "cyber-agency", "technology-agency",
        "personnel-body", "province", "national-team", "central-government", "external-auditor", "service-provider");

    /// <summary>Offices without which the program cannot run: every profile names them.</summary>
    public static FrozenSet<string> IndispensableOffices { get; } = Set("head", "secretary", "ict-agency", "agency");

    /// <summary>Procedures that the platform itself runs: every profile holds them.</summary>
    public static FrozenSet<string> IndispensableProcedures { get; } = Set("policy-enactment", "policy-review", "appointment");

    /// <summary>The rooms of the house, in the order of the regulations' chapters.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    [
        "Obligations", "Organisation", "Planning", "DataAssets", "Applications", "Facilities", "ServiceBus", "Security", "Services",
        "Management", "Audits", "Evaluation", "Acceleration", "Portal",
    ];

    /// <summary>The zones of Indonesian time: WIB (two), WITA, WIT.</summary>
    public static IReadOnlyList<string> Zones { get; } = ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"];

    public static bool IsOffice(string key) => OwnOffices.Contains(key) || ExternalOffices.Contains(key);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
