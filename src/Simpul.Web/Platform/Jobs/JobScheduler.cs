using Quartz;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Platform.Jobs;

/// <summary>Fires the jobs of all modules by the clock. It begins some seconds after the program answers, so that starting stays quick.</summary>
internal sealed class JobScheduler(IEnumerable<ScheduledJob> jobs, JobRunner runner, JobOptions options, Zone zone, TimeProvider clock, IHostApplicationLifetime life, ILogger<JobScheduler> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            return;
        }
        try
        {
            await Started(stoppingToken);
            await Task.Delay(options.StartAfter, stoppingToken);
            await using var scheduler = new Running(await QuartzSchedulerBuilder.Create().BuildScheduler(stoppingToken));
            await MakeUp(stoppingToken);
            foreach (var job in jobs)
            {
                await scheduler.Add(job, zone.Info, runner, stoppingToken);
            }
            await scheduler.Start(stoppingToken);
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    /// <summary>Does now what no node was up for.</summary>
    private async Task MakeUp(CancellationToken cancel)
    {
        foreach (var job in jobs.Where(job => job.CatchUp))
        {
            var lease = await runner.Lease(job.Name, cancel);
            if (job.Times(zone.Info).GetPreviousValidTimeBefore(clock.GetUtcNow()) is { } missed && missed > lease.FiredFor)
            {
                log.LogInformation("Scheduled job {Job} makes up for {Missed:u}", job.Name, missed);
                await runner.Run(job, missed, null, cancel);
            }
        }
    }

    private async Task Started(CancellationToken cancel)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancel);
    }

    /// <summary>A scheduler that is shut down when its using ends.</summary>
    private sealed class Running(IScheduler scheduler) : IAsyncDisposable
    {
        public async Task Add(ScheduledJob job, TimeZoneInfo zone, JobRunner runner, CancellationToken cancel)
        {
            var detail = JobBuilder.Create<Firing>().WithIdentity(job.Name).UsingJobData(nameof(ScheduledJob), job).UsingJobData(nameof(JobRunner), runner).Build();
            var trigger = TriggerBuilder.Create().WithIdentity(job.Name).WithCronSchedule(job.Times(zone)).Build();
            await scheduler.ScheduleJob(detail, trigger, cancellationToken: cancel);
        }

        public async Task Start(CancellationToken cancel) => await scheduler.Start(cancel);

        public async ValueTask DisposeAsync() => await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    /// <summary>What Quartz calls: hands the firing to the runner.</summary>
    [DisallowConcurrentExecution]
    internal sealed class Firing : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var data = context.MergedJobDataMap;
            await ((JobRunner)data[nameof(JobRunner)]!).Run((ScheduledJob)data[nameof(ScheduledJob)]!, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, null, context.CancellationToken);
        }
    }
}
