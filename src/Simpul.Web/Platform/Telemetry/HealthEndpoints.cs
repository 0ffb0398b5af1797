using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>What load balancers and monitors ask: whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", Live).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }

    private static IResult Live(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text("ok\n");
    }

    private static async Task<IResult> Ready(HttpContext context, Health health, Acting acting)
    {
        context.Response.Headers.CacheControl = "no-store";
        var found = await health.Look();
        var status = found.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return IsAdministrator(acting)
            ? Results.Json(new { found.Ready, found.Checks }, statusCode: status)
            : Results.Text(found.Ready ? "ok\n" : "not ready\n", statusCode: status);
    }

    /// <summary>What is wrong inside is for those who can mend it, and of use to those who would break in.</summary>
    private static bool IsAdministrator(Acting acting) =>
        acting.Offices.Any(office => office.OfficeId == acting.Actor.OfficeId && office.Roles.Contains(Role.Administrator));
}
