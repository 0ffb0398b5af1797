using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>What another government's figure must keep.</summary>
internal static class PublishedRules
{
    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, PublishedFigure item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var scale = services.GetRequiredService<NationalData>().Instrument(item.Instrument)?.Scale;
        var index = CycleWords.Typed(item.Index);
        if (scale is not null && (index is null || index < scale.Min || index > scale.Max))
        {
            refusals.Add(Refusal.At("index", $"Isi indeks antara {scale.Min} dan {scale.Max}, misalnya 2,87."));
        }
        if (await services.GetRequiredService<PublishedTwice>().Taken(item, cancel) is { } taken)
        {
            refusals.Add(taken);
        }
        return refusals;
    }
}
