using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>The result of a cycle: index and predicate, aspects, indicators with what is recommended, the minutes and the report.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class ResultModel(PlatformDb db, NationalData national, CycleWork work, CycleRights rights, CurrentRegulation regulation, Acting acting, Today today, IServiceProvider services) : PageModel
{
    public const int Size = 25;

    public CycleBook Book { get; private set; } = null!;

    public IndexResult Self => Book.Result(JudgementStage.Officer);

    public IndexResult? Outside => Book.External();

    public IndexResult Result => Book.Standing();

    public string By => Outside is not null ? "asesor eksternal" : Book.Cycle.State == CycleState.Running ? "penilaian mandiri yang masih berjalan" : "penilaian mandiri";

    public IReadOnlyList<IndicatorEntry> Rows { get; private set; } = [];

    public int Number { get; private set; }

    public ILookup<string, Recommendation> Tasks { get; private set; } = null!;

    /// <summary>The day that is proposed for all follow-ups.</summary>
    public DateOnly Proposed => today.Date.AddMonths(6);

    [BindProperty, Display(Name = "Tenggat semuanya")]
    public DateOnly? DueOn { get; set; }

    /// <summary>Below this level an indicator gets a follow-up in any case: the national one, else the top of the scale, unless the cycle has a target of its own. A target is an index and no level: its rises decide.</summary>
    private int? TargetLevel => Book.Instrument.Target?.Level ?? (Book.Cycle.TargetIndex is null ? Book.Instrument.Scale.Max : null);

    /// <summary>Which indicators get a follow-up, and to which level, in words.</summary>
    public string TargetWords
    {
        get
        {
            var below = Book.Instrument.Target is { } national ? $"yang nilainya di bawah tingkat target nasional ({national.Level})" : $"yang belum mencapai tingkat tertinggi ({Book.Instrument.Scale.Max})";
            var planned = Book.Cycle.TargetIndex is { } own ? $"yang disebut rencana kenaikan untuk mencapai target putaran ini ({CycleWords.Figure(own)}): naik ke tingkat yang disebut di sana" : null;
            return planned is null ? $"{below}: naik ke tingkat berikutnya" : TargetLevel is null ? planned : $"{below}: naik ke tingkat berikutnya. Demikian juga {planned}";
        }
    }

    /// <summary>Recommendations that stand beside no indicator.</summary>
    public IReadOnlyList<Recommendation> OfWhole { get; private set; } = [];

    public int Unvalidated => Book.Entries.Count(entry => entry.Item.State != IndicatorState.Validated);

    public bool MaySign => Book.Cycle.State == CycleState.Running && rights.Signer() is not null;

    public bool MayRecommend => Book.Cycle.State != CycleState.Running && acting.Actor.MayEverywhere(EvaluationPermissions.Cycles);

    private string ReceiverKey => regulation.Profile.Text("evaluation.result-to") ?? "head";

    public string Receiver => regulation.Profile.Office(ReceiverKey).Name;

    public string? ReceiverCite => regulation.Profile.CitationOf("evaluation.result-to")?.ToString();

    /// <summary>The case that hands the result on, where the regulation has a procedure for it; else the form of a report, filled with what this result says.</summary>
    public string ReportHref => EvaluationCase.Of(services.GetRequiredService<Procedures>()) is not null ? $"{Book.Cycle.Href}#urusan" : "/kerja/laporan/baru" + QueryString.Create(new Dictionary<string, string?>
    {
        ["kind"] = "evaluation-result", ["title"] = $"Laporan hasil {Book.Cycle.Title}", ["receiver"] = ReceiverKey, ["sender"] = "coordination-team",
        ["periodFrom"] = Book.Cycle.OpensOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["periodUntil"] = (Book.Cycle.ClosedOn ?? Book.Cycle.SignedOn)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["summary"] = $"{Book.Instrument.IndexName} {CycleWords.Figure(Result.Published)}, predikat {Result.Predicate.Name}.",
    });

    /// <summary>Whether the actor may hand the result on.</summary>
    public bool MayReport => EvaluationCase.Of(services.GetRequiredService<Procedures>()) is not null || (services.GetRequiredService<RegisterCatalogue>().ByKind("reports") is { } reports && acting.Actor.May(reports.Edit));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        DueOn = Proposed;
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSignAsync(Guid id, int version, bool mayPublish, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        DueOn = Proposed;
        return ModelState.Accepts((await work.Sign(Book, version, mayPublish, cancel)).Refusals, "") ? this.Done(EvaluationAddress.Result(id), "Berita acara ditandatangani.") : await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostRecommendAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        if (!MayRecommend || DueOn is not { } due || due < today.Date)
        {
            ModelState.AddModelError(MayRecommend ? nameof(DueOn) : "", MayRecommend ? "Isi tenggat hari ini atau sesudahnya." : "Tindak lanjut disusun sesudah berita acara ditandatangani, oleh yang mengelola putaran.");
            return Page();
        }
        var count = 0;
        var values = Book.Standing().Contributions.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        var plan = Book.Cycle.TargetIndex is { } wanted ? Ahead.RiseEfforts.Plan(Book, wanted) : null;
        var outOfReach = Book.Cycle.TargetIndex is { } far && plan is null
            ? $" Target putaran ini ({CycleWords.Figure(far)}) di luar jangkauan walaupun semua indikator naik ke tingkat tertinggi: periksa pada Rencana kenaikan, lalu sesuaikan targetnya lewat Ubah tanggal dan target." : null;
        var rises = plan?.Rises.ToDictionary(rise => rise.Of.Key, rise => rise.To, StringComparer.Ordinal) ?? [];
        foreach (var entry in Book.Entries.Where(entry => !Tasks[entry.Item.Key].Any() && !Book.IsOfAnotherAgency(entry)))
        {
            var value = values[entry.Item.Key];
            var next = TargetLevel is { } level && value < level ? (int)decimal.Floor(value) + 1 : rises.GetValueOrDefault(entry.Item.Key);
            if (next == 0 || next > Book.Instrument.Scale.Max)
            {
                continue;
            }
            var text = $"Naikkan indikator {entry.Item.Key} ({entry.Name}) ke tingkat {next}{(entry.Indicator.Criteria.TryGetValue(next, out var criterion) ? $": {criterion}" : ".")}";
            var task = new Recommendation
            {
                CycleId = id, Indicator = entry.Item.Key, Text = text.Length <= Recommendation.TextLength ? text : text[..(Recommendation.TextLength - 1)] + "…", AgencyId = entry.Item.AgencyId, GivenOn = today.Date, DueOn = due,
            };
            db.Add(task);
            await FollowRegisters.Tasks.Keep(services, task, isNew: true, cancel);
            count++;
        }
        await db.SaveChangesAsync(cancel);
        if (count == 0 && outOfReach is not null)
        {
            return this.Done(EvaluationAddress.Plan(id), $"Tidak ada tindak lanjut yang dibuat.{outOfReach}");
        }
        return this.Done(count == 0 ? EvaluationAddress.Result(id) : $"/kerja/{FollowRegisters.TasksSlug}?cycle={id}", count == 0 ? "Semua indikator sudah mencapai target atau mempunyai tindak lanjut." : $"{Indonesian.Number(count)} tindak lanjut dibuat.{outOfReach}");
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return false;
        }
        Book = book;
        Number = ListAddress.NumberOf(Request, Math.Max(1, (book.Entries.Count + Size - 1) / Size));
        Rows = [.. book.Entries.Skip((Number - 1) * Size).Take(Size)];
        Tasks = (await db.Set<Recommendation>().AsNoTracking().Where(task => task.CycleId == id).OrderBy(task => task.DueOn).ToListAsync(cancel)).ToLookup(task => task.Indicator ?? "");
        OfWhole = [.. Tasks.Where(group => book.Find(group.Key) is null).SelectMany(group => group)];
        return true;
    }
}
