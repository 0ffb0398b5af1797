using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>What is said of a control: how it came out and, where it failed, the finding.</summary>
/// <param name="Count">The count of answers that the form was filled in against.</param>
public sealed record TestAnswer(Guid Result, int Count, TestVerdict Verdict, string? Note, Severity? Severity, string? Description, DateOnly? DueOn);

/// <summary>
/// The tests of a case: a plan is made when the case comes to a step that tests, its results are given while the step lasts, and stand when it is
/// left. The next round tests anew what did not pass.
/// </summary>
internal sealed class Tests(PlatformDb db, NationalData national, Acting acting, Today today, Platform.Journal.Journal journal, TimeProvider clock, NoticeBoard notices, IServiceProvider services)
{
    /// <summary>Findings that are as grave as this stand in the way of use until a re-test closed them.</summary>
    public const Severity Blocking = Severity.Moderate;

    /// <summary>Asked for when it is needed: cases know their procedures, and these the tests.</summary>
    internal CaseFlow Flow { get => field ??= services.GetRequiredService<CaseFlow>(); set; }

    private Procedures Procedures => services.GetRequiredService<Procedures>();

    public static string Href(Guid test) => $"/kerja/aplikasi/uji/{test}";

    /// <summary>Makes the plans of the step that the case comes to, with the save at hand.</summary>
    public async Task Begin(CaseTurn turn, Application application, CancellationToken cancel)
    {
        if (turn.Outcome.Ends)
        {
            return;
        }
        var step = turn.Procedure.Step(turn.Outcome.To);
        var platform = (await db.PlanOf(application.Id, cancel))?.Platform switch { ClientPlatform.Mobile => "mobile", ClientPlatform.Both => "both", _ => "web" };
        foreach (var word in step.Tests())
        {
            var (test, isNew) = await At(turn, application, step, word, cancel);
            if (isNew)
            {
                await Plan(test, platform, cancel);
                journal.Record("application-tests.planned", test);
                notices.Tell(step.By == Vocabulary.Applicant ? Recipient.Person(turn.Item.OpenedByPersonId ?? Guid.Empty) : Recipient.HoldersOf(CaseRules.DeskOf(Procedures.Of(turn.Item).Profile, step.By)),
                    "applications.test-planned", $"{TestWords.Word(word)} {application.Item.Name} siap diisi.", Href(test.Id));
            }
        }
    }

    /// <summary>Why the actor may not give results of this test; null when they may.</summary>
    public async Task<string?> WhyNot(ApplicationTest test, CancellationToken cancel)
    {
        if (test.EndedAt is not null || await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == test.CaseId, cancel) is not { State: CaseState.Running } item)
        {
            return "Pengujian putaran ini sudah selesai. Hasilnya tetap seperti adanya.";
        }
        var steps = await db.Set<CaseStep>().AsNoTracking().Where(row => row.CaseId == test.CaseId).OrderBy(row => row.Number).ToListAsync(cancel);
        var row = steps.FirstOrDefault(one => one.DoneAt is null);
        var (_, procedure) = Procedures.Of(item);
        return row is null || row.Step != test.Step || procedure?.Steps.FirstOrDefault(one => one.Id == row.Step) is not { } step ? "Urusannya tidak lagi pada langkah pengujian ini."
            : Flow.WhyNot(item, procedure, step, row, steps);
    }

    /// <summary>Gives the result of one control; where it fails, the finding with it.</summary>
    public async Task<Outcome> Answer(ApplicationTest test, TestAnswer answer, CancellationToken cancel)
    {
        if (await WhyNot(test, cancel) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (await db.Set<TestResult>().SingleOrDefaultAsync(one => one.Id == answer.Result && one.TestId == test.Id, cancel) is not { } result)
        {
            return Refusal.Whole("Butir uji ini tidak ditemukan. Muat ulang halaman.");
        }
        var refusals = Check(answer);
        if (result.Count != answer.Count)
        {
            refusals.Add(Refusal.At("Verdict", "Penguji lain baru saja mengisi butir ini. Hasilnya tampil di bawah; ubah hanya bila Anda yakin."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        Put(result, answer.Verdict, answer.Note?.Trim());
        await Find(test, result, answer, cancel);
        journal.Record("application-tests.answered", test);
        return await Save(cancel);
    }

    /// <summary>Says of all controls of a set that nobody answered yet that they pass.</summary>
    public async Task<Outcome> Pass(ApplicationTest test, string? set, CancellationToken cancel)
    {
        if (await WhyNot(test, cancel) is { } not)
        {
            return Refusal.Whole(not);
        }
        foreach (var result in await db.Set<TestResult>().Where(one => one.TestId == test.Id && one.Verdict == TestVerdict.Open && (set == null || one.Set == set)).ToListAsync(cancel))
        {
            Put(result, TestVerdict.Passes, null);
        }
        journal.Record("application-tests.answered", test);
        return await Save(cancel);
    }

    /// <summary>What stands against leaving a step forwards: controls that nobody answered; grave findings where the decision would let the application through.</summary>
    public async Task<IReadOnlyList<Refusal>> Against(CaseTurn turn, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (turn.Step.Tests().Any() && !turn.Outcome.NeedsReason)
        {
            var open = await (
                from test in db.Set<ApplicationTest>().AsNoTracking()
                where test.CaseId == turn.Item.Id && test.EndedAt == null
                join result in db.Set<TestResult>().AsNoTracking() on test.Id equals result.TestId
                where result.Verdict == TestVerdict.Open
                orderby test.Word, result.Number
                select new { test.Id, test.Word, result.Title }).ToListAsync(cancel);
            refusals.AddRange(open.GroupBy(one => one.Word).Select(group => Refusal.Whole($"{TestWords.Word(group.Key)}: {group.Count()} butir belum diisi, mulai dari {group.First().Title}. Buka pengujiannya di atas halaman urusan ini.")));
        }
        if (turn.Procedure.LetsThrough(turn.Step, turn.Outcome))
        {
            var grave = await (
                from finding in db.Set<Finding>().AsNoTracking()
                where finding.State != FindingState.Closed && db.Set<ApplicationTest>().Any(test => test.Id == finding.TestId && test.CaseId == turn.Item.Id)
                select new { finding.Title, finding.Severity }).ToListAsync(cancel);
            List<string> names = [.. grave.Where(one => one.Severity >= Blocking).Select(one => one.Title).Distinct()];
            if (names.Count > 0)
            {
                refusals.Add(Refusal.Whole($"Temuan ini belum selesai diuji ulang: {Indonesian.List(names)}. Kembalikan untuk diperbaiki, atau tutup temuannya lewat uji ulang."));
            }
        }
        return refusals;
    }

    /// <summary>The results of the step that is left stand from now on, with the save at hand.</summary>
    public async Task End(CaseTurn turn, CancellationToken cancel)
    {
        foreach (var test in await db.Set<ApplicationTest>().Where(test => test.CaseId == turn.Item.Id && test.Step == turn.Step.Id && test.EndedAt == null).ToListAsync(cancel))
        {
            test.EndedAt = clock.GetUtcNow();
            journal.Record("application-tests.ended", test);
        }
    }

    private async Task<(ApplicationTest Test, bool IsNew)> At(CaseTurn turn, Application application, Step step, string word, CancellationToken cancel)
    {
        // The case has its new round already where this decision sent it back.
        var round = turn.Item.Round;
        if (await db.Set<ApplicationTest>().Where(test => test.CaseId == turn.Item.Id && test.Word == word).OrderByDescending(test => test.Round).FirstOrDefaultAsync(cancel) is { } known && (known.Round == round || known.EndedAt is null))
        {
            if (known.EndedAt is not null)
            {
                known.EndedAt = null;
                journal.Record("application-tests.reopened", known);
            }
            return (known, false);
        }
        var test = new ApplicationTest { ApplicationId = application.Id, CaseId = turn.Item.Id, Round = round, Step = step.Id, Word = word, StartedAt = clock.GetUtcNow() };
        db.Add(test);
        return (test, true);
    }

    private async Task Plan(ApplicationTest test, string platform, CancellationToken cancel)
    {
        var earlier = await (
            from other in db.Set<ApplicationTest>().AsNoTracking()
            where other.CaseId == test.CaseId && other.Word == test.Word
            join result in db.Set<TestResult>().AsNoTracking() on other.Id equals result.TestId
            orderby other.Round
            select new { other.Round, Result = result }).ToListAsync(cancel);
        var last = earlier.GroupBy(one => one.Result.Control).ToDictionary(group => group.Key, group => group.Last());
        var number = 0;
        foreach (var (set, control) in national.Tests.For(test.Word, platform).SelectMany(set => set.Controls.Select(control => (set, control))))
        {
            var fresh = new TestResult { TestId = test.Id, Number = ++number, Set = set.Title, Control = control.Id, Title = control.Title };
            if (last.GetValueOrDefault(control.Id) is { Result.Verdict: TestVerdict.Passes or TestVerdict.NotApplicable } good)
            {
                (fresh.Verdict, fresh.Note, fresh.ByPersonId, fresh.At, fresh.CarriedFrom) = (good.Result.Verdict, good.Result.Note, good.Result.ByPersonId, good.Result.At, good.Result.CarriedFrom ?? good.Round);
            }
            db.Add(fresh);
        }
    }

    private List<Refusal> Check(TestAnswer answer)
    {
        var refusals = new List<Refusal>();
        if (answer.Verdict == TestVerdict.Open || !Enum.IsDefined(answer.Verdict))
        {
            refusals.Add(Refusal.At("Verdict", "Pilih hasilnya."));
        }
        if (answer.Note?.Length > TestResult.NoteLength || (answer.Verdict == TestVerdict.NotApplicable && string.IsNullOrWhiteSpace(answer.Note)))
        {
            refusals.Add(Refusal.At("Note", answer.Note?.Length > TestResult.NoteLength ? $"Paling banyak {TestResult.NoteLength} huruf." : "Tulis mengapa butir ini tidak berlaku."));
        }
        if (answer.Verdict == TestVerdict.Fails)
        {
            if (answer.Severity is null)
            {
                refusals.Add(Refusal.At("Severity", "Pilih tingkat keparahan temuan."));
            }
            if (string.IsNullOrWhiteSpace(answer.Description) || answer.Description.Length > Finding.TextLength)
            {
                refusals.Add(Refusal.At("Description", string.IsNullOrWhiteSpace(answer.Description) ? "Tulis apa yang ditemukan dan bagaimana menirunya." : $"Paling banyak {Finding.TextLength} huruf."));
            }
            if (answer.DueOn is null)
            {
                refusals.Add(Refusal.At("DueOn", "Isi tenggat perbaikannya."));
            }
            else if (answer.DueOn < today.Date || answer.DueOn > today.Date.AddYears(Finding.MostYears))
            {
                refusals.Add(Refusal.At("DueOn", $"Isi tenggat sejak hari ini sampai {Indonesian.Date(today.Date.AddYears(Finding.MostYears))}."));
            }
        }
        return refusals;
    }

    private void Put(TestResult result, TestVerdict verdict, string? note)
    {
        (result.Verdict, result.Note, result.CarriedFrom) = (verdict, string.IsNullOrWhiteSpace(note) ? null : note, null);
        (result.ByPersonId, result.At) = (acting.Actor.PersonId, clock.GetUtcNow());
        result.Count++;
    }

    /// <summary>The finding of a control that fails; and where it passes after all, the finding is closed by this very test.</summary>
    private async Task Find(ApplicationTest test, TestResult result, TestAnswer answer, CancellationToken cancel)
    {
        var open = await db.Set<Finding>().Where(one => one.ApplicationId == test.ApplicationId && one.Control == result.Control && one.State != FindingState.Closed
            && db.Set<ApplicationTest>().Any(other => other.Id == one.TestId && other.CaseId == test.CaseId)).ToListAsync(cancel);
        if (answer.Verdict != TestVerdict.Fails)
        {
            foreach (var one in open)
            {
                (one.State, one.Retest, one.RetestedOn, one.RetestedBy) = (FindingState.Closed, answer.Note?.Trim() ?? "Butir ujinya kini memenuhi.", today.Date, acting.Actor.PersonId);
                await FindingRegister.Declared.Keep(services, one, isNew: false, cancel);
            }
            return;
        }
        var finding = open.FirstOrDefault();
        var isNew = finding is null;
        if (finding is null)
        {
            finding = new Finding { ApplicationId = test.ApplicationId, TestId = test.Id, Control = result.Control, Round = test.Round, Title = result.Title, FoundOn = today.Date };
            db.Add(finding);
        }
        else if (finding.Round != test.Round)
        {
            (finding.Retest, finding.RetestedOn, finding.RetestedBy) = (answer.Description!.Trim()[..Math.Min(answer.Description!.Trim().Length, Finding.AnswerLength)], today.Date, acting.Actor.PersonId);
        }
        (finding.Severity, finding.Description, finding.DueOn, finding.State) = (answer.Severity!.Value, answer.Description!.Trim(), answer.DueOn!.Value, FindingState.Open);
        await FindingRegister.Declared.Keep(services, finding, isNew, cancel);
    }

    private async Task<Outcome> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.At("Verdict", "Penguji lain baru saja mengisi butir ini. Hasilnya tampil di bawah; ubah hanya bila Anda yakin.");
        }
    }
}
