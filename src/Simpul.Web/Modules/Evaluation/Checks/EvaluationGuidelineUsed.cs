using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Checks;

/// <summary><c>evaluation-guideline-used</c>: every finished evaluation is bound to an instrument that was in force at its time.</summary>
internal sealed class EvaluationGuidelineUsed(PlatformDb db, NationalData national) : ICheck
{
    public string Name => "evaluation-guideline-used";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var finished = await db.Set<EvaluationCycle>().AsNoTracking().Where(cycle => cycle.SignedOn != null && cycle.SignedOn <= when.Date).OrderByDescending(cycle => cycle.SignedOn).ToListAsync(cancel);
        return [.. questions.Select(question => Of(question, finished))];
    }

    private Answer Of(Question question, List<EvaluationCycle> finished)
    {
        if (finished.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada evaluasi yang selesai, jadi belum ada yang harus mengikuti pedoman.");
        }
        var prescribed = question.List("instruments");
        var rule = prescribed.Count > 0 ? $"instrumen yang dipilih untuk peraturan ini ({string.Join(", ", prescribed.Select(id => national.Instrument(id)?.Regulation ?? id))})" : "pedoman yang berlaku ketika itu";
        var other = finished.Where(cycle => prescribed.Count > 0 ? !prescribed.Contains(cycle.Instrument) : !InForce(cycle)).ToList();
        IReadOnlyList<Evidence> proofs = [.. (other.Count > 0 ? other : finished).Take(Platform.Checks.Answer.MostEvidence).Select(cycle => new Evidence($"{cycle.Title}, {Title(cycle)}", cycle.Href, "evaluation-cycles", cycle.Id))];
        return other.Count == 0
            ? question.Is(State.Met, $"{finished[0].Title} memakai {Title(finished[0])}, {rule}.") with { Since = finished[0].SignedOn, Evidence = proofs }
            : question.Is(State.Missing, $"{Indonesian.List([.. other.Take(3).Select(cycle => $"{cycle.Title} memakai {Title(cycle)}")])}, bukan {rule}.") with { Evidence = proofs };
    }

    /// <summary>In force when the cycle was opened or when its minutes were signed: a guideline may change in between.</summary>
    private bool InForce(EvaluationCycle cycle) => national.Instrument(cycle.Instrument) is { } instrument && (instrument.InForce.On(cycle.OpensOn) || instrument.InForce.On(cycle.SignedOn!.Value));

    private string Title(EvaluationCycle cycle) => national.Instrument(cycle.Instrument)?.Regulation ?? cycle.Instrument;
}
