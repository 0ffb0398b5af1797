using Microsoft.AspNetCore.Antiforgery;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>Acts for another of one's offices: what the workspace's top bar posts. The list of offices has the same address.</summary>
internal static class OfficeSwitch
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/kerja/jabatan", Choose).WithMetadata(new SignedInAttribute()).ExcludeFromDescription();

    private static async Task<IResult> Choose(HttpContext context, IAntiforgery antiforgery, SignIn signIn, CancellationToken cancel)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        var form = await context.Request.ReadFormAsync(cancel);
        return Guid.TryParse(form["jabatan"], out var office) && await signIn.ActFor(context.User, office, cancel)
            ? Results.LocalRedirect("/kerja")
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
