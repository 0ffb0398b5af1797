using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Who has held an office, newest first, on its page.</summary>
/// <param name="AddHref">Null for who may not appoint.</param>
public sealed record OfficeHolders(IReadOnlyList<OfficeHolder> Holders, string? AddHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid office, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var found = await (
            from appointment in db.Set<Appointment>().AsNoTracking()
            where appointment.OfficeId == office
            join person in db.Set<Person>().AsNoTracking() on appointment.PersonId equals person.Id
            orderby appointment.From descending
            select new OfficeHolder(appointment.Id, person.Name, appointment.Kind, appointment.From, appointment.Until)).Take(50).ToListAsync(cancel);
        return new OfficeHolders(found, services.GetRequiredService<Acting>().Actor.May(OrganisationPermissions.Structure) ? $"/kerja/penunjukan-jabatan/baru?office={office}" : null);
    }
}

/// <summary>A term in an office.</summary>
public sealed record OfficeHolder(Guid AppointmentId, string Name, AppointmentKind Kind, DateOnly From, DateOnly? Until)
{
    public string Holding => Words.AppointmentKinds.Of(Kind);
}
