using Microsoft.AspNetCore.Mvc;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Changes a version that is not published yet.</summary>
[Permission(ServiceBusPermissions.Services)]
public sealed class EditVersionModel(PlatformDb db, Acting acting, IServiceProvider services) : VersionPage(db, acting)
{
    private readonly Acting acting = acting;

    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is { } refused)
        {
            return refused;
        }
        Input = VersionInput.Of(Item);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is { } refused)
        {
            return refused;
        }
        return !IsSeen() || !ModelState.IsValid ? Page()
            : Answer((await services.GetRequiredService<VersionWork>().Change(Item, Service, await Input.Draft(cancel), cancel)).Refusals, Href, "Rancangan tersimpan.");
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken cancel) => !await Load(id, cancel) || Item.State is not (ServiceVersionState.Draft or ServiceVersionState.Proposed) ? NotFound()
        : acting.Actor.May(ServiceBusPermissions.Services, Item.AgencyId) ? null : Forbid();
}
