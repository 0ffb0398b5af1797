using Simpul.Web.Data;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Platform.Cases;

/// <summary>Something that a case's form asks for. Its value is text: dates as yyyy-MM-dd, references as the record's id, choices as their values.</summary>
/// <param name="Key">In forms, in the case's data and in the API: camelCase, English, never renamed.</param>
/// <param name="Label">Indonesian.</param>
/// <param name="Kind">Any but personal data, which a case does not hold.</param>
public sealed record CaseField(string Key, string Label, FieldKind Kind)
{
    public string? Help { get; init; }

    /// <summary>Why it is asked.</summary>
    public string? Cite { get; init; }

    public bool Required { get; init; } = true;

    /// <summary>Characters at most.</summary>
    public int MaxLength { get; init; } = 300;

    /// <summary>Bounds of a number.</summary>
    public int Least { get; init; }

    public int Most { get; init; } = int.MaxValue;

    /// <summary>The values of a choice; may ask the instance's profile.</summary>
    public Func<IServiceProvider, IReadOnlyList<FieldChoice>>? Choices { get; init; }

    /// <summary>Kind of the record that a reference names.</summary>
    public string? Refers { get; init; }

    /// <summary>Ids of those of the kind that may be named; null where all may.</summary>
    public Func<PlatformDb, IQueryable<Guid>>? Among { get; init; }
}
