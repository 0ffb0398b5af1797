using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>How often the regulation wants audits of an area, in the readings chosen.</summary>
/// <param name="Every">Null where it names no time.</param>
/// <param name="EachObject">Whether every object is to be audited, and not only some of them.</param>
/// <param name="OnNeed">Whether audits are held whenever there is need.</param>
public sealed record AreaCadence(AuditArea Area, Period? Every, bool EachObject, bool OnNeed, bool Advisory, Citation? Cite);

/// <summary>Reads the cadences from the obligations and, where none speaks of an area, from the parameters.</summary>
internal static class Cadences
{
    public static IReadOnlyList<AreaCadence> Of(EffectiveProfile profile)
    {
        List<Question> questions = [.. profile.Obligations.Where(item => item.Check?.Check == "audit-within").Select(item => new Question(item, item.Check!, profile))];
        return [.. AuditArea.All.Select(area => Of(profile, area, [.. questions.Where(question => Kinds(question).SelectMany(AuditArea.Of).Contains(area))])).Where(cadence => cadence.Area.Key != "data-centre" || cadence.Cite is not null)];
    }

    /// <summary>The kinds that a question is about.</summary>
    public static IReadOnlyList<string> Kinds(Question question) => question.List("kinds") is { Count: > 0 } kinds ? kinds : ["infrastructure", "application", "security"];

    /// <summary>
    /// Whether every object counts. Where the instance chose the reading by which one audit of each kind is enough, and that reading makes the row no mere
    /// warning, the kind counts.
    /// </summary>
    public static bool EachObject(Question question) => question.Flag("each-object")
        && !(question.Obligation.Stated.Reading is { } reading && question.Profile.Chosen(reading) is { Key: "each-kind" } chosen && !chosen.Weights.ContainsKey(question.Id));

    /// <summary>Kinds of application whose audits have a deadline; null where the regulation does not tell them apart.</summary>
    public static bool Covers(EffectiveProfile profile, AuditArea area) => area.Kind != AuditKind.Application || profile.List("audit.application-kinds") is not { Count: > 0 } kinds || kinds.Contains(area.Key == "general-application" ? "general" : "special");

    private static AreaCadence Of(EffectiveProfile profile, AuditArea area, IReadOnlyList<Question> questions)
    {
        var timed = questions.Where(question => question.Period("every") is not null && (Covers(profile, area) || Kinds(question).Contains(area.Key))).OrderBy(question => question.Period("every")!.Value.After(DateOnly.MinValue)).ToList();
        if (timed.Count > 0)
        {
            var first = timed[0];
            return new AreaCadence(area, first.Period("every"), timed.Any(EachObject), false, timed.All(question => question.Flag("advisory")), first.Obligation.Cite);
        }
        if (questions.Count > 0)
        {
            // Audits on need have a deadline too, where the instance chose the reading that gives all of them one.
            return new AreaCadence(area, Covers(profile, area) ? profile.Period("audit.cadence") : null, false, questions.Any(question => question.Period("every") is null), false, questions[0].Obligation.Cite);
        }
        var every = area.Key == "data-centre" || !Covers(profile, area) ? null : profile.Period("audit.cadence");
        return new AreaCadence(area, every, false, false, false, every is null ? null : profile.CitationOf("audit.cadence"));
    }
}
