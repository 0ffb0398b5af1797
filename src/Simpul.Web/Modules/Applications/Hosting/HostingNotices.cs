using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>Tells of placements and names whose time runs out: 60, 30 and 7 days before, each once, and on the day after.</summary>
internal static class HostingNotices
{
    public static readonly ScheduledJob Job = new("applications.renewals", "Pengingat masa berlaku penempatan dan nama domain", "0 10 5 * * ?", Run);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        var regulation = services.GetRequiredService<CurrentRegulation>();
        if (!regulation.IsSetUp)
        {
            return "Instansi belum disiapkan.";
        }
        var (db, board, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Journal>());
        var today = services.GetRequiredService<Today>().Date;
        var until = today.AddDays(Reminders.First);
        var (told, titles) = (0, services.GetRequiredService<RecordTitles>());
        var placements = await db.Set<Placement>().Where(item => item.State == RequestState.Active && item.ExpiresOn != null && item.ExpiresOn <= until && (item.Reminded == null || item.Reminded > 0)).ToListAsync(cancel);
        var applications = await titles.Of(ApplicationRegister.Kind, [.. placements.Select(item => item.ApplicationId).Distinct()], cancel);
        foreach (var item in placements)
        {
            if (Reminders.DueToRenew(item.ExpiresOn!.Value, today, item.Reminded) is { } step)
            {
                item.Reminded = step;
                journal.Record("placements.reminded", item);
                var called = $"Penempatan {applications.GetValueOrDefault(item.ApplicationId)} ({item.Environment.Word().ToLowerInvariant()})";
                Tell(board, "ict-agency", item.AgencyId, "placements.expiring", Sentence(called, "masa berlakunya habis", item.ExpiresOn.Value, today), $"{PlacementRegister.Href}/{item.Id}");
                told++;
            }
        }
        foreach (var item in await db.Set<DomainName>().Where(item => item.State == RequestState.Active && item.RenewOn != null && item.RenewOn <= until && (item.Reminded == null || item.Reminded > 0)).ToListAsync(cancel))
        {
            if (Reminders.DueToRenew(item.RenewOn!.Value, today, item.Reminded) is { } step)
            {
                item.Reminded = step;
                journal.Record("domain-names.reminded", item);
                Tell(board, DomainRules.Registrar(regulation.Profile), item.AgencyId, "domains.renewal", Sentence($"Nama domain {item.Name}", "harus diperpanjang sebelum", item.RenewOn.Value, today), $"{DomainRegister.Href}/{item.Id}");
                told++;
            }
        }
        await db.SaveChangesAsync(cancel);
        return $"{Indonesian.Number(told)} pengingat dikirim.";
    }

    /// <summary>Tells the agency that it concerns, and the office that runs what it is about: the registrar names, the ICT agency placements.</summary>
    public static void Tell(NoticeBoard board, string office, Guid? agency, string kind, string sentence, string href)
    {
        board.Tell(Recipient.HoldersOf(office), kind, sentence, href);
        if (agency is not null)
        {
            board.Tell(Recipient.HoldersOf("agency", agency), kind, sentence, href);
        }
    }

    private static string Sentence(string what, string does, DateOnly end, DateOnly today) => end < today
        ? $"{what} {does} {Indonesian.Date(end)}, dan sudah lewat." : $"{what} {does} {Indonesian.Date(end)}, {end.DayNumber - today.DayNumber} hari lagi.";
}
