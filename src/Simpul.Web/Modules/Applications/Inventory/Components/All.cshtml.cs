using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>The components of all applications that the actor may see: which applications use this one?</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class AllModel(PlatformDb db, Acting acting) : PageModel
{
    public const string Href = "/kerja/komponen";

    private const int Size = 25;

    public IReadOnlyList<ComponentUse> Rows { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>How many applications have a component that the search finds.</summary>
    public int Applications { get; private set; }

    public int Number { get; private set; } = 1;

    public bool IsSearch { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = db.Set<ApplicationComponent>().AsNoTracking().Join(db.Set<Application>().AsNoTracking(), one => one.ApplicationId, application => application.Id, (One, Of) => new { One, Of });
        if (!acting.Actor.MayEverywhere(ApplicationsPermissions.View))
        {
            List<Guid?> agencies = [.. (acting.Actor.Agencies ?? new HashSet<Guid>()).Select(agency => (Guid?)agency)];
            found = found.Where(row => agencies.Contains(row.Of.Item.AgencyId));
        }
        foreach (var word in Folded.Words(RegisterQuery.Cut(Request.Query[ListAddress.Search].ToString()) ?? "").Take(8))
        {
            IsSearch = true;
            found = found.Where(row => row.One.Words.Contains(word));
        }
        Total = await found.CountAsync(cancel);
        Applications = IsSearch ? await found.Select(row => row.Of.Id).Distinct().CountAsync(cancel) : 0;
        Number = ListAddress.NumberOf(Request);
        Rows = await found.OrderBy(row => row.One.Name).ThenBy(row => row.One.ComponentVersion).ThenBy(row => row.Of.Item.Name).ThenBy(row => row.One.Id).Skip((Number - 1) * Size).Take(Size)
            .Select(row => new ComponentUse(row.One.Group, row.One.Name, row.One.ComponentVersion, row.One.Purl, row.One.Licences, row.Of.Id, row.Of.Item.Name)).ToListAsync(cancel);
    }
}

/// <summary>A component and an application that uses it.</summary>
public sealed record ComponentUse(string? Group, string Name, string? Version, string? Purl, IReadOnlyList<string> Licences, Guid Application, string ApplicationName);
