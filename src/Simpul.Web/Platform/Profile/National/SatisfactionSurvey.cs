namespace Simpul.Web.Platform.Profile.National;

/// <summary>The public satisfaction survey (SKM): its elements, its answers from 1 to 4, and how its index from 25 to 100 is found and graded.</summary>
public sealed record SatisfactionSurvey(
    string Id,
    string Title,
    string Regulation,
    string IndexName,
    IReadOnlyList<Source> Sources,
    InForce InForce,
    SurveyFrequency Frequency,
    IReadOnlyList<SurveyElement> Elements,
    IReadOnlyList<SurveyAnswer> Scale,
    IReadOnlyList<string> RespondentFields,
    SurveyCalculation Calculation,
    string ManyServices,
    IReadOnlyList<SurveyBand> Bands,
    SampleRule Sample,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Publish,
    IReadOnlyList<SurveyExample> Examples,
    IReadOnlyList<SurveyEdge> Edges)
{
    /// <summary>The grade of a published index.</summary>
    public SurveyBand BandOf(decimal publishedIndex) => Bands.LastOrDefault(band => band.From <= publishedIndex) ?? Bands[0];
}

/// <param name="Every">An ISO 8601 duration.</param>
public sealed record SurveyFrequency(string Every, string Text, Provenance Provenance);

/// <param name="Id">U1 to U9.</param>
/// <param name="Order">Its place in the regulation's list, which differs from the questionnaire's.</param>
/// <param name="Answers">What the answers are called, from the lowest value to the highest.</param>
public sealed record SurveyElement(string Id, string Name, string Slug, int Order, string Meaning, IReadOnlyList<string> Answers, string? Note);

public sealed record SurveyAnswer(int Value, string Name);

/// <summary>
/// The mean of the elements' means, times <paramref name="Multiplier"/>. Published reports often round the weight of an element first, which
/// lowers the index: <paramref name="LegacyWeights"/> are those weights, to recalculate such a report.
/// </summary>
public sealed record SurveyCalculation(int Multiplier, int PublishedDecimals, MidpointRounding Rounding, IReadOnlyList<decimal> LegacyWeights, Provenance Provenance)
{
    /// <summary>The published index of these means of elements.</summary>
    /// <param name="means">One for each element that was asked, 1 to 4.</param>
    /// <param name="elementWeight">A rounded weight of old; otherwise every element weighs exactly the same.</param>
    /// <exception cref="ArgumentException">There are no means.</exception>
    public decimal Index(IReadOnlyCollection<decimal> means, decimal? elementWeight = null)
    {
        if (means.Count == 0) throw new ArgumentException("an index needs at least one element", nameof(means));
        var exact = elementWeight is { } weight ? means.Sum() * weight * Multiplier : means.Sum() * Multiplier / means.Count;
        return Math.Round(exact, PublishedDecimals, Rounding);
    }
}

/// <summary>A grade: of the published index, and of the mean of a single element.</summary>
public sealed record SurveyBand(int Perception, string Grade, string Name, decimal From, decimal To, decimal ElementFrom, decimal ElementTo);

/// <summary>Krejcie and Morgan's sample size, with its printed table.</summary>
public sealed record SampleRule(decimal ChiSquare, decimal Proportion, decimal Error, IReadOnlyDictionary<int, int> Table)
{
    /// <summary>How many respondents a population needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The population is below 1.</exception>
    public int SizeFor(int population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 1);
        var spread = ChiSquare * Proportion * (1 - Proportion);
        return (int)Math.Round(spread * population / ((Error * Error * (population - 1)) + spread), MidpointRounding.AwayFromZero);
    }
}

/// <summary>A survey as a source published it: how many gave each answer, and the indices that follow.</summary>
public sealed record SurveyExample(int Respondents, IReadOnlyDictionary<string, IReadOnlyList<int>> Answers, IReadOnlyList<SurveyResult> Results, string Lowest);

/// <param name="Weight">The rounded weight of an element; null where it is exact.</param>
public sealed record SurveyResult(decimal? Weight, decimal Index, string Grade, string? Note);

public sealed record SurveyEdge(decimal Index, string Grade);
