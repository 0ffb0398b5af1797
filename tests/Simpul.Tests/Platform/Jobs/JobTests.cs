using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Xunit;

namespace Simpul.Tests.Platform.Jobs;

public sealed class JobTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_several_nodes_one_does_each_firing(string database)
    {
        await using var app = await App.Start(database);
        var times = 0;
        var job = new ScheduledJob("test.once", "Uji", "0 0 * * * ?", async (_, cancel) =>
        {
            Interlocked.Increment(ref times);
            await Task.Delay(20, cancel);
            return "selesai";
        });
        // Each runner is a node: they share nothing but the database.
        var nodes = Enumerable.Range(0, 6).Select(_ => Node(app)).ToList();
        for (var hour = 0; hour < 5; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            var firing = app.Clock.GetUtcNow();
            var runs = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Run(job, firing, null, CancellationToken.None))));
            runs.Count(run => run is not null).ShouldBe(1);
        }
        times.ShouldBe(5);
    }

    [Fact]
    public async Task A_job_that_fails_is_written_down_and_runs_again()
    {
        await using var app = await App.Start();
        var attempts = 0;
        var job = new ScheduledJob("test.fails", "Uji", "0 0 * * * ?", (_, _) => ++attempts == 1 ? throw new IOException("/srv/nama-orang is full") : Task.FromResult("beres"));
        var node = Node(app);
        var first = await node.Run(job, app.Clock.GetUtcNow(), null, CancellationToken.None);
        first!.Result.ShouldBe(JobResult.Failed);
        first.Said.ShouldBe($"Disk atau berkas bermasalah. Nomor acuan: {first.Id:n}.");
        app.Clock.Advance(TimeSpan.FromHours(1));
        (await node.Run(job, app.Clock.GetUtcNow(), null, CancellationToken.None))!.Result.ShouldBe(JobResult.Done);
        (await Runs(app, "test.fails")).Select(run => run.Result).ShouldBe([JobResult.Failed, JobResult.Done]);
    }

    [Fact]
    public async Task A_node_that_died_keeps_a_job_only_until_its_lease_ends()
    {
        await using var app = await App.Start();
        var job = new ScheduledJob("test.lease", "Uji", "0 0 * * * ?", (_, _) => Task.FromResult("ya"));
        var node = Node(app);
        await node.Run(job, app.Clock.GetUtcNow(), null, CancellationToken.None);
        await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JobLease>().Where(lease => lease.Name == job.Name).ExecuteUpdateAsync(
            set => set.SetProperty(lease => lease.Until, app.Clock.GetUtcNow() + TimeSpan.FromMinutes(5)).SetProperty(lease => lease.Node, "gone:1")));
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        (await node.Run(job, app.Clock.GetUtcNow(), null, CancellationToken.None)).ShouldBeNull();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await node.Run(job, app.Clock.GetUtcNow(), null, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_scheduler_fires_by_the_clock_and_makes_up_for_what_was_missed()
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var madeUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var data = new Simpul.Web.Platform.DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        var clock = new TestClock();
        var missed = new ScheduledJob("test.missed", "Uji", "0 30 6 * * ?", (_, _) => { madeUp.TrySetResult(); return Task.FromResult("disusulkan"); });
        var app = await App.Start(data, null, clock);
        await Node(app).Lease(missed.Name, CancellationToken.None);
        await app.Stop();

        clock.Advance(TimeSpan.FromDays(1));
        await using var again = await App.Start(data, null, clock, services =>
        {
            services.Replace(ServiceDescriptor.Singleton(new JobOptions { StartAfter = TimeSpan.Zero }));
            services.AddSingleton(missed);
            services.AddSingleton(new ScheduledJob("test.often", "Uji", "* * * * * ?", (_, _) => { fired.TrySetResult(); return Task.FromResult("ya"); }, CatchUp: false));
        });
        await Task.WhenAll(madeUp.Task, fired.Task).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_administrator_sees_the_jobs_and_runs_one_now()
    {
        await using var app = await App.Start();
        await app.SetUp();
        using var browse = await app.As(await app.Staff("Pengelola", null, [], [Role.Administrator]));
        var page = await browse.Open("/kerja/pekerjaan-terjadwal");
        page.Title.ShouldStartWith("Pekerjaan terjadwal");
        page.Text.ShouldContain("Memeriksa keutuhan berkas");
        page = await browse.Submit(page, "Jalankan sekarang: Memeriksa keutuhan berkas");
        page.Text.ShouldContain("selesai. 0 isi berkas utuh.");

        using var other = await app.As(await app.Staff("Staf", null, [], [Role.Operator]));
        (await other.Open("/kerja/pekerjaan-terjadwal")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    private static JobRunner Node(App app) => ActivatorUtilities.CreateInstance<JobRunner>(app.Services);

    private static Task<List<JobRun>> Runs(App app, string name) => app.Do(services =>
        services.GetRequiredService<PlatformDb>().Set<JobRun>().AsNoTracking().Where(run => run.Name == name).OrderBy(run => run.StartedAt).ToListAsync());
}
