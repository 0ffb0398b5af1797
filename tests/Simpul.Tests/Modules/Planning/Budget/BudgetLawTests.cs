using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Modules.Planning.Roadmap;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Budget;

/// <summary>Laws of money and of likeness, which hold whatever the items are.</summary>
public sealed class BudgetLawTests
{
    private static readonly Guid[] agencies = [.. Enumerable.Range(0, 7).Select(_ => Guid.NewGuid())];

    private static readonly Gen<BudgetItem> items =
        from name in Gen.Elements("Laptop loket", "Laptop loket antrean", "Server rak", "Server rak arsip", "Lisensi antivirus", "Pelatihan operator", "Uji keamanan", "")
        from agency in Gen.Choose(0, agencies.Length - 1)
        from content in Gen.Choose(0, 6)
        from sen in Gen.Choose(1, int.MaxValue)
        from changed in Gen.Choose(0, 3)
        // From one sen to what a budget of a whole nation holds.
        from scale in Gen.Elements(1L, 1_000L, 1_000_000L)
        select new BudgetItem { Name = name, Need = name, AgencyId = agencies[agency], Content = (RoadmapArea)content, Amount = sen * scale / 100m, RecommendedAmount = changed == 0 ? sen * scale / 200 : null, Architecture = content % 2 == 0 ? ["A"] : [] };

    [Fact]
    public void The_sums_of_the_parts_are_the_total_to_the_sen() => Prop.ForAll(items.ListOf().ToArbitrary(), list =>
    {
        List<BudgetEntry> entries = [.. list.Select(item => new BudgetEntry(item, null, []))];
        var total = entries.Sum(entry => entry.Item.Wanted);
        var byAgency = BudgetBook.Totals(entries, item => item.AgencyId, agency => agency.ToString()!);
        var byContent = BudgetBook.Totals(entries, item => item.Content, content => content.ToString());
        return byAgency.Sum(part => part.Amount) == total && byContent.Sum(part => part.Amount) == total && byAgency.Sum(part => part.Items) == entries.Count && byContent.Sum(part => part.Items) == entries.Count
            && byAgency.All(part => decimal.Round(part.Amount, 2) == part.Amount);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Likeness_has_no_direction_and_says_why() => Prop.ForAll(items.ListOf().ToArbitrary(), list =>
    {
        var forward = Similarity.Find([.. list]).Select(Key).ToHashSet();
        var backward = Similarity.Find([.. Enumerable.Reverse(list)]).Select(Key).ToHashSet();
        return forward.SetEquals(backward) && Similarity.Find([.. list]).All(pair => pair.Share is >= Similarity.LikeName and <= 1.000001 && pair.Why.Length > 0 && pair.One != pair.Other);

        static (Guid, Guid) Key(SimilarItems pair) => pair.One.Id.CompareTo(pair.Other.Id) < 0 ? (pair.One.Id, pair.Other.Id) : (pair.Other.Id, pair.One.Id);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_one_item_resembles_is_what_all_pairs_say_of_it() => Prop.ForAll(items.NonEmptyListOf().ToArbitrary(), list =>
    {
        var all = Similarity.Find([.. list]);
        return list.All(item => Similarity.Find([.. list], item.Id).Select(Pair).ToHashSet().SetEquals(all.Where(pair => pair.One == item || pair.Other == item).Select(Pair)));

        static (Guid, Guid) Pair(SimilarItems pair) => pair.One.Id.CompareTo(pair.Other.Id) < 0 ? (pair.One.Id, pair.Other.Id) : (pair.Other.Id, pair.One.Id);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_purchase_of_two_agencies_is_found_and_unlike_ones_are_not()
    {
        BudgetItem Made(int agency, string name, SpendingKind kind = SpendingKind.Equipment, string need = "", params string[] codes) => new() { AgencyId = agencies[agency], Name = name, Kind = kind, Need = need, Architecture = [.. codes] };
        BudgetItem[] all =
        [
            Made(0, "Pengadaan Laptop untuk Petugas Loket 2027"), Made(1, "Belanja laptop petugas loket"),
            Made(2, "Server rak pusat data", codes: "I-1"), Made(3, "Server cadangan pusat data", codes: "I-1"),
            Made(4, "Pelatihan operator aplikasi arsip", SpendingKind.Training), Made(4, "Pelatihan operator aplikasi pajak", SpendingKind.Training),
            Made(5, "Kamera pengawas gerbang"), Made(5, "Kamera pengawas gerbang"),
            Made(6, "Langganan surel dinas", SpendingKind.Subscription),
        ];
        var pairs = Similarity.Find(all).ToDictionary(pair => (Array.IndexOf(all, pair.One), Array.IndexOf(all, pair.Other)), pair => pair.Why);
        pairs.Keys.ShouldBe([(0, 1), (2, 3), (6, 7)], ignoreOrder: true);
        pairs[(0, 1)].ShouldBe("Nama hampir sama dan jenis belanja sama; kata yang sama: laptop, loket, petugas");
        pairs[(2, 3)].ShouldStartWith("Jenis belanja dan butir arsitektur sama (I-1)");
        pairs[(6, 7)].ShouldBe("Nama sama dalam satu perangkat daerah: mungkin tercatat dua kali");
    }
}
