using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Documents.Calendars;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations.Calendars;

/// <summary>An office's calendar as its holder sees it.</summary>
/// <param name="Path">Null while nobody has made the address.</param>
public sealed record OfficeCalendar(string Office, Guid? AgencyId, string Title, string? Path);

/// <summary>The feeds of due dates: one for each office, and for the duties of every agency one for each agency.</summary>
public sealed class OfficeCalendars(PlatformDb db, Board board, CurrentRegulation regulation, CalendarTokens tokens, Journal journal, Acting acting, Today today, TimeProvider clock)
{
    /// <summary>The calendars of the offices that the actor may act for.</summary>
    public async Task<IReadOnlyList<OfficeCalendar>> Own(CancellationToken cancel)
    {
        var view = await board.On(today.Date, cancel);
        var stored = await db.Set<CalendarAddress>().AsNoTracking().ToListAsync(cancel);
        var own = new List<OfficeCalendar>();
        foreach (var office in regulation.Profile.Offices.Where(office => acting.Actor.ActsFor(office.Key) && view.Rows.Any(row => row.Offices.Contains(office.Key))))
        {
            var agency = office.Kind == OfficeKind.EveryAgency ? view.AnsweringFor(acting.Actor.AgencyId) : null;
            if (office.Kind != OfficeKind.EveryAgency || agency is not null)
            {
                var address = stored.FirstOrDefault(item => item.Office == office.Key && item.AgencyId == agency?.Id);
                own.Add(new OfficeCalendar(office.Key, agency?.Id, agency is null ? office.Title : $"{office.Title}: {agency.Name}", address is null ? null : Path(address)));
            }
        }
        return own;
    }

    /// <summary>Makes the address, or a new one in place of the old.</summary>
    public async Task<Outcome<string>> Renew(string office, Guid? agency, CancellationToken cancel)
    {
        if ((await Own(cancel)).All(own => own.Office != office || own.AgencyId != agency))
        {
            return Refusal.Whole("Kalender ini bukan milik jabatan Anda.");
        }
        var address = await db.Set<CalendarAddress>().FirstOrDefaultAsync(item => item.Office == office && item.AgencyId == agency, cancel);
        var isNew = address is null;
        if (address is null)
        {
            db.Add(address = new CalendarAddress { Office = office, AgencyId = agency });
        }
        else
        {
            address.Renewals++;
        }
        journal.Record(isNew ? "calendar-addresses.made" : "calendar-addresses.renewed", address);
        await db.SaveChangesAsync(cancel);
        return Path(address);
    }

    /// <summary>The feed of an address; null where the address is no longer, or never was, the one of this office.</summary>
    /// <param name="origin">Of the instance, for links: https://simpul.palembang.go.id.</param>
    public async Task<string?> Feed(string office, string token, Uri origin, CancellationToken cancel)
    {
        if (CalendarTokens.Claimed(token) is not { } id
            || await db.Set<CalendarAddress>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } address
            || address.Office != office || !tokens.Fits(address, token) || !regulation.Profile.Offices.TryGet(office, out var stated))
        {
            return null;
        }
        var view = await board.On(today.Date, cancel);
        var agency = view.Agency(address.AgencyId);
        var entries = view.Rows.Where(row => row.Offices.Contains(office)).Select(row => Entry(view, row, agency, origin)).OfType<CalendarEntry>();
        return new CalendarFeed(agency is null ? $"Kewajiban SPBE {stated.Name}" : $"Kewajiban SPBE {agency.Called}", regulation.Profile.Region.Domain).Write(entries);
    }

    private CalendarEntry? Entry(BoardView view, BoardRow row, AgencyFacts? agency, Uri origin)
    {
        AgencyAnswer? own = agency is null ? null : view.AnswerOf(row, agency.Id);
        var (status, day, why) = own is null ? (row.Status, row.Answer.Due, row.Answer.Why) : (own.Status, own.Due, own.Why);
        return day is not { } due || status == State.NotApplicable ? null : new CalendarEntry(row.Id, $"{row.Words(status)}: {row.Obligation.Text}", due, Midnight(view.Date))
        {
            Description = $"{row.Citation} {view.Profile.Regulation.Name}\n{why}",
            Link = new Uri(origin, row.Href),
            Categories = [row.Module],
            RemindDaysBefore = 7,
        };
    }

    /// <summary>An entry says the same all day, so that an unchanged feed is unchanged byte for byte.</summary>
    private DateTimeOffset Midnight(DateOnly date)
    {
        var moment = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return moment > clock.GetUtcNow() ? clock.GetUtcNow() : moment;
    }

    private string Path(CalendarAddress address) => $"/kewajiban/{address.Office}/{tokens.Of(address)}.ics";
}
