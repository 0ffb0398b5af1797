using Microsoft.AspNetCore.Http.Extensions;

namespace Simpul.Web.Platform.Ui;

/// <summary>Lists keep their search, sort, filters and page in the address, so that a list can be sent. These are the names.</summary>
public static class ListAddress
{
    public const string Search = "q";

    /// <summary>A column's key; with <c>-</c> before it, descending.</summary>
    public const string Sort = "urut";

    public const string Page = "halaman";

    /// <summary>The page of the list that the address asks for: from 1 to <paramref name="most"/>; 1 where it asks for none.</summary>
    public static int NumberOf(HttpRequest request, int most = 100_000) => int.TryParse(request.Query[Page], out var number) ? Math.Clamp(number, 1, most) : 1;

    /// <summary>
    /// This request's address with some parameters set anew; null takes one out. Unless it is set itself, the page number goes,
    /// because another order or filter starts at the first page.
    /// </summary>
    public static string With(HttpRequest request, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var changed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [Page] = null };
        foreach (var (name, value) in changes) changed[name] = value;
        var query = new QueryBuilder(request.Query.Where(pair => !changed.ContainsKey(pair.Key)).SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))));
        foreach (var (name, value) in changed)
        {
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        }
        return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + query.ToQueryString().ToUriComponent();
    }

    /// <summary>As <see cref="With"/>, but takes one value of a parameter out and leaves its others.</summary>
    public static string Without(HttpRequest request, string name, string? value)
    {
        var rest = value is null ? [] : request.Query[name].Where(v => v != value).Select(v => v ?? "").ToList();
        var address = With(request, (name, null));
        foreach (var kept in rest) address += $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(kept)}";
        return address;
    }
}
