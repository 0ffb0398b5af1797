using System.Globalization;
using System.Text;

namespace Simpul.Web.Platform.Documents.Calendars;

/// <summary>
/// Writes an iCalendar stream (RFC 5545) that calendars subscribe to. The same entries give the same bytes, so that it can be answered with an entity tag.
/// </summary>
/// <param name="name">What a subscriber sees the calendar called.</param>
/// <param name="host">The instance's host name; it makes the entries' identities unique in the world.</param>
public sealed class CalendarFeed(string name, string host)
{
    public const string ContentType = "text/calendar; charset=utf-8";

    private const int LongestLine = 75; // RFC 5545, 3.1: octets, the line break not counted.

    private readonly StringBuilder text = new();

    public string Write(IEnumerable<CalendarEntry> entries)
    {
        text.Clear();
        Line("BEGIN", "VCALENDAR");
        Line("VERSION", "2.0");
        Line("PRODID", "-//Simpul//Simpul//ID");
        Line("CALSCALE", "GREGORIAN");
        Line("NAME", Escape(name));
        Line("X-WR-CALNAME", Escape(name));
        Line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        Line("X-PUBLISHED-TTL", "PT6H");
        foreach (var entry in entries) Write(entry);
        Line("END", "VCALENDAR");
        return text.ToString();
    }

    private void Write(CalendarEntry entry)
    {
        var component = entry.Task ? "VTODO" : "VEVENT";
        Line("BEGIN", component);
        Line("UID", Escape($"{entry.Id}@{host}"));
        Line("DTSTAMP", Stamp(entry.Changed));
        Line("LAST-MODIFIED", Stamp(entry.Changed));
        Line("SUMMARY", Escape(entry.Summary));
        if (entry.Task)
        {
            Line("DUE;VALUE=DATE", Day(entry.Day));
            Line("STATUS", entry.Done ? "COMPLETED" : "NEEDS-ACTION");
        }
        else
        {
            Line("DTSTART;VALUE=DATE", Day(entry.Day));
            Line("DTEND;VALUE=DATE", Day(entry.Day.AddDays(1))); // The end is the first day after.
            Line("TRANSP", "TRANSPARENT");
        }
        if (!string.IsNullOrWhiteSpace(entry.Description)) Line("DESCRIPTION", Escape(entry.Description));
        if (entry.Link is not null) Line("URL", entry.Link.AbsoluteUri);
        if (entry.Categories.Count > 0) Line("CATEGORIES", string.Join(',', entry.Categories.Select(Escape)));
        if (entry.RemindDaysBefore is { } days && !entry.Done) Remind(entry.Summary, days, entry.Task);
        Line("END", component);
    }

    private void Remind(string summary, int days, bool task)
    {
        Line("BEGIN", "VALARM");
        Line("ACTION", "DISPLAY");
        Line("DESCRIPTION", Escape(summary));
        Line(task ? "TRIGGER;RELATED=END" : "TRIGGER", string.Create(CultureInfo.InvariantCulture, $"-P{days}D"));
        Line("END", "VALARM");
    }

    private void Line(string property, string value)
    {
        var room = LongestLine;
        foreach (var rune in $"{property}:{value}".EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                text.Append("\r\n ");
                room = LongestLine - 1;
            }
            text.Append(rune.ToString());
            room -= rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var letter in value.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (letter is '\\' or ';' or ',') escaped.Append('\\').Append(letter);
            else if (letter is '\n' or '\r') escaped.Append("\\n");
            else if (!char.IsControl(letter) || letter == '\t') escaped.Append(letter);
        }
        return escaped.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A whole day on which something falls due.</summary>
/// <param name="Id">Stays the same as long as it is the same entry: a calendar replaces what it has under it.</param>
/// <param name="Changed">When what is said here last changed.</param>
public sealed record CalendarEntry(string Id, string Summary, DateOnly Day, DateTimeOffset Changed)
{
    /// <summary>A to-do with a due date instead of an event; many calendars, Google's among them, show events only.</summary>
    public bool Task { get; init; }

    /// <summary>Of a task.</summary>
    public bool Done { get; init; }

    public string? Description { get; init; }

    /// <summary>Absolute.</summary>
    public Uri? Link { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public int? RemindDaysBefore { get; init; }
}
