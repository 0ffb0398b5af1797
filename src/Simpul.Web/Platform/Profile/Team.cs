using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>A team that the regulation forms.</summary>
/// <param name="Office">The office key under which the team itself acts, where it has one.</param>
/// <param name="AppointedBy">Office key.</param>
/// <param name="Instrument">As the text says: Keputusan Wali Kota.</param>
/// <param name="Parent">Key of the team that this one is part of.</param>
/// <param name="Reading">The reading by which it is composed so, where the text does not say.</param>
public sealed record Team(
    string Key,
    string Title,
    string? Office,
    string? AppointedBy,
    string? Instrument,
    ReportingLine? ReportsTo,
    string? Parent,
    Citation Cite,
    IReadOnlyList<Seat> Seats,
    IReadOnlyList<TeamTask> Tasks,
    string? Reading);

/// <summary>To whom a team reports, and through whom (office keys).</summary>
public sealed record ReportingLine(string Office, string? Through);

/// <summary>One line of a team's composition.</summary>
/// <param name="Id">Unique in the team.</param>
/// <param name="Holder">Who holds it, in the text's words.</param>
/// <param name="Office">Our office key for the holder, where there is one.</param>
/// <param name="Minimum">How many people at least.</param>
public sealed record Seat(string Id, string Title, string Holder, string? Office, int Minimum, string? Remit, Citation? Cite);

/// <param name="Id">Id of the obligation or provision that gives the task.</param>
public sealed record TeamTask(string Id, string Text, Citation Cite);
