using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Applications.Repository.Access;

/// <summary>
/// Who may do what with which repository. Where the regulation names an office whose approval access needs, only that office has it by what it is;
/// everybody else, the owner's agency too, needs a grant (Bangka Tengah 74/2021, Pasal 23 ayat (4)). Where it is silent, the permissions of offices hold, and a grant
/// lets others in.
/// </summary>
public sealed class RepositoryRights(PlatformDb db, CurrentRegulation regulation, Acting acting, Today today)
{
    public const string ApproverParameter = "application.repository-access-by";

    /// <summary>The office whose approval access needs; null where the regulation is silent.</summary>
    public Office? Approver => regulation.IsSetUp ? regulation.Profile.OfficeOf(ApproverParameter) : null;

    public Citation? ApproverCite => regulation.IsSetUp ? regulation.Profile.CitationOf(ApproverParameter) : null;

    /// <summary>What the actor at hand may do with an application's repository today.</summary>
    public async Task<RepositoryRight> Of(RepositoryApplication application, CancellationToken cancel)
    {
        var right = await Held(application, cancel);
        return application.IsRetired && right > RepositoryRight.Read ? RepositoryRight.Read : right;
    }

    private async Task<RepositoryRight> Held(RepositoryApplication application, CancellationToken cancel)
    {
        var actor = acting.Actor;
        if (actor.Via is "job" or "command")
        {
            return RepositoryRight.Write;
        }
        var byOffice = actor.May(RepositoryPermissions.Write, application.AgencyId) ? RepositoryRight.Write
            : actor.May(RepositoryPermissions.Read, application.AgencyId) ? RepositoryRight.Read
            : RepositoryRight.None;
        if (byOffice != RepositoryRight.None && Approver is not null && !ActsForApprover)
        {
            byOffice = RepositoryRight.None;
        }
        if (byOffice == RepositoryRight.Write || actor.PersonId is not { } person)
        {
            return byOffice;
        }
        var day = today.Date;
        var granted = await db.Set<RepositoryGrant>().AsNoTracking()
            .Where(grant => grant.ApplicationId == application.Id && grant.PersonId == person && grant.State == GrantState.Approved && grant.From <= day && grant.Until >= day)
            .Select(grant => grant.Right).ToListAsync(cancel);
        return granted.Append(byOffice).Max();
    }

    /// <summary>Whether the actor may decide about access.</summary>
    public bool MayApprove(RepositoryApplication application) => acting.Actor.May(RepositoryPermissions.Approve, application.AgencyId) && (Approver is null || ActsForApprover);

    private bool ActsForApprover => Approver is { } office && (acting.Actor.ActsFor(office.Key) || acting.Actor.ActsFor(CaseRules.DeskOf(regulation.Profile.Stated, office.Key)));
}
