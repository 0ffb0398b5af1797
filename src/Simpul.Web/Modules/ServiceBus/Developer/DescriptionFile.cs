using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>The OpenAPI document of a version, as it was taken in: for programs that write code, and for tools that show it.</summary>
internal static class DescriptionFile
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ServiceCatalogue.PublicHref + "/{code}/{label}/openapi.json", (string code, string label, PlatformDb db, ServiceCatalogue catalogue, CancellationToken cancel) => Give(code, label, true, db, catalogue, cancel))
            .WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        routes.MapGet(ServiceCatalogue.StaffHref + "/{code}/{label}/openapi.json", (string code, string label, PlatformDb db, ServiceCatalogue catalogue, CancellationToken cancel) => Give(code, label, false, db, catalogue, cancel))
            .WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();
    }

    private static async Task<IResult> Give(string code, string label, bool publicOnly, PlatformDb db, ServiceCatalogue catalogue, CancellationToken cancel) =>
        await catalogue.Find(code, publicOnly, drafts: false, cancel) is { } entry && entry.Versions.FirstOrDefault(one => one.Label == label) is { } version && await Documents.Of(db, version.DescriptionSha256, cancel) is { } document
            ? Results.Bytes(document, "application/json", $"{code}-{label}.json") : Results.NotFound();
}
