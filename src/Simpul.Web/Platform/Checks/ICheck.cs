using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Checks;

/// <summary>
/// Answers one question of <c>regulations/checks.yaml</c> from the records of the module that owns them. A scoped service, registered by its
/// module with <c>services.AddScoped&lt;ICheck, TeamAppointed&gt;()</c>; docs/writing-a-check.md says how to write one.
/// </summary>
public interface ICheck
{
    /// <summary>Its name in the catalogue: <c>team-appointed</c>.</summary>
    string Name { get; }

    /// <summary>Whether the records of this version decide this question. One that they do not is awaited: until they do, it is open to attestation.</summary>
    bool Decides(Question question) => true;

    /// <summary>
    /// Answers every obligation of the regulation that asks this question, at once, so that the records are read once and not once for each.
    /// One answer for each question, in any order. Reads only; an obligation that is left out stands on the board as missing.
    /// </summary>
    Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel);
}

/// <summary>The day for which a check answers: what the records say about that day, as they are known now.</summary>
public sealed record CheckTime(DateOnly Date)
{
    /// <summary>Whether <paramref name="day"/> is the date or one of the days after it, as many as that.</summary>
    public bool Within(DateOnly day, int days) => day >= Date && day <= Date.AddDays(days);
}

/// <summary>
/// An obligation and the arguments of its check, resolved from literals, parameters and chosen readings. The accessors answer null where the
/// argument is left out or the regulation is silent, and throw <see cref="InvalidOperationException"/> where it is of another type.
/// </summary>
public sealed class Question(EffectiveObligation obligation, CheckQuestion asked, EffectiveProfile profile)
{
    public EffectiveObligation Obligation => obligation;

    public EffectiveProfile Profile => profile;

    /// <summary>Id of the obligation.</summary>
    public string Id => obligation.Id;

    /// <summary>A key, an office, a choice or words.</summary>
    public string? Key(string argument) => asked.Text(argument);

    /// <summary>As <see cref="Key(string)"/>, with what holds where the argument is left out.</summary>
    public string Key(string argument, string otherwise) => asked.Text(argument) ?? otherwise;

    /// <summary>Empty where it is left out.</summary>
    public IReadOnlyList<string> List(string argument) => asked.List(argument) ?? [];

    public decimal? Number(string argument) => asked.Number(argument);

    public bool Flag(string argument, bool otherwise = false) => asked.Flag(argument) ?? otherwise;

    public Period? Period(string argument) => asked.Period(argument);

    public DateOnly? Date(string argument) => asked.Date(argument);

    /// <summary>Whether the arguments say <c>scope: agency</c>.</summary>
    public bool OfEveryAgency => asked.Arguments.ContainsKey("scope") && asked.Text("scope") == "agency";

    /// <summary>An answer to this question; <c>with</c> the rest.</summary>
    /// <param name="why">Indonesian, one or two sentences that name what is there or what is wanting.</param>
    public Answer Is(Ui.State status, string why) => new(obligation.Id, status, why);
}
