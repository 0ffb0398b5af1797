namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>A short list of related records on a page.</summary>
/// <param name="None">What is said where there are none.</param>
/// <param name="Add">Where one is added; null for who may not.</param>
/// <param name="All">Where the rest is, when not all are shown.</param>
public sealed record ShortList(IReadOnlyList<ShortRow> Rows, string None, ShortLink? Add = null, ShortLink? All = null);

/// <param name="Aside">What stands beside the link: dates, amounts.</param>
public sealed record ShortRow(string Title, string Href, string? Aside = null);

public sealed record ShortLink(string Title, string Href);
