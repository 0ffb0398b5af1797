using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Likenesses;

/// <summary>
/// How alike two applications are: five facets, each 0 to 1, weighed. A facet that either of them leaves empty is left out and the others weigh more,
/// so that a proposal with a name and a sentence is compared as well as one that is fully described. Symmetric; 1 for what is the same.
/// </summary>
public static class Comparison
{
    private const double ProcessWeight = 0.30;
    private const double FunctionWeight = 0.25;
    private const double WordWeight = 0.25;
    private const double ServiceWeight = 0.10;
    private const double DataWeight = 0.10;

    /// <summary>Shared words, processes or data named in a sentence.</summary>
    private const int MostNamed = 4;

    /// <param name="named">The name of a process, service or dataset.</param>
    public static (double Score, IReadOnlyList<string> Why) Of(Comparable one, Comparable other, Func<Guid, string> named)
    {
        List<(double Weight, double Alike, string Why)> facets = [];
        Shared(facets, ProcessWeight, one.Processes, other.Processes, "Mendukung proses bisnis yang sama", named);
        Shared(facets, ServiceWeight, one.Services, other.Services, "Mendukung layanan yang sama", named);
        Shared(facets, DataWeight, one.Data, other.Data, "Memakai data yang sama", named);
        if (one.FunctionWords.Count > 0 && other.FunctionWords.Count > 0)
        {
            facets.Add((FunctionWeight, Dice(one.FunctionWords, other.FunctionWords), Common("Fungsinya mirip", one.FunctionWords, other.FunctionWords)));
        }
        facets.Add((WordWeight, Words(one, other), Common("Nama dan uraiannya memakai kata yang sama", one.AllWords, other.AllWords)));
        var whole = facets.Sum(facet => facet.Weight);
        // In one order, so that the sum is the same from either side to the last bit.
        var score = facets.Sum(facet => facet.Weight * facet.Alike) / whole;
        return (Math.Clamp(score, 0, 1), [.. facets.Where(facet => facet.Alike > 0 && facet.Why.Length > 0).OrderByDescending(facet => facet.Weight * facet.Alike).Select(facet => facet.Why)]);
    }

    /// <summary>How alike a text is to an application's words: the share of the application's roots that the text has too.</summary>
    internal static (double Score, IReadOnlyList<string> Words) Covered(Comparable application, string text)
    {
        var own = SimilarWords.Of($"{application.Name}\n{string.Join('\n', application.Functions)}\n{application.Description}");
        var there = SimilarWords.Of(text);
        List<string> common = [.. own.Where(word => there.ContainsKey(word.Key)).Select(word => word.Value)];
        return (own.Count == 0 ? 0 : (double)common.Count / Math.Min(own.Count, there.Count), common);
    }

    internal static IReadOnlySet<string> Trigrams(string text)
    {
        var folded = $"  {Folded.Of(text)} ";
        return Enumerable.Range(0, Math.Max(0, folded.Length - 2)).Select(at => folded.Substring(at, 3)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names by letters or by words, whichever is more alike, and all words: a slip of the finger and another order still count.</summary>
    private static double Words(Comparable one, Comparable other)
    {
        if (one.Name == other.Name && one.Description == other.Description)
        {
            return 1;
        }
        var names = Math.Max(Dice(one.Trigrams, other.Trigrams), Dice(one.NameWords, other.NameWords));
        return one.AllWords.Count == 0 || other.AllWords.Count == 0 ? names : (names + Dice(one.AllWords, other.AllWords)) / 2;
    }

    private static void Shared(List<(double, double, string)> facets, double weight, IReadOnlySet<Guid> one, IReadOnlySet<Guid> other, string why, Func<Guid, string> named)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return;
        }
        List<Guid> both = [.. one.Where(other.Contains)];
        facets.Add((weight, 2.0 * both.Count / (one.Count + other.Count), both.Count == 0 ? "" : $"{why}: {Listed([.. both.Select(named).Order(StringComparer.Ordinal)])}."));
    }

    private static string Common(string why, IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
    {
        List<string> both = [.. one.Where(word => other.ContainsKey(word.Key)).Select(word => word.Value).Order(StringComparer.Ordinal)];
        return both.Count == 0 ? "" : $"{why}: {Listed(both)}.";
    }

    private static string Listed(List<string> names) => Indonesian.List(names, MostNamed);

    private static double Dice(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Keys.Count(other.ContainsKey) / (one.Count + other.Count);

    private static double Dice(IReadOnlySet<string> one, IReadOnlySet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);
}
