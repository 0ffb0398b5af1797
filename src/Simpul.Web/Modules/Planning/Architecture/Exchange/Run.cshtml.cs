using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>What a model came to when it was tried, and how far its saving is. Only whoever sent it sees it.</summary>
[Permission(PlanningPermissions.Architecture)]
public sealed class RunModel(PlatformDb db, Acting acting, TimeProvider clock, IServiceProvider services) : PageModel
{
    public ExchangeRun Run { get; private set; } = null!;

    public ExchangeResult? Result { get; private set; }

    public Listed<ExchangeFault>? Faults { get; private set; }

    public bool IsAtWork => Run.IsAtWork(clock.GetUtcNow());

    public bool CanStart => Run.CanStart(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(Guid run, CancellationToken cancel) => await Load(run, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid run, CancellationToken cancel)
    {
        if (!await Load(run, cancel))
        {
            return NotFound();
        }
        await services.GetRequiredService<ExchangeRuns>().Start(run, acting.Actor, cancel);
        return LocalRedirect($"{IndexModel.Href}/{run}");
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(PlanningPermissions.Architecture)
            || await db.Set<ExchangeRun>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id && item.AccountId == acting.Actor.AccountId, cancel) is not { } found)
        {
            return false;
        }
        (Run, Result) = (found, found.Result);
        Faults = Result is { Faults.Count: > 0 } refused ? Listed.Of(refused.Faults, Request) : null;
        return true;
    }
}
