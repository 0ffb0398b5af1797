using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Cases;

/// <summary>The documents that a step needs, and of which round they must be. A case's page says by it what is wanting, and a decision refuses by it.</summary>
public static class CaseDocuments
{
    /// <summary>What stands against leaving the step forwards, at <c>Documents.</c> and a document's key.</summary>
    /// <param name="row">The open row of the step.</param>
    /// <param name="steps">All rows of the case.</param>
    public static async Task<IReadOnlyList<Refusal>> Against(PlatformDb db, Case item, Procedure procedure, Step step, CaseStep row, IReadOnlyList<CaseStep> steps, CancellationToken cancel)
    {
        var (there, since) = (await Uploaded(db, item.Id, step, cancel), Since(procedure, step, row, steps));
        return
        [
            .. step.Needs.Where(need => IsWanting(there[need], since)).Select(need => Refusal.At($"Documents.{need}", there.Contains(need)
                ? $"Unggah {procedure.Documents[need].Title} untuk putaran {item.Round}. Yang tersimpan dari putaran sebelumnya; bila isinya masih berlaku, unggah lagi berkas itu."
                : $"Unggah {procedure.Documents[need].Title} terlebih dahulu.")),
        ];
    }

    /// <summary>When each version came that stands of the documents that a step needs, also of those that the actor is not cleared for.</summary>
    public static async Task<ILookup<string, DateTimeOffset>> Uploaded(PlatformDb db, Guid item, Step step, CancellationToken cancel)
    {
        List<string> needs = [.. step.Needs];
        return (needs.Count == 0 ? [] : await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == "cases" && file.SubjectId == item && file.RemovedAt == null && needs.Contains(file.Slot))
            .Select(file => new { file.Slot, file.UploadedAt }).ToListAsync(cancel)).ToLookup(file => file.Slot, file => file.UploadedAt);
    }

    /// <summary>
    /// Since when a document that the step wants must have come; null where one of any round counts. What is submitted stays until whoever submits it brings another
    /// version. What others say of it is said of the round at hand, and so is what a step found that sent the case back itself (decision 0237).
    /// </summary>
    /// <param name="row">The open row of the step.</param>
    /// <param name="steps">All rows of the case.</param>
    public static DateTimeOffset? Since(Procedure procedure, Step step, CaseStep row, IReadOnlyList<CaseStep> steps) =>
        row.Round == 1 || (CaseRules.IsOwn(procedure, step) && !steps.Any(other => other.Step == step.Id && SentBack(procedure, step, other))) ? null
        : steps.Where(other => other.Round == row.Round).Min(other => other.StartedAt);

    /// <summary>Whether a step cannot go on before a document that it wants, or another version of it, came.</summary>
    /// <param name="uploaded">When each version came that stands, also those that the reader is not cleared for.</param>
    public static bool IsWanting(IEnumerable<DateTimeOffset> uploaded, DateTimeOffset? since) => !uploaded.Any(at => since is null || at >= since);

    private static bool SentBack(Procedure procedure, Step step, CaseStep row) => step.Outcomes.Any(outcome => outcome.Key == row.Outcome && CaseRules.IsReturn(procedure, step, outcome));
}
