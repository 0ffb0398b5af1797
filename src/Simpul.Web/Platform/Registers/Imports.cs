using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Registers;

/// <summary>Runs imports beside the requests, so that a long one shows how far it is and can be stopped.</summary>
public sealed class Imports(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<Imports> log)
{
    /// <summary>How long a sheet waits for its yes.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long is remembered what came of a sheet.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>How long a page waits for a small sheet, so that it shows what came of it at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> atWork = [];

    /// <summary>Takes away the sheets that nobody said yes to, and what came of old ones.</summary>
    public static readonly ScheduledJob Cleaning = new("registers.imports", "Menghapus berkas impor yang lama", "0 15 2 * * ?", Clean);

    /// <summary>Keeps the sheet and begins to try every row of it.</summary>
    /// <exception cref="UnreadableSheetException">The file is no sheet of the register.</exception>
    public async Task<Guid> Try(Register register, string fileName, Stream file, Actor actor, CancellationToken cancel)
    {
        await using var scope = Scope(actor, out var services);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        await services.GetRequiredService<RegisterSheets>().Check(register, content, cancel);
        var now = clock.GetUtcNow();
        var run = new ImportRun { Register = register.Kind, FileName = fileName.Length > 200 ? fileName[..200] : fileName, AccountId = actor.AccountId, StartedAt = now, SeenAt = now };
        var db = services.GetRequiredService<PlatformDb>();
        // A person who sends the sheet anew is done with the one before.
        var former = db.Set<ImportRun>().Where(item => item.AccountId == actor.AccountId && item.Register == register.Kind && item.State == ImportState.Tried).Select(item => item.Id);
        await db.Set<ImportFile>().Where(item => former.Contains(item.RunId)).ExecuteDeleteAsync(cancel);
        db.Add(run);
        db.Add(new ImportFile { RunId = run.Id, Content = sealer.Seal(content.GetBuffer().AsSpan(0, (int)content.Length), Place(run.Id)) });
        await db.SaveChangesAsync(cancel);
        await Begin(register, run.Id, actor, save: false);
        return run.Id;
    }

    /// <summary>Starts saving the sound rows of a tried sheet, or goes on where it stopped.</summary>
    public async Task Start(Register register, Guid id, Actor actor, CancellationToken cancel)
    {
        await using (var scope = Scope(actor, out var services))
        {
            var db = services.GetRequiredService<PlatformDb>();
            var run = await db.Set<ImportRun>().SingleAsync(item => item.Id == id, cancel);
            if (!run.CanStart(clock.GetUtcNow()))
            {
                return;
            }
            if (run.State == ImportState.Tried)
            {
                run.Take(new SheetOutcome(), clock.GetUtcNow());
            }
            (run.State, run.StopAsked, run.Failure, run.SeenAt) = (ImportState.Running, false, null, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                return;
            }
        }
        await Begin(register, id, actor, save: true);
    }

    /// <summary>Stops it: at once where it runs in this program, after the batch at hand on another node. What was counted stays saved.</summary>
    public async Task Stop(Guid id, CancellationToken cancel)
    {
        // A busy import may keep SQLite's one writer to itself for as long as it takes: asking by the database alone could come too late.
        if (atWork.TryGetValue(id, out var work))
        {
            try
            {
                await work.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It was done in this very moment.
            }
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<ImportRun>().Where(run => run.Id == id).ExecuteUpdateAsync(set => set.SetProperty(run => run.StopAsked, true), cancel);
    }

    private async Task Begin(Register register, Guid id, Actor actor, bool save) =>
        await Task.WhenAny(Task.Run(() => Work(register, id, actor, save), CancellationToken.None), Task.Delay(Patience));

    private async Task Work(Register register, Guid id, Actor actor, bool save)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        atWork[id] = stop;
        try
        {
            await Read(register, id, actor, save, stop);
            await Update(id, run => (run.State, run.Total) = (save ? ImportState.Done : ImportState.Tried, run.Done));
            if (save)
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<ImportFile>().Where(file => file.RunId == id).ExecuteDeleteAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await Update(id, run => (run.State, run.Failure) = save ? (ImportState.Stopped, null) : (ImportState.Failed, "Pemeriksaan dihentikan. Belum ada yang tersimpan; unggah lagi berkasnya."));
        }
        catch (UnreadableSheetException unreadable)
        {
            await Update(id, run => (run.State, run.Failure) = (ImportState.Failed, unreadable.Message));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The import {Run} into {Register} failed", id, register.Kind);
            await Update(id, run => (run.State, run.Failure) = (ImportState.Failed,
                save ? "Penyimpanan gagal di tengah jalan. Baris yang sudah dihitung tetap tersimpan; teruskan untuk sisanya." : "Pemeriksaan gagal. Belum ada yang tersimpan; coba lagi."));
        }
        finally
        {
            atWork.TryRemove(id, out _);
        }
    }

    private static string Place(Guid run) => Sealer.Field("imports", run, "sheet");

    private async Task Read(Register register, Guid id, Actor actor, bool save, CancellationTokenSource stop)
    {
        await using var scope = Scope(actor, out var services);
        var db = services.GetRequiredService<PlatformDb>();
        var kept = await db.Set<ImportFile>().AsNoTracking().SingleOrDefaultAsync(file => file.RunId == id, stop.Token)
            ?? throw new UnreadableSheetException("Berkas ini sudah dihapus. Unggah lagi.");
        var before = save ? (await db.Set<ImportRun>().AsNoTracking().SingleAsync(run => run.Id == id, stop.Token)).Outcome : null;
        using var sheet = new MemoryStream(sealer.Open(kept.Content, Place(id)));
        await services.GetRequiredService<RegisterSheets>().Read(register, sheet, save, async outcome =>
        {
            // Saved with the batch that it counts: no row is counted that is not saved, and none saved that is not counted.
            var run = await db.Set<ImportRun>().SingleAsync(item => item.Id == id, CancellationToken.None);
            run.Take(outcome, clock.GetUtcNow());
            if (run.StopAsked)
            {
                await stop.CancelAsync();
            }
        }, stop.Token, before);
    }

    private async Task Update(Guid id, Action<ImportRun> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var run = await db.Set<ImportRun>().SingleAsync(item => item.Id == id);
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
        var (waited, forgotten) = (now - Kept, now - Remembered);
        var old = db.Set<ImportRun>().Where(run => run.StartedAt < waited).Select(run => run.Id);
        var files = await db.Set<ImportFile>().Where(file => old.Contains(file.RunId)).ExecuteDeleteAsync(cancel);
        await db.Set<ImportRun>().Where(run => run.StartedAt < forgotten).ExecuteDeleteAsync(cancel);
        return $"{Indonesian.Number(files)} berkas impor dihapus.";
    }
}
