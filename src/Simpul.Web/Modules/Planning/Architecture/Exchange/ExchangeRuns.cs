using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>Tries and saves models beside the requests, so that nobody sends a file twice and a long one shows how far it is (as sheets do, decision 0111).</summary>
internal sealed class ExchangeRuns(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ExchangeRuns> log)
{
    /// <summary>How long a page waits for a small model, so that it shows what came of it at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Takes away the models that nobody said yes to, and what came of old ones.</summary>
    public static readonly ScheduledJob Cleaning = new("planning.exchange", "Menghapus berkas impor model yang lama", "0 20 2 * * ?", Clean);

    /// <summary>Keeps the model and begins to try it.</summary>
    public async Task<Guid> Try(string fileName, Stream file, Actor actor, CancellationToken cancel)
    {
        await using var scope = Scope(actor, out var services);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        var now = clock.GetUtcNow();
        var run = new ExchangeRun { FileName = fileName.Length > ExchangeRun.NameLength ? fileName[..ExchangeRun.NameLength] : fileName, AccountId = actor.AccountId, StartedAt = now, SeenAt = now };
        var db = services.GetRequiredService<PlatformDb>();
        // A person who sends a model anew is done with the one before.
        var former = db.Set<ExchangeRun>().Where(item => item.AccountId == actor.AccountId && item.State == ImportState.Tried).Select(item => item.Id);
        await db.Set<ExchangeUpload>().Where(item => former.Contains(item.RunId)).ExecuteDeleteAsync(cancel);
        db.Add(run);
        db.Add(new ExchangeUpload { RunId = run.Id, Content = sealer.Seal(content.GetBuffer().AsSpan(0, (int)content.Length), Place(run.Id)) });
        await db.SaveChangesAsync(cancel);
        await Begin(run.Id, actor, save: false);
        return run.Id;
    }

    /// <summary>Starts saving a model that was tried.</summary>
    public async Task Start(Guid id, Actor actor, CancellationToken cancel)
    {
        await using (var scope = Scope(actor, out var services))
        {
            var db = services.GetRequiredService<PlatformDb>();
            var run = await db.Set<ExchangeRun>().SingleAsync(item => item.Id == id, cancel);
            if (!run.CanStart(clock.GetUtcNow()))
            {
                return;
            }
            (run.State, run.Failure, run.Done, run.Total, run.SeenAt) = (ImportState.Running, null, 0, 0, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                return;
            }
        }
        await Begin(id, actor, save: true);
    }

    private async Task Begin(Guid id, Actor actor, bool save) => await Task.WhenAny(Task.Run(() => Work(id, actor, save), CancellationToken.None), Task.Delay(Patience));

    private async Task Work(Guid id, Actor actor, bool save)
    {
        try
        {
            var result = await Run(id, actor, save, lifetime.ApplicationStopping);
            if (save && result.Faults.Count > 0)
            {
                // What was sound when it was tried met what somebody did since: it may be tried again.
                await Update(id, run => (run.State, run.Failure) = (ImportState.Failed, string.Join(' ', result.Faults.Take(3).Select(fault => fault.ToString()))));
                return;
            }
            await Update(id, run => (run.State, run.Outcome) = (save ? ImportState.Done : ImportState.Tried, JsonSerializer.Serialize(result)));
            if (save)
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<ExchangeUpload>().Where(file => file.RunId == id).ExecuteDeleteAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await Update(id, run => (run.State, run.Failure) = (ImportState.Failed, "Program berhenti sebelum selesai. Tidak ada yang tersimpan; coba lagi."));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The import of the model {Run} failed", id);
            await Update(id, run => (run.State, run.Failure) = (ImportState.Failed, "Impor gagal. Tidak ada yang tersimpan; coba lagi."));
        }
    }

    private async Task<ExchangeResult> Run(Guid id, Actor actor, bool save, CancellationToken cancel)
    {
        await using var scope = Scope(actor, out var services);
        if (await services.GetRequiredService<PlatformDb>().Set<ExchangeUpload>().AsNoTracking().SingleOrDefaultAsync(file => file.RunId == id, cancel) is not { } kept)
        {
            return ExchangeResult.Refused([new ExchangeFault(0, "Berkas ini sudah dihapus. Unggah lagi.")]);
        }
        using var content = new MemoryStream(sealer.Open(kept.Content, Place(id)));
        return await services.GetRequiredService<ExchangeImport>().Run(content, save, cancel, (done, total) => Update(id, run => (run.Done, run.Total) = (done, total)));
    }

    private static string Place(Guid run) => Sealer.Field("architecture-imports", run, "model");

    private async Task Update(Guid id, Action<ExchangeRun> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var run = await db.Set<ExchangeRun>().SingleAsync(item => item.Id == id);
        change(run);
        run.SeenAt = clock.GetUtcNow();
        await db.SaveChangesAsync();
    }

    private AsyncServiceScope Scope(Actor actor, out IServiceProvider services)
    {
        var scope = scopes.CreateAsyncScope();
        services = scope.ServiceProvider;
        services.GetRequiredService<Acting>().Actor = actor;
        return scope;
    }

    private static async Task<string> Clean(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (waited, forgotten) = (now - Imports.Kept, now - Imports.Remembered);
        var old = db.Set<ExchangeRun>().Where(run => run.StartedAt < waited).Select(run => run.Id);
        var files = await db.Set<ExchangeUpload>().Where(file => old.Contains(file.RunId)).ExecuteDeleteAsync(cancel);
        await db.Set<ExchangeRun>().Where(run => run.StartedAt < forgotten).ExecuteDeleteAsync(cancel);
        return $"{Indonesian.Number(files)} berkas impor model dihapus.";
    }
}
