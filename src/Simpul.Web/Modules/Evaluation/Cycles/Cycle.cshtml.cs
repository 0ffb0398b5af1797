using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>A cycle: its stages, its indices and the way to everything in it.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class CycleModel(PlatformDb db, NationalData national, Acting acting, Today today, IServiceProvider services) : PageModel
{
    /// <summary>The cases of the cycle; null where the regulation has no procedure for evaluations.</summary>
    public object? Cases { get; private set; }

    public CycleBook Book { get; private set; } = null!;

    /// <summary>The first recommendations of earlier cycles and of this one that are not done.</summary>
    public IReadOnlyList<Recommendation> Open { get; private set; } = [];

    public int OpenCount { get; private set; }

    public bool MayManage => acting.Actor.MayEverywhere(EvaluationPermissions.Cycles);

    public int Late => Book.Entries.Count(entry => CycleWords.Of(entry.Item, today.Date) == Platform.Ui.State.Overdue);

    /// <summary>What the index still wants for the target; null where there is none.</summary>
    public decimal? Gap => Book.Target - Book.Standing().Published;

    public IEnumerable<(JudgementStage Stage, int Judged, IndexResult? Result)> Figures => CycleWords.Stages.Select(item => item.Value)
        .Where(stage => stage < JudgementStage.Documents || Book.Entries.Any(entry => entry.Judgements.ContainsKey(stage)) || (stage == JudgementStage.Documents && Book.Cycle.State != CycleState.Running))
        // An external stage has no figure until the external result is whole, and judges only some: its figure stands on the stages before.
        .Select(stage => (stage, Book.Entries.Count(entry => entry.Counted(stage) is not null), stage >= JudgementStage.Documents ? Book.External(stage) : Book.Alone(stage)));

    public IEnumerable<(string Title, string State, string Says)> Stages
    {
        get
        {
            var (cycle, all) = (Book.Cycle, Book.Entries.Count);
            (string Title, int Done, DateOnly Until)[] steps =
            [
                ("Jawaban perangkat daerah", Count(IndicatorState.Submitted), cycle.AnswersUntil), ("Penilaian asesor internal", Count(IndicatorState.Assessed), cycle.AssessedUntil),
                ("Validasi penanggung jawab", Count(IndicatorState.Validated), cycle.ValidatedUntil),
            ];
            var current = cycle.State == CycleState.Running ? Math.Min(3, steps.TakeWhile(step => step.Done == all).Count()) : cycle.State == CycleState.SignedOff ? 4 : 5;
            foreach (var (at, step) in steps.Index())
            {
                yield return (step.Title, State(at), $"{Indonesian.Number(step.Done)} dari {Indonesian.Number(all)}, paling lambat {Indonesian.Date(step.Until)}");
            }
            yield return ("Berita acara", State(3), cycle.SignedOn is { } signed ? $"ditandatangani {Indonesian.Date(signed)}" : $"paling lambat {Indonesian.Date(cycle.SignedUntil)}");
            yield return ("Penilaian asesor eksternal", State(4), cycle.ClosedOn is { } closed ? $"ditutup {Indonesian.Date(closed)}" : $"ditunggu sampai {Indonesian.Date(cycle.ClosesOn)}");

            string State(int at) => at < current ? "done" : at == current ? "current" : "todo";
            int Count(IndicatorState from) => Book.Entries.Count(entry => entry.Item.State >= from);
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return NotFound();
        }
        Book = book;
        Cases = await EvaluationCase.Section.Load(services, id, cancel);
        var open = db.Set<Recommendation>().AsNoTracking().Where(item => item.DoneOn == null && item.CycleId != null);
        OpenCount = await open.CountAsync(cancel);
        Open = await open.OrderBy(item => item.DueOn).ThenBy(item => item.Id).Take(5).ToListAsync(cancel);
        return Page();
    }
}
