using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Mail;
using Simpul.Web.Platform.Telemetry;

namespace Simpul.Web.Platform.Jobs;

/// <summary>Runs a job once for each firing, whatever the number of nodes, and writes down what came of it.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, JobOptions options, TimeProvider clock, ILogger<JobRunner> log)
{
    private const int KeptRuns = 50;

    /// <summary>This process, by machine and number: enough for an administrator to find its log.</summary>
    private static readonly string node = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Runs the job for a firing, unless another node took that firing or is still at the one before.</summary>
    /// <param name="askedBy">The account that asked for it; null when the clock did.</param>
    /// <returns>The finished run, or null when it was not ours to do.</returns>
    public async Task<JobRun?> Run(ScheduledJob job, DateTimeOffset firedFor, Guid? askedBy, CancellationToken cancel)
    {
        if (!await Take(job.Name, firedFor, cancel))
        {
            return null;
        }
        var run = new JobRun { Name = job.Name, FiredFor = firedFor, StartedAt = clock.GetUtcNow(), Node = node, AskedBy = askedBy };
        var start = Stopwatch.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var holding = Hold(job.Name, over.Token);
        try
        {
            await Write(run, isNew: true, cancel);
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Job;
            run.Said = Cut(await job.Run(scope.ServiceProvider, cancel));
            run.Result = JobResult.Done;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever it was, the next firing tries again and an administrator sees it; the scheduler goes on.
            // Its message may quote a name or an address, so it is kept nowhere: the log has types and stack under the same number.
            var reference = run.Id.ToString("n");
            log.LogError(failure, "Scheduled job {Job} failed, reference {Reference}", job.Name, reference);
            run.Said = $"{Words(failure)} Nomor acuan: {reference}.";
            run.Result = JobResult.Failed;
        }
        finally
        {
            await over.CancelAsync();
            await holding;
            run.FinishedAt = clock.GetUtcNow();
            Signals.JobRan(job.Name, Stopwatch.GetElapsedTime(start), run.Result == JobResult.Failed);
            await Finish(run);
        }
        return run;
    }

    /// <summary>Makes the lease of a job that is new here, as if it had just fired: a fresh instance has nothing to make up for.</summary>
    internal async Task<JobLease> Lease(string name, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        if (await db.Set<JobLease>().AsNoTracking().SingleOrDefaultAsync(lease => lease.Name == name, cancel) is { } known)
        {
            return known;
        }
        var fresh = new JobLease { Name = name, FiredFor = clock.GetUtcNow() - TimeSpan.FromMilliseconds(1) };
        db.Add(fresh);
        try
        {
            await db.SaveChangesAsync(cancel);
            return fresh;
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            db.Entry(fresh).State = EntityState.Detached;
            return await db.Set<JobLease>().AsNoTracking().SingleAsync(lease => lease.Name == name, cancel);
        }
    }

    private async Task<bool> Take(string name, DateTimeOffset firedFor, CancellationToken cancel)
    {
        await Lease(name, cancel);
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var until = now + options.Lease;
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<JobLease>()
            .Where(lease => lease.Name == name && lease.FiredFor < firedFor && (lease.Until == null || lease.Until < now))
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.FiredFor, firedFor).SetProperty(lease => lease.Until, until).SetProperty(lease => lease.Node, node), cancel) == 1;
    }

    /// <summary>Keeps the lease while the work lasts; a node that died stops, and its lease runs out.</summary>
    private async Task Hold(string name, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Lease / 3, over);
                await using var scope = scopes.CreateAsyncScope();
                var until = clock.GetUtcNow() + options.Lease;
                await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<JobLease>()
                    .Where(lease => lease.Name == name && lease.Node == node)
                    .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Until, until), over);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (DbUpdateException failure)
        {
            log.LogWarning(failure, "The lease of {Job} could not be renewed", name);
        }
    }

    private async Task Finish(JobRun run)
    {
        // Also when the program is being stopped: what was begun is written down.
        await Write(run, isNew: false, CancellationToken.None);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await db.Set<JobLease>().Where(lease => lease.Name == run.Name && lease.Node == node)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Until, (DateTimeOffset?)null), CancellationToken.None);
        var oldest = await db.Set<JobRun>().Where(item => item.Name == run.Name).OrderByDescending(item => item.StartedAt)
            .Skip(KeptRuns).Select(item => item.Id).ToListAsync(CancellationToken.None);
        if (oldest.Count > 0)
        {
            await db.Set<JobRun>().Where(item => oldest.Contains(item.Id)).ExecuteDeleteAsync(CancellationToken.None);
        }
    }

    private async Task Write(JobRun run, bool isNew, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        db.Entry(run).State = isNew ? EntityState.Added : EntityState.Modified;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What kind of failure it was, for the administrator who reads the list.</summary>
    private static string Words(Exception failure) => failure switch
    {
        OperationCanceledException => "Dihentikan sebelum selesai.",
        DbException or DbUpdateException => "Basis data tidak dapat dipakai.",
        UnauthorizedAccessException => "Folder atau berkas tidak boleh dibuka.",
        IOException => "Disk atau berkas bermasalah.",
        HttpRequestException or SocketException or MailFailedException => "Server lain tidak menjawab.",
        TimeoutException => "Terlalu lama menunggu.",
        _ => "Terjadi kesalahan yang tidak terduga.",
    };

    private static string Cut(string said) => said.Length <= JobRun.SaidLength ? said : said[..JobRun.SaidLength];
}
