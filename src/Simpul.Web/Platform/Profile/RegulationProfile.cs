using System.Collections.Frozen;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// A regulation as data: who it governs, what it calls the offices, its parameters, teams, policies, procedures, readings and obligations.
/// This is the file as it was written and checked; what holds in an instance, with its chosen readings, is an <see cref="EffectiveProfile"/>.
/// </summary>
public sealed class RegulationProfile
{
    public required string Id { get; init; }

    public required Region Region { get; init; }

    public required Regulation Regulation { get; init; }

    /// <summary>By office key, in the order of the file.</summary>
    public required Keyed<Office> Offices { get; init; }

    public required Keyed<ProfileParameter> Parameters { get; init; }

    public required Keyed<Team> Teams { get; init; }

    public required Keyed<Policy> Policies { get; init; }

    public required Keyed<Procedure> Procedures { get; init; }

    public required Keyed<Reading> Readings { get; init; }

    /// <summary>By id, in the order of the file, which is that of the text.</summary>
    public required Keyed<Obligation> Obligations { get; init; }

    public required Keyed<ProfileProvision> Provisions { get; init; }

    public required Keyed<GlossaryTerm> Glossary { get; init; }

    /// <exception cref="KeyNotFoundException">The regulation does not speak of the office.</exception>
    public Office Office(string key) => Offices[key];

    /// <summary>
    /// The office on whose board obligations of <paramref name="key"/> stand and which acts for it: itself, or the one that answers for it
    /// where it is the government as a whole, a body without a desk or an office outside.
    /// </summary>
    public Office AnsweringOffice(string key) => Offices[key] is { AnsweredBy: { } other } ? Offices[other] : Offices[key];

    /// <summary>The profile with the readings that its file chose.</summary>
    public EffectiveProfile Effective() => new(this, FrozenDictionary<string, string>.Empty);

    /// <summary>The profile with the readings that an instance chose.</summary>
    /// <param name="chosen">Reading id to choice key; readings left out keep the file's choice.</param>
    public EffectiveProfile Effective(IReadOnlyDictionary<string, string> chosen) => new(this, chosen);
}

/// <summary>A parameter as the profile gives it.</summary>
/// <param name="Value">Null where only the reading's choices give one.</param>
/// <param name="Reading">The reading whose chosen choice may set it.</param>
public sealed record ProfileParameter(string Key, ProfileValue? Value, Citation? Cite, string? Reading);
