using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A condition under which an application similar to a general one may be used.</summary>
/// <param name="Key">As checks name it: <c>used-before</c>.</param>
/// <param name="Words">As the regulation says it.</param>
/// <param name="Cite">Where it says so, with its letter.</param>
public sealed record SimilarCondition(string Key, string Words, string? Cite);

/// <summary>The conditions of the regulation at hand: its parameter <c>general-application.similar-conditions</c>.</summary>
internal static class SimilarConditions
{
    public const string Opinion = "opinion";
    public const string UsedBefore = "used-before";

    private const string Parameter = "general-application.similar-conditions";

    /// <summary>Regulations copy the four letters of the national rule in its order; a condition beyond them is known by its place.</summary>
    private static readonly string[] keys = [UsedBefore, "cost-benefit-study", "adapted", Opinion];

    /// <summary>Empty where the regulation knows no such exception.</summary>
    public static IReadOnlyList<SimilarCondition> Of(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation ? Of(regulation.Profile) : [];

    public static IReadOnlyList<SimilarCondition> Of(EffectiveProfile profile) => [.. (profile.List(Parameter) ?? []).Select((words, at) =>
        new SimilarCondition(at < keys.Length ? keys[at] : $"condition-{at + 1}", words, profile.CitationOf(Parameter)?.ToString() is { } cite ? $"{cite} huruf {(char)('a' + at)}" : null))];
}
