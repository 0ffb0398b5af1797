using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>The way from the public page to the directory.</summary>
internal sealed class PublicServices(ServiceCatalogue catalogue) : IPortalSection
{
    public string Title => "Layanan data bagi aplikasi lain";

    public int Order => 55;

    public string Partial => "/Modules/ServiceBus/Catalogue/_PublicServices.cshtml";

    public async Task<object?> Load(CancellationToken cancel)
    {
        var (entries, total) = await catalogue.List(publicOnly: true, null, 1, cancel, size: 3);
        return total == 0 ? null : new PublicServiceList(entries, total);
    }
}

/// <param name="Total">How many there are in all.</param>
public sealed record PublicServiceList(IReadOnlyList<ServiceEntry> First, int Total);
