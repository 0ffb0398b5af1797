using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Gates;

/// <summary>What a gate stands before, in the order in which an application comes to them.</summary>
public enum GateStage
{
    Build,
    Launch,
    Use,
}

/// <summary>How an application stands with a gate.</summary>
public enum GateState
{
    /// <summary>Nothing was begun.</summary>
    Open,

    /// <summary>A case is on its way to it, or stands at it.</summary>
    Waiting,

    /// <summary>Its last decision was negative.</summary>
    Refused,
    Passed,
}

/// <summary>Something that an application must pass before a stage of its life, as the regulation's obligations say.</summary>
/// <param name="Obligation">Id of the obligation that asks for it.</param>
/// <param name="Key">Id of a step, or a word in a step's records.</param>
/// <param name="Title">Indonesian.</param>
/// <param name="Blocks">Whether nothing goes on without it, in the readings chosen.</param>
/// <param name="Advice">Whether a negative decision counts as passed, in the readings chosen.</param>
/// <param name="At">The steps at which it is passed.</param>
public sealed record Gate(
    string Obligation, string Key, string Title, Citation Cite, string Text, GateStage Before, string Type, string Only, bool Blocks, bool Advice, IReadOnlyList<GatePlace> At)
{
    /// <summary>Whether an application of this kind, so planned, must pass it.</summary>
    /// <param name="plan">Null where nobody said how it is built.</param>
    public bool AppliesTo(ApplicationKind kind, bool servesPublic, LicenceKind licence, BuildPlan? plan) =>
        (Type == "all" || Type == "general" == (kind == ApplicationKind.General))
        && Only switch
        {
            "closed-source" => licence == LicenceKind.Closed,
            "public-service" => servesPublic,
            "own-built" => plan?.Builder == BuiltBy.OwnStaff,
            "outsourced" => plan?.Builder == BuiltBy.ThirdParty,
            _ => true,
        };
}

/// <summary>A step of a procedure at which a gate is passed.</summary>
public sealed record GatePlace(Procedure Procedure, Step Step);

/// <summary>How an application stands with one gate.</summary>
/// <param name="Case">Number of the case that passed it, refused it, or is on its way.</param>
/// <param name="On">When it was decided.</param>
/// <param name="Due">Last day of the step that waits.</param>
/// <param name="Label">What was decided, in the words of the button; or where the case stands.</param>
public sealed record GateResult(Gate Gate, GateState State, string? Case = null, DateOnly? On = null, DateOnly? Due = null, string? Label = null)
{
    /// <summary>Whether it stands in the way.</summary>
    public bool Stops => Gate.Blocks && State != GateState.Passed && !(State == GateState.Refused && Gate.Advice);
}
