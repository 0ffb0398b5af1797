using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>Calls that were refused before a contract was found for them, by hour and reason: somebody who guesses keys or tries an old certificate is seen here, and nowhere by contract.</summary>
[Permission(ServiceBusPermissions.Switch)]
public sealed class RefusalsModel(TrafficBook book, Acting acting, Zone zone) : PageModel
{
    public const string Href = TrafficModel.Href + "/ditolak";

    private const int Size = 25;

    public TrafficSpan Span { get; private set; } = TrafficSpan.All[0];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public IReadOnlyList<(string When, TrafficCounts Counts)> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? rentang, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(ServiceBusPermissions.Switch))
        {
            return Forbid();
        }
        Span = TrafficSpan.Of(rentang);
        var rows = await book.WithoutContract(Span, cancel);
        (Total, Number) = (rows.Count, ListAddress.NumberOf(Request));
        Rows = [.. rows.Skip((Number - 1) * Size).Take(Size).Select(row => (row.IsDay ? DayOf(row.From) : $"{DayOf(row.From)}, {Indonesian.Time(row.From, zone.Info)}", row.Counts))];
        return Page();
    }

    private string DayOf(DateTimeOffset at) => Indonesian.ShortDate(Indonesian.DateIn(at, zone.Info));
}
