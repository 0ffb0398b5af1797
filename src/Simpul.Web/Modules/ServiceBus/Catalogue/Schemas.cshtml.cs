using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Descriptions;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>The metadata repository: schemas and code lists of each version that answers.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class SchemasModel(PlatformDb db, ServiceCatalogue catalogue) : PageModel
{
    public const string Href = "/kerja/skema-layanan";

    private const int Size = 10;

    public IReadOnlyList<SchemaRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = ListAddress.NumberOf(Request);
        var found = from version in db.Set<BusServiceVersion>().AsNoTracking()
                    join service in catalogue.Visible(publicOnly: false) on version.ServiceId equals service.Id
                    where version.State == ServiceVersionState.Published || version.State == ServiceVersionState.Deprecated
                    orderby service.Title, version.Label, version.Id
                    select new { service, version.Label, version.DescriptionSha256 };
        Total = await found.CountAsync(cancel);
        List<SchemaRow> rows = [];
        foreach (var row in await found.Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel))
            rows.Add(new SchemaRow(row.service, row.Label, await SchemaFacts.Of(db, row.DescriptionSha256, cancel)));
        Rows = rows;
    }
}

public sealed record SchemaRow(BusService Service, string Label, SchemaFacts Facts);

/// <summary>What a description names: schemas with how many members they have, and closed lists of values.</summary>
public sealed record SchemaFacts(IReadOnlyList<(string Name, string? Description, int Members)> Schemas, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Codes)
{
    private const int MostKept = 200;
    private const int Most = 100;

    // By hash: a description never changes.
    private static readonly ConcurrentDictionary<string, SchemaFacts> known = new(StringComparer.Ordinal);

    internal static async Task<SchemaFacts> Of(PlatformDb db, string sha256, CancellationToken cancel)
    {
        if (known.TryGetValue(sha256, out var facts)) return facts;
        facts = await Lint.Documents.Of(db, sha256, cancel) is { } document ? Of(document) : new SchemaFacts([], []);
        if (known.Count >= MostKept) known.Clear();
        return known[sha256] = facts;
    }

    internal static SchemaFacts Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = OpenApiDocument.Parse(json);
            var schemas = (document.Root.Member("components")?.Member("schemas")?.Members() ?? []).Take(Most)
                .Select(one => (one.Name, one.Place.Text("description") ?? one.Place.Text("title"), one.Place.Member("properties")?.Members().Count() ?? 0)).ToList();
            List<(string, IReadOnlyList<string>)> codes = [];
            HashSet<string> seen = new(StringComparer.Ordinal);
            var ahead = new Stack<(DocumentPlace Place, string Name)>([(document.Root, "")]);
            while (ahead.TryPop(out var next) && codes.Count < Most)
            {
                var (place, name) = next;
                if (place.Member("enum") is { } list && list.Value.ValueKind == System.Text.Json.JsonValueKind.Array && name.Length > 0)
                {
                    List<string> values = [.. list.Elements().Select(one => one.Value.ToString())];
                    if (seen.Add($"{name}: {string.Join('|', values)}")) codes.Add((name, values));
                }
                foreach (var (member, below) in place.Members().Reverse())
                {
                    // A list of values has the name of the member, of the schema or of the parameter that it stands at.
                    if (member is "example" or "examples" or "default") continue;
                    ahead.Push((below, member is "schema" or "items" or "allOf" or "oneOf" or "anyOf" or "properties" ? place.Text("name") ?? name : member));
                }
                foreach (var below in place.Elements().Reverse()) ahead.Push((below, below.Text("name") ?? name));
            }
            return new SchemaFacts(schemas, [.. codes.OrderBy(one => one.Item1, StringComparer.OrdinalIgnoreCase)]);
        }
        catch (FormatException)
        {
            return new SchemaFacts([], []);
        }
    }
}
