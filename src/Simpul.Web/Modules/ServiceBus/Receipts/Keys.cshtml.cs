using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Modules.ServiceBus.Developer;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Receipts;

/// <summary>The public keys by which receipts are verified, for everybody.</summary>
[Public, EnableRateLimiting(SandboxLimit.Name)]
public sealed class KeysModel(IServiceProvider services) : PageModel
{
    public const string Href = "/bukti/daftar-kunci";

    private const int Size = 25;

    /// <summary>Of the hub and the gateways.</summary>
    public IReadOnlyList<ListedKey> Own { get; private set; } = [];

    public IReadOnlyList<ListedKey> Members { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var keys = services.GetRequiredService<KeyList>();
        Number = ListAddress.NumberOf(Request);
        Own = await keys.Own(cancel);
        (Members, Total) = await keys.OfMembers(KeyList.Announced, Number, Size, cancel);
    }
}
