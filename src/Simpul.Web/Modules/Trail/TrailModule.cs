using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Trail;

/// <summary>The journal on screen: what happened, proofs of it, and the checkpoints that anybody may keep.</summary>
public sealed class TrailModule : IModule
{
    public const string View = "journal.view";

    public string Name => "Trail";

    public string Title => "Jurnal";

    public IReadOnlyList<RailLink> Rail => [new RailLink("Audit", "Jurnal", "/jurnal", "journal-text", View)];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "Melihat jurnal", new Grant(Role.Auditor, Reach.Government), new Grant(Role.Leader, Reach.Government), new Grant(Role.Administrator, Reach.Government)),
    ];

    public void AddServices(IServiceCollection services)
    {
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jurnal/checkpoint", async (JournalPublication publication, HttpResponse response, CancellationToken cancel) =>
        {
            response.Headers.CacheControl = "no-cache";
            return await publication.Latest(cancel) is { } note ? Text(note) : Results.NotFound();
        }).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        routes.MapGet("/jurnal/titik-periksa/{size:long}", async (long size, JournalPublication publication, CancellationToken cancel) =>
            await publication.At(size, cancel) is { } note ? Text(note) : Results.NotFound()).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        routes.MapGet("/jurnal/kunci", (JournalKeys keys) => Text(string.Concat(keys.All.Select(key => key.Pem)))).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        routes.MapGet("/jurnal/{index:long}/bukti", async (long index, JournalProofs proofs, CancellationToken cancel) =>
            await proofs.Of(index, cancel) is { } proof ? Results.File(proof.ToJson(), "application/json", $"bukti-jurnal-{index}.json") : Results.NotFound())
            .WithMetadata(new PermissionAttribute(View)).ExcludeFromDescription();
    }

    private static IResult Text(string text) => Results.Text(text, "text/plain; charset=utf-8");
}
