using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Files;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A piece of evidence for a condition, and whether there is something to read.</summary>
public sealed record SimilarProof(Guid Id, Guid Application, string Condition, string What, DateOnly On, string? GivenBy, bool CanBeRead)
{
    public string Href => $"{SimilarEvidenceRegister.Href}/{Id}";
}

/// <summary>The evidence for conditions, as it was on a date.</summary>
internal static class SimilarProofs
{
    /// <param name="application">Of one application; null for all.</param>
    public static async Task<ILookup<Guid, SimilarProof>> Read(PlatformDb db, DateOnly date, Guid? application, CancellationToken cancel) => (await (
        from proof in db.Set<SimilarEvidence>().AsNoTracking()
        where proof.On <= date && (application == null || proof.ApplicationId == application)
        orderby proof.On descending, proof.Id
        select new SimilarProof(proof.Id, proof.ApplicationId, proof.Condition, proof.What, proof.On, proof.GivenBy,
            proof.Link != null || db.Set<FileRecord>().Any(file => file.SubjectKind == SimilarEvidenceRegister.Kind && file.SubjectId == proof.Id && file.RemovedAt == null))).ToListAsync(cancel))
        .ToLookup(proof => proof.Application);
}
