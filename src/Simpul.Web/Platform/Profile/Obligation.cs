using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

public enum ObligationKind
{
    Duty,
    Approval,
    Review,
    Cadence,
    Prohibition,
}

/// <summary>What it means when an obligation is not met, from the gravest to the lightest.</summary>
public enum ObligationWeight
{
    Breach,
    Warning,
    Information,
}

/// <summary>One row of the regulation that a system can hold or check, as the profile gives it, before readings are applied.</summary>
/// <param name="Actors">Office keys; it stands on the board of the first.</param>
/// <param name="Text">Our own words, in Indonesian; at most <see cref="MaxTextLength"/> characters.</param>
/// <param name="When">Trigger or cadence in words.</param>
/// <param name="Every">Structured cadence: a literal or a parameter.</param>
/// <param name="Weight">Without a reading that says otherwise.</param>
/// <param name="Check">The check that answers it; null where it is attested.</param>
/// <param name="Attestation">What is wanted where no record can decide; null where a check answers.</param>
/// <param name="Module">The module where the work is done: the check's own, or the one that the profile names for an attestation.</param>
public sealed record Obligation(
    string Id,
    Citation Cite,
    IReadOnlyList<string> Actors,
    ObligationKind Kind,
    string Text,
    string? When,
    ValueOrParameter? Every,
    DateOnly? By,
    ObligationWeight Weight,
    string? Reading,
    CheckCall? Check,
    Attestation? Attestation,
    string Module)
{
    public const int MaxTextLength = 300;
}

/// <summary>A check with the parameters that an obligation gives it.</summary>
public sealed record CheckCall(string Check, IReadOnlyDictionary<string, ValueOrParameter> Arguments);

/// <summary>A value written out, or the key of the profile parameter that holds it: exactly one of the two.</summary>
public sealed record ValueOrParameter(ProfileValue? Value, string? Parameter);

/// <param name="Wants">The evidence that is wanted, in Indonesian.</param>
/// <param name="Valid">How long it stands; null where it does not expire.</param>
public sealed record Attestation(string Wants, Period? Valid);

/// <summary>A permission, or a definition that states or changes something.</summary>
/// <param name="Actors">Office keys; empty where it addresses nobody.</param>
/// <param name="Changes">Keys of parameters and procedures that rest on it.</param>
public sealed record ProfileProvision(
    string Id, Citation Cite, ProfileProvisionKind Kind, IReadOnlyList<string> Actors, string Text, IReadOnlyList<string> Changes);

public enum ProfileProvisionKind
{
    Permission,
    Definition,
}

/// <summary>A definition that only names a thing.</summary>
public sealed record GlossaryTerm(string Id, string Term, string Meaning, Citation Cite);
