using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Simpul.Web.Platform.Ui;

/// <summary>A sentence that the next page shows once: "Agensi tersimpan."</summary>
public static class Flash
{
    private const string Done = "Flash.Done", Problem = "Flash.Problem";

    public static void Say(this ITempDataDictionary data, string sentence) => data[Done] = sentence;

    /// <summary>For what did not happen although nothing on the form was wrong.</summary>
    public static void Warn(this ITempDataDictionary data, string sentence) => data[Problem] = sentence;

    internal static (string? Done, string? Problem) Take(ITempDataDictionary data) => (data[Done] as string, data[Problem] as string);
}
