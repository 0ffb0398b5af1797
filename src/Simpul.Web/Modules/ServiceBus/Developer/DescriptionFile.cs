using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>The OpenAPI document of a version for callers, leading to the gateway: for programs that write code, and for tools that show it.</summary>
internal static class DescriptionFile
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ServiceCatalogue.PublicHref + "/{code}/{label}/openapi.json", (string code, string label, HttpRequest request, PlatformDb db, ServiceCatalogue catalogue, Sandbox sandbox, BusOptions bus, CancellationToken cancel) => Give(code, label, true, request, db, catalogue, sandbox, bus, cancel))
            .WithMetadata(new PublicAttribute()).RequireRateLimiting(SandboxLimit.Name).ExcludeFromDescription();
        routes.MapGet(ServiceCatalogue.StaffHref + "/{code}/{label}/openapi.json", (string code, string label, HttpRequest request, PlatformDb db, ServiceCatalogue catalogue, Sandbox sandbox, BusOptions bus, CancellationToken cancel) => Give(code, label, false, request, db, catalogue, sandbox, bus, cancel))
            .WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();
    }

    private static async Task<IResult> Give(string code, string label, bool publicOnly, HttpRequest request, PlatformDb db, ServiceCatalogue catalogue, Sandbox sandbox, BusOptions bus, CancellationToken cancel) =>
        await catalogue.Find(code, publicOnly, drafts: false, cancel) is { } entry && entry.Versions.FirstOrDefault(one => one.Label == label) is { } version && await Documents.Of(db, version.DescriptionSha256, cancel) is { } document
            ? Results.Bytes(GivenDocument.Of(document, bus.AddressOf(code, label), sandbox.WholeAddressOf(request, entry.Service, label)), "application/json", $"{code}-{label}.json") : Results.NotFound();
}
