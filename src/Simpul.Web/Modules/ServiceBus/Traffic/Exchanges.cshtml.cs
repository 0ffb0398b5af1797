using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>Exchanges past the bus, and contracts that the architecture does not know of.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class ExchangesModel(ExchangeBook book, Acting acting, Today today, RegisterCatalogue catalogue) : PageModel
{
    public const string Href = "/kerja/pertukaran-data";

    private const int Size = 25;

    /// <summary>Days in which a call must have gone through for an exchange to count as running on the bus.</summary>
    public int RecentDays => book.RecentDays;

    public IReadOnlyList<KnownExchange> Known { get; private set; } = [];

    public IReadOnlyList<UnknownExchange> Unknown { get; private set; } = [];

    /// <summary>How many known ones stand in each way.</summary>
    public IReadOnlyDictionary<ExchangeStanding, int> Counts { get; private set; } = new Dictionary<ExchangeStanding, int>();

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>Whether the actor may write the exchange into the architecture.</summary>
    public bool MayRecord => catalogue.BySlug("hubungan-arsitektur") is { } relations && acting.Actor.May(relations.Edit);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (known, unknown, _) = await book.Read(today.Date, cancel);
        Counts = known.CountBy(one => one.Standing).ToDictionary();
        (Total, Number) = (known.Count, ListAddress.NumberOf(Request));
        Known = [.. known.Skip((Number - 1) * Size).Take(Size)];
        // A contract that nobody entered into the architecture is written there once; a page of them is enough to begin with.
        Unknown = [.. unknown.Where(one => acting.Actor.MayRead(one.Level)).Take(100)];
    }

    public static (State State, string Word) Shown(ExchangeStanding standing) => standing switch
    {
        ExchangeStanding.OnBus => (State.Met, "Lewat penghubung"),
        ExchangeStanding.Unused => (State.Due, "Kontrak tidak dipakai"),
        ExchangeStanding.Direct => (State.NotApplicable, "Antarmuka langsung"),
        _ => (State.Overdue, "Di luar penghubung"),
    };
}
