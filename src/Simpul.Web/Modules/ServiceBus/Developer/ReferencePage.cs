using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>The reference of one version: operations, data elements, samples of code, changes, health and quality. On the portal for open services, in the workspace for all.</summary>
public abstract class ReferencePage(PlatformDb db, ServiceCatalogue catalogue, Sandbox sandbox, TrafficBook traffic) : PageModel
{
    /// <summary>Comparisons that are kept; neither side of one ever changes.</summary>
    private const int MostKept = 256;

    /// <summary>Documents that are kept as they are shown.</summary>
    private const int MostViews = 64;

    private static readonly ConcurrentDictionary<(string Before, string After), IReadOnlyList<ApiChange>> compared = new();

    // By hash: a document never changes, and is long.
    private static readonly ConcurrentDictionary<string, ApiView> views = new(StringComparer.Ordinal);

    /// <summary>How far back quality looks.</summary>
    public static readonly TimeSpan Observed = TimeSpan.FromDays(30);

    /// <summary>Whether it is read without having signed in.</summary>
    public abstract bool IsPublic { get; }

    /// <summary>Whether the reader is told where the provider itself answers; callers have the gateway.</summary>
    public virtual bool ShowsProvider => false;

    protected ServiceCatalogue Catalogue => catalogue;

    public string Directory => IsPublic ? ServiceCatalogue.PublicHref : ServiceCatalogue.StaffHref;

    public ServiceEntry Entry { get; private set; } = null!;

    public BusServiceVersion Version { get; private set; } = null!;

    public ApiView Api { get; private set; } = null!;

    /// <summary>Address of the service's version, without the slash.</summary>
    public string Href => $"{Directory}/{Entry.Service.Code}/{Version.Label}";

    /// <summary>Where the gateway answers it, whole.</summary>
    public string GatewayAddress { get; private set; } = "";

    /// <summary>Where the sandbox answers it, whole.</summary>
    public string SandboxAddress { get; private set; } = "";

    /// <summary>Null where no gateway could work by the description.</summary>
    protected Simpul.Bus.Descriptions.SampleAnswers? Compiled { get; private set; }

    public SampleCalls Samples { get; private set; } = null!;

    public TrafficCounts Quality { get; private set; } = TrafficCounts.None;

    /// <summary>How each address answered when it was last asked; who has only to call is not told the addresses.</summary>
    public IReadOnlyList<(string Url, UpstreamHealth? Health)> Health { get; private set; } = [];

    public IReadOnlyList<VersionChanges> Changes { get; private set; } = [];

    protected async Task<IActionResult?> Load(string code, string label, CancellationToken cancel)
    {
        if (await catalogue.Find(code, IsPublic, drafts: false, cancel) is not { } entry || entry.Versions.FirstOrDefault(one => one.Label == label) is not { } version) return NotFound();
        (Entry, Version) = (entry, version);
        version.Fields = await db.Set<ServiceField>().AsNoTracking().Where(one => one.VersionId == version.Id).OrderBy(one => one.Position).ToListAsync(cancel);
        if (await ViewOf(version.DescriptionSha256, cancel) is not { } api) return NotFound();
        Api = api;
        GatewayAddress = HttpContext.RequestServices.GetRequiredService<BusOptions>().AddressOf(code, label);
        SandboxAddress = sandbox.WholeAddressOf(Request, entry.Service, label);
        Compiled = await sandbox.Compiled(version.DescriptionSha256, cancel);
        Samples = new SampleCalls(Compiled, SandboxAddress, GatewayAddress);
        return null;
    }

    /// <summary>What the page tells besides.</summary>
    protected async Task LoadAround(CancellationToken cancel)
    {
        Quality = await traffic.Of($"{Entry.Service.Code}/{Version.Label}", Observed, cancel);
        var upstreams = await db.Set<ServiceUpstream>().AsNoTracking().Where(one => one.VersionId == Version.Id).OrderBy(one => one.Position).ToListAsync(cancel);
        var ids = upstreams.Select(one => one.Id).ToList();
        var health = await db.Set<UpstreamHealth>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        Health = [.. upstreams.Select(one => (one.Url, health.GetValueOrDefault(one.Id)))];
        List<VersionChanges> changes = [];
        foreach (var version in Entry.Versions.Where(one => one.Environment == Version.Environment).Take(10))
        {
            changes.Add(new VersionChanges(version, Entry.Before(version) is { } before ? await Between(before, version, cancel) : []));
        }
        Changes = changes;
    }

    private async Task<ApiView?> ViewOf(string sha256, CancellationToken cancel)
    {
        if (views.TryGetValue(sha256, out var known)) return known;
        if (await Documents.Of(db, sha256, cancel) is not { } document || ApiView.Of(document) is not { } fresh) return null;
        if (views.Count >= MostViews) views.Clear();
        return views[sha256] = fresh;
    }

    private async Task<IReadOnlyList<ApiChange>> Between(BusServiceVersion before, BusServiceVersion version, CancellationToken cancel)
    {
        var pair = (before.DescriptionSha256, version.DescriptionSha256);
        if (compared.TryGetValue(pair, out var known)) return known;
        if (before.DescriptionSha256 == version.DescriptionSha256 || await Documents.Of(db, before.DescriptionSha256, cancel) is not { } old || await Documents.Of(db, version.DescriptionSha256, cancel) is not { } fresh) return [];
        if (compared.Count >= MostKept) compared.Clear();
        return compared[pair] = ApiChanges.Between(old, fresh);
    }
}

/// <param name="Changes">Against the version before it.</param>
public sealed record VersionChanges(BusServiceVersion Version, IReadOnlyList<ApiChange> Changes);

/// <summary>Calls of a version, ready to copy: in the sandbox, and through the gateway with certificate, contract and purpose.</summary>
/// <param name="gateway">Address of the version at the gateway, without the slash.</param>
public sealed class SampleCalls(Simpul.Bus.Descriptions.SampleAnswers? samples, string sandbox, string gateway)
{
    /// <summary>A body that the operation takes; null where it takes none.</summary>
    public string? BodyOf(OperationView operation) => samples?.Description.ById(operation.Id) is null ? null : samples.Request(operation.Id, 1);

    /// <summary>A value for a parameter.</summary>
    public string ValueOf(ParameterView parameter) => samples?.Parameter(parameter.Place, 1) ?? "contoh";

    public CodeCall InSandbox(OperationView operation) => new(operation.Method, sandbox + Target(operation), Headers(operation), BodyOf(operation), false);

    public CodeCall ThroughGateway(OperationView operation) =>
        new(operation.Method, gateway + Target(operation), [("Simpul-Contract", "ID-KONTRAK"), ("Simpul-Purpose", "KODE-TUJUAN"), .. Headers(operation)], BodyOf(operation), true);

    private string Target(OperationView operation)
    {
        var path = operation.Path;
        foreach (var one in operation.Parameters.Where(one => one.In == "path")) path = path.Replace($"{{{one.Name}}}", Uri.EscapeDataString(ValueOf(one)), StringComparison.Ordinal);
        var query = operation.Parameters.Where(one => one is { In: "query", IsRequired: true }).Select(one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(ValueOf(one))}");
        return path + (query.Any() ? "?" + string.Join('&', query) : "");
    }

    private List<(string, string)> Headers(OperationView operation) => [.. operation.Parameters.Where(one => one is { In: "header", IsRequired: true }).Select(one => (one.Name, ValueOf(one)))];
}
