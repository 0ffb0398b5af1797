using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Somebody who is to join a team, as the form says it.</summary>
public sealed record MemberInput(Guid? PersonId, string? OutsideName, MemberRole Role, string? Certificate, string? CertificateNumber, DateOnly? CertificateUntil);

/// <summary>The people of an audit: who joins, who leaves, and what they declare.</summary>
internal sealed class AuditTeam(PlatformDb db, AuditFlow flow, AuditRights rights, Conflicts conflicts, NoticeBoard notices, Acting acting, TimeProvider clock, Platform.Journal.Journal journal, IServiceProvider services)
{
    /// <summary>People of one team at most.</summary>
    public const int MostMembers = 30;

    private const string AlreadyIn = "Orang ini sudah menjadi anggota tim.";

    /// <summary>Adds somebody to the team, unless the records tie them to what is audited.</summary>
    public async Task<Outcome<Guid>> Join(Audit audit, MemberInput input, CancellationToken cancel)
    {
        if (!await rights.MayEnlist(audit, cancel))
        {
            return Refusal.Whole(flow.WhyNotArrange(audit));
        }
        var refusals = Check(audit, input);
        var team = await flow.TeamOf(audit.Id, cancel);
        if (team.Count >= MostMembers)
        {
            refusals.Add(Refusal.Whole($"Satu tim paling banyak {MostMembers} orang."));
        }
        if (input.PersonId is { } person)
        {
            if (team.Any(one => one.PersonId == person))
            {
                refusals.Add(Refusal.At("Person", AlreadyIn));
            }
            else if ((await services.GetRequiredService<IOrganisation>().People([person], cancel)).Count == 0)
            {
                refusals.Add(Refusal.At("Person", "Orang ini tidak ditemukan. Pilih dari daftar pegawai."));
            }
            else
            {
                refusals.AddRange((await conflicts.OfPerson(audit, await flow.ObjectsOf(audit.Id, cancel), person, cancel)).Where(one => one.Stands)
                    .Select(one => Refusal.At("Person", $"Benturan kepentingan: {one.Why} Pilih orang lain.")));
            }
        }
        var member = new AuditMember
        {
            AuditId = audit.Id, PersonId = input.PersonId, OutsideName = AuditFlow.Clean(input.OutsideName), Role = input.Role,
            Certificate = AuditFlow.Clean(input.Certificate), CertificateNumber = AuditFlow.Clean(input.CertificateNumber), CertificateUntil = input.CertificateUntil,
        };
        if (refusals.Count == 0 && member.PersonId is null && (await conflicts.Of(audit, await flow.ObjectsOf(audit.Id, cancel), [member], cancel)).FirstOrDefault(one => one.Stands && one.Outsider == member.OutsideName) is { } tied)
        {
            refusals.Add(Refusal.At("OutsideName", $"Benturan kepentingan: {tied.Why}"));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        db.Add(member);
        journal.Record("audit-members.joined", member);
        if (member.PersonId is { } invited)
        {
            // No index says that a person is in a team once.
            db.HoldTo((nameof(Join), audit.Id, invited), async ask => await db.Set<AuditMember>().AsNoTracking().AnyAsync(one => one.AuditId == audit.Id && one.PersonId == invited, ask) ? Refusal.At("Person", AlreadyIn) : null);
            notices.Tell(Recipient.Person(invited), "audits.declaration", $"Anda ditugasi dalam {audit.Title}. Tanda tangani pernyataan bebas benturan kepentingan sebelum mulai.", Pages.Team(audit.Id));
        }
        var saved = await flow.Save(cancel);
        return saved.Succeeded ? member.Id : new List<Refusal>(saved.Refusals);
    }

    public async Task<Outcome> Leave(Audit audit, Guid member, CancellationToken cancel)
    {
        if (!await rights.MayArrange(audit, cancel))
        {
            return Refusal.Whole(flow.WhyNotArrange(audit));
        }
        if (await db.Set<AuditMember>().SingleOrDefaultAsync(one => one.Id == member && one.AuditId == audit.Id, cancel) is not { } found)
        {
            return Refusal.Whole("Anggota ini sudah tidak ada di tim.");
        }
        if (audit.State == AuditState.Running && found.PersonId is { } person && await db.Set<WorkingPaper>().AnyAsync(paper => paper.AuditId == audit.Id && (paper.WrittenBy == person || paper.ReviewedBy == person), cancel))
        {
            return Refusal.Whole("Anggota ini sudah menulis atau memeriksa kertas kerja, jadi namanya tetap di tim.");
        }
        if (audit is { State: AuditState.Running, ReportOnly: false } && found.Role == MemberRole.Lead)
        {
            // Two leads may be taken out in the same moment.
            db.HoldTo((nameof(Leave), audit.Id), async ask => await db.Set<AuditMember>().AsNoTracking().AnyAsync(one => one.AuditId == audit.Id && one.Id != found.Id && one.Role == MemberRole.Lead, ask)
                ? null : Refusal.Whole("Audit yang berjalan selalu mempunyai ketua. Tambahkan ketua lain, lalu keluarkan yang ini."));
        }
        db.Remove(found);
        journal.Record("audit-members.left", found);
        return await flow.Save(cancel);
    }

    /// <summary>A member declares that they are independent. An outsider's signed paper is filed by whoever arranges the audit.</summary>
    public async Task<Outcome> Declare(Audit audit, Guid member, CancellationToken cancel)
    {
        if (!audit.IsOpen || await db.Set<AuditMember>().SingleOrDefaultAsync(one => one.Id == member && one.AuditId == audit.Id, cancel) is not { } found)
        {
            return Refusal.Whole("Anggota ini sudah tidak ada di tim, atau auditnya sudah berakhir.");
        }
        if (found.PersonId is { } person ? person != acting.Actor.PersonId : !await rights.MayArrange(audit, cancel))
        {
            return Refusal.Whole("Pernyataan ini hanya dapat ditandatangani oleh orangnya sendiri.");
        }
        if (found.PersonId is { } own && (await conflicts.OfPerson(audit, await flow.ObjectsOf(audit.Id, cancel), own, cancel)).FirstOrDefault(one => one.Stands) is { } conflict)
        {
            return Refusal.Whole($"Benturan kepentingan: {conflict.Why} Pernyataan tidak dapat ditandatangani; minta koordinator mengganti Anda.");
        }
        (found.DeclaredAt, found.DeclaredBy) = (clock.GetUtcNow(), acting.Actor.PersonId);
        journal.Record("audit-members.declared", found);
        return await flow.Save(cancel);
    }

    private static List<Refusal> Check(Audit audit, MemberInput input)
    {
        var refusals = new List<Refusal>();
        var name = AuditFlow.Clean(input.OutsideName);
        if (input.PersonId is null == name is null)
        {
            refusals.Add(Refusal.At(input.PersonId is null ? "Person" : "OutsideName", input.PersonId is null ? "Pilih pegawai, atau tulis nama auditor dari luar." : "Isi salah satu: pegawai, atau nama auditor dari luar."));
        }
        if (name is not null && !audit.IsOfBody)
        {
            refusals.Add(Refusal.At("OutsideName", "Tim ini terdiri dari pegawai sendiri. Pilih pegawainya."));
        }
        if (name?.Length > AuditMember.NameLength)
        {
            refusals.Add(Refusal.At("OutsideName", $"Paling banyak {AuditMember.NameLength} huruf."));
        }
        if (AuditFlow.Clean(input.Certificate)?.Length > AuditMember.CertificateLength)
        {
            refusals.Add(Refusal.At("Certificate", $"Paling banyak {AuditMember.CertificateLength} huruf."));
        }
        if (AuditFlow.Clean(input.CertificateNumber)?.Length > AuditMember.NumberLength)
        {
            refusals.Add(Refusal.At("CertificateNumber", $"Paling banyak {AuditMember.NumberLength} huruf."));
        }
        if (!Enum.IsDefined(input.Role))
        {
            refusals.Add(Refusal.At("Role", "Pilih perannya."));
        }
        return refusals;
    }
}
