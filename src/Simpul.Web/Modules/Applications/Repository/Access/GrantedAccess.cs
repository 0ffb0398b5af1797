using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Repository.Access;

/// <summary>Who may read repositories by a grant, for the check of ownership. What offices may by what they are is the regulation's own.</summary>
internal sealed class GrantedAccess(PlatformDb db, IOrganisation organisation) : IRepositoryAccess
{
    public async Task<IReadOnlyList<RepositoryAccess>> On(DateOnly date, CancellationToken cancel)
    {
        var grants = await (
            from grant in db.Set<RepositoryGrant>().AsNoTracking()
            where grant.State == GrantState.Approved && grant.From <= date && grant.Until >= date
            join application in db.Set<Application>().AsNoTracking().IgnoreAutoIncludes() on grant.ApplicationId equals application.Id
            orderby application.Item.Name, grant.Id
            select new { grant.Id, grant.ApplicationId, grant.PersonId, grant.ApprovedBy, grant.Until, application.Item.Name }).ToListAsync(cancel);
        var people = (await organisation.People([.. grants.Select(grant => grant.PersonId).Distinct()], cancel)).ToDictionary(person => person.Id);
        return
        [
            .. grants.Select(grant => new RepositoryAccess(grant.ApplicationId, grant.ApprovedBy, people.GetValueOrDefault(grant.PersonId)?.IsCivilServant == true,
                new Evidence($"Akses ke {grant.Name} sampai {Indonesian.Date(grant.Until)}", $"/kerja/aplikasi/{grant.ApplicationId}/repositori/akses", "repository-grants", grant.Id))),
        ];
    }
}
