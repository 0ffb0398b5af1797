using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Ahead;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>One indicator: what it asks, what proves it, what every stage judged, and the actor's own part of it.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class IndicatorModel(PlatformDb db, NationalData national, CycleRights rights, CycleWork work, EvidenceWork evidence, JudgementWork judgements, IOrganisation organisation, History history, Acting acting, Today today) : PageModel
{
    private Dictionary<Guid, string> people = [];

    public CycleBook Book { get; private set; } = null!;

    public IndicatorEntry Entry { get; private set; } = null!;

    public string Agency { get; private set; } = "";

    public HistoryPage History { get; private set; } = null!;

    public IReadOnlyList<EvaluationNote> Notes { get; private set; } = [];

    public IReadOnlyList<Recommendation> Tasks { get; private set; } = [];

    /// <summary>For which stage the actor may speak now; null for none.</summary>
    public JudgementStage? Stage { get; private set; }

    public string? WhyNot { get; private set; }

    /// <summary>The version of the stage's judgement that the form is filled in against.</summary>
    public int Version { get; private set; }

    /// <summary>The version of the judgement one stage beneath, which the form starts from; null where it starts from none.</summary>
    public int? Below { get; private set; }

    public Guid? Judging { get; private set; }

    public string? VerdictReason { get; private set; }

    /// <summary>Evidence that the actor gave, and so does not verify.</summary>
    public IReadOnlySet<Guid> OwnEvidence { get; private set; } = new HashSet<Guid>();

    /// <summary>What was typed into a form that is no longer open to the actor, because somebody was faster: nothing of it is lost.</summary>
    public IReadOnlyList<(string Label, string Text)> Unsaved { get; private set; } = [];

    /// <summary>What somebody else saved meanwhile, to be compared.</summary>
    public Judgement? Theirs { get; private set; }

    /// <summary>The efforts as typed, where they were refused.</summary>
    public IReadOnlyList<string?>? TypedEfforts { get; private set; }

    public DateOnly Day => today.Date;

    public bool MayAnswer => rights.WhyNotEvidence(Book, Entry) is null;

    public bool MayAssess => rights.WhyNot(Book, Entry, JudgementStage.Assessor) is null;

    public bool MayManage => acting.Actor.MayEverywhere(EvaluationPermissions.Cycles);

    public bool MayNote => Book.Cycle.State != CycleState.Closed && acting.Actor.MayEverywhere(EvaluationPermissions.Note);

    public bool MayReturn => Book.Cycle.State == CycleState.Running && Entry.Item.State >= IndicatorState.Submitted && (acting.Actor.May(EvaluationPermissions.Assess) || acting.Actor.May(EvaluationPermissions.Validate));

    public bool MayEffort => Book.Cycle.State != CycleState.Closed && (MayManage || acting.Actor.May(EvaluationPermissions.Answer, Entry.Item.AgencyId));

    /// <summary>As they stand in the fields.</summary>
    public IReadOnlyList<(int Level, string? Effort)> Efforts => [.. RiseEfforts.Of(Book.Instrument, Entry.Item).Select((pair, at) => (pair.Level, TypedEfforts is { } typed && at < typed.Count ? typed[at] : $"{pair.Effort}"))];

    public string? NextHref => Book.Entries.FirstOrDefault(other => other.Item.Place > Entry.Item.Place) is { } next ? EvaluationAddress.Indicator(Book.Cycle.Id, next.Item.Key) : null;

    public IReadOnlyList<SelectListItem> Levels => [.. Enumerable.Range(Book.Instrument.Scale.Min, Book.Instrument.Scale.Max - Book.Instrument.Scale.Min + 1).Select(level => new SelectListItem(CycleWords.LevelOf(Book.Instrument, Entry.Indicator, level), $"{level}"))];

    public IReadOnlyList<SelectListItem> MetChoices => [.. Entry.Indicator.Criteria.Where(pair => pair.Key > Book.Instrument.Scale.Min).OrderBy(pair => pair.Key).Select(pair => new SelectListItem($"Tingkat {pair.Key}: {pair.Value}", $"{pair.Key}"))];

    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty, Display(Name = "Alasan dikembalikan")]
    public string? ReturnBecause { get; set; }

    public string Who(Judgement judgement) => judgement.PersonId is { } id ? people.GetValueOrDefault(id, "orang yang sudah tidak terdaftar") : "program";

    public IReadOnlyList<string> Expected(int level) => Book.Instrument.EvidenceKinds.FirstOrDefault(kind => kind.Id == Entry.Indicator.EvidenceKind)?.Levels.GetValueOrDefault(level) ?? [];

    public async Task<IActionResult> OnGetAsync(Guid id, string key, CancellationToken cancel)
    {
        if (!await Load(id, key, cancel))
        {
            return NotFound();
        }
        Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string key, bool submitting, CancellationToken cancel)
    {
        if (!await Load(id, key, cancel))
        {
            return NotFound();
        }
        var outcome = await judgements.Judge(Book, Entry, Input.Stage, new Spoken(Input.Version, CycleWords.Typed(Input.Value), Input.Met, Input.Reason, Input.Below), submitting && Input.Stage == JudgementStage.Agency, cancel);
        if (ModelState.Accepts(outcome.Refusals))
        {
            return this.Done(EvaluationAddress.Indicator(id, key), submitting ? $"Indikator {key} diajukan kepada asesor." : $"Indikator {key} tersimpan.");
        }
        // What is there now is what the next save is compared with.
        if (!await Load(id, key, cancel))
        {
            return NotFound();
        }
        if (Stage != Input.Stage)
        {
            Keep(("Nilai", Input.Value), ("Kriteria yang terpenuhi", string.Join(", ", Input.Met.Order().Select(level => $"tingkat {level}"))), ("Penjelasan", Input.Reason));
            Theirs = Entry.Judgements.GetValueOrDefault(Input.Stage);
            foreach (var typed in ModelState.Keys.Where(name => name.StartsWith("Input.", StringComparison.Ordinal)).ToList())
            {
                ModelState.Remove(typed);
            }
            Begin();
        }
        else if (outcome.Refusals.Any(refusal => refusal.Field == JudgementWork.Stale))
        {
            // A colleague of the same stage was faster, or the judgement beneath is another one now.
            Theirs = Entry.Judgements.GetValueOrDefault(Input.Stage) is { } own && own.Version != Input.Version ? own
                : JudgementWork.BeneathOf(Input.Stage) is { } beneath ? Entry.Judgements.GetValueOrDefault(beneath) : null;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostVerifyAsync(Guid id, string key, Guid use, int read, bool accept, string? verdictReason, CancellationToken cancel)
    {
        if (!await Load(id, key, cancel))
        {
            return NotFound();
        }
        (Judging, VerdictReason) = (use, verdictReason);
        var answer = await Answer(await evidence.Verify(Book, Entry, use, read, accept, verdictReason, cancel), accept ? "Bukti terverifikasi." : "Bukti ditolak.", cancel);
        if (!MayAssess || OwnEvidence.Contains(use) || Entry.Uses.All(one => one.Id != use))
        {
            Keep(("Alasan pemeriksaan bukti", verdictReason));
        }
        return answer;
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, string key, Guid use, CancellationToken cancel) =>
        await Load(id, key, cancel) ? await Answer(await evidence.Withdraw(Book, Entry, use, cancel), "Bukti dilepaskan dari indikator ini.", cancel) : NotFound();

    public async Task<IActionResult> OnPostReturnAsync(Guid id, string key, int read, CancellationToken cancel)
    {
        if (!await Load(id, key, cancel))
        {
            return NotFound();
        }
        var answer = await Answer(await judgements.Return(Book, Entry, read, ReturnBecause, cancel), "Jawaban dikembalikan.", cancel);
        if (!MayReturn)
        {
            Keep(("Alasan dikembalikan", ReturnBecause));
        }
        return answer;
    }

    public async Task<IActionResult> OnPostEffortAsync(Guid id, string key, int read, string?[] efforts, CancellationToken cancel)
    {
        if (!await Load(id, key, cancel))
        {
            return NotFound();
        }
        TypedEfforts = efforts;
        var answer = await Answer(await work.Effort(Book, Entry, read, efforts, cancel), "Perkiraan usaha tersimpan.", cancel);
        if (!MayEffort)
        {
            Keep(("Perkiraan usaha", string.Join(", ", efforts)));
        }
        return answer;
    }

    /// <summary>What the actor's stage starts from: what it said before; an assessor from the agency's answer, the officer from the assessor's.</summary>
    private void Begin()
    {
        if (Stage is { } stage)
        {
            var from = Entry.Judgements.GetValueOrDefault(stage) ?? Entry.Standing(stage);
            Input = new Form { Value = from is null ? null : CycleWords.Value(from.Value), Met = [.. from?.Met ?? []], Reason = Entry.Judgements.GetValueOrDefault(stage)?.Reason };
        }
    }

    private void Keep(params (string Label, string? Text)[] typed) => Unsaved = [.. typed.Where(one => !string.IsNullOrWhiteSpace(one.Text)).Select(one => (one.Label, one.Text!.Trim()))];

    private async Task<IActionResult> Answer(Outcome outcome, string done, CancellationToken cancel)
    {
        var (id, key) = (Book.Cycle.Id, Entry.Item.Key);
        if (outcome.Succeeded)
        {
            return this.Done(EvaluationAddress.Indicator(id, key), done);
        }
        // The judgement's own form was not sent, so what it would miss is no error.
        ModelState.Clear();
        ModelState.Accepts(outcome.Refusals, "");
        return await Load(id, key, cancel) ? Page() : NotFound();
    }

    /// <summary>What happened to the indicator, to what every stage said of it, and to its evidence, that which was taken back too.</summary>
    private async Task<HistoryPage> HistoryOf(IndicatorEntry entry, CancellationToken cancel)
    {
        var records = entry.Judgements.Values.ToDictionary(one => one.Id, one => one.Stage.Word());
        records[entry.Item.Id] = "";
        var uses = await (
            from use in db.Set<EvidenceUse>().AsNoTracking()
            where use.IndicatorId == entry.Item.Id
            join document in db.Set<EvidenceDocument>().AsNoTracking() on use.DocumentId equals document.Id
            orderby use.Id descending
            select new { use.Id, use.Level, document.Title }).Take(200).ToListAsync(cancel);
        foreach (var use in uses)
        {
            records[use.Id] = $"Bukti tingkat {use.Level} “{use.Title}”";
        }
        return await history.Of(["evaluation-indicators", "evaluation-judgements", "evaluation-evidence"], records, Request, cancel);
    }

    private async Task<bool> Load(Guid id, string key, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book || book.Find(key) is not { } entry)
        {
            return false;
        }
        (Book, Entry) = (book, entry);
        Agency = entry.Item.AgencyId is { } agency ? (await organisation.Agencies(today.Date, cancel)).FirstOrDefault(one => one.Id == agency)?.Name ?? "Perangkat daerah yang sudah dihapus" : "Belum dibagikan kepada perangkat daerah";
        OwnEvidence = await evidence.OfActor(entry, cancel);
        people = (await organisation.People([.. entry.Judgements.Values.Select(one => one.PersonId).OfType<Guid>().Distinct()], cancel)).ToDictionary(person => person.Id, person => person.Name);
        History = await HistoryOf(entry, cancel);
        Notes = await db.Set<EvaluationNote>().AsNoTracking().Where(note => note.CycleId == id && note.Indicator == key).OrderByDescending(note => note.HeldOn).Take(20).ToListAsync(cancel);
        Tasks = await db.Set<Recommendation>().AsNoTracking().Where(task => task.CycleId == id && task.Indicator == key).OrderBy(task => task.DueOn).Take(20).ToListAsync(cancel);
        Stage = ((JudgementStage[])[JudgementStage.Officer, JudgementStage.Assessor, JudgementStage.Agency]).Where(stage => rights.WhyNot(book, entry, stage) is null).Select(stage => (JudgementStage?)stage).FirstOrDefault();
        WhyNot = Stage is not null ? null : ((JudgementStage[])[JudgementStage.Officer, JudgementStage.Assessor, JudgementStage.Agency]).Where(stage => acting.Actor.May(stage switch { JudgementStage.Officer => EvaluationPermissions.Validate, JudgementStage.Assessor => EvaluationPermissions.Assess, _ => EvaluationPermissions.Answer }))
            .Select(stage => rights.WhyNot(book, entry, stage)).FirstOrDefault();
        Version = Stage is { } own && entry.Judgements.TryGetValue(own, out var judgement) ? judgement.Version : -1;
        Below = Stage is { } judging && JudgementWork.BeneathOf(judging) is { } beneath ? entry.Judgements.GetValueOrDefault(beneath)?.Version ?? -1 : null;
        return true;
    }

    /// <summary>What a stage says.</summary>
    public sealed class Form
    {
        public JudgementStage Stage { get; set; }

        public int Version { get; set; } = -1;

        public int? Below { get; set; }

        [Display(Name = "Nilai")]
        public string? Value { get; set; }

        [Display(Name = "Kriteria yang terpenuhi")]
        public List<int> Met { get; set; } = [];

        [Display(Name = "Penjelasan")]
        public string? Reason { get; set; }
    }
}
