using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The offices of an agency and who holds them today, on the agency's page.</summary>
/// <param name="AddHref">Null for who may not add one.</param>
public sealed record AgencyOffices(IReadOnlyList<AgencyOffice> Offices, string? AddHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid agency, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var today = services.GetRequiredService<Today>().Date;
        var offices = await db.Set<Office>().AsNoTracking().Where(office => office.AgencyId == agency && (office.AbolishedOn == null || office.AbolishedOn > today))
            .OrderByDescending(office => office.HeadsAgency).ThenBy(office => office.Title).Select(office => new { office.Id, office.Title }).Take(200).ToListAsync(cancel);
        var ids = offices.Select(office => office.Id).ToList();
        var holders = await Holders.Of(db, ids, today, cancel);
        return new AgencyOffices(
            [.. offices.Select(office => new AgencyOffice(office.Id, office.Title, [.. holders[office.Id].Select(holder => holder.Words)]))],
            services.GetRequiredService<Acting>().Actor.May(OrganisationPermissions.Structure) ? $"/kerja/jabatan/baru?agency={agency}" : null);
    }
}

/// <summary>An office and its holders' names, with the kind of holding where it is not definitive.</summary>
public sealed record AgencyOffice(Guid Id, string Title, IReadOnlyList<string> Holders);
