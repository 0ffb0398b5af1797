using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Registers;

/// <summary>What a sheet came to when it was tried, and how far its saving is. Only whoever sent it sees it.</summary>
[RegisterPermission(edit: true)]
public sealed class ImportRunModel(RegisterCatalogue catalogue, PlatformDb db, Imports imports, Acting acting, TimeProvider clock) : PageModel
{
    public Register Register { get; private set; } = null!;

    public ImportRun Run { get; private set; } = null!;

    public bool IsAtWork => Run.IsAtWork(clock.GetUtcNow());

    public bool CanStart => Run.CanStart(clock.GetUtcNow());

    public IReadOnlyList<BadRow> BadRows { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(string register, Guid run, CancellationToken cancel) => await Load(register, run, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostStartAsync(string register, Guid run, CancellationToken cancel)
    {
        if (!await Load(register, run, cancel))
        {
            return NotFound();
        }
        await imports.Start(run, acting.Actor, cancel);
        return LocalRedirect($"{Register.Href}/impor/{run}");
    }

    public async Task<IActionResult> OnPostStopAsync(string register, Guid run, CancellationToken cancel)
    {
        if (!await Load(register, run, cancel))
        {
            return NotFound();
        }
        await imports.Stop(run, cancel);
        return LocalRedirect($"{Register.Href}/impor/{run}");
    }

    private async Task<bool> Load(string register, Guid run, CancellationToken cancel)
    {
        Register = catalogue.BySlug(register)!;
        Number = ListAddress.NumberOf(Request);
        var found = await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == run && item.Register == Register.Kind && item.AccountId == acting.Actor.AccountId, cancel);
        if (found is null)
        {
            return false;
        }
        Run = found;
        BadRows = [.. found.BadList.Skip((Number - 1) * 25).Take(25)];
        return true;
    }
}
