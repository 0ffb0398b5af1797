using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>How a placement stands and what can be done about it, above its facts.</summary>
/// <param name="ActHref">Where the actor decides, renews or ends it; null where they may not or nothing is to be done.</param>
/// <param name="AskHref">Where the owner asks that it is prolonged or changed; null to who may not, or decides.</param>
public sealed record PlacementActions(Placement Item, State State, string Word, string? ActHref, string ActTitle, string? AskHref)
{
    public static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var item = await services.GetRequiredService<PlatformDb>().Set<Placement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (item is null)
        {
            return null;
        }
        var (state, word) = Standing(item.State, item.ExpiresOn, services.GetRequiredService<Today>().Date);
        var actor = services.GetRequiredService<Acting>().Actor;
        var may = actor.MayEverywhere(ApplicationsPermissions.HostingDecide) && item.State is RequestState.Requested or RequestState.Active;
        return new PlacementActions(item, state, word, may ? $"{PlacementRegister.Href}/{id}/tindakan" : null, item.State == RequestState.Requested ? "Putuskan permintaan" : item.AskedOn is null ? "Perpanjang atau akhiri" : "Jawab permintaan",
            RenewalRequests.MayAsk(actor, item) ? RenewalRequests.AskHref(item) : null);
    }

    /// <summary>In words, with how soon it ends.</summary>
    public static (State State, string Word) Standing(RequestState state, DateOnly? expires, DateOnly today) => state switch
    {
        RequestState.Requested => (Platform.Ui.State.Due, "Menunggu keputusan pengelola SPBE"),
        RequestState.Refused => (Platform.Ui.State.NotApplicable, "Ditolak"),
        RequestState.Ended => (Platform.Ui.State.NotApplicable, "Berakhir"),
        _ when expires is null => (Platform.Ui.State.Met, "Berjalan tanpa batas waktu"),
        _ when expires < today => (Platform.Ui.State.Overdue, $"Masa berlakunya lewat sejak {Indonesian.Date(expires.Value.AddDays(1))}"),
        _ when expires <= today.AddDays(Reminders.First) => (Platform.Ui.State.Due, $"Masa berlakunya habis {Indonesian.Date(expires.Value)}, {expires.Value.DayNumber - today.DayNumber} hari lagi"),
        _ => (Platform.Ui.State.Met, $"Berjalan sampai {Indonesian.Date(expires.Value)}"),
    };
}
