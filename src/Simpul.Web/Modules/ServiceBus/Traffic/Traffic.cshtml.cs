using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>What goes through the bus: by service, by contract, and in its course.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class TrafficModel(TrafficBook book, Acting acting, Zone zone) : PageModel
{
    public const string Href = "/kerja/lalu-lintas-penghubung";

    private const int Size = 25;

    public TrafficSpan Span { get; private set; } = TrafficSpan.All[0];

    /// <summary>Null where the page is about all.</summary>
    public string? Service { get; private set; }

    public IReadOnlyList<TrafficRow> Services { get; private set; } = [];

    /// <summary>The page of contracts that is shown.</summary>
    public IReadOnlyList<TrafficRow> Contracts { get; private set; } = [];

    public int ContractTotal { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>Of all but trials, with the bus's own faults; of the one service where the page is about one.</summary>
    public TrafficCounts Whole { get; private set; } = TrafficCounts.None;

    /// <summary>Calls of versions for trying, which the whole does not count.</summary>
    public long Trials { get; private set; }

    public IReadOnlyList<(string Label, TrafficCounts Counts)> Course { get; private set; } = [];

    /// <summary>What was refused before a contract was found, for the operator of the bus; null for everybody else, and where the page is about one service.</summary>
    public TrafficCounts? Unknown { get; private set; }

    /// <summary>The hour in which counts were last taken over; null where never.</summary>
    public DateTimeOffset? Last { get; private set; }

    public async Task OnGetAsync(string? rentang, string? layanan, CancellationToken cancel)
    {
        Span = TrafficSpan.Of(rentang);
        Service = string.IsNullOrWhiteSpace(layanan) || layanan.Length > TrafficHour.ServiceLength ? null : layanan;
        var all = await book.ByContract(Span, cancel);
        if (Service is not null && !all.Any(row => row.Service == Service)) all = [];
        var contracts = all.Where(row => Service is null || row.Service == Service).ToList();
        Services = TrafficBook.ByService(contracts);
        (ContractTotal, Number) = (contracts.Count, ListAddress.NumberOf(Request));
        Contracts = await book.WithQuotas([.. contracts.Skip((Number - 1) * Size).Take(Size)], cancel);
        // What is tried exchanges nothing, and is shown whole where somebody asks for it alone.
        Whole = contracts.Where(row => Service is not null || !row.IsTrial).Aggregate(Service is null ? await book.BusFaults(Span, cancel) : TrafficCounts.None, (sum, row) => sum.Plus(row.Counts));
        Trials = Service is null ? contracts.Where(row => row.IsTrial).Sum(row => row.Counts.Calls) : 0;
        Course = [.. (await book.Course(Span, Service, cancel)).Select(point => (LabelOf(point.From), point.Counts))];
        Last = await book.Last(cancel);
        if (Service is null && acting.Actor.MayEverywhere(ServiceBusPermissions.Switch))
        {
            Unknown = (await book.WithoutContract(Span, cancel)).Aggregate(TrafficCounts.None, (sum, row) => sum.Plus(row.Counts));
        }
    }

    private string LabelOf(DateTimeOffset from) => Span.Step < TimeSpan.FromDays(1) ? Indonesian.Time(from, zone.Info) : Indonesian.ShortDate(Indonesian.DateIn(from, zone.Info));
}
