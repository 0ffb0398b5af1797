using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Lint;

/// <summary>What the rules find in a version's description, and what changes for its callers against the version before.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class FindingsModel(PlatformDb db, ServiceCatalogue catalogue, ApiLint lint) : PageModel
{
    public ServiceEntry Entry { get; private set; } = null!;

    public BusServiceVersion Version { get; private set; } = null!;

    public LintReport? Report { get; private set; }

    public IReadOnlyList<ApiChange> Changes { get; private set; } = [];

    /// <summary>Label of the version that it is compared with; null where it is the first.</summary>
    public string? Before { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, string label, CancellationToken cancel)
    {
        if (await catalogue.Find(code, publicOnly: false, drafts: true, cancel) is not { } entry || entry.Versions.FirstOrDefault(one => one.Label == label) is not { } version) return NotFound();
        (Entry, Version) = (entry, version);
        if (await Documents.Of(db, version.DescriptionSha256, cancel) is not { } document) return NotFound();
        try
        {
            Report = lint.Check(document);
            var before = entry.Before(version);
            if (before is not null && await Documents.Of(db, before.DescriptionSha256, cancel) is { } old) (Before, Changes) = (before.Label, ApiChanges.Between(old, document));
        }
        catch (FormatException)
        {
            // What no reader understands was never taken in; a page that fails would not say more.
        }
        return Page();
    }
}
