namespace Simpul.Web.Data;

/// <summary>
/// A row that people know as a thing of its own: its changes are journal events, and two people editing it at once are told so.
/// <see cref="PlatformDb"/> refuses to save an added, changed or deleted record that no journal event of the same save names.
/// </summary>
public interface IRecord
{
    /// <summary>Version 7 UUID, made by the program, so that rows sort by age on both databases.</summary>
    Guid Id { get; }

    /// <summary>Counts up by one at each save that changes the row; a form posts the number it was filled in against.</summary>
    int Version { get; set; }
}

/// <summary>A row that lives inside a record and changes only with it; its changes belong to the record's events.</summary>
public interface IPart
{
    /// <summary>The record that this row belongs to.</summary>
    Guid OwnerId { get; }
}
