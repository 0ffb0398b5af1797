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
        if (!IsSeen() || !ModelState.IsValid)
        {
            return Page();
        }
        var before = Item.DescriptionSha256;
        var refusals = (await services.GetRequiredService<VersionWork>().Change(Item, Service, await Input.Draft(cancel), cancel)).Refusals;
        return Answer(refusals, Href, !Input.IsReadAgain || Input.Document is not null || string.IsNullOrWhiteSpace(Input.SourceUrl) ? "Rancangan tersimpan."
            : Item.DescriptionSha256 == before ? "Rancangan tersimpan. Dokumen dibaca ulang; isinya tidak berubah." : "Rancangan tersimpan. Dokumen dibaca ulang, dan isinya berubah: periksa klasifikasi elemennya.");
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken cancel) => !await Load(id, cancel) || Item.State is not (ServiceVersionState.Draft or ServiceVersionState.Proposed) ? NotFound()
        : acting.Actor.May(ServiceBusPermissions.Services, Item.AgencyId) ? null : Forbid();
}
