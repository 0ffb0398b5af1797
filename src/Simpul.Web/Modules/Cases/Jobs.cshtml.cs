using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Cases;

/// <summary>What the program does by the clock, how it went, and a button to do it now.</summary>
[Permission(CasesModule.ManageJobs)]
public sealed class JobsModel(PlatformDb db, IEnumerable<ScheduledJob> jobs, JobRunner runner, Journal journal, Acting acting, Zone zone, TimeProvider clock) : PageModel
{
    public IReadOnlyList<JobRow> Jobs { get; private set; } = [];

    public IReadOnlyList<JobRun> Runs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var newest = await db.Set<JobRun>().AsNoTracking().GroupBy(run => run.Name).Select(group => group.OrderByDescending(run => run.StartedAt).First()).ToListAsync(cancel);
        Jobs = [.. jobs.OrderBy(job => job.Title, StringComparer.Ordinal).Select(job => new JobRow(job.Name, job.Title, newest.FirstOrDefault(run => run.Name == job.Name), job.Times(zone.Info).GetNextValidTimeAfter(now)))];
        Runs = await db.Set<JobRun>().AsNoTracking().OrderByDescending(run => run.StartedAt).Take(20).ToListAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken cancel)
    {
        if (jobs.FirstOrDefault(job => job.Name == name) is not { } job)
        {
            return NotFound();
        }
        var run = await runner.Run(job, clock.GetUtcNow(), acting.Actor.AccountId, cancel);
        if (run is null)
        {
            TempData.Warn($"“{job.Title}” sedang dikerjakan. Tunggu sampai selesai.");
            return LocalRedirect("/kerja/pekerjaan-terjadwal");
        }
        journal.Note("jobs.run-on-request", "jobs", run.Id, details: new() { ["job"] = job.Name, ["result"] = run.Result.ToString().ToLowerInvariant() });
        await db.SaveChangesAsync(cancel);
        return this.Done("/kerja/pekerjaan-terjadwal", $"“{job.Title}” {Word(run).ToLowerInvariant()}. {run.Said}");
    }

    public string TitleOf(string name) => jobs.FirstOrDefault(job => job.Name == name)?.Title ?? name;

    public static string Word(JobRun run) => run.Result switch
    {
        JobResult.Done => "Selesai",
        JobResult.Failed => "Gagal",
        _ => "Sedang berjalan",
    };

    public static State State(JobRun run) => run.Result switch
    {
        JobResult.Done => Platform.Ui.State.Met,
        JobResult.Failed => Platform.Ui.State.Overdue,
        _ => Platform.Ui.State.Due,
    };
}

/// <summary>A job as the page shows it.</summary>
public sealed record JobRow(string Name, string Title, JobRun? Last, DateTimeOffset? Next);
