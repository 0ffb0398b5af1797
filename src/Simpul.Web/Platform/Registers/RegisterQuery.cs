using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Platform.Registers;

/// <summary>A list's query as it stands in the address.</summary>
public static class RegisterQuery
{
    public static ListQuery From(HttpRequest request, Register register)
    {
        var filters = register.Fields.Where(field => field.Filtered && request.Query[field.Key] is [{ Length: > 0 }]).ToDictionary(field => field.Key, field => request.Query[field.Key].ToString());
        return new ListQuery(
            request.Query[ListAddress.Search] is [{ Length: > 0 and <= 200 } search] ? search : null,
            request.Query[ListAddress.Sort].ToString() is { Length: > 0 } sort ? sort : null,
            filters,
            int.TryParse(request.Query[ListAddress.Page], out var number) ? Math.Clamp(number, 1, 100_000) : 1);
    }
}
