namespace Simpul.Web.Platform.Profile.National;

/// <summary>
/// An instrument that turns the values of its indicators into an index: one format for every edition. Either its aspects hang under
/// <see cref="Domains"/>, or there are no domains; <see cref="Aspects"/> are all of them in the instrument's order either way.
/// </summary>
public sealed record Instrument(
    string Id,
    string Title,
    string Regulation,
    string IndexName,
    IReadOnlyList<Source> Sources,
    InForce InForce,
    IReadOnlyList<Cycle> Cycles,
    IReadOnlyList<Guide> Guides,
    Target? Target,
    Scale Scale,
    Calculation Calculation,
    ExternalIndex? ExternalIndex,
    IReadOnlyList<Predicate> Predicates,
    IReadOnlyList<Capability> Capabilities,
    CumulativeRule? Cumulative,
    IReadOnlyList<EvidenceKind> EvidenceKinds,
    IReadOnlyList<OwnerFunction> OwnerFunctions,
    AssessmentProcess? Process,
    IReadOnlyList<InstrumentDomain> Domains,
    IReadOnlyList<Aspect> Aspects,
    IReadOnlyList<WorkedExample> Examples)
{
    /// <summary>How its indicators continue those of the instrument that it replaces; empty where nothing says so.</summary>
    public IReadOnlyList<Continuation> Crosswalk { get; init; } = [];

    /// <summary>Indicators of the instrument before that this one continues; empty for one that is new.</summary>
    public IReadOnlyList<int> Continues(int indicator) => Crosswalk.FirstOrDefault(one => one.Number == indicator)?.From ?? [];

    public IEnumerable<Indicator> Indicators => Aspects.SelectMany(aspect => aspect.Indicators);

    /// <summary>The predicate with the highest lower bound that the index reaches; below the lowest bound, the lowest.</summary>
    public Predicate PredicateOf(decimal index) => Predicates.LastOrDefault(predicate => predicate.From <= index) ?? Predicates[0];

    /// <summary>
    /// Every value that the instrument takes, with its weight: <c>35</c>, <c>35-2</c>, <c>35-3</c> for an indicator that holds three.
    /// </summary>
    /// <param name="counts">How many values an indicator holds, by its number; one where it is not named.</param>
    /// <exception cref="ArgumentOutOfRangeException">An indicator would hold fewer than one or more than <see cref="Indicator.MostValues"/>.</exception>
    public IReadOnlyList<InstrumentValue> Values(IReadOnlyDictionary<int, int>? counts = null)
    {
        List<InstrumentValue> values = [];
        foreach (var aspect in Aspects)
        {
            var among = aspect.Indicators.Sum(CountOf);
            foreach (var indicator in aspect.Indicators)
            {
                var count = CountOf(indicator);
                var weight = indicator.Weight is { } listed ? new Weight(listed, count) : new Weight(aspect.Weight, among);
                for (var nth = 1; nth <= count; nth++)
                {
                    values.Add(new InstrumentValue(nth == 1 ? $"{indicator.Number}" : $"{indicator.Number}-{nth}", indicator, aspect, weight));
                }
            }
        }
        return values;

        int CountOf(Indicator indicator)
        {
            var count = counts?.GetValueOrDefault(indicator.Number, 1) ?? 1;
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(counts));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, indicator.MostValues, nameof(counts));
            return count;
        }
    }
}

/// <summary>A weight in percent as a part shared among some values: 20/6 has no finite decimal, so multiply before dividing.</summary>
public readonly record struct Weight(decimal Part, int Among)
{
    public decimal Of(decimal value) => value * Part / Among;
}

/// <summary>One value of an assessment: its key (<c>35-2</c>), whose it is, and how much it weighs.</summary>
public sealed record InstrumentValue(string Key, Indicator Indicator, Aspect Aspect, Weight Weight);

/// <summary>Levels or values from <paramref name="Min"/> to <paramref name="Max"/>; <paramref name="Default"/> counts where nothing was assessed.</summary>
public sealed record Scale(int Min, int Max, bool WholeOnly, decimal Default, Provenance Provenance);

/// <summary>
/// How values become figures: the sum of value times weight over the weight of the part. With <paramref name="EqualWeights"/> an aspect's
/// weight is shared by the values in it; otherwise each indicator has its own. Nothing is rounded before publishing.
/// </summary>
/// <param name="TotalWeight">The weight of the whole, which divides the index: 100.</param>
/// <param name="StoredDecimals">How many decimals the ministry's own system keeps, where known.</param>
/// <param name="PublishedDecimals">Decimals of a published figure; its predicate is read from the published index.</param>
/// <param name="Rounding">How a published figure is rounded.</param>
public sealed record Calculation(
    bool EqualWeights, decimal TotalWeight, int? StoredDecimals, int PublishedDecimals, MidpointRounding Rounding, Provenance Provenance)
{
    public decimal Publish(decimal exact) => Math.Round(exact, PublishedDecimals, Rounding);
}

/// <summary>A name for every index from <paramref name="From"/> up to the next one's lower bound.</summary>
public sealed record Predicate(decimal From, string Name, string? Label);

public sealed record InstrumentDomain(string Id, string Name, decimal Weight, string? ApiCode, IReadOnlyList<Aspect> Aspects);

public sealed record Aspect(string Id, string Name, decimal Weight, string? ApiCode, IReadOnlyList<Indicator> Indicators);

/// <param name="Name">Null where no source gives it: the indicator is then known by its number, and <paramref name="Note"/> says why.</param>
/// <param name="Weight">In percent; null where the aspect's weight is shared equally.</param>
/// <param name="MostValues">More than one where the indicator may be assessed several times, once for each service.</param>
/// <param name="CumulativeFrom">The lowest level whose criterion itself asks for the levels before it.</param>
/// <param name="Owners">Suggested owners, by <see cref="OwnerFunction"/>.</param>
/// <param name="Criteria">By level; empty where the source has none.</param>
public sealed record Indicator(
    int Number,
    string? Id,
    string? Name,
    string? Title,
    decimal? Weight,
    int MostValues,
    string? Capability,
    string? EvidenceKind,
    int? CumulativeFrom,
    IReadOnlyList<string> Owners,
    string? Note,
    IReadOnlyList<string> Evidence,
    IReadOnlyDictionary<int, string> Criteria);

public sealed record Cycle(int Year, string? Programme, string? Note);

/// <summary>A technical guide, with the years that it was used in and what it changed about evidence.</summary>
public sealed record Guide(string Title, IReadOnlyList<int> Years, IReadOnlyList<GuideChange> Changes, string? Note);

public sealed record GuideChange(IReadOnlyList<int> Indicators, int? EvidenceMaxAgeYears, string? Note);

/// <summary>The national target: the index, and the level of each indicator.</summary>
public sealed record Target(decimal Index, int Level, Provenance Provenance);

/// <summary>Indicators whose value is another agency's index, converted.</summary>
public sealed record ExternalIndex(IReadOnlyList<int> Indicators, IReadOnlyList<string> Names, decimal WhenMissing, Provenance Provenance);

public sealed record Capability(string Id, string Name, IReadOnlyList<CapabilityLevel> Levels);

public sealed record CapabilityLevel(int Level, string Name, string Meaning);

/// <summary>A level counts only with every level below it: the value is the highest level of the unbroken run from the lowest.</summary>
public sealed record CumulativeRule(string Text, Provenance Provenance);

public sealed record EvidenceKind(string Id, string Basis, IReadOnlyDictionary<int, IReadOnlyList<string>> Levels);

public sealed record OwnerFunction(string Id, string Name);

public sealed record AssessmentProcess(
    IReadOnlyList<string> Phases,
    IReadOnlyList<AssessmentStage> Stages,
    IReadOnlyList<Programme> Programmes,
    string? PerYear,
    IReadOnlyList<AssessmentStep> SelfAssessment,
    IReadOnlyList<AssessmentRole> Roles,
    IReadOnlyList<string> Documents);

public sealed record AssessmentStage(string Id, string Name, string? By, string? Purpose, bool Optional);

public sealed record Programme(string Id, string Name, IReadOnlyList<string> Stages, IReadOnlyList<string> Outputs);

public sealed record AssessmentStep(string By, string Does);

public sealed record AssessmentRole(string Id, string Name, string Side, string HeldBy, string? AppointedBy, IReadOnlyList<string> Duties, string? Note);

/// <summary>An indicator continues these of the instrument before: their evidence may serve again, their levels may not be compared.</summary>
public sealed record Continuation(int Number, IReadOnlyList<int> From, string? Note);

/// <summary>A calculation that the source itself prints: figures of the parts of <paramref name="Of"/> and the figure that they make.</summary>
public sealed record WorkedExample(string Of, IReadOnlyDictionary<string, decimal> Values, decimal Result);
