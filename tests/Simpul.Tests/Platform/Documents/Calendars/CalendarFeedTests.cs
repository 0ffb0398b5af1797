using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Platform.Documents.Calendars;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Calendars;

public sealed class CalendarFeedTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 22, 14, 5, 9, TimeSpan.FromHours(7));

    private static readonly CalendarEntry Entry = new("PLG-13-7-b", "Reviu arsitektur SPBE", new DateOnly(2026, 12, 31), Changed);

    [Fact]
    public void A_day_is_an_event_that_ends_the_day_after_and_takes_no_time()
    {
        var item = Parse(Entry with { Link = new Uri("https://simpul.example.go.id/kewajiban/PLG-13-7-b?a=1,2;3"), Categories = ["Tata Kelola", "a,b"] });
        (item.Name, item["UID"], item["DTSTAMP"], item["DTSTART"], item["DTEND"], item["TRANSP"]).ShouldBe(
            ("VEVENT", "PLG-13-7-b@simpul.example.go.id", "20261122T070509Z", "20261231", "20270101", "TRANSPARENT"));
        item.Properties.Single(property => property.Name == "DTSTART").Parameters.ShouldBe(";VALUE=DATE");
        item["URL"].ShouldBe("https://simpul.example.go.id/kewajiban/PLG-13-7-b?a=1,2;3");
        ParsedCalendar.List(item["CATEGORIES"]!).ShouldBe(["Tata Kelola", "a,b"]);
    }

    [Theory]
    [InlineData(false, "NEEDS-ACTION")]
    [InlineData(true, "COMPLETED")]
    public void A_task_is_due_on_its_day(bool done, string status)
    {
        var item = Parse(Entry with { Task = true, Done = done });
        (item.Name, item["DUE"], item["STATUS"]).ShouldBe(("VTODO", "20261231", status));
    }

    [Fact]
    public void A_reminder_comes_days_before_and_not_for_what_is_done()
    {
        Parse(Entry with { RemindDaysBefore = 7 }).Components.Single()["TRIGGER"].ShouldBe("-P7D");
        Parse(Entry with { RemindDaysBefore = 7, Task = true, Done = true }).Components.ShouldBeEmpty();
    }

    [Fact]
    public void The_calendar_says_its_name_and_when_to_come_again()
    {
        var calendar = ParsedCalendar.Parse(new CalendarFeed("Kewajiban; Dinas, Kominfo", "a.example").Write([]));
        (calendar["X-WR-CALNAME"], calendar["VERSION"], calendar["REFRESH-INTERVAL"]).ShouldBe(("Kewajiban; Dinas, Kominfo", "2.0", "PT6H"));
    }

    [Fact]
    public void Any_text_comes_through_folding_and_escaping() => Prop.ForAll(ArbMap.Default.ArbFor<(string Summary, string Description)>(), text =>
    {
        var item = Parse(Entry with { Summary = text.Summary + "é—🗂️;,\\\n", Description = "x" + text.Description });
        item["SUMMARY"].ShouldBe(Seen(text.Summary + "é—🗂️;,\\\n"));
        item["DESCRIPTION"].ShouldBe(Seen("x" + text.Description));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_lines_fold_between_characters_and_not_inside_one()
    {
        var summary = string.Concat(Enumerable.Repeat("é🗂️—a", 60));
        Parse(Entry with { Summary = summary })["SUMMARY"].ShouldBe(summary);
    }

    [Fact]
    public void A_line_break_cannot_bring_in_a_property_of_its_own()
    {
        var item = Parse(Entry with { Summary = "a\r\nATTACH:http://x\u2028", Categories = ["b\r\nX:1"] });
        item.Properties.Select(property => property.Name).ShouldNotContain("ATTACH");
        item["SUMMARY"].ShouldBe("a\nATTACH:http://x\u2028");
    }

    private static ParsedComponent Parse(CalendarEntry entry) =>
        ParsedCalendar.Parse(new CalendarFeed("Kewajiban", "simpul.example.go.id").Write([entry])).Components.Single();

    private static string Seen(string text) => string.Concat(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text))
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Where(letter => !char.IsControl(letter) || letter is '\n' or '\t'));
}
