using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>The reference of a version of an open service, for everybody.</summary>
[Public, EnableRateLimiting(SandboxLimit.Name)]
public sealed class ReferenceModel(PlatformDb db, ServiceCatalogue services, Sandbox sandbox, TrafficBook traffic) : ReferencePage(db, services, sandbox, traffic)
{
    public override bool IsPublic => true;

    public async Task<IActionResult> OnGetAsync(string code, string? label, CancellationToken cancel)
    {
        if (label is null) return await Catalogue.Find(code, publicOnly: true, drafts: false, cancel) is { Current: { } current } ? Redirect($"{ServiceCatalogue.PublicHref}/{code}/{current.Label}") : NotFound();
        if (await Load(code, label, cancel) is { } other) return other;
        await LoadAround(cancel);
        return Page();
    }
}
