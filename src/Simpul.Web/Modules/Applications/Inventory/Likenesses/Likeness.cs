namespace Simpul.Web.Modules.Applications.Inventory.Likenesses;

/// <summary>Another application that does, or would do, much of the same.</summary>
/// <param name="Score">0 to 1; how it comes about is in <see cref="Comparison"/>.</param>
/// <param name="Why">Indonesian sentences, the weightiest first.</param>
public sealed record Likeness(Guid Application, string Name, string Code, Guid? Agency, ApplicationStage Stage, double Score, IReadOnlyList<string> Why)
{
    public string Href => $"{ApplicationRegister.Href}/{Application}";
}

/// <summary>A national application that seems to do what the application does.</summary>
/// <param name="Words">The words that both have.</param>
public sealed record NationalLikeness(string Name, string Owner, bool IsGeneral, double Score, IReadOnlyList<string> Words);

/// <summary>An application as it is compared: its relations by the id of what is at their other ends, its words by their roots.</summary>
public sealed record Comparable(
    Guid Id, string Name, string Code, Guid? Agency, ApplicationStage Stage, string Description, IReadOnlyList<string> Functions,
    IReadOnlySet<Guid> Processes, IReadOnlySet<Guid> Services, IReadOnlySet<Guid> Data)
{
    internal IReadOnlyDictionary<string, string> NameWords => field ??= SimilarWords.Of(Name);

    internal IReadOnlyDictionary<string, string> FunctionWords => field ??= SimilarWords.Of(string.Join('\n', Functions));

    internal IReadOnlyDictionary<string, string> AllWords => field ??= SimilarWords.Of($"{Name}\n{Description}");

    internal IReadOnlySet<string> Trigrams => field ??= Comparison.Trigrams(Name);
}
