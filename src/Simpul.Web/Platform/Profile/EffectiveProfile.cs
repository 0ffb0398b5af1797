using System.Collections.Frozen;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// A profile as it holds in an instance: readings chosen, parameters and weights resolved. Immutable; choosing another reading makes a new one.
/// The typed accessors answer null where the regulation is silent and throw <see cref="KeyNotFoundException"/> for a key that the catalogue of
/// parameters does not know and <see cref="InvalidOperationException"/> for one of another type.
/// </summary>
public sealed class EffectiveProfile
{
    private readonly FrozenDictionary<string, Choice> choices;

    internal EffectiveProfile(RegulationProfile stated, IReadOnlyDictionary<string, string> chosen)
    {
        Stated = stated;
        choices = stated.Readings.ToFrozenDictionary(
            reading => reading.Id,
            reading => reading.Choices[chosen.TryGetValue(reading.Id, out var choice) && reading.Choices.ContainsKey(choice) ? choice : reading.Chosen],
            StringComparer.Ordinal);
        Forgotten = [.. chosen.Where(pair => !choices.TryGetValue(pair.Key, out var choice) || choice.Key != pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        Obligations = new Keyed<EffectiveObligation>(stated.Obligations.Select(Resolve), obligation => obligation.Id);
    }

    /// <summary>The profile as its file states it.</summary>
    public RegulationProfile Stated { get; }

    public string Id => Stated.Id;

    public Region Region => Stated.Region;

    public Regulation Regulation => Stated.Regulation;

    public Keyed<Office> Offices => Stated.Offices;

    public Keyed<Team> Teams => Stated.Teams;

    public Keyed<Policy> Policies => Stated.Policies;

    public Keyed<Procedure> Procedures => Stated.Procedures;

    public Keyed<Reading> Readings => Stated.Readings;

    public Keyed<EffectiveObligation> Obligations { get; }

    /// <summary>Readings for which the instance chose something that this version of the profile no longer offers; the file's choice holds.</summary>
    public IReadOnlyList<string> Forgotten { get; }

    /// <inheritdoc cref="RegulationProfile.Office"/>
    public Office Office(string key) => Stated.Office(key);

    /// <inheritdoc cref="RegulationProfile.AnsweringOffice"/>
    public Office AnsweringOffice(string key) => Stated.AnsweringOffice(key);

    /// <summary>The choice that holds for a reading.</summary>
    public Choice Chosen(string reading) => choices[reading];

    /// <summary>The value of a parameter, of whatever type; <see cref="ProfileValue.Silent"/> where the text says nothing.</summary>
    public ProfileValue Value(string parameter)
    {
        var stated = Stated.Parameters[parameter];
        return (stated.Reading is { } reading && choices[reading].Sets.TryGetValue(parameter, out var set) ? set : stated.Value) ?? ProfileValue.Silent;
    }

    public bool IsSilent(string parameter) => Value(parameter).IsSilent;

    public string? Text(string parameter) => Value(parameter).Text;

    public IReadOnlyList<string>? List(string parameter) => Value(parameter).List;

    public decimal? Number(string parameter) => Value(parameter).Number;

    public bool? Flag(string parameter) => Value(parameter).Flag;

    public Period? Period(string parameter) => Value(parameter).Period;

    public Cadence? Cadence(string parameter) => Value(parameter).Cadence;

    /// <summary>The office that a parameter of type office names.</summary>
    public Office? OfficeOf(string parameter) => Text(parameter) is { } key ? Office(key) : null;

    /// <summary>Where the text gives a parameter; null where it is silent or only a reading gives it.</summary>
    public Citation? CitationOf(string parameter) => Stated.Parameters[parameter].Cite;

    /// <summary>How often a policy is reviewed; null where the regulation is silent.</summary>
    public Period? ReviewOf(string policy) => Policies[policy].Review switch
    {
        { Parameter: { } parameter } => Period(parameter),
        { } review => review.Every,
        null => null,
    };

    private EffectiveObligation Resolve(Obligation stated)
    {
        // Two readings may weigh one row; it is a breach only if it is one under both, so the lightest holds.
        var weights = choices.Values.Where(choice => choice.Weights.ContainsKey(stated.Id)).Select(choice => choice.Weights[stated.Id]).ToList();
        var weight = weights.Count == 0 ? stated.Weight : weights.Max();
        var check = stated.Check is { } call
            ? new CheckQuestion(call.Check, call.Arguments.ToFrozenDictionary(argument => argument.Key, argument => Resolve(argument.Value), StringComparer.Ordinal))
            : null;
        return new EffectiveObligation(stated, weight, stated.Every is { } every ? Resolve(every).Cadence : null, check);
    }

    private ProfileValue Resolve(ValueOrParameter value) => value.Parameter is { } parameter ? Value(parameter) : value.Value!;
}
