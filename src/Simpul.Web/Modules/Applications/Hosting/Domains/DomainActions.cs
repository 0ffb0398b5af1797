using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>How a name stands and what can be done about it, above its facts.</summary>
/// <param name="Registrar">Who set the name; null while nobody has.</param>
/// <param name="ActHref">Where the actor sets, renews or ends it; null where they may not.</param>
/// <param name="AskHref">Where the owner asks that it is prolonged or changed; null to who may not, or decides.</param>
public sealed record DomainActions(DomainName Item, State State, string Word, string? Registrar, DnsZone? Zone, string? ActHref, string ActTitle, string? AskHref)
{
    public static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var item = await db.Set<DomainName>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (item is null)
        {
            return null;
        }
        var zone = await db.Set<DnsZone>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == item.ZoneId, cancel);
        var (state, word) = Standing(item.State, item.RenewOn, services.GetRequiredService<Today>().Date);
        var actor = services.GetRequiredService<Acting>().Actor;
        var may = actor.MayEverywhere(ApplicationsPermissions.HostingDecide);
        var profile = services.GetRequiredService<CurrentRegulation>().Profile;
        var registrar = item.RegisteredBy is { } office && profile.Offices.TryGet(office, out var found) ? found.Name : null;
        return new DomainActions(item, state, word, registrar, zone, may ? $"{DomainRegister.Href}/{id}/tindakan" : null,
            item.State switch { RequestState.Requested => "Putuskan permintaan", RequestState.Active => item.AskedOn is null ? "Perpanjang atau akhiri" : "Jawab permintaan", _ => "Tetapkan kembali" },
            RenewalRequests.MayAsk(actor, item) ? RenewalRequests.AskHref(item) : null);
    }

    /// <summary>In words, with how soon it is to be renewed.</summary>
    public static (State State, string Word) Standing(RequestState state, DateOnly? renew, DateOnly today) => state switch
    {
        RequestState.Requested => (Platform.Ui.State.Due, "Menunggu penetapan"),
        RequestState.Refused => (Platform.Ui.State.NotApplicable, "Ditolak"),
        RequestState.Ended => (Platform.Ui.State.NotApplicable, "Berakhir"),
        _ when renew is null => (Platform.Ui.State.Missing, "Berjalan, belum ada tanggal perpanjangan"),
        _ when renew < today => (Platform.Ui.State.Overdue, $"Seharusnya diperpanjang sebelum {Indonesian.Date(renew.Value)}"),
        _ when renew <= today.AddDays(Reminders.First) => (Platform.Ui.State.Due, $"Perpanjang sebelum {Indonesian.Date(renew.Value)}, {renew.Value.DayNumber - today.DayNumber} hari lagi"),
        _ => (Platform.Ui.State.Met, $"Berjalan, diperpanjang sebelum {Indonesian.Date(renew.Value)}"),
    };
}
