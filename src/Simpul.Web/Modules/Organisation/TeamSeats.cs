using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Somebody's or some office's hold on a seat on a date.</summary>
/// <param name="Words">"Kepala Dinas Kominfo (Nama)".</param>
/// <param name="InOffice">False where the office that holds the seat has no holder itself.</param>
/// <param name="Until">The last day: of the seat, or of the term in the office where that ends earlier.</param>
public sealed record Sitting(Guid Id, string Words, bool InOffice, DateOnly From, DateOnly? Until, Guid? DecreeId);

/// <summary>A seat of the profile and who holds it.</summary>
public sealed record SeatState(Team Team, Seat Seat, IReadOnlyList<Sitting> Sittings)
{
    public int InOffice => Sittings.Count(sitting => sitting.InOffice);

    public bool Filled => InOffice >= Seat.Minimum;
}

/// <summary>How the seats of teams are filled on a date.</summary>
internal static class TeamSeats
{
    /// <summary>Every seat of these teams, in the order of the profile, by team.</summary>
    public static async Task<ILookup<string, SeatState>> Of(PlatformDb db, IReadOnlyCollection<Team> teams, DateOnly date, CancellationToken cancel)
    {
        var holders = await db.Set<SeatHolder>().AsNoTracking().Where(seat => seat.From <= date && (seat.Until == null || seat.Until >= date)).OrderBy(seat => seat.From).ToListAsync(cancel);
        var officeIds = holders.Select(holder => holder.OfficeId).OfType<Guid>().Distinct().ToList();
        var personIds = holders.Select(holder => holder.PersonId).OfType<Guid>().Distinct().ToList();
        var offices = await db.Set<Office>().AsNoTracking().Where(office => officeIds.Contains(office.Id)).Select(office => new { office.Id, office.Title, office.AbolishedOn }).ToDictionaryAsync(office => office.Id, cancel);
        var people = await db.Set<Person>().AsNoTracking().Where(person => personIds.Contains(person.Id)).Select(person => new { person.Id, person.Name, person.LeftOn }).ToDictionaryAsync(person => person.Id, cancel);
        var inOffice = await Holders.Of(db, officeIds, date, cancel);
        var sittings = holders.ToLookup(holder => holder.Seat, holder =>
        {
            if (holder.OfficeId is { } id)
            {
                var office = offices[id];
                var held = office.AbolishedOn <= date ? [] : inOffice[id].Where(one => one.InOffice).ToList();
                // With several in office (a Plt. beside a definitive holder on leave) the seat lasts as long as the last of them.
                var until = held.Count == 0 ? holder.Until : Earlier(holder.Until, held.Any(one => one.Until is null) ? null : held.Max(one => one.Until));
                return new Sitting(holder.Id, held.Count == 0 ? office.Title : $"{office.Title} ({string.Join(", ", held.Select(one => one.Words))})", held.Count > 0, holder.From, until, holder.DecreeId);
            }
            var person = people[holder.PersonId!.Value];
            return new Sitting(holder.Id, person.Name, !(person.LeftOn <= date), holder.From, Earlier(holder.Until, person.LeftOn?.AddDays(-1)), holder.DecreeId);
        });
        return (from team in teams from seat in team.Seats select new SeatState(team, seat, [.. sittings[SeatHolder.SeatOf(team.Key, seat.Id)]])).ToLookup(state => state.Team.Key);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null ? other : other is null || one < other ? one : other;
}
