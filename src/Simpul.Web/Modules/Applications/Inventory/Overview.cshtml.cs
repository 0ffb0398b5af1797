using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>How many applications there are of what kind, what ends soon, which proposals collide, what they cost.</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class OverviewModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/ringkasan-aplikasi";

    /// <summary>For the registers that this page leads to.</summary>
    internal static readonly RegisterParent Parent = new(Href, "Ringkasan aplikasi");

    private const int Most = 10;

    public DateOnly Today => today.Date;

    public IReadOnlyDictionary<(ApplicationKind, ApplicationStage), int> ByStage { get; private set; } = new Dictionary<(ApplicationKind, ApplicationStage), int>();

    /// <summary>Of those that run.</summary>
    public IReadOnlyDictionary<Criticality, int> ByCriticality { get; private set; } = new Dictionary<Criticality, int>();

    public int Total => ByStage.Values.Sum();

    public int Running => ByStage.Where(pair => pair.Key.Item2 == ApplicationStage.Running).Sum(pair => pair.Value);

    public int Unlicensed { get; private set; }

    public int Unowned { get; private set; }

    public IReadOnlyList<EndingContract> Ending { get; private set; } = [];

    public IReadOnlyList<TwinProposals> Twins { get; private set; } = [];

    /// <summary>Rupiah by budget year, the last five.</summary>
    public IReadOnlyList<(int Year, decimal Sum)> Costs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var counts = await db.Set<Application>().AsNoTracking().GroupBy(item => new { item.Kind, item.Stage, item.Criticality }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        ByStage = counts.GroupBy(one => (one.Key.Kind, one.Key.Stage)).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
        ByCriticality = counts.Where(one => one.Key.Stage == ApplicationStage.Running).GroupBy(one => one.Key.Criticality).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
        Unlicensed = await db.Set<Application>().CountAsync(item => item.Licence == LicenceKind.Unrecorded && item.Stage != ApplicationStage.Retired, cancel);
        Unowned = await db.Set<Application>().CountAsync(item => item.Copyright == CopyrightHolder.Unrecorded && item.Stage != ApplicationStage.Retired, cancel);
        Ending = await ReadEnding(cancel);
        Twins = await ReadTwins(cancel);
        var years = await db.Set<ApplicationCost>().AsNoTracking().GroupBy(item => item.Year).Select(group => group.Key).OrderByDescending(year => year).Take(5).ToListAsync(cancel);
        // Sums are made here: the databases keep whole sen and would sum those.
        Costs = [.. (await db.Set<ApplicationCost>().AsNoTracking().Where(item => years.Contains(item.Year)).Select(item => new { item.Year, item.Amount }).ToListAsync(cancel))
            .GroupBy(item => item.Year).OrderBy(group => group.Key).Select(group => (group.Key, group.Sum(item => item.Amount)))];
    }

    private async Task<IReadOnlyList<EndingContract>> ReadEnding(CancellationToken cancel)
    {
        var (from, until) = (today.Date, today.Date.AddDays(ApplicationStanding.ContractNotice));
        var rows = await (
            from contract in db.Set<ApplicationContract>().AsNoTracking()
            where (contract.EndsOn >= @from && contract.EndsOn <= until) || (contract.WarrantyUntil >= @from && contract.WarrantyUntil <= until)
            join item in db.Set<ArchitectureItem>() on contract.ApplicationId equals item.Id
            orderby contract.EndsOn, contract.Id
            select new { contract.Id, item.Name, contract.Vendor, contract.EndsOn, contract.WarrantyUntil }).Take(Most).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => row.EndsOn >= from && row.EndsOn <= until ? new EndingContract(row.Id, row.Name, row.Vendor, "kontrak berakhir", row.EndsOn)
                : new EndingContract(row.Id, row.Name, row.Vendor, "garansi berakhir", row.WarrantyUntil!.Value)).OrderBy(row => row.On),
        ];
    }

    private async Task<IReadOnlyList<TwinProposals>> ReadTwins(CancellationToken cancel)
    {
        var date = today.Date;
        var rows = await (
            from relation in db.Set<ArchitectureRelation>().AsNoTracking()
            where relation.Kind == RelationKind.ServedBy && (relation.Until == null || relation.Until >= date)
            join application in db.Set<Application>() on relation.ToId equals application.Id
            where application.Stage != ApplicationStage.Retired
            join process in db.Set<ArchitectureItem>() on relation.FromId equals process.Id
            where process.Domain == ArchitectureDomain.Process
            select new { Process = process.Id, Title = process.Name, application.Id, application.Item.Name, application.Stage }).ToListAsync(cancel);
        // By the process itself: two of one name are two.
        return [.. rows.GroupBy(row => row.Process).Where(group => group.Count() > 1 && group.Any(row => row.Stage == ApplicationStage.Proposed))
            .Select(group => new TwinProposals(group.First().Title, [.. group.OrderBy(row => row.Stage).ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Id).Take(Most).Select(row => (row.Id, row.Name, row.Stage))]))
            .OrderBy(twin => twin.Process, StringComparer.Ordinal).Take(Most)];
    }
}

/// <param name="What">"kontrak berakhir" or "garansi berakhir".</param>
public sealed record EndingContract(Guid Id, string Application, string Vendor, string What, DateOnly On);

/// <summary>A proposal and what else serves or is to serve its process, proposals first.</summary>
public sealed record TwinProposals(string Process, IReadOnlyList<(Guid Id, string Name, ApplicationStage Stage)> Applications);
