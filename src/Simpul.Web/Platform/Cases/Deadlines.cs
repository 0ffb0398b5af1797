using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Cases;

/// <summary>
/// Watches the steps that have a deadline. One working day before it the office is reminded; when it has passed the office is told so; when
/// another working day went by, the office to which the step escalates hears of it. Each once, whatever happens to the program in between.
/// </summary>
public sealed class Deadlines(PlatformDb db, Procedures procedures, CaseNotices notices, WorkCalendar calendar, Today today, Journal.Journal journal, TimeProvider clock)
{
    /// <summary>Working days after the deadline before the next office hears of it: the first is for the office itself to catch up.</summary>
    public const int Grace = 2;

    private const int Batch = 100;

    internal static readonly ScheduledJob Job = new("cases.deadlines", "Mengingatkan dan meneruskan tenggat urusan", "0 5 * * * ?",
        (services, cancel) => services.GetRequiredService<Deadlines>().Watch(cancel));

    public async Task<string> Watch(CancellationToken cancel)
    {
        var days = await calendar.Days(cancel);
        if (!days.IsWorking(today.Date))
        {
            // On a day off nobody is reminded: the letter of the next working day brings it, and no step falls due today.
            return "Hari ini bukan hari kerja.";
        }
        var (reminded, overdue, escalated) = (0, 0, 0);
        var soon = days.Add(today.Date, 1);
        var last = Guid.Empty;
        while (true)
        {
            var steps = await Candidates(today.Date, soon, last, cancel);
            if (steps.Count == 0)
            {
                break;
            }
            last = steps[^1].Id;
            var ids = steps.Select(step => step.CaseId).ToList();
            var cases = await db.Set<Case>().Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancel);
            foreach (var step in steps)
            {
                var told = Tell(cases[step.CaseId], step, days);
                (reminded, overdue, escalated) = (reminded + told.Reminded, overdue + told.Overdue, escalated + told.Escalated);
            }
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
        return $"{Indonesian.Number(reminded)} diingatkan, {Indonesian.Number(overdue)} diberi tahu terlambat, {Indonesian.Number(escalated)} diteruskan.";
    }

    private Task<List<CaseStep>> Candidates(DateOnly now, DateOnly soon, Guid last, CancellationToken cancel) => db.Set<CaseStep>()
        .Where(step => step.DoneAt == null && step.DueOn != null && step.DueOn <= soon && step.Id.CompareTo(last) > 0
            && ((step.RemindedAt == null && step.OverdueAt == null)
                || (step.DueOn < now && (step.OverdueAt == null || (step.EscalatesTo != null && step.EscalatedAt == null)))))
        .OrderBy(step => step.Id).Take(Batch).ToListAsync(cancel);

    private (int Reminded, int Overdue, int Escalated) Tell(Case item, CaseStep step, WorkingDays days)
    {
        var now = clock.GetUtcNow();
        var late = today.Date > step.DueOn ? days.Count(step.DueOn!.Value, today.Date) : 0;
        var told = (Reminded: 0, Overdue: 0, Escalated: 0);
        if (late == 0)
        {
            if (step.RemindedAt is null)
            {
                step.RemindedAt = now;
                notices.Due(item, step, step.DueOn == today.Date);
                told.Reminded = 1;
            }
        }
        else
        {
            if (step.OverdueAt is null)
            {
                step.OverdueAt = now;
                notices.Overdue(item, step);
                told.Overdue = 1;
            }
            if (late >= Grace && step.EscalatesTo is not null && step.EscalatedAt is null)
            {
                step.EscalatedAt = now;
                var (profile, _) = procedures.Of(item);
                notices.Escalated(item, step, Procedures.NameOf(profile, step.EscalatesTo), Procedures.NameOf(profile, step.Office), late);
                told.Escalated = 1;
            }
        }
        var action = told.Escalated > 0 ? "cases.escalated" : told.Overdue > 0 ? "cases.found-overdue" : told.Reminded > 0 ? "cases.reminded" : null;
        if (action is not null)
        {
            journal.Record(action, item, details: new JsonObject { ["step"] = step.Step, ["late"] = late });
        }
        return told;
    }
}
