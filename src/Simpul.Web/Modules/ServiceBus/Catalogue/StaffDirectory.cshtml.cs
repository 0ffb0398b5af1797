using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>All services that answer on the bus, limited ones among them.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class StaffDirectoryModel(ServiceCatalogue catalogue) : PageModel
{
    public IReadOnlyList<ServiceEntry> Entries { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public string? Words { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = ListAddress.NumberOf(Request);
        Words = Request.Query[ListAddress.Search];
        (Entries, Total) = await catalogue.List(publicOnly: false, Words, Number, cancel);
    }
}
