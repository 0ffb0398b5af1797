using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary><c>/kerja/proses-bisnis/{id}/diagram/{number}.bpmn</c>: the file exactly as it came, always as a download.</summary>
internal static class DiagramFile
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/kerja/proses-bisnis/{id:guid}/diagram/{number:int}.bpmn", Download).WithMetadata(new PermissionAttribute(PlanningPermissions.View)).ExcludeFromDescription();

    private static async Task<IResult> Download(Guid id, int number, PlatformDb db, Diagrams diagrams, HttpContext context, CancellationToken cancel)
    {
        if (await db.Set<ProcessDiagram>().AsNoTracking().SingleOrDefaultAsync(item => item.ProcessId == id && item.Number == number, cancel) is not { } diagram)
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Bytes(await diagrams.Content(diagram, cancel), "application/octet-stream", diagram.FileName);
    }
}
