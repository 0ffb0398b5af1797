using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Platform.Registers;

/// <summary>A list's query as it stands in the address.</summary>
public static class RegisterQuery
{
    /// <summary>Letters of a search that are looked at.</summary>
    public const int SearchLength = 200;

    public static ListQuery From(HttpRequest request, Register register) => new(
        Cut(request.Query[ListAddress.Search].ToString()),
        request.Query[ListAddress.Sort].ToString() is { Length: > 0 } sort ? sort : null,
        Filters(request, register),
        ListAddress.NumberOf(request));

    public static Dictionary<string, string> Filters(HttpRequest request, Register register) => register.Fields
        .Where(field => field.Filtered && request.Query[field.Key] is [{ Length: > 0 }]).ToDictionary(field => field.Key, field => Fields.Clean(request.Query[field.Key].ToString()));

    public static string? Cut(string typed) => Fields.Clean(typed) is not { Length: > 0 } text ? null : text.Length > SearchLength ? text[..SearchLength] : text;
}
