using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Documents;

/// <summary>Tries and saves one kind of sent file beside the requests, so that nobody sends a file twice and a long one shows how far it is (decision 0111).</summary>
public abstract class SentFiles<TFile, TContent>(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger log)
    where TFile : SentFile
    where TContent : SentContent, new()
{
    /// <summary>How long a file waits for its yes.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long is remembered what came of it.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>How long a page waits for a small file, so that it shows what came of it at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> atWork = [];

    /// <summary>Whether a stop keeps what was counted; otherwise it is saved whole or not at all.</summary>
    protected virtual bool SavesInParts => false;

    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Starts saving what was tried, or goes on where it stopped.</summary>
    public async Task Start(Guid id, Actor actor, CancellationToken cancel)
    {
        await using (var scope = Scope(actor, out var services))
        {
            var db = services.GetRequiredService<PlatformDb>();
            var sent = await db.Set<TFile>().SingleAsync(item => item.Id == id, cancel);
            if (!sent.CanStart(Now))
            {
                return;
            }
            sent.Restart();
            (sent.State, sent.Failure, sent.SeenAt) = (ImportState.Running, null, Now);
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

    /// <summary>Takes away the files that nobody said yes to, and what came of old ones.</summary>
    protected static ScheduledJob CleaningJob(string name, string title, string cron) => new(name, title, cron, async (services, cancel) =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (waited, forgotten) = (now - Kept, now - Remembered);
        var old = db.Set<TFile>().Where(sent => sent.StartedAt < waited).Select(sent => sent.Id);
        var contents = await db.Set<TContent>().Where(content => old.Contains(content.RunId)).ExecuteDeleteAsync(cancel);
        await db.Set<TFile>().Where(sent => sent.StartedAt < forgotten).ExecuteDeleteAsync(cancel);
        return $"{Indonesian.Number(contents)} berkas impor dihapus.";
    });

    /// <summary>Keeps the file and begins to try it.</summary>
    protected async Task<Guid> Try(TFile sent, Stream file, Actor actor, CancellationToken cancel)
    {
        await using var scope = Scope(actor, out var services);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        await Check(services, sent, content, cancel);
        sent.FileName = sent.FileName.Length > SentFile.NameLength ? sent.FileName[..SentFile.NameLength] : sent.FileName;
        (sent.AccountId, sent.StartedAt, sent.SeenAt) = (actor.AccountId, Now, Now);
        var db = services.GetRequiredService<PlatformDb>();
        // A person who sends a file anew is done with the one before.
        var former = Alike(db.Set<TFile>(), sent).Where(item => item.AccountId == actor.AccountId && item.State == ImportState.Tried).Select(item => item.Id);
        await db.Set<TContent>().Where(item => former.Contains(item.RunId)).ExecuteDeleteAsync(cancel);
        db.Add(sent);
        db.Add(new TContent { RunId = sent.Id, Content = sealer.Seal(content.GetBuffer().AsSpan(0, (int)content.Length), Place(sent.Id)) });
        await db.SaveChangesAsync(cancel);
        await Begin(sent.Id, actor, save: false);
        return sent.Id;
    }

    /// <summary>Stops it at once, where it runs in this program.</summary>
    /// <returns>Whether it does.</returns>
    protected async Task<bool> StopHere(Guid id)
    {
        if (!atWork.TryGetValue(id, out var work))
        {
            return false;
        }
        try
        {
            await work.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was done in this very moment.
        }
        return true;
    }

    /// <summary>To what the content is sealed, as <see cref="Sealer.Field"/> gives it.</summary>
    protected abstract string Place(Guid id);

    /// <summary>Of all files those that a new one takes the place of, where the same person sends it.</summary>
    protected virtual IQueryable<TFile> Alike(IQueryable<TFile> files, TFile sent) => files;

    /// <summary>Refuses, by an exception of its own, what is not even worth keeping.</summary>
    protected virtual Task Check(IServiceProvider services, TFile sent, Stream content, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Tries what is in the file, or saves it.</summary>
    /// <returns>What is to be put down at the end, when the file's state is already the good one.</returns>
    protected abstract Task<Action<TFile>> Read(IServiceProvider services, TFile sent, Stream content, bool save, CancellationTokenSource stop);

    protected async Task Update(Guid id, Action<TFile> change)
    {
        await using var scope = Scope(null, out var services);
        var db = services.GetRequiredService<PlatformDb>();
        var sent = await db.Set<TFile>().SingleAsync(item => item.Id == id);
        change(sent);
        sent.SeenAt = Now;
        await db.SaveChangesAsync();
    }

    protected AsyncServiceScope Scope(Actor? actor, out IServiceProvider services)
    {
        var scope = scopes.CreateAsyncScope();
        services = scope.ServiceProvider;
        if (actor is not null)
        {
            services.GetRequiredService<Acting>().Actor = actor;
        }
        return scope;
    }

    private async Task Begin(Guid id, Actor actor, bool save) => await Task.WhenAny(Task.Run(() => Work(id, actor, save), CancellationToken.None), Task.Delay(Patience));

    private async Task Work(Guid id, Actor actor, bool save)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        atWork[id] = stop;
        try
        {
            var end = await Read(id, actor, save, stop);
            await Update(id, sent =>
            {
                sent.State = save ? ImportState.Done : ImportState.Tried;
                end(sent);
            });
            if (save)
            {
                await using var scope = Scope(null, out var services);
                var db = services.GetRequiredService<PlatformDb>();
                await db.Set<TContent>().Where(content => content.RunId == id && db.Set<TFile>().Any(sent => sent.Id == id && sent.State == ImportState.Done)).ExecuteDeleteAsync();
            }
        }
        catch (OperationCanceledException) when (save && SavesInParts)
        {
            await Update(id, sent => sent.State = ImportState.Stopped);
        }
        catch (OperationCanceledException)
        {
            await Update(id, sent => sent.Fail(save ? "Penyimpanan dihentikan. Tidak ada yang tersimpan; coba lagi." : "Pemeriksaan dihentikan. Belum ada yang tersimpan; unggah lagi berkasnya."));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The import {Run} failed", id);
            await Update(id, sent => sent.Fail(
                !save ? "Pemeriksaan gagal. Belum ada yang tersimpan; unggah lagi berkasnya."
                : SavesInParts ? "Penyimpanan gagal di tengah jalan. Yang sudah dihitung tetap tersimpan; teruskan untuk sisanya."
                : "Penyimpanan gagal. Tidak ada yang tersimpan; coba lagi."));
        }
        finally
        {
            atWork.TryRemove(id, out _);
        }
    }

    private async Task<Action<TFile>> Read(Guid id, Actor actor, bool save, CancellationTokenSource stop)
    {
        await using var scope = Scope(actor, out var services);
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<TContent>().AsNoTracking().SingleOrDefaultAsync(content => content.RunId == id, stop.Token) is not { } kept)
        {
            return sent => sent.Fail("Berkas ini sudah dihapus. Unggah lagi.");
        }
        var file = await db.Set<TFile>().AsNoTracking().SingleAsync(sent => sent.Id == id, stop.Token);
        using var plain = new MemoryStream(sealer.Open(kept.Content, Place(id)));
        return await Read(services, file, plain, save, stop);
    }
}
