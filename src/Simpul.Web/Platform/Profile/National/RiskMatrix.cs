namespace Simpul.Web.Platform.Profile.National;

/// <summary>
/// SPBE risk management as the guideline sets it out: a starting point, since the guideline lets every agency adjust all of it.
/// </summary>
public sealed record RiskMatrix(
    string Id,
    string Title,
    string Regulation,
    string? LegalBasis,
    IReadOnlyList<Source> Sources,
    InForce InForce,
    string Adaptable,
    string Period,
    IReadOnlyList<RiskKind> Kinds,
    IReadOnlyList<NumberedName> Categories,
    IReadOnlyList<NumberedName> ImpactAreas,
    IReadOnlyList<LikelihoodLevel> Likelihood,
    IReadOnlyList<ImpactLevel> Impact,
    IReadOnlyDictionary<int, IReadOnlyList<int>> Scores,
    IReadOnlyList<RiskLevel> Levels,
    Appetite Appetite,
    IReadOnlyList<Treatment> Treatments,
    string Residual,
    RiskProcess Process,
    IReadOnlyList<RiskRole> Roles,
    IReadOnlyList<RiskForm> Forms,
    IReadOnlyList<RiskExample> Examples)
{
    /// <summary>The score at a likelihood and an impact, each 1 to 5. It is looked up, not multiplied: impact weighs more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A level is not 1 to 5.</exception>
    public int Score(int likelihood, int impact)
    {
        if (!Scores.TryGetValue(likelihood, out var row)) throw new ArgumentOutOfRangeException(nameof(likelihood));
        ArgumentOutOfRangeException.ThrowIfLessThan(impact, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(impact, row.Count);
        return row[impact - 1];
    }

    /// <exception cref="InvalidOperationException">The score is not in the matrix.</exception>
    public RiskLevel LevelOf(int score) => Levels.First(level => level.From <= score && score <= level.To);
}

public sealed record RiskKind(string Id, string Name, string Meaning);

public sealed record NumberedName(int Number, string Id, string Name);

/// <summary>A range whose ends are in (<c>from</c>, <c>to</c>) or out (<c>above</c>, <c>below</c>); a missing end is open.</summary>
public sealed record Bounds(decimal? From, decimal? Above, decimal? To, decimal? Below)
{
    public bool Contains(decimal value) =>
        (From is null || value >= From) && (Above is null || value > Above) && (To is null || value <= To) && (Below is null || value < Below);
}

/// <param name="Probability">In a year, as a fraction.</param>
/// <param name="Occurrences">In a year.</param>
public sealed record LikelihoodLevel(int Level, string Name, Bounds Probability, Bounds Occurrences);

/// <param name="PerformanceChange">In percent; the only area that the guideline fills in.</param>
public sealed record ImpactLevel(int Level, string Name, Bounds PerformanceChange);

public sealed record RiskLevel(int Level, string Id, string Name, int From, int To, string Colour, string Hex);

/// <summary>From which score on a risk is treated, by category and kind. The guideline gives an example, not values for all.</summary>
public sealed record Appetite(string Rule, IReadOnlyList<AppetiteLimit> Example);

public sealed record AppetiteLimit(string Category, int Positive, int Negative);

public sealed record Treatment(string Id, string Kind, string Name, string When);

public sealed record RiskProcess(
    IReadOnlyList<RiskStep> Steps,
    IReadOnlyList<string> Principles,
    IReadOnlyList<string> LeadershipCycle,
    IReadOnlyList<string> StakeholderSupport,
    IReadOnlyList<string> CultureFactors);

public sealed record RiskStep(
    string Id, string Name, string? Form, IReadOnlyList<string> Parts, IReadOnlyList<string> Ways, IReadOnlyList<string> Frequency, IReadOnlyList<string> Kinds, string? Output);

public sealed record RiskRole(string Id, string Abbreviation, string Name, string? AppointedBy, string? HeldBy, string Function, IReadOnlyList<RiskRoleMember> Members);

public sealed record RiskRoleMember(string Id, string Name, string Duty);

public sealed record RiskForm(
    string Number, string Title, IReadOnlyList<string> Header, IReadOnlyList<string> Fields, IReadOnlyList<string> Columns, IReadOnlyList<RiskForm> Parts);

/// <summary>A risk that the guideline itself scores.</summary>
public sealed record RiskExample(int Likelihood, int Impact, string Kind, int Score, string Level, string? Note);
