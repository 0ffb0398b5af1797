using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Which of the profile's offices somebody in an office acts for.</summary>
internal sealed class ActsFor
{
    private readonly EffectiveProfile? profile;
    private readonly ILookup<Guid, string> teamsByOffice;
    private readonly ILookup<Guid, string> teamsByPerson;
    private readonly ILookup<Guid, OfficialKind> assignments;

    private ActsFor(EffectiveProfile? profile, IReadOnlyList<SeatHolder> seats, IReadOnlyList<Official> officials)
    {
        this.profile = profile;
        teamsByOffice = seats.Where(seat => seat.OfficeId is not null).ToLookup(seat => seat.OfficeId!.Value, seat => seat.Team);
        teamsByPerson = seats.Where(seat => seat.PersonId is not null).ToLookup(seat => seat.PersonId!.Value, seat => seat.Team);
        assignments = officials.ToLookup(official => official.PersonId, official => official.Kind);
    }

    /// <summary>Reads who sits in teams and who is assessor or auditor on the date: few rows, whatever the size of the government.</summary>
    public static async Task<ActsFor> On(PlatformDb db, CurrentRegulation regulation, DateOnly date, CancellationToken cancel) => new(
        regulation.IsSetUp ? regulation.Profile : null,
        await db.Set<SeatHolder>().AsNoTracking().Where(seat => seat.From <= date && (seat.Until == null || seat.Until >= date)).ToListAsync(cancel),
        await db.Set<Official>().AsNoTracking().Where(official => (official.Kind == OfficialKind.InternalAssessor || official.Kind == OfficialKind.Auditor)
            && official.From <= date && (official.Until == null || official.Until >= date)).ToListAsync(cancel));

    public HashSet<string> Of(Office office, Agency? agency, Guid person)
    {
        var offices = new HashSet<string>(office.Keys, StringComparer.Ordinal);
        if (agency is not null)
        {
            offices.Add("agency");
            offices.UnionWith(agency.Holds);
            if (office.HeadsAgency)
            {
                offices.Add("agency-head");
            }
        }
        if (profile is null)
        {
            return offices;
        }
        offices.UnionWith(teamsByOffice[office.Id].Concat(teamsByPerson[person]).Where(profile.Teams.Has).Select(team => profile.Teams[team].Office).OfType<string>());
        offices.UnionWith(assignments[person].Select(kind => kind == OfficialKind.Auditor ? "auditors" : "internal-assessors"));
        if (agency is not null)
        {
            offices.UnionWith(profile.Offices.Where(item => item.Kind == OfficeKind.EveryAgency && item.Key != "agency-head").Select(item => item.Key));
        }
        // A body without a desk, the government as a whole and outsiders act through the office that answers for them.
        offices.UnionWith(profile.Offices.Where(item => item.AnsweredBy is { } answering && offices.Contains(answering) && item.Key != "agency-head").Select(item => item.Key).ToList());
        return offices;
    }
}
