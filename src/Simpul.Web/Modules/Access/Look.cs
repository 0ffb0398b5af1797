using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Access;

/// <summary>The government's own colour and crest, as files that a page links to.</summary>
internal static class Look
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tema.css", Theme).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        routes.MapGet("/lambang/{sha256:length(64)}.png", Picture).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }

    private static IResult Theme(HttpContext context, CurrentRegulation regulation)
    {
        if (!regulation.IsSetUp || Palette.StyleSheet(regulation.Instance.Colour, out _) is not { } sheet)
        {
            return Results.NotFound();
        }
        // The address carries the colour, so a changed colour is another address.
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text(sheet, "text/css");
    }

    private static async Task<IResult> Picture(string sha256, HttpContext context, PlatformDb db, CancellationToken cancel)
    {
        if (await db.Set<Crest>().AsNoTracking().SingleOrDefaultAsync(crest => crest.Sha256 == sha256, cancel) is not { } found)
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(found.Png, "image/png");
    }
}
