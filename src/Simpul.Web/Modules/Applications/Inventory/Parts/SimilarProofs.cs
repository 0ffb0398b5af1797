using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A piece of evidence for a condition, and whether there is something to read.</summary>
/// <param name="Case">Number of the case with which it came as a document; null for a record of its own.</param>
public sealed record SimilarProof(Guid Id, Guid Application, string Condition, string What, DateOnly On, string? GivenBy, bool CanBeRead, string? Case = null)
{
    public string Href => Case is null ? $"{SimilarEvidenceRegister.Href}/{Id}" : Platform.Cases.Case.HrefOf(Case);

    public string Kind => Case is null ? SimilarEvidenceRegister.Kind : "files";
}

/// <summary>The evidence for conditions, as it was on a date.</summary>
internal static class SimilarProofs
{
    /// <summary>The procedure by which a regulation grants the exception.</summary>
    public const string Procedure = "similar-application";

    /// <summary>Which document of that procedure proves which condition.</summary>
    private static readonly Dictionary<string, string> conditions = new(StringComparer.Ordinal)
    {
        ["operation-proof"] = SimilarConditions.UsedBefore, ["cost-benefit-study"] = "cost-benefit-study", ["adaptation-plan"] = "adapted", ["opinion"] = SimilarConditions.Opinion,
    };

    /// <summary>Whether the regulation at hand has a case that decides on the exception.</summary>
    public static bool HasCase(CurrentRegulation regulation) => regulation.IsSetUp && regulation.Profile.Procedures.TryGet(Procedure, out _);

    /// <param name="application">Of one application; null for all.</param>
    /// <param name="examined">A case whose documents count before they are accepted: for whoever is to examine them.</param>
    public static async Task<ILookup<Guid, SimilarProof>> Read(IServiceProvider services, DateOnly date, Guid? application, CancellationToken cancel, Guid? examined = null)
    {
        var db = services.GetRequiredService<PlatformDb>();
        return (await Recorded(db, date, application, cancel)).Concat(await OfCases(services, db, date, application, examined, cancel)).OrderByDescending(proof => proof.On).ToLookup(proof => proof.Application);
    }

    /// <summary>Documents of the exception's cases, once the case was granted, or the document itself was accepted.</summary>
    private static async Task<IEnumerable<SimilarProof>> OfCases(IServiceProvider services, PlatformDb db, DateOnly date, Guid? application, Guid? examined, CancellationToken cancel)
    {
        var zone = services.GetRequiredService<Zone>();
        var end = zone.EndOf(date);
        List<string> slots = [.. conditions.Keys];
        var rows = await (
            from item in db.Set<Case>().AsNoTracking()
            where item.Procedure == Procedure && item.SubjectKind == ApplicationRegister.Kind && item.SubjectId != null && (application == null || item.SubjectId == application)
            join file in db.Set<FileRecord>().AsNoTracking() on item.Id equals file.SubjectId
            where file.SubjectKind == "cases" && file.RemovedAt == null && slots.Contains(file.Slot) && file.UploadedAt < end
                && (item.Id == examined || (item.State == CaseState.Done && item.ClosedAt < end) || db.Set<DocumentVerdict>().Any(verdict => verdict.FileId == file.Id && verdict.Accepted && verdict.At < end))
            orderby file.Number descending
            select new { file.Id, Subject = item.SubjectId!.Value, file.Slot, file.UploadedAt, item.Number, item.Procedure }).ToListAsync(cancel);
        if (rows.Count == 0 || services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true } regulation)
        {
            return [];
        }
        var procedure = regulation.Profile.Procedures.TryGet(Procedure, out var found) ? found : null;
        return rows.DistinctBy(row => (row.Subject, row.Number, row.Slot)).Select(row => new SimilarProof(row.Id, row.Subject, conditions[row.Slot], $"{procedure?.Documents.GetValueOrDefault(row.Slot)?.Title ?? "Dokumen"}, urusan {row.Number}",
            zone.DayOf(row.UploadedAt), row.Slot == SimilarConditions.Opinion ? procedure?.Steps.FirstOrDefault(step => step.Needs.Contains(row.Slot))?.By : null, CanBeRead: true, row.Number));
    }

    private static Task<List<SimilarProof>> Recorded(PlatformDb db, DateOnly date, Guid? application, CancellationToken cancel) => (
        from proof in db.Set<SimilarEvidence>().AsNoTracking()
        where proof.On <= date && (application == null || proof.ApplicationId == application)
        orderby proof.On descending, proof.Id
        select new SimilarProof(proof.Id, proof.ApplicationId, proof.Condition, proof.What, proof.On, proof.GivenBy,
            proof.Link != null || db.Set<FileRecord>().Any(file => file.SubjectKind == SimilarEvidenceRegister.Kind && file.SubjectId == proof.Id && file.RemovedAt == null), null)).ToListAsync(cancel);
}
