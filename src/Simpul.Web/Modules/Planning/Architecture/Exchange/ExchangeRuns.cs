using System.Text.Json;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Jobs;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>Models that are tried and saved beside the requests, as sheets are.</summary>
internal sealed class ExchangeRuns(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ExchangeRuns> log)
    : SentFiles<ExchangeRun, ExchangeUpload>(scopes, sealer, clock, lifetime, log)
{
    public static readonly ScheduledJob Cleaning = CleaningJob("planning.exchange", "Menghapus berkas impor model yang lama", "0 20 2 * * ?");

    /// <summary>Keeps the model and begins to try it.</summary>
    public Task<Guid> Try(string fileName, Stream file, Actor actor, CancellationToken cancel) => Try(new ExchangeRun { FileName = fileName }, file, actor, cancel);

    protected override string Place(Guid id) => Sealer.Field("architecture-imports", id, "model");

    protected override async Task<Action<ExchangeRun>> Read(IServiceProvider services, ExchangeRun sent, Stream content, bool save, CancellationTokenSource stop)
    {
        var result = await services.GetRequiredService<ExchangeImport>().Run(content, save, stop.Token, (done, total) => Update(sent.Id, run => (run.Done, run.Total) = (done, total)));
        if (save && result.Faults.Count > 0)
        {
            // What was sound when it was tried met what somebody did since: it may be tried again.
            return run => run.Fail(string.Join(' ', result.Faults.Take(3)));
        }
        return run => run.Outcome = JsonSerializer.Serialize(result);
    }
}
