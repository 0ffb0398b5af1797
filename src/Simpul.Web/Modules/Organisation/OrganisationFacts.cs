using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Answers what other modules ask of the organisation.</summary>
internal sealed class OrganisationFacts(PlatformDb db, CurrentRegulation regulation) : IOrganisation
{
    public async Task<IReadOnlyList<AgencyFacts>> Agencies(DateOnly date, CancellationToken cancel)
    {
        var agencies = await db.Set<Agency>().AsNoTracking()
            .Where(agency => (agency.EstablishedOn == null || agency.EstablishedOn <= date) && (agency.DissolvedOn == null || agency.DissolvedOn > date))
            .OrderBy(agency => agency.Code).ToListAsync(cancel);
        return [.. agencies.Select(FactsOf)];
    }

    public async Task<IReadOnlyList<AgencyDays>> Agencies(DateOnly since, DateOnly until, CancellationToken cancel)
    {
        var agencies = await db.Set<Agency>().AsNoTracking()
            .Where(agency => (agency.EstablishedOn == null || agency.EstablishedOn <= until) && (agency.DissolvedOn == null || agency.DissolvedOn > since))
            .OrderBy(agency => agency.Code).ToListAsync(cancel);
        return [.. agencies.Select(agency => new AgencyDays(FactsOf(agency), agency.EstablishedOn, agency.DissolvedOn?.AddDays(-1)))];
    }

    public async Task<IReadOnlyList<HolderFacts>> Holders(DateOnly date, CancellationToken cancel)
    {
        var held = await (
            from appointment in db.Set<Appointment>().AsNoTracking()
            where appointment.From <= date && (appointment.Until == null || appointment.Until >= date)
            join office in db.Set<Office>().AsNoTracking() on appointment.OfficeId equals office.Id
            where office.AbolishedOn == null || office.AbolishedOn > date
            join person in db.Set<Person>().AsNoTracking() on appointment.PersonId equals person.Id
            join agency in db.Set<Agency>().AsNoTracking() on office.AgencyId equals agency.Id into agencies
            from agency in agencies.DefaultIfEmpty()
            orderby office.Title, person.Name
            select new { Office = office, person.Id, person.Name, person.Email, Agency = agency }).ToListAsync(cancel);
        var actsFor = await ActsFor.On(db, regulation, date, cancel);
        return
        [
            .. held.Select(item => new HolderFacts(
                item.Office.Id, item.Office.Title, item.Office.AgencyId, actsFor.Of(item.Office, item.Agency, item.Id), item.Office.Roles, item.Id, item.Name, item.Email)),
        ];
    }

    public async Task<IReadOnlyList<TermFacts>> Terms(IReadOnlyCollection<Guid> people, DateOnly since, DateOnly until, CancellationToken cancel)
    {
        var held = await (
            from appointment in db.Set<Appointment>().AsNoTracking()
            where people.Contains(appointment.PersonId) && appointment.From <= until && (appointment.Until == null || appointment.Until >= since)
            join office in db.Set<Office>().AsNoTracking() on appointment.OfficeId equals office.Id
            where office.AbolishedOn == null || office.AbolishedOn > since
            orderby appointment.From, office.Title
            select new { appointment.PersonId, office.Title, office.AgencyId, appointment.From, appointment.Until, office.AbolishedOn }).ToListAsync(cancel);
        // Nobody holds an office that is no more.
        return [.. held.Select(item => new TermFacts(item.PersonId, item.Title, item.AgencyId, item.From, item.AbolishedOn is { } abolished && !(item.Until < abolished) ? abolished.AddDays(-1) : item.Until)).Where(term => !(term.Until < term.From))];
    }

    public async Task<IReadOnlyList<PersonFacts>> People(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        await Facts(db.Set<Person>().Where(person => ids.Contains(person.Id))).ToListAsync(cancel);

    public async Task<IReadOnlyList<PersonFacts>> FindPeople(string words, int most, CancellationToken cancel)
    {
        var sought = words.Trim().ToLowerInvariant();
        return await Facts(db.Set<Person>().Where(person => person.LeftOn == null && person.Name.ToLower().Contains(sought))).Take(most).ToListAsync(cancel);
    }

    private static AgencyFacts FactsOf(Agency agency) => new(agency.Id, agency.Code, agency.Name, agency.ShortName, agency.ParentId, agency.Holds, agency.AnswersForItself);

    private IQueryable<PersonFacts> Facts(IQueryable<Person> people) =>
        from person in people.AsNoTracking()
        join agency in db.Set<Agency>().AsNoTracking() on person.AgencyId equals agency.Id into agencies
        from agency in agencies.DefaultIfEmpty()
        orderby person.Name
        select new PersonFacts(person.Id, person.Name, agency == null ? null : agency.Name, person.Employment == Employment.CivilServant || person.Employment == Employment.ContractCivilServant);
}
