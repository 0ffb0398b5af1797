using Quartz;

namespace Simpul.Web.Platform.Jobs;

/// <summary>
/// Work that the program does by the clock. A module declares one with <c>services.AddSingleton(new ScheduledJob(…))</c>. Several nodes may run
/// the program: of all of them one does each firing.
/// </summary>
/// <param name="Name">In the database and the logs: <c>cases.deadlines</c>; never renamed.</param>
/// <param name="Title">Indonesian, as administrators see it.</param>
/// <param name="Cron">Seconds, minutes, hours, day of month, month, day of week, in the instance's time zone: <c>0 5 * * * ?</c>.</param>
/// <param name="Run">Does the work in a scope of its own, acting as the program, and says in Indonesian what came of it: "3 pengingat dikirim".</param>
/// <param name="CatchUp">Whether a firing that no node was up for is made up for after the next start.</param>
public sealed record ScheduledJob(string Name, string Title, string Cron, Func<IServiceProvider, CancellationToken, Task<string>> Run, bool CatchUp = true)
{
    /// <summary>The same moments on every node, since they come from the expression alone.</summary>
    internal CronExpression Times(TimeZoneInfo zone) => new(Cron, zone);
}

/// <summary>How scheduled work runs on this node; section <c>Jobs</c> of the settings.</summary>
public sealed class JobOptions
{
    /// <summary>Off on a node that only answers people.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long after the start the scheduler begins, so that the first pages do not wait for it.</summary>
    public TimeSpan StartAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a node that fell silent keeps a job from the others.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);
}
