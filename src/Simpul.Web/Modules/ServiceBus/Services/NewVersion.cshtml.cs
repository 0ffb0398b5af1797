using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Adds a version to a service from its OpenAPI document.</summary>
[Permission(ServiceBusPermissions.Services)]
public sealed class NewVersionModel(PlatformDb db, Acting acting, IServiceProvider services) : PageModel
{
    public BusService Service { get; private set; } = null!;

    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await services.GetRequiredService<VersionWork>().Add(Service, await Input.Draft(cancel), cancel);
        if (ModelState.Accepts(outcome.Refusals))
        {
            return this.Done($"{VersionRegister.Href}/{outcome.Value.Id}/klasifikasi", "Rancangan tersimpan. Periksa klasifikasi setiap elemen datanya.");
        }
        db.Forget();
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusService>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found || !acting.Actor.MayRead(found.Classification))
        {
            return NotFound();
        }
        Service = found;
        return acting.Actor.May(ServiceBusPermissions.Services, found.AgencyId) ? null : Forbid();
    }
}
