using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Cases;

/// <summary>A case: where it stands, what is asked of whom by when, what was said and decided, and the decision itself.</summary>
[Permission(CaseRules.View)]
[RequestSizeLimit(UploadLimits.RequestBytes), RequestFormLimits(MultipartBodyLengthLimit = UploadLimits.RequestBytes)]
public sealed class DetailsModel(CasePageLoader loader, CaseFlow flow, FileSubjects subjects, Attachments attachments, History history) : PageModel
{
    public CaseScreen Screen { get; private set; } = null!;

    public HistoryPage History { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty, Display(Name = "Catatan atau alasan")]
    public string? Reason { get; set; }

    [BindProperty]
    public CaseInput Input { get; set; } = new();

    [BindProperty, Display(Name = "Pesan")]
    public string? Message { get; set; }

    [BindProperty, Display(Name = "Alasan menarik urusan")]
    public string? WithdrawReason { get; set; }

    [BindProperty]
    public new IFormFile? File { get; set; }

    [BindProperty]
    public Classification Classification { get; set; } = Classification.Restricted;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) => await Load(number, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostDecideAsync(string number, CancellationToken cancel) => Do(number, async item =>
        await flow.Decide(item.Id, new CaseDecision(Version, Outcome ?? "", Reason, Input.Typed()), cancel),
        () => $"Keputusan tersimpan: {Screen.Choices.FirstOrDefault(choice => choice.Key == Outcome)?.Label}.", cancel);

    public Task<IActionResult> OnPostWithdrawAsync(string number, CancellationToken cancel) =>
        Do(number, item => flow.Withdraw(item.Id, Version, WithdrawReason, cancel), () => "Urusan ditarik.", cancel);

    public Task<IActionResult> OnPostSayAsync(string number, CancellationToken cancel) =>
        Do(number, item => flow.Say(item.Id, Message, cancel), () => "Pesan terkirim.", cancel);

    public Task<IActionResult> OnPostTakeAsync(string number, CancellationToken cancel) =>
        Do(number, item => flow.Take(item.Id, take: true, cancel), () => "Anda tercatat sebagai yang mengerjakan langkah ini.", cancel);

    public Task<IActionResult> OnPostReleaseAsync(string number, CancellationToken cancel) =>
        Do(number, item => flow.Take(item.Id, take: false, cancel), () => "Langkah ini dilepaskan, rekan Anda dapat mengambilnya.", cancel);

    public Task<IActionResult> OnPostUploadAsync(string number, string slot, CancellationToken cancel) => Do(number, async item =>
    {
        if (File is not { } file)
        {
            return Refusal.At($"Documents.{slot}", "Pilih berkas yang akan diunggah.");
        }
        await using var content = file.OpenReadStream();
        var attached = await attachments.Attach((await subjects.Find("cases", item.Id, cancel))!, new Upload(slot, file.FileName, content, Classification), cancel);
        return attached.Refusals.Select(refusal => refusal with { Field = refusal.Field == "File" ? $"Documents.{slot}" : refusal.Field }).ToList();
    }, () => $"Berkas “{File!.FileName}” tersimpan.", cancel, $"#dok-{Uri.EscapeDataString(slot)}");

    /// <summary>How a case stands, for the head of its page.</summary>
    public static (string State, string Word) StateOf(CaseScreen screen) => screen.Item.State switch
    {
        CaseState.Done => (State.Met.Code(), "Selesai"),
        CaseState.Refused => (State.Missing.Code(), "Ditolak"),
        CaseState.Withdrawn => (State.NotApplicable.Code(), "Ditarik"),
        _ when screen.Left < 0 => (State.Overdue.Code(), Clock(screen.Left.Value).TrimEnd('.')),
        _ => (State.Due.Code(), screen.Row?.Title ?? "Berjalan"),
    };

    /// <summary>The clock of a step, in working days.</summary>
    public static string Clock(int left) => left switch
    {
        > 0 => $"Tersisa {Indonesian.WorkingDays(left)}.",
        0 => "Tenggat hari ini.",
        _ => $"Terlambat {Indonesian.WorkingDays(-left)}.",
    };

    public static string ReasonHelp(IReadOnlyList<CaseChoice> choices)
    {
        List<string> needing = [.. choices.Where(choice => choice.NeedsReason).Select(choice => $"“{choice.Label}”")];
        return needing.Count == 0 ? "Tersimpan bersama keputusan Anda dan terbaca oleh yang mengerjakan urusan ini." : $"Wajib untuk {Indonesian.List(needing)}.";
    }

    /// <param name="anchor">Where on the page the person was; the top where the whole case has moved on.</param>
    private async Task<IActionResult> Do(string number, Func<Case, Task<Outcome>> operation, Func<string> said, CancellationToken cancel, string anchor = "")
    {
        if (!await Load(number, cancel))
        {
            return NotFound();
        }
        var outcome = await operation(Screen.Item);
        if (outcome.Succeeded)
        {
            return this.Done(Screen.Item.Href + anchor, said());
        }
        Refuse(outcome.Refusals);
        // What others did meanwhile is shown beside what was typed; the next decision is against that.
        ModelState.Remove(nameof(Version));
        await Load(number, cancel);
        return Page();
    }

    private void Refuse(IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            var field = Screen.Fields.FirstOrDefault(item => item.Field.Key == refusal.Field)?.Field;
            if (refusal.Field == "Version")
            {
                Response.StatusCode = StatusCodes.Status409Conflict;
            }
            ModelState.AddModelError(
                field is not null ? $"Input.{(field.Kind == FieldKind.Choices ? "Many" : "Fields")}[{field.Key}]" : refusal.Field is "Version" or "Outcome" ? "" : refusal.Field, refusal.Message);
        }
    }

    private async Task<bool> Load(string number, CancellationToken cancel)
    {
        if (await loader.Load(number, cancel) is not { } screen)
        {
            return false;
        }
        Screen = screen;
        History = await history.Of("cases", screen.Item.Id, Request, cancel);
        foreach (var field in screen.Fields)
        {
            if (field.Field.Kind == FieldKind.Choices)
            {
                Input.Many.TryAdd(field.Field.Key, []);
            }
            else
            {
                Input.Fields.TryAdd(field.Field.Key, null);
            }
        }
        return true;
    }
}
