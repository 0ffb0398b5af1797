using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>An obligation as scripts and other systems get it, by the API and by the command line. Members are added, never renamed.</summary>
/// <param name="Actor">Key of the profile's office that it addresses first.</param>
/// <param name="Status">met, due, overdue, missing or not-applicable.</param>
/// <param name="Check">The check that answers it; null where it is attested.</param>
public sealed record ObligationJson(
    string Id, string Citation, string Actor, string Kind, string Text, string Status, DateOnly? Since, DateOnly? Due, string? Check, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Absent values are written as null, so that every element has the same members; Indonesian letters stay readable.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The board as the actor reads it: what other agencies show as evidence is for those who read every agency's.</summary>
    public static IReadOnlyList<ObligationJson> Of(BoardView view, Actor actor) => [.. view.Rows.Select(row => new ObligationJson(
        row.Id, row.Citation, row.Obligation.Actors[0], JsonNamingPolicy.KebabCaseLower.ConvertName(row.Obligation.Kind.ToString()), row.Obligation.Text,
        row.Status.Code(), row.Answer.Since, row.Answer.Due, row.Obligation.Check?.Check, Readable(view, row, actor)))];

    private static IReadOnlyList<Evidence> Readable(BoardView view, BoardRow row, Actor actor) =>
        !row.OfEveryAgency || actor.MayEverywhere(ObligationsModule.View) ? row.Answer.Evidence : [.. view.ReadableBy(actor).Select(own => view.AnswerOf(row, own.Id)?.Evidence).OfType<Evidence>()];
}
