using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Jobs;

namespace Simpul.Web.Platform.Registers;

/// <summary>Imports of sheets into registers: saved batch by batch, so that a long one can be stopped and gone on with.</summary>
public sealed class Imports(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<Imports> log)
    : SentFiles<ImportRun, ImportFile>(scopes, sealer, clock, lifetime, log)
{
    public static readonly ScheduledJob Cleaning = CleaningJob("registers.imports", "Menghapus berkas impor yang lama", "0 15 2 * * ?");

    protected override bool SavesInParts => true;

    /// <summary>Keeps the sheet and begins to try every row of it.</summary>
    /// <exception cref="UnreadableSheetException">The file is no sheet of the register.</exception>
    public Task<Guid> Try(Register register, string fileName, Stream file, Actor actor, CancellationToken cancel) => Try(new ImportRun { Register = register.Kind, FileName = fileName }, file, actor, cancel);

    /// <summary>Stops it: at once where it runs in this program, after the batch at hand on another node. What was counted stays saved.</summary>
    public async Task Stop(Guid id, CancellationToken cancel)
    {
        // A busy import may keep SQLite's one writer to itself for as long as it takes: asking by the database alone could come too late.
        if (!await StopHere(id))
        {
            await using var scope = Scope(null, out var services);
            await services.GetRequiredService<PlatformDb>().Set<ImportRun>().Where(run => run.Id == id).ExecuteUpdateAsync(set => set.SetProperty(run => run.StopAsked, true), cancel);
        }
    }

    protected override string Place(Guid id) => Sealer.Field("imports", id, "sheet");

    protected override IQueryable<ImportRun> Alike(IQueryable<ImportRun> files, ImportRun sent) => files.Where(run => run.Register == sent.Register);

    protected override Task Check(IServiceProvider services, ImportRun sent, Stream content, CancellationToken cancel) =>
        services.GetRequiredService<RegisterSheets>().Check(RegisterOf(services, sent), content, cancel);

    protected override async Task<Action<ImportRun>> Read(IServiceProvider services, ImportRun sent, Stream content, bool save, CancellationTokenSource stop)
    {
        var db = services.GetRequiredService<PlatformDb>();
        try
        {
            await services.GetRequiredService<RegisterSheets>().Read(RegisterOf(services, sent), content, save, async outcome =>
            {
                // Saved with the batch that it counts: no row is counted that is not saved, and none saved that is not counted.
                var run = await db.Set<ImportRun>().SingleAsync(item => item.Id == sent.Id, CancellationToken.None);
                run.Take(outcome);
                run.SeenAt = Now;
                if (run.StopAsked)
                {
                    await stop.CancelAsync();
                }
            }, stop.Token, save ? sent.Outcome : null);
        }
        catch (UnreadableSheetException unreadable)
        {
            return run => run.Fail(unreadable.Message);
        }
        return run => run.Total = run.Done;
    }

    private static Register RegisterOf(IServiceProvider services, ImportRun run) => services.GetRequiredService<RegisterCatalogue>().ByKind(run.Register)!;
}
