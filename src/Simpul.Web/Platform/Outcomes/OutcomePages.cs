using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Platform.Outcomes;

/// <summary>How a page and an endpoint pass an outcome on.</summary>
public static class OutcomePages
{
    /// <summary>Puts each refusal at its field of the form; false when there was one.</summary>
    /// <param name="prefix">The name of the bound property, when the fields live inside one.</param>
    public static bool Accepts(this ModelStateDictionary state, IReadOnlyList<Refusal> refusals, string prefix = "Input")
    {
        foreach (var refusal in refusals)
        {
            state.AddModelError(refusal.Field.Length == 0 || prefix.Length == 0 ? refusal.Field : $"{prefix}.{refusal.Field}", refusal.Message);
        }
        return refusals.Count == 0;
    }

    /// <summary>Redirects after a change, with a message that the next page shows once.</summary>
    public static IActionResult Done(this PageModel page, string href, string message)
    {
        page.TempData.Say(message);
        return page.LocalRedirect(href);
    }

    /// <summary>RFC 9457: the refusals by field, under the stable type <c>refused</c>.</summary>
    public static IResult ToProblem(this IReadOnlyList<Refusal> refusals) => Results.ValidationProblem(
        refusals.GroupBy(refusal => refusal.Field).ToDictionary(group => group.Key, group => group.Select(refusal => refusal.Message).ToArray()),
        type: ProblemTypes.Refused, title: "Permintaan ditolak.");
}

/// <summary>The stable names of problems that the API answers; never renamed, never reused.</summary>
public static class ProblemTypes
{
    public const string Refused = "urn:simpul:problem:refused";

    /// <summary>Not JSON, or not a request that the API knows.</summary>
    public const string Unreadable = "urn:simpul:problem:unreadable";
    public const string Stale = "urn:simpul:problem:stale";
    public const string NotFound = "urn:simpul:problem:not-found";
    public const string NotAllowed = "urn:simpul:problem:not-allowed";
    public const string NotSignedIn = "urn:simpul:problem:not-signed-in";
    public const string TooLarge = "urn:simpul:problem:too-large";
    public const string TooMany = "urn:simpul:problem:too-many";
    public const string Unexpected = "urn:simpul:problem:unexpected";
}
