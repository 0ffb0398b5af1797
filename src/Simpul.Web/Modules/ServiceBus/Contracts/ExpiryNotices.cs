using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>Tells of contracts, keys and certificates whose time runs out, each step once: contracts 60, 30 and 7 days before, the others 30, 14 and 7.</summary>
internal static class ExpiryNotices
{
    public static readonly ScheduledJob Job = new("bus.expiries", "Pengingat masa berlaku kontrak, kunci, dan sertifikat penghubung", "0 30 5 * * ?", Run);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        var regulation = services.GetRequiredService<CurrentRegulation>();
        if (!regulation.IsSetUp)
        {
            return "Instansi belum disiapkan.";
        }
        var (db, board, journal, zone) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Journal>(), services.GetRequiredService<Zone>());
        var (today, now) = (services.GetRequiredService<Today>().Date, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var limit = now.AddDays(Reminders.First + 1);
        var told = 0;
        foreach (var item in await db.Set<BusContract>().Where(item => item.State == ContractState.InForce && item.ValidUntil > now && item.ValidUntil <= limit).ToListAsync(cancel))
        {
            if (Reminders.Due(item.EndsOn, today, Reminders.Renewals, item.Reminded) is { } step)
            {
                item.Reminded = step;
                journal.Record("bus-contracts.reminded", item);
                foreach (var side in ContractSides.Of(item, regulation))
                {
                    board.Tell(side, "bus.contract-expiring", Sentence($"Kontrak “{item.Purpose}”", item.EndsOn, today), $"{ContractRegister.Href}/{item.Id}");
                }
                told++;
            }
        }
        var members = await db.Set<BusMember>().AsNoTracking().ToDictionaryAsync(item => item.Id, cancel);
        void Tell(BusMember member, string what, DateOnly end)
        {
            board.Tell(member.AgencyId is { } agency ? Recipient.HoldersOf("agency", agency) : Recipient.HoldersOf(ContractSides.Operator(regulation)), "bus.credential-expiring", Sentence($"{what} {member.Name}", end, today), $"{MemberRegister.Href}/{member.Id}");
            told++;
        }
        foreach (var key in await db.Set<MemberKey>().Where(key => key.RevokedAt == null && key.Until > now && key.Until <= limit).ToListAsync(cancel))
        {
            var end = DateOnly.FromDateTime(zone.Local(key.Until).DateTime);
            if (Reminders.Due(end, today, Reminders.Certificates, key.Reminded) is { } step)
            {
                key.Reminded = step;
                journal.Record("bus-keys.reminded", key);
                Tell(members[key.MemberId], "Kunci", end);
            }
        }
        foreach (var certificate in await db.Set<MemberCertificate>().Where(one => one.RevokedAt == null && one.Until > now && one.Until <= limit).ToListAsync(cancel))
        {
            var end = DateOnly.FromDateTime(zone.Local(certificate.Until).DateTime);
            if (Reminders.Due(end, today, Reminders.Certificates, certificate.Reminded) is { } step)
            {
                certificate.Reminded = step;
                journal.Record("bus-certificates.reminded", certificate);
                Tell(members[certificate.MemberId], "Sertifikat", end);
            }
        }
        await db.SaveChangesAsync(cancel);
        return $"{Indonesian.Number(told)} pengingat dikirim.";
    }

    private static string Sentence(string what, DateOnly end, DateOnly today) => $"{what} berakhir {Indonesian.Date(end)}, {end.DayNumber - today.DayNumber} hari lagi.";
}
