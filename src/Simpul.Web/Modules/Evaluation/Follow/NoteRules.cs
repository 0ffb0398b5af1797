using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>What a note of an interview or a visit must keep.</summary>
internal static class NoteRules
{
    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, EvaluationNote item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.HeldOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("heldOn", "Interviu atau visitasi ini belum berlangsung. Catat sesudahnya."));
        }
        refusals.AddRange(await CycleRules.Known(services, item.CycleId, item.Indicator, cancel));
        return await NoteFiles.WhyUnchanging(services.GetRequiredService<PlatformDb>(), item.CycleId, cancel) is { } over ? [over] : refusals;
    }
}
