using Microsoft.AspNetCore.Mvc;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Says how closely each data element of a version is held, and which are about persons.</summary>
[Permission(ServiceBusPermissions.Services), RequestFormLimits(ValueCountLimit = 10_000)]
public sealed class ClassifyModel(PlatformDb db, Acting acting, IServiceProvider services) : VersionPage(db, acting)
{
    private readonly Acting acting = acting;

    [BindProperty]
    public Dictionary<Guid, Classification> Levels { get; set; } = [];

    [BindProperty]
    public List<Guid> Personal { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Find(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is { } refused)
        {
            return refused;
        }
        return !IsSeen() || !ModelState.IsValid ? Page()
            : Answer((await services.GetRequiredService<VersionWork>().Classify(Item, Levels, Personal.ToHashSet(), cancel)).Refusals, Href, "Klasifikasi tersimpan.");
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken cancel) => !await Load(id, cancel) || Item.State is not (ServiceVersionState.Draft or ServiceVersionState.Proposed) ? NotFound()
        : acting.Actor.May(ServiceBusPermissions.Services, Item.AgencyId) ? null : Forbid();
}
