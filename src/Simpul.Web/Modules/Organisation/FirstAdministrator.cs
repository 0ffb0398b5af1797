using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// Puts somebody into the office of an administrator, for an instance that nobody can sign in to yet. What is missing of agency and office is
/// registered; everything goes through the registers, so that it obeys their rules and is in the journal.
/// </summary>
internal sealed class FirstAdministrator(IServiceProvider services, PlatformDb db, CurrentRegulation regulation, Today today)
{
    public const string OfficeTitle = "Administrator Sistem";

    private const string IctAgency = "ict-agency";

    /// <summary>Kominfo's code in the national nomenclature of affairs (Permendagri 90/2019).</summary>
    private const string IctCode = "2.16.01";

    /// <summary>Registers the person and appoints them. The caller holds the transaction: refused half-way, nothing may stay.</summary>
    /// <returns>The person.</returns>
    public async Task<Outcome<Guid>> Appoint(string name, CancellationToken cancel)
    {
        var offices = await db.Set<Office>().AsNoTracking().Where(item => item.AbolishedOn == null || item.AbolishedOn > today.Date).OrderBy(item => item.Id).ToListAsync(cancel);
        var refusals = new List<Refusal>();
        var office = offices.FirstOrDefault(item => item.Roles.Contains(Role.Administrator));
        if (office is null)
        {
            office = new Office { Title = OfficeTitle, AgencyId = await Agency(refusals, cancel), Roles = [Role.Administrator] };
            await Keep(office, refusals, cancel);
        }
        var person = new Person { Name = name.Trim(), Employment = Employment.Other, AgencyId = office.AgencyId };
        await Keep(person, refusals, cancel);
        var held = await db.Set<Appointment>().AnyAsync(item => item.OfficeId == office.Id && item.Kind == AppointmentKind.Definitive && (item.Until == null || item.Until >= today.Date), cancel);
        // An office has one definitive holder; whoever comes beside them acts for it all the same.
        await Keep(new Appointment { PersonId = person.Id, OfficeId = office.Id, Kind = held ? AppointmentKind.Deputy : AppointmentKind.Definitive, From = today.Date }, refusals, cancel);
        return refusals.Count > 0 ? refusals : person.Id;
    }

    /// <summary>The agency that keeps the government's systems; registered where it is not there yet, and named as the regulation names it.</summary>
    private async Task<Guid> Agency(List<Refusal> refusals, CancellationToken cancel)
    {
        var agencies = (await db.Set<Agency>().AsNoTracking().ToListAsync(cancel)).Where(item => item.ExistsOn(today.Date)).ToList();
        if ((agencies.FirstOrDefault(item => item.Holds.Contains(IctAgency)) ?? agencies.FirstOrDefault(item => item.Code == IctCode)) is { } known)
        {
            return known.Id;
        }
        var named = regulation.Profile.Offices.TryGet(IctAgency, out var found) ? found : null;
        var agency = new Agency
        {
            Code = IctCode,
            // "Perangkat Daerah bidang …" is a description; a government gives the agency a name.
            Name = named is null || named.Title.StartsWith("Perangkat Daerah", StringComparison.Ordinal) ? "Dinas Komunikasi dan Informatika" : named.Title,
            Holds = named is null ? [] : [IctAgency],
        };
        await Keep(agency, refusals, cancel);
        return agency.Id;
    }

    private async Task Keep<T>(T record, List<Refusal> refusals, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        if (refusals.Count == 0)
        {
            var register = services.RegisterOf<T>();
            refusals.AddRange((await new RegisterWork<T>(register, services).Keep([record], cancel)).Refusals);
        }
    }
}
