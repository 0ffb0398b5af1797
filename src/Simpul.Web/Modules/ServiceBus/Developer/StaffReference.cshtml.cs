using Microsoft.AspNetCore.Mvc;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>The reference of any version, for those who work here, who may have themselves told of its changes.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class StaffReferenceModel(PlatformDb db, ServiceCatalogue services, Sandbox sandbox, TrafficBook traffic, ServiceSubscriptions subscriptions, Acting acting) : ReferencePage(db, services, sandbox, traffic)
{
    public override bool IsPublic => false;

    public override bool ShowsProvider => ServiceParts.ShowsProvider(acting.Actor, Entry.Service.AgencyId);

    public bool IsSubscribed { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, string? label, CancellationToken cancel)
    {
        if (label is null) return await Catalogue.Find(code, publicOnly: false, drafts: false, cancel) is { Current: { } current } ? Redirect($"{ServiceCatalogue.StaffHref}/{code}/{current.Label}") : NotFound();
        if (await Load(code, label, cancel) is { } other) return other;
        IsSubscribed = await subscriptions.Has(Entry.Service.Id, cancel);
        await LoadAround(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostSubscribeAsync(string code, string label, CancellationToken cancel)
    {
        if (await Load(code, label, cancel) is { } other) return other;
        await subscriptions.Begin(Entry.Service.Id, cancel);
        return this.Done(Href, "Anda akan diberi tahu bila layanan ini berubah.");
    }

    public async Task<IActionResult> OnPostUnsubscribeAsync(string code, string label, CancellationToken cancel)
    {
        if (await Load(code, label, cancel) is { } other) return other;
        await subscriptions.End(Entry.Service.Id, cancel);
        return this.Done(Href, "Anda tidak lagi diberi tahu tentang layanan ini.");
    }
}
