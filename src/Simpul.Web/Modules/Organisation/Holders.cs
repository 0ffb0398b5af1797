using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Somebody who holds an office on a date.</summary>
internal sealed record Holder(Guid OfficeId, Guid PersonId, string Name, AppointmentKind Kind, DateOnly From, DateOnly? Until, Guid AppointmentId)
{
    /// <summary>"Plt. Nama" where the office is not held definitively.</summary>
    public string Words => Kind switch
    {
        AppointmentKind.Acting => $"Plt. {Name}",
        AppointmentKind.Daily => $"Plh. {Name}",
        AppointmentKind.Deputy => $"Wakil: {Name}",
        _ => Name,
    };

    /// <summary>Whether the office counts as held: a deputy stands beside a holder and is none.</summary>
    public bool InOffice => Kind != AppointmentKind.Deputy;
}

/// <summary>Who holds which office.</summary>
internal static class Holders
{
    /// <summary>The holders of these offices on the date, by office; definitive ones first.</summary>
    public static async Task<ILookup<Guid, Holder>> Of(PlatformDb db, IReadOnlyCollection<Guid> offices, DateOnly date, CancellationToken cancel)
    {
        var found = await (
            from appointment in db.Set<Appointment>().AsNoTracking()
            where offices.Contains(appointment.OfficeId) && appointment.From <= date && (appointment.Until == null || appointment.Until >= date)
            join person in db.Set<Person>().AsNoTracking() on appointment.PersonId equals person.Id
            select new Holder(appointment.OfficeId, person.Id, person.Name, appointment.Kind, appointment.From, appointment.Until, appointment.Id)).ToListAsync(cancel);
        return found.OrderBy(holder => holder.Kind).ThenBy(holder => holder.From).ToLookup(holder => holder.OfficeId);
    }
}
