using System.Globalization;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Two items that may be the same purchase, and why they are taken for it.</summary>
/// <param name="Share">Of the weight of the words in both names, how much they share: 0 to 1.</param>
public sealed record SimilarItems(BudgetItem One, BudgetItem Other, double Share, string Why);

/// <summary>
/// Finds items that look like the same purchase, by words that two names share, each weighing more the rarer it is. All pairs in one pass over an
/// index of words: no query, and no comparing of items that share none.
/// </summary>
internal static class Similarity
{
    /// <summary>Names that share so much are alike whatever else differs.</summary>
    public const double SameName = 0.75;

    /// <summary>From here on a same architecture item, or a like need, of the same kind of spending makes them alike.</summary>
    public const double LikeName = 0.4;

    public const double LikeNeed = 0.5;

    /// <summary>Within one agency only what is nearly the same was entered twice; it buys many things of one kind.</summary>
    public const double Twice = 0.95;

    /// <summary>Words that every proposal has and that say nothing of what is bought.</summary>
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "pengadaan", "belanja", "pembelian", "penyediaan", "paket", "kegiatan", "unit", "untuk", "dan", "di", "ke", "pada", "dengan", "yang", "dari", "oleh", "dalam", "atau", "para", "agar", "bagi",
        "dinas", "badan", "kantor", "bagian", "kecamatan", "kota", "kabupaten", "tahun", "anggaran", "perangkat", "daerah", "spbe", "the", "of",
    };

    /// <summary>The pairs, the likest first.</summary>
    /// <param name="of">Only those of this item; null for all pairs.</param>
    public static IReadOnlyList<SimilarItems> Find(IReadOnlyList<BudgetItem> items, Guid? of = null)
    {
        var words = items.Select(item => Words(item.Name)).ToList();
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var at = 0; at < items.Count; at++)
        {
            foreach (var word in words[at])
            {
                (places.TryGetValue(word, out var list) ? list : places[word] = []).Add(at);
            }
        }
        var weights = places.ToDictionary(pair => pair.Key, pair => Math.Log(1 + ((double)items.Count / pair.Value.Count)), StringComparer.Ordinal);
        var whole = words.Select(list => list.Sum(word => weights[word])).ToList();
        var needs = new HashSet<string>?[items.Count];
        var shared = new double[items.Count];
        var found = new List<SimilarItems>();
        for (var one = 0; one < items.Count; one++)
        {
            if (of is not null && items[one].Id != of)
            {
                continue;
            }
            Array.Clear(shared);
            foreach (var word in words[one])
            {
                var list = places[word];
                for (var at = list.Count - 1; at >= 0 && (of is not null || list[at] > one); at--)
                {
                    shared[list[at]] += weights[word];
                }
            }
            for (var other = of is null ? one + 1 : 0; other < items.Count; other++)
            {
                if (other != one && shared[other] > 0 && shared[other] / (whole[one] + whole[other] - shared[other]) is >= LikeName and var share && Why(one, other, share) is { } why)
                {
                    found.Add(new SimilarItems(items[one], items[other], share, why));
                }
            }
        }
        return [.. found.OrderByDescending(pair => pair.Share).ThenBy(pair => pair.One.Id).ThenBy(pair => pair.Other.Id)];

        string? Why(int one, int other, double share)
        {
            var (first, second) = (items[one], items[other]);
            if (first.AgencyId == second.AgencyId)
            {
                return share >= Twice ? "Nama sama dalam satu perangkat daerah: mungkin tercatat dua kali" : null;
            }
            var common = $"kata yang sama: {string.Join(", ", words[one].Intersect(words[other]).OrderByDescending(word => weights[word]).ThenBy(word => word, StringComparer.Ordinal).Take(6))}";
            var sameKind = first.Kind == second.Kind;
            if (sameKind && first.Architecture.Intersect(second.Architecture).FirstOrDefault() is { } code)
            {
                return $"Jenis belanja dan butir arsitektur sama ({code}); {common}";
            }
            if (share >= SameName)
            {
                return $"Nama hampir sama{(sameKind ? " dan jenis belanja sama" : "")}; {common}";
            }
            return sameKind && Need(one, other) >= LikeNeed ? $"Nama dan kebutuhan mirip, jenis belanja sama; {common}" : null;
        }

        double Need(int one, int other)
        {
            var first = needs[one] ??= Words(items[one].Need);
            var second = needs[other] ??= Words(items[other].Need);
            var both = first.Count(second.Contains);
            return both == 0 ? 0 : (double)both / (first.Count + second.Count - both);
        }
    }

    /// <summary>The pairs by each of their items.</summary>
    public static ILookup<Guid, (BudgetItem Other, string Why)> ByItem(IReadOnlyList<SimilarItems> pairs) =>
        pairs.SelectMany(pair => new[] { (pair.One.Id, (pair.Other, pair.Why)), (pair.Other.Id, (pair.One, pair.Why)) }).ToLookup(pair => pair.Item1, pair => pair.Item2);

    private static HashSet<string> Words(string text) =>
        [.. Folded.Words(text).Where(word => word.Length > 1 && !Empty.Contains(word) && !IsYear(word))];

    private static bool IsYear(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1990 and <= 2100;
}
