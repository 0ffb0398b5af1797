using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Ahead;

/// <summary>What everybody may see of the newest result that may be published.</summary>
/// <param name="Parts">Domains, or aspects where the instrument has none.</param>
/// <param name="ByOthers">Whether external assessors gave it.</param>
public sealed record PublicResultView(string Title, string IndexName, string Regulation, decimal Index, string Predicate, bool ByOthers, IReadOnlyList<(string Name, decimal Figure)> Parts);

/// <summary>The index on the public page: of the newest cycle that is closed and whose coordinator agreed that its result is published.</summary>
internal sealed class PublicResult(PlatformDb db, NationalData national, PublicResultCopy copy) : IPortalSection
{
    private static readonly Func<PlatformDb, CycleState, CancellationToken, Task<EvaluationCycle?>> newest = Prepared.One((PlatformDb db, CycleState closed, CancellationToken _) =>
        db.Set<EvaluationCycle>().AsNoTracking().Where(cycle => cycle.State == closed && cycle.MayPublish).OrderByDescending(cycle => cycle.Year).ThenByDescending(cycle => cycle.Part).ThenBy(cycle => cycle.Purpose).FirstOrDefault());

    public string Title => "Hasil evaluasi SPBE";

    public int Order => 55;

    public string Partial => "/Modules/Evaluation/Ahead/_PublicResult.cshtml";

    public async Task<object?> Load(CancellationToken cancel)
    {
        if (await newest(db, CycleState.Closed, cancel) is not { } cycle)
        {
            return null;
        }
        if (copy.Find(cycle) is { } known)
        {
            return known;
        }
        if (await CycleBook.Read(db, national, cycle, cancel) is not { } book)
        {
            return null;
        }
        var outside = book.External();
        var result = book.Standing();
        var calculation = book.Instrument.Calculation;
        IReadOnlyList<PartFigure> parts = result.Domains.Count > 0 ? result.Domains : result.Aspects;
        var view = new PublicResultView(cycle.Title, book.Instrument.IndexName, book.Instrument.Regulation, result.Published, result.Predicate.Name, outside is not null, [.. parts.Select(part => (part.Name, part.Figure.Published(calculation)))]);
        copy.Keep(cycle, view);
        return view;
    }
}

/// <summary>The one view that is shown, kept for all who look: a closed cycle's judgements do not change any more, so its version tells whether the view still holds.</summary>
internal sealed class PublicResultCopy
{
    private volatile Kept? last;

    public PublicResultView? Find(EvaluationCycle cycle) => last is { } kept && kept.Cycle == cycle.Id && kept.Version == cycle.Version ? kept.View : null;

    public void Keep(EvaluationCycle cycle, PublicResultView view) => last = new Kept(cycle.Id, cycle.Version, view);

    private sealed record Kept(Guid Cycle, int Version, PublicResultView View);
}
