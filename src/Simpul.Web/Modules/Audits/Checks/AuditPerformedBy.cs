using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Checks;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>audit-performed-by</c>: every finished audit of the kind was performed by one who may, with the decree or the accreditation, and without a conflict of interest.</summary>
internal sealed class AuditPerformedBy(PlatformDb db, LegalDocuments documents, Conflicts conflicts) : ICheck
{
    public string Name => "audit-performed-by";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await AuditBook.On(db, when.Date, cancel);
        var bodies = await db.Set<AuditBody>().AsNoTracking().ToDictionaryAsync(body => body.Id, cancel);
        var decrees = await documents.Of([.. book.Finished.Select(audit => audit.DecreeId).OfType<Guid>().Distinct()], cancel);
        List<Guid> ids = [.. book.Finished.Select(audit => audit.Id)];
        var teams = (await db.Set<AuditMember>().AsNoTracking().Where(member => ids.Contains(member.AuditId)).ToListAsync(cancel)).ToLookup(member => member.AuditId);
        var found = await conflicts.Of([.. book.Finished.Select(audit => new Engagement(audit, [.. book.ObjectsOf(audit)], [.. teams[audit.Id]]))], cancel);
        var tied = book.Finished.Zip(found).ToDictionary(pair => pair.First.Id, pair => pair.Second.FirstOrDefault(one => one.Stands)?.Why);
        return [.. questions.Select(question => AuditProofs.Every(question, book, "dilaksanakan oleh yang berhak, tanpa benturan kepentingan", audit => Lacks(question, audit)))];

        string? Lacks(Question question, Audit audit) =>
            !question.List("performers").Contains(audit.Performer.Key()) ? $"pelaksananya {audit.Performer.InSentence()}, yang tidak disebut peraturan"
            : audit.Performer == Performer.DecreeTeam && !(audit.DecreeId is { } decree && decrees.TryGetValue(decree, out var text) && text.InForceOn(audit.StartsOn)) ? "tim auditor tanpa keputusan yang berlaku pada hari mulai"
            : audit.IsOfBody && (audit.BodyId is not { } id || !bodies.TryGetValue(id, out var body) || body.WhyNotOn(audit.StartsOn) is not null) ? "lembaganya tanpa bukti akreditasi yang berlaku pada hari mulai"
            : tied[audit.Id] is { } why ? $"benturan kepentingan: {why.TrimEnd('.')}"
            : teams[audit.Id].Any(member => member.DeclaredAt is null) ? "ada anggota tim yang belum menyatakan bebas benturan kepentingan"
            : null;
    }
}
