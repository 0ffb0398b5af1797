using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Who may see the files of an attestation, and who may add some: whoever may state it.</summary>
internal sealed class AttestationFiles(PlatformDb db, Board board, Attestations attestations, Acting acting, Today today) : IFileSubjects
{
    public string Kind => "attestations";

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        var found = await db.Set<Attestation>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (found is null || !(await board.On(today.Date, cancel)).Rows.TryGet(found.ObligationId, out var row))
        {
            return null;
        }
        var sees = found.AgencyId is null ? acting.Actor.May(ObligationsModule.View) : acting.Actor.May(ObligationsModule.View, found.AgencyId);
        var attaches = found.WithdrawnAt is null && attestations.May(row with { By = AnsweredBy.Attestation }, found.AgencyId);
        return new FileSubject(Kind, id, $"Pernyataan {found.OfficeTitle}, {row.Citation}", $"{row.Href}{(found.AgencyId is { } agency ? $"?perangkat={agency}" : "")}", ObligationsModule.View, found.AgencyId, sees, attaches);
    }
}
