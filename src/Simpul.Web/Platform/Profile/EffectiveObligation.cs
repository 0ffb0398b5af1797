using System.Collections.Frozen;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>An obligation as it holds in an instance.</summary>
/// <param name="Stated">As the profile's file gives it.</param>
/// <param name="Every">Its structured cadence, where it has one and the regulation is not silent.</param>
/// <param name="Check">The question that decides it; null where it is attested.</param>
public sealed record EffectiveObligation(Obligation Stated, ObligationWeight Weight, Cadence? Every, CheckQuestion? Check)
{
    public string Id => Stated.Id;

    public Citation Cite => Stated.Cite;

    public IReadOnlyList<string> Actors => Stated.Actors;

    public ObligationKind Kind => Stated.Kind;

    public string Text => Stated.Text;

    public string? When => Stated.When;

    public DateOnly? By => Stated.By;

    public string? Reading => Stated.Reading;

    public Attestation? Attestation => Stated.Attestation;

    public string Module => Stated.Module;
}

/// <summary>
/// A check with its arguments resolved. The accessors answer null where the obligation leaves the argument out or takes it from a parameter on
/// which the regulation is silent.
/// </summary>
public sealed class CheckQuestion(string check, FrozenDictionary<string, ProfileValue> arguments)
{
    public string Check => check;

    public IReadOnlyDictionary<string, ProfileValue> Arguments => arguments;

    public string? Text(string argument) => Value(argument).Text;

    public IReadOnlyList<string>? List(string argument) => Value(argument).List;

    public decimal? Number(string argument) => Value(argument).Number;

    public bool? Flag(string argument) => Value(argument).Flag;

    public Period? Period(string argument) => Value(argument).Period;

    public DateOnly? Date(string argument) => Value(argument).Date;

    private ProfileValue Value(string argument) => arguments.GetValueOrDefault(argument) ?? ProfileValue.Silent;
}
