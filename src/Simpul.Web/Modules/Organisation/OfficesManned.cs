using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Who holds each of the profile's offices on a date: the position itself, the head of the agency with the role, or the team.</summary>
internal sealed class OfficesManned(IReadOnlyDictionary<string, string> holders)
{
    /// <summary>In words, "Nama" or "7 anggota"; null where nobody holds it.</summary>
    public string? HolderOf(string office) => holders.GetValueOrDefault(office);

    public static async Task<OfficesManned> On(PlatformDb db, EffectiveProfile profile, DateOnly date, CancellationToken cancel)
    {
        var agencies = await db.Set<Agency>().AsNoTracking().Where(agency => agency.DissolvedOn == null || agency.DissolvedOn > date)
            .Select(agency => new { agency.Id, agency.Holds }).ToDictionaryAsync(agency => agency.Id, agency => agency.Holds, cancel);
        var offices = await db.Set<Office>().AsNoTracking().Where(office => (office.HeadsAgency || office.AgencyId == null || office.Keys.Any()) && (office.AbolishedOn == null || office.AbolishedOn > date))
            .Select(office => new { office.Id, office.AgencyId, office.HeadsAgency, office.Keys }).ToListAsync(cancel);
        var held = await Holders.Of(db, [.. offices.Select(office => office.Id)], date, cancel);
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var office in offices)
        {
            if (held[office.Id].FirstOrDefault(one => one.InOffice) is { } holder)
            {
                var roles = office is { HeadsAgency: true, AgencyId: { } agency } && agencies.TryGetValue(agency, out var holds) ? holds : [];
                foreach (var key in office.Keys.Concat(roles))
                {
                    holders.TryAdd(key, holder.Words);
                }
            }
        }
        var seats = await TeamSeats.Of(db, [.. profile.Teams], date, cancel);
        foreach (var team in profile.Teams.Where(team => team.Office is not null))
        {
            if (seats[team.Key].Sum(seat => seat.InOffice) is > 0 and var members)
            {
                holders.TryAdd(team.Office!, $"{members} anggota");
            }
        }
        return new OfficesManned(holders);
    }
}
