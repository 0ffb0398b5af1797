using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>Tries an operation of any service, by those who work here.</summary>
[Permission(ServiceBusPermissions.View), EnableRateLimiting(SandboxLimit.Name)]
public sealed class StaffTryModel(PlatformDb db, ServiceCatalogue catalogue, Sandbox sandbox, TrafficBook traffic) : TryPage(db, catalogue, sandbox, traffic)
{
    public override bool IsPublic => false;

    public async Task<IActionResult> OnGetAsync(string code, string label, string operation, CancellationToken cancel) => await LoadOperation(code, label, operation, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string code, string label, string operation, CancellationToken cancel)
    {
        if (await LoadOperation(code, label, operation, cancel) is { } other) return other;
        Call();
        return Page();
    }
}
