using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>The open services, for everybody.</summary>
[Public]
public sealed class PublicDirectoryModel(ServiceCatalogue catalogue) : PageModel
{
    public IReadOnlyList<ServiceEntry> Entries { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public string? Words { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = ListAddress.NumberOf(Request);
        Words = Request.Query[ListAddress.Search];
        (Entries, Total) = await catalogue.List(publicOnly: true, Words, Number, cancel);
    }
}
