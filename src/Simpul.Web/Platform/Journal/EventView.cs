namespace Simpul.Web.Platform.Journal;

/// <summary>An event in people's words.</summary>
/// <param name="Who">A person's name, or what acted: the program, the command line, a visitor.</param>
/// <param name="Office">The office that they acted for.</param>
/// <param name="What">"Didaftarkan".</param>
/// <param name="SubjectOne">"perangkat daerah"</param>
/// <param name="SubjectTitle">What the record is called now; null where nothing is known of it.</param>
/// <param name="Changes">Before and after, field by field; parts after the record's own.</param>
/// <param name="Details">Facts that are no field.</param>
public sealed record EventView(
    long Index, DateTimeOffset At, string Who, Guid? PersonId, string? Office, Guid? OfficeId, string? Agency, string Via, string Action, string What,
    string SubjectKind, string SubjectOne, Guid SubjectId, string? SubjectTitle, string? SubjectHref, string? Reason,
    IReadOnlyList<FieldChange> Changes, IReadOnlyList<DetailWords> Details);

/// <summary>A field's before and after; null where it was or became empty.</summary>
/// <param name="Part">What part of the record it belongs to: "langkah"; null for the record itself.</param>
/// <param name="IsProtected">Personal data: that it changed is told, and nothing of what it was.</param>
public sealed record FieldChange(string Label, string? Before, string? After, string? Part = null, bool IsProtected = false);

public sealed record DetailWords(string Label, string Value);
