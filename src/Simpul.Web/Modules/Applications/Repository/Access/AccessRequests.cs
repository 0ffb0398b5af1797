using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Repository.Access;

/// <summary>Asks for access to a repository, decides about it, takes it back. Where the regulation has a procedure for it, that is the way in, and this takes back only.</summary>
public sealed class AccessRequests(PlatformDb db, RepositoryRights rights, IOrganisation organisation, Acting acting, Platform.Journal.Journal journal, NoticeBoard notices, Today today, TimeProvider clock)
{
    private static readonly Refusal Undecided = Refusal.Whole("Permintaan Anda yang sebelumnya belum diputuskan.");

    private const string NotYours = "Jabatan Anda tidak berwenang memutuskan akses repositori.";

    /// <summary>What stands against a wish for access, whichever way it comes.</summary>
    public async Task<IReadOnlyList<Refusal>> Against(Guid? person, RepositoryRight right, string? purpose, DateOnly? from, DateOnly? until, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (right is not (RepositoryRight.Read or RepositoryRight.Write))
        {
            refusals.Add(Refusal.At("Right", "Pilih hak yang diminta."));
        }
        if (string.IsNullOrWhiteSpace(purpose) || purpose.Length > RepositoryGrant.PurposeLength)
        {
            refusals.Add(Refusal.At("Purpose", $"Tulis untuk apa akses itu, paling banyak {RepositoryGrant.PurposeLength} huruf."));
        }
        if (from is null || until is null)
        {
            refusals.Add(Refusal.At(from is null ? "From" : "Until", "Isi tanggal mulai dan hari terakhir."));
        }
        else if (until < from || until < today.Date)
        {
            refusals.Add(Refusal.At("Until", "Hari terakhir tidak mendahului tanggal mulai dan belum lewat."));
        }
        else if (until.Value.DayNumber - from.Value.DayNumber > RepositoryGrant.Longest)
        {
            refusals.Add(Refusal.At("Until", "Akses paling lama satu tahun. Minta lagi bila masih diperlukan sesudahnya."));
        }
        if (person is not { } id || (await organisation.People([id], cancel)) is not [var facts])
        {
            refusals.Add(Refusal.At("Person", "Pilih pegawai yang memerlukan akses."));
        }
        else if (rights.Approver is not null && !facts.IsCivilServant)
        {
            refusals.Add(Refusal.At("Person", $"Akses repositori hanya untuk aparatur sipil negara ({rights.ApproverCite})."));
        }
        return refusals;
    }

    /// <summary>Asks for the actor's own access.</summary>
    public async Task<Outcome> Ask(RepositoryApplication application, RepositoryRight right, string? purpose, DateOnly? from, DateOnly? until, CancellationToken cancel)
    {
        var person = acting.Actor.PersonId;
        var refusals = (await Against(person, right, purpose, from, until, cancel)).ToList();
        if (await db.Set<RepositoryGrant>().AnyAsync(item => item.ApplicationId == application.Id && item.PersonId == person && item.State == GrantState.Asked, cancel))
        {
            refusals.Add(Undecided);
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var grant = new RepositoryGrant
        {
            ApplicationId = application.Id, PersonId = person!.Value, Right = right, Purpose = purpose!.Trim(), From = from!.Value, Until = until!.Value, AskedBy = person, AskedAt = clock.GetUtcNow(),
        };
        db.Add(grant);
        journal.Record("repository-grants.asked", grant);
        notices.Tell(Recipient.HoldersOf(rights.Approver?.Key ?? "ict-agency"), "repositories.access-asked", $"Akses repositori {application.Name} diminta.", $"{application.Href}/akses");
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateException twice) when (db.Dialect.IsDuplicate(twice))
        {
            db.Forget();
            return Undecided;
        }
    }

    /// <summary>Approves or refuses what was asked. Nobody decides about what they asked, or about their own access.</summary>
    public async Task<Outcome> Decide(RepositoryApplication application, Guid id, bool approve, string? reason, CancellationToken cancel)
    {
        if (await db.Set<RepositoryGrant>().SingleOrDefaultAsync(item => item.Id == id && item.ApplicationId == application.Id && item.State == GrantState.Asked, cancel) is not { } grant)
        {
            return Refusal.Whole("Permintaan ini sudah diputuskan.");
        }
        if (!rights.MayApprove(application))
        {
            return Refusal.Whole(NotYours);
        }
        if (acting.Actor.PersonId is { } own && (own == grant.AskedBy || own == grant.PersonId))
        {
            return Refusal.Whole("Anda tidak dapat memutuskan permintaan Anda sendiri. Mintalah rekan sejabatan memutuskannya.");
        }
        if (!approve && (string.IsNullOrWhiteSpace(reason) || reason.Length > RepositoryGrant.ReasonLength))
        {
            return Refusal.At("Reason", $"Tulis alasan menolak, paling banyak {RepositoryGrant.ReasonLength} huruf.");
        }
        if (approve && grant.Until < today.Date)
        {
            return Refusal.Whole("Masa yang diminta sudah lewat. Tolak permintaan ini dan mintalah diajukan lagi.");
        }
        Close(grant, approve ? GrantState.Approved : GrantState.Refused, approve ? null : reason!.Trim());
        grant.ApprovedBy = approve ? rights.Approver?.Key ?? acting.Actor.Offices?.Order(StringComparer.Ordinal).FirstOrDefault() : null;
        journal.Record(approve ? "repository-grants.approved" : "repository-grants.refused", grant, grant.Reason);
        notices.Tell(Recipient.Person(grant.PersonId), "repositories.access-decided", approve ? $"Akses Anda ke repositori {application.Name} disetujui." : $"Akses Anda ke repositori {application.Name} ditolak.", $"{application.Href}/akses");
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Takes access back before its last day.</summary>
    public async Task<Outcome> End(RepositoryApplication application, Guid id, string? reason, CancellationToken cancel)
    {
        if (!rights.MayApprove(application))
        {
            return Refusal.Whole(NotYours);
        }
        if (await db.Set<RepositoryGrant>().SingleOrDefaultAsync(item => item.Id == id && item.ApplicationId == application.Id && item.State == GrantState.Approved, cancel) is not { } grant)
        {
            return Refusal.Whole("Akses ini sudah berakhir.");
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > RepositoryGrant.ReasonLength)
        {
            return Refusal.At("Reason", $"Tulis alasan mengakhiri akses, paling banyak {RepositoryGrant.ReasonLength} huruf.");
        }
        Close(grant, GrantState.Ended, reason.Trim());
        journal.Record("repository-grants.ended", grant, grant.Reason);
        notices.Tell(Recipient.Person(grant.PersonId), "repositories.access-ended", $"Akses Anda ke repositori {application.Name} diakhiri.", $"{application.Href}/akses");
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    private void Close(RepositoryGrant grant, GrantState state, string? reason) =>
        (grant.State, grant.Reason, grant.DecidedBy, grant.DecidedAt) = (state, reason, acting.Actor.PersonId, clock.GetUtcNow());
}
