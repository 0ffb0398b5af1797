using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>What is given away of every place on which something runs.</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class CapacityModel(PlatformDb db) : PageModel
{
    public const string Href = HostingOverviewModel.Href + "/kapasitas";

    private const int Size = 25;

    public IReadOnlyList<HostCapacity> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public bool IsSearch { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var hosts = HostCapacity.InUse(db);
        if (RegisterQuery.Cut(Request.Query[ListAddress.Search].ToString())?.Trim().ToLowerInvariant() is { Length: > 0 } typed)
        {
            IsSearch = true;
            hosts = hosts.Where(item => item.Name.ToLower().Contains(typed));
        }
        Total = await hosts.CountAsync(cancel);
        Number = ListAddress.NumberOf(Request);
        Rows = await HostCapacity.Of(db, await hosts.OrderBy(item => item.Name).ThenBy(item => item.Id).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel), cancel);
    }
}
