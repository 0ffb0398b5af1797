namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>When an application rests on what its regulation wants it to rest on: one rule for its page, for the refusal at its handover and for the board.</summary>
internal static class BasisRule
{
    /// <param name="basis">A word of the check <c>applications-mapped</c>.</param>
    /// <param name="served">Whether a process or a service is supported by it.</param>
    /// <param name="planned">Whether an activity of the roadmap builds it, whichever of the two names the other.</param>
    public static bool Holds(Application item, string basis, bool served, bool planned) => basis switch
    {
        // In the architecture stands what has a national code and serves a process or a service.
        "architecture" => item.Item.Reference is { Length: > 0 } && served,
        "roadmap" => planned,
        "mandate" => item.Mandate is { Length: > 0 },
        _ => item.TechnicalStandard is { Length: > 0 },
    };

    /// <summary>In a sentence.</summary>
    public static string Word(string basis) => basis switch
    {
        "architecture" => "Arsitektur SPBE",
        "roadmap" => "Peta Rencana SPBE",
        "mandate" => "tugas dan fungsi",
        _ => "standar teknis dan prosedur",
    };
}
