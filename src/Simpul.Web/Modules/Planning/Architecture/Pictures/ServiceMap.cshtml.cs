using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>One service down to its servers; without a service, the services to choose from.</summary>
[Permission(PlanningPermissions.View)]
public sealed class ServiceMapModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur/peta-layanan";

    private ArchitectureModel model = null!;

    public ItemFacts? Service { get; private set; }

    internal Picture? Picture { get; private set; }

    public Listed<ItemFacts>? Services { get; private set; }

    public Listed<(ItemFacts Item, int Steps)>? Rows { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? layanan, string? q, CancellationToken cancel)
    {
        if (!await Found(layanan, cancel))
        {
            return NotFound();
        }
        if (Service is null)
        {
            Services = Listed.Of(Matching.Of(model.Of(ArchitectureDomain.Service), q), Request);
            return Page();
        }
        var below = model.Below(Service.Id);
        Rows = Listed.Of(below, Request, 50);
        Picture = Picture.Of(Drawings.ServiceMap(model, Service, below), Request, below.Count > Drawings.MostNodes ? $"Gambar memuat {Drawings.MostNodes} butir terdekat dari {below.Count}; tabel memuat semuanya." : "Garis putus-putus: target (to-be).");
        return Page();
    }

    public async Task<IActionResult> OnGetSvgAsync(Guid? layanan, CancellationToken cancel) =>
        await Found(layanan, cancel) && Service is { } service ? PictureFile.Of(Drawings.ServiceMap(model, service, model.Below(service.Id)), $"peta-layanan-{service.Code}") : NotFound();

    private async Task<bool> Found(Guid? layanan, CancellationToken cancel)
    {
        model = await ArchitectureModel.Read(db, today.Date, cancel);
        Service = layanan is { } id && model.Items.TryGetValue(id, out var item) && item.Domain == ArchitectureDomain.Service ? item : null;
        return layanan is null || Service is not null;
    }
}
