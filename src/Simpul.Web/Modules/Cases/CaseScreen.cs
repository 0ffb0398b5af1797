using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Cases;

/// <summary>All that the page of a case shows.</summary>
public sealed class CaseScreen
{
    public required Case Item { get; init; }

    /// <summary>Null where the regulation no longer has the procedure.</summary>
    public Procedure? Procedure { get; init; }

    /// <summary>The steps of this round: done, the current one, and those that likely follow.</summary>
    public required IReadOnlyList<LineStep> Line { get; init; }

    /// <summary>What was decided in each round, this one last.</summary>
    public required IReadOnlyList<CaseRound> Rounds { get; init; }

    public CaseStep? Row { get; init; }

    public Step? Step { get; init; }

    /// <summary>Pages of the module on which the step's work is done.</summary>
    public IReadOnlyList<(string Title, string Href)> Links { get; init; } = [];

    /// <summary>Records that came of it.</summary>
    public IReadOnlyList<(string Title, string Href)> Results { get; init; } = [];

    /// <summary>What whoever decides should have read.</summary>
    public IReadOnlyList<CasePanel> Panels { get; init; } = [];

    /// <summary>Who has it.</summary>
    public string? Office { get; init; }

    public string? TakenBy { get; init; }

    public bool TakenByMe { get; init; }

    /// <summary>Working days to the deadline, negative when it has passed.</summary>
    public int? Left { get; init; }

    public required IReadOnlyList<CaseFact> Facts { get; init; }

    public (string Title, string Href)? Subject { get; init; }

    public required string OpenedBy { get; init; }

    public required IReadOnlyList<CaseWord> Words { get; init; }

    public required IReadOnlyList<DocumentSlot> Documents { get; init; }

    /// <summary>Further attachments, beside the documents of the procedure.</summary>
    public required FileList Files { get; init; }

    public required IReadOnlyList<CaseChoice> Choices { get; init; }

    public required IReadOnlyList<FormField> Fields { get; init; }

    /// <summary>Why the actor cannot decide; null when they can.</summary>
    public string? WhyNot { get; init; }

    public bool MayAct { get; init; }

    public bool MaySay { get; init; }

    public bool MayWithdraw { get; init; }
}

/// <param name="State">done, current, returned or todo, as the line of steps knows them.</param>
public sealed record LineStep(string State, string Title, string Note);

public sealed record CaseRound(int Number, IReadOnlyList<CaseDeed> Deeds);

/// <summary>A step that was decided.</summary>
public sealed record CaseDeed(string Step, string Label, string By, DateTimeOffset At, string? Reason);

public sealed record CaseFact(string Label, string? Cite, string Shown, bool IsLong);

public sealed record CaseWord(string By, DateTimeOffset At, string Text, bool Mine);

/// <summary>A document that the procedure asks for.</summary>
/// <param name="Needed">Whether the current step needs it.</param>
/// <param name="Open">Whether the actor can put it in now.</param>
/// <param name="Stale">Whether it is still the one of an earlier round.</param>
/// <param name="Wanting">Whether the step cannot go on before one, or another one, came.</param>
public sealed record DocumentSlot(RequiredDocument Document, AttachedDocument? There, bool Needed, bool Open, bool Stale, bool Wanting);

/// <summary>A decision and what will happen.</summary>
public sealed record CaseChoice(string Key, string Label, string Follows, bool IsBack, bool NeedsReason);

/// <summary>A field of a form with the choices that it offers; null where a reference is typed.</summary>
public sealed record FormField(CaseField Field, IReadOnlyList<SelectListItem>? Items);

/// <summary>What stands in the fields of a case's form.</summary>
public sealed class CaseInput
{
    public Dictionary<string, string?> Fields { get; set; } = [];

    public Dictionary<string, List<string>> Many { get; set; } = [];

    /// <summary>What was typed, by field.</summary>
    public Platform.Registers.Typed Typed()
    {
        var typed = new Platform.Registers.Typed();
        foreach (var (key, value) in Fields)
        {
            typed[key] = value is null ? [] : [value];
        }
        foreach (var (key, values) in Many)
        {
            typed[key] = [.. values.Where(value => value is not null)];
        }
        return typed;
    }
}

/// <summary>The fields of a form with what stands in them, for <c>_CaseFields</c>.</summary>
public sealed record CaseFieldsModel(IReadOnlyList<FormField> List, CaseInput Input);
