using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Answers sign-in from appointments: who holds which office, and what that office may act for.</summary>
internal sealed class OfficeDirectory(PlatformDb db, CurrentRegulation regulation, KeptOffices kept) : IOfficeDirectory
{
    public Task<IReadOnlyList<HeldOffice>> HeldBy(Guid person, DateOnly date, CancellationToken cancel) =>
        kept.Offices.Of(db, (person, date, regulation.IsSetUp ? regulation.Profile : null), () => Read(person, date, cancel), cancel);

    private async Task<IReadOnlyList<HeldOffice>> Read(Guid person, DateOnly date, CancellationToken cancel)
    {
        var held = await (
            from appointment in db.Set<Appointment>().AsNoTracking()
            where appointment.PersonId == person && appointment.From <= date && (appointment.Until == null || appointment.Until >= date)
            join office in db.Set<Office>().AsNoTracking() on appointment.OfficeId equals office.Id
            where office.AbolishedOn == null || office.AbolishedOn > date
            join holder in db.Set<Person>().AsNoTracking() on appointment.PersonId equals holder.Id
            join agency in db.Set<Agency>().AsNoTracking() on office.AgencyId equals agency.Id into agencies
            from agency in agencies.DefaultIfEmpty()
            orderby appointment.Kind == AppointmentKind.Definitive descending, appointment.From
            select new { appointment.Kind, Office = office, holder.Name, Agency = agency }).ToListAsync(cancel);
        if (held.Count == 0)
        {
            return [];
        }
        var tree = await db.Set<Agency>().AsNoTracking().Select(agency => new { agency.Id, agency.ParentId }).ToListAsync(cancel);
        var actsFor = await ActsFor.On(db, regulation, date, cancel);
        var units = tree.ToLookup(agency => agency.ParentId, agency => agency.Id);
        return
        [
            .. held.Select(item => new HeldOffice(
                item.Office.Id, item.Office.Title, Holding(item.Kind), item.Office.AgencyId, item.Agency?.Name, item.Name,
                actsFor.Of(item.Office, item.Agency, person), Under(item.Office.AgencyId), item.Office.Roles, item.Office.Clearance)),
        ];

        HashSet<Guid> Under(Guid? top)
        {
            var found = new HashSet<Guid>();
            var open = new Stack<Guid>();
            if (top is { } own)
            {
                open.Push(own);
            }
            while (open.TryPop(out var next))
            {
                if (found.Add(next))
                {
                    foreach (var unit in units[next])
                    {
                        open.Push(unit);
                    }
                }
            }
            return found;
        }
    }

    private static string Holding(AppointmentKind kind) => kind switch
    {
        AppointmentKind.Acting => "Plt.",
        AppointmentKind.Daily => "Plh.",
        AppointmentKind.Deputy => "Wakil",
        _ => "",
    };
}

/// <summary>The offices that people hold, as every request of a signed-in person asks for them. One in the program.</summary>
internal sealed class KeptOffices
{
    public KeptByJournal<(Guid Person, DateOnly Date, EffectiveProfile? Profile), IReadOnlyList<HeldOffice>> Offices { get; } = new();
}
