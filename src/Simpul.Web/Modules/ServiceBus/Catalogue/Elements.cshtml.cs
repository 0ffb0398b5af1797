using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>The metadata repository: every data element of the services that answer, with what it is in the architecture.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class ElementsModel(PlatformDb db, ServiceCatalogue catalogue, Acting acting) : PageModel
{
    public const string Href = "/kerja/elemen-data";

    private const int Size = 50;

    public IReadOnlyList<ElementRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>Only those that say something about a person.</summary>
    public bool IsPersonal { get; private set; }

    public bool IsNarrowed { get; private set; }

    public bool MayLink => acting.Actor.May(ServiceBusPermissions.Services);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        IsPersonal = Request.Query["pribadi"] == "ya";
        Number = ListAddress.NumberOf(Request);
        var found = from field in db.Set<ServiceField>().AsNoTracking()
                    join version in db.Set<BusServiceVersion>() on field.VersionId equals version.Id
                    join service in catalogue.Visible(publicOnly: false) on version.ServiceId equals service.Id
                    where version.State == ServiceVersionState.Published || version.State == ServiceVersionState.Deprecated
                    select new { field, version.Label, service };
        if (IsPersonal) found = found.Where(row => row.field.IsPersonal);
        foreach (var word in (RegisterQuery.Cut(Request.Query[ListAddress.Search].ToString()) ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            IsNarrowed = true;
            found = found.Where(row => row.field.Name.ToLower().Contains(word) || (row.field.Meaning != null && row.field.Meaning.ToLower().Contains(word)) || row.service.Title.ToLower().Contains(word));
        }
        Total = await found.CountAsync(cancel);
        var rows = await found.OrderBy(row => row.service.Title).ThenBy(row => row.Label).ThenBy(row => row.field.Position).ThenBy(row => row.field.Id).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
        var services = rows.Select(row => row.service.Id).Distinct().ToList();
        var links = await db.Set<ElementLink>().AsNoTracking().Where(one => services.Contains(one.ServiceId)).ToListAsync(cancel);
        var data = links.Select(one => one.DataId).Distinct().ToList();
        var names = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => data.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        Rows = [.. rows.Select(row =>
        {
            var link = links.Find(one => one.ServiceId == row.service.Id && one.Means(row.field));
            return new ElementRow(row.field, row.service, row.Label, link?.DataId, link is null ? null : names.GetValueOrDefault(link.DataId));
        })];
    }
}

/// <param name="Data">Name of the architecture's datum; null where nobody said it.</param>
public sealed record ElementRow(ServiceField Field, BusService Service, string Label, Guid? DataId, string? Data);
