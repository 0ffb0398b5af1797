using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Items whose name or codes hold every word of a search.</summary>
internal static class Matching
{
    public static IReadOnlyList<ItemFacts> Of(IEnumerable<ItemFacts> items, string? typed)
    {
        var words = Folded.Words(typed ?? "").Take(8).ToList();
        return [.. items.Where(item => words.Count == 0 || Folded.Of($"{item.Name} {item.Code} {item.Reference}") is var text && words.All(word => text.Contains(word, StringComparison.Ordinal)))];
    }
}
