using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Notices when a save that changes what gateways must know has been committed, whoever made it, and wakes the writer.</summary>
internal sealed class SnapshotSignal : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly Channel<bool> waiting = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConditionalWeakTable<DbContext, object> changing = [];

    public ChannelReader<bool> Waiting => waiting.Reader;

    public void Wake() => waiting.Writer.TryWrite(true);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } context)
        {
            // The save has looked for changes already; looking again would cost a large one twice.
            var detects = context.ChangeTracker.AutoDetectChangesEnabled;
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            if (context.ChangeTracker.Entries().Any(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && Matters(entry.Entity)))
            {
                changing.AddOrUpdate(context, true);
            }
            context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        // Inside a transaction of somebody else's it is not there yet for others.
        if (eventData.Context is { Database.CurrentTransaction: null } context)
        {
            Done(context);
        }
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Done(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Done(eventData.Context);

    private void Done(DbContext? context)
    {
        if (context is not null && changing.Remove(context))
        {
            Wake();
        }
    }

    private static bool Matters(object entity) => entity is BusMember or MemberKey or MemberCertificate or HubKey or BusService or BusServiceVersion or ServiceUpstream or BusContract or StatementRow or BusApiKey or BusBlock or BusGateway;
}

/// <summary>Writes snapshots when something changed, when the program starts, and every minute where a signal was lost or made on another node.</summary>
internal sealed class SnapshotService(SnapshotSignal signal, IServiceScopeFactory scopes, CurrentRegulation regulation, SnapshotNews news, IHostApplicationLifetime life, ILogger<SnapshotService> log) : BackgroundService
{
    private static readonly TimeSpan tick = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (life.ApplicationStarted.Register(started.SetResult))
            {
                await started.Task.WaitAsync(stoppingToken);
            }
            while (true)
            {
                var failed = !await Write(stoppingToken);
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                wait.CancelAfter(failed ? pause : tick);
                try
                {
                    await signal.Waiting.ReadAsync(wait.Token);
                }
                catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
                {
                    // Nobody changed anything for a while.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program is stopping.
        }
    }

    private async Task<bool> Write(CancellationToken cancel)
    {
        if (!regulation.IsSetUp)
        {
            // The hub bears the journal's name, which the instance gets when it is set up: nothing may ask for it before.
            return true;
        }
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Job;
            await scope.ServiceProvider.GetRequiredService<SnapshotWriter>().Write(cancel);
            news.Failure = null;
            return true;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // Whatever it was, it is tried again; the gateways go on by the one before.
            log.LogError(failure, "The snapshot could not be written");
            news.Failure = failure is IOException or UnauthorizedAccessException ? "Folder gerbang tidak dapat ditulisi." : "Cuplikan tidak dapat ditulis; lihat log.";
            return false;
        }
    }
}
