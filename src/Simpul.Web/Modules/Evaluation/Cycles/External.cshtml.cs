using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>The values that the ministry gave, stage by stage; then the cycle is closed.</summary>
[Permission(EvaluationPermissions.Cycles)]
public sealed class ExternalModel(PlatformDb db, NationalData national, CycleWork work, JudgementWork judgements) : PageModel
{
    public CycleBook Book { get; private set; } = null!;

    [BindProperty(SupportsGet = false)]
    public JudgementStage Stage { get; set; } = JudgementStage.Documents;

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    public Row RowOf(IndicatorEntry entry) => Rows.FirstOrDefault(row => row.Key == entry.Item.Key)
        ?? (entry.Judgements.TryGetValue(Stage, out var one) ? new Row { Value = CycleWords.Value(one.Value), Reason = one.Reason == "-" ? null : one.Reason } : new Row());

    public int VersionOf(IndicatorEntry entry) => entry.Judgements.TryGetValue(Stage, out var one) ? one.Version : -1;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        Stage = Enum.TryParse<JudgementStage>(Request.Query["tahap"].FirstOrDefault(), out var stage) && CycleWords.External.Contains(stage) ? stage : JudgementStage.Documents;
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        Stage = Book.ExternalStages.Contains(Stage) ? Stage : Book.ExternalStages[0];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!CycleWords.External.Contains(Stage) || !await Load(id, cancel))
        {
            return NotFound();
        }
        var outcome = await judgements.External(Book, Stage, [.. Rows.Take(Book.Entries.Count).Select(row => (row.Key ?? "", row.Read, row.Value, row.Reason))], cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done($"{EvaluationAddress.External(id)}?tahap={Stage}", $"{Stage.Word()} tersimpan.") : await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid id, int version, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        ModelState.Clear();
        return ModelState.Accepts((await work.Close(Book, version, cancel)).Refusals, "") ? this.Done(EvaluationAddress.Result(id), $"{Book.Cycle.Title} selesai.") : await Load(id, cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return false;
        }
        Book = book;
        return true;
    }

    /// <summary>A line of the form.</summary>
    public sealed class Row
    {
        public string? Key { get; set; }

        public int Read { get; set; }

        public string? Value { get; set; }

        public string? Reason { get; set; }
    }
}
