using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning;

/// <summary>A page of something that is already in memory.</summary>
public sealed record Listed<T>(IReadOnlyList<T> Rows, int Number, int Total);

internal static class Listed
{
    public static Listed<T> Of<T>(IReadOnlyList<T> all, HttpRequest request, int size = 25)
    {
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var number = ListAddress.NumberOf(request, last);
        return new Listed<T>([.. all.Skip((number - 1) * size).Take(size)], number, all.Count);
    }
}
