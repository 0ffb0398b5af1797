using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile.National;

/// <summary>The national reference architecture: six references of codes, and what each domain records of an item.</summary>
public sealed partial record ReferenceArchitecture(
    string Id,
    string Title,
    string Regulation,
    IReadOnlyList<Source> Sources,
    InForce InForce,
    int DeepestLevel,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Reference> References,
    IReadOnlyList<UncodedNames> Uncoded,
    ApplicationKinds Applications,
    IReadOnlyList<Affair> Affairs,
    ArchitectureMetadata Metadata,
    IReadOnlyList<string> StrategyObjects,
    IReadOnlyList<RegistrationStep> Registration)
{
    private readonly Dictionary<string, ReferenceCode> byCode =
        References.SelectMany(reference => reference.Codes).GroupBy(code => code.Code).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>The code as the references list it, or null: levels below the national ones belong to the agency.</summary>
    public ReferenceCode? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Whether a code may be used: it is well formed, not deeper than allowed, and hangs under a national code of the deepest national level.</summary>
    public bool Allows(string code)
    {
        if (!CodePattern().IsMatch(code)) return false;
        if (byCode.ContainsKey(code)) return true;
        var reference = References.FirstOrDefault(one => code.StartsWith(one.Id, StringComparison.Ordinal));
        var parent = code[..code.LastIndexOf('.')];
        if (reference is null || ReferenceCode.LevelOf(code) > DeepestLevel || ReferenceCode.LevelOf(code) <= reference.NationalLevels) return false;
        while (ReferenceCode.LevelOf(parent) > reference.NationalLevels) parent = parent[..parent.LastIndexOf('.')];
        // Where a branch has no national level 3, the agency's codes skip to what there is.
        while (!byCode.ContainsKey(parent) && parent.Contains('.', StringComparison.Ordinal)) parent = parent[..parent.LastIndexOf('.')];
        return byCode.ContainsKey(parent);
    }

    [GeneratedRegex(@"^[A-Z]{3}(\.[0-9]{2}){1,7}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex CodePattern();
}

/// <summary>One reference (RAB, RAD, RAL, RAA, RAI, RAK) of one domain, with its codes in the order of the tree.</summary>
/// <param name="NationalLevels">How many levels are national; deeper ones are the agency's.</param>
/// <param name="Levels">What each level is called, as far as it has a name.</param>
public sealed record Reference(
    string Id, string Domain, string Name, int NationalLevels, IReadOnlyList<string> Levels, IReadOnlyList<ReferenceCode> Codes, Provenance Provenance);

/// <param name="Twin">The code of the RAB that this one mirrors, where it is not simply the same number.</param>
/// <param name="CodeFrom"><c>portal</c> where the number was seen as a code, <c>order</c> where it follows the order of listing; null for the rest.</param>
public sealed record ReferenceCode(string Code, string Name, string? Twin, string? CodeFrom)
{
    public int Level => LevelOf(Code);

    /// <summary>The code above, or null at level 1.</summary>
    public string? Parent => Level == 1 ? null : Code[..Code.LastIndexOf('.')];

    internal static int LevelOf(string code) => code.Count(letter => letter == '.');
}

/// <summary>Names whose number was not found, under their parent.</summary>
public sealed record UncodedNames(string Parent, IReadOnlyList<string> Names, string? Note);

public sealed record ApplicationKinds(IReadOnlyList<ApplicationClass> Classes, IReadOnlyList<string> GeneralFields, IReadOnlyList<DesignatedApplication> Designated);

public sealed record ApplicationClass(string Id, string Name, string Rule);

public sealed record DesignatedApplication(string Name, string Field, string Owner, string? Basis);

/// <summary>An affair of regional government and the RAB codes that it answers to.</summary>
/// <param name="Match"><c>exact</c>, <c>split</c> over several codes, <c>level-3</c> or <c>near</c>.</param>
public sealed record Affair(string Id, string Name, string Group, IReadOnlyList<string> Codes, string Match, string? Note);

public sealed record ArchitectureMetadata(
    IReadOnlyList<MetadataAttribute> Common, IReadOnlyList<string> SecurityLinks, IReadOnlyList<MetadataDomain> Domains, Provenance Provenance);

public sealed record MetadataDomain(
    string Id, string Reference, IReadOnlyList<MetadataAttribute> Attributes, IReadOnlyList<MetadataObject> Objects, IReadOnlyList<MetadataRelation> Relations, string? Note);

/// <param name="Kind">text, choice, reference (to a code), link (to an item), number, date, organisation or file.</param>
/// <param name="ValuesFrom">Where the choices come from: <c>application</c> (seen in one), <c>guess</c> or <c>other</c>; keep them editable.</param>
public sealed record MetadataAttribute(string Id, string Name, string Kind, IReadOnlyList<string> Values, string? ValuesFrom, IReadOnlyList<string> Sources, string? Note);

public sealed record MetadataObject(string Id, string Name, string Code, IReadOnlyList<MetadataAttribute> Attributes, IReadOnlyList<string> Links);

public sealed record MetadataRelation(string To, string Cardinality, bool Required);

public sealed record RegistrationStep(string Id, string Name, string By);
