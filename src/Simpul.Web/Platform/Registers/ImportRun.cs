using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;

namespace Simpul.Web.Platform.Registers;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>Tried, and waiting for the person to say yes.</summary>
    Tried,
    Running,
    Done,

    /// <summary>Stopped by the person or by the program's end; what was counted is saved, and it can be run again.</summary>
    Stopped,
    Failed,
}

/// <summary>A sheet that somebody sent to a register: tried first, then saved in the background.</summary>
public sealed class ImportRun
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public required string Register { get; set; }

    public required string FileName { get; set; }

    public Guid? AccountId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>Rows of the sheet, known after it was tried.</summary>
    public int Total { get; set; }

    public int Done { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Same { get; set; }

    public int Bad { get; set; }

    /// <summary>The bad rows, as JSON of <see cref="BadRow"/>.</summary>
    public string BadRows { get; set; } = "[]";

    /// <summary>Why it failed, for the person who sent it.</summary>
    public string? Failure { get; set; }

    public IReadOnlyList<BadRow> BadList => JsonSerializer.Deserialize<List<BadRow>>(BadRows) ?? [];

    internal void Take(SheetOutcome outcome)
    {
        (Done, Added, Changed, Same, Bad) = (outcome.Rows, outcome.Added, outcome.Changed, outcome.Same, outcome.BadCount);
        BadRows = JsonSerializer.Serialize(outcome.Bad);
    }
}

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("register_imports");
        builder.Property(run => run.Register).HasMaxLength(60);
        builder.Property(run => run.FileName).HasMaxLength(200);
        builder.Property(run => run.Failure).HasMaxLength(1000);
        builder.Ignore(run => run.BadList);
        builder.HasIndex(run => new { run.AccountId, run.StartedAt });
    }
}

/// <summary>Runs imports beside the requests, so that a long one shows how far it is and can be stopped.</summary>
public sealed class Imports(IServiceScopeFactory scopes, DataFolder data, IHostApplicationLifetime lifetime)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, CancellationTokenSource> running = new();

    /// <summary>Where a sheet waits for the person's yes.</summary>
    private string FileOf(Guid run) => Path.Combine(Directory.CreateDirectory(Path.Combine(data.Path, "imports")).FullName, run.ToString("n"));

    /// <summary>Keeps the sheet and tries every row of it.</summary>
    /// <exception cref="UnreadableSheetException">The file is no sheet.</exception>
    public async Task<ImportRun> Try(Register register, string fileName, Stream file, Actor actor, CancellationToken cancel)
    {
        await using var scope = Scope(actor, out var services);
        var run = new ImportRun { Register = register.Kind, FileName = fileName.Length > 200 ? fileName[..200] : fileName, AccountId = actor.AccountId, StartedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(), State = ImportState.Tried };
        var kept = FileOf(run.Id);
        await using (var copy = File.Create(kept))
        {
            await file.CopyToAsync(copy, cancel);
        }
        try
        {
            await using var sheet = File.OpenRead(kept);
            var outcome = await new RegisterSheets(services).Read(register, sheet, save: false, progress: null, cancel);
            run.Take(outcome);
            (run.Total, run.Done) = (outcome.Rows, 0);
        }
        catch
        {
            File.Delete(kept);
            throw;
        }
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        return run;
    }

    /// <summary>Starts saving the sound rows of a tried sheet.</summary>
    public void Start(Register register, Guid run, Actor actor)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        if (running.TryAdd(run, stop))
        {
            _ = Task.Run(() => Save(register, run, actor, stop), CancellationToken.None);
        }
    }

    /// <summary>Stops after the batch at hand.</summary>
    public void Stop(Guid run)
    {
        if (running.TryGetValue(run, out var stop))
        {
            stop.Cancel();
        }
    }

    private async Task Save(Register register, Guid id, Actor actor, CancellationTokenSource stop)
    {
        await Update(id, run => run.State = ImportState.Running);
        try
        {
            await using var scope = Scope(actor, out var services);
            await using var sheet = File.OpenRead(FileOf(id));
            var outcome = await new RegisterSheets(services).Read(register, sheet, save: true, done => Update(id, run => run.Done = done), stop.Token);
            await Update(id, run =>
            {
                run.Take(outcome);
                run.State = ImportState.Done;
            });
            File.Delete(FileOf(id));
        }
        catch (OperationCanceledException)
        {
            await Update(id, run => run.State = ImportState.Stopped);
        }
        catch (Exception failure) when (failure is UnreadableSheetException or IOException or DbUpdateException)
        {
            await Update(id, run =>
            {
                run.State = ImportState.Failed;
                run.Failure = failure is UnreadableSheetException ? failure.Message : "Penyimpanan gagal di tengah jalan. Baris yang sudah dihitung tetap tersimpan; jalankan lagi untuk sisanya.";
            });
        }
        finally
        {
            running.TryRemove(id, out _);
            stop.Dispose();
        }
    }

    private async Task Update(Guid id, Action<ImportRun> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var run = await db.Set<ImportRun>().SingleAsync(item => item.Id == id);
        change(run);
        await db.SaveChangesAsync();
    }

    private AsyncServiceScope Scope(Actor actor, out IServiceProvider services)
    {
        var scope = scopes.CreateAsyncScope();
        services = scope.ServiceProvider;
        services.GetRequiredService<Acting>().Actor = actor;
        return scope;
    }
}
