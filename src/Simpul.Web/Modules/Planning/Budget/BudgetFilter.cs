using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Which items of a cycle somebody works on, as the address says it.</summary>
public sealed record BudgetFilter(string Search, Guid? Agency, Recommendation? Recommendation, SpendingKind? Kind, bool OnlySimilar, bool OnlyUntraced)
{
    public static BudgetFilter From(IQueryCollection query) => new(
        query[ListAddress.Search].ToString().Trim(),
        Guid.TryParse(query["agency"], out var agency) ? agency : null,
        Enum.TryParse<Recommendation>(query["keputusan"], out var decision) && Enum.IsDefined(decision) ? decision : null,
        Enum.TryParse<SpendingKind>(query["jenis"], out var kind) && Enum.IsDefined(kind) ? kind : null,
        query["serupa"] == "ya", query["tautan"] == "belum");

    public IReadOnlyList<BudgetEntry> Of(BudgetBook book, ILookup<Guid, (BudgetItem Other, string Why)> similar)
    {
        var words = Folded.Words(Search).Take(8).ToList();
        return [.. book.Entries.Where(entry =>
            (Agency is null || entry.Item.AgencyId == Agency)
            && (Recommendation is null || entry.Item.Recommendation == Recommendation)
            && (Kind is null || entry.Item.Kind == Kind)
            && (!OnlySimilar || similar.Contains(entry.Item.Id))
            && (!OnlyUntraced || entry.Item.Architecture.Count == 0 || entry.Item.ActivityId is null)
            && (words.Count == 0 || Found(Folded.Of($"{entry.Item.Name} {entry.Item.Code} {entry.Item.Need}"))))];

        bool Found(string text) => words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
