using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Mail;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Notices;

/// <summary>One letter a working day to each person who has unread notices: never a letter for each notice, never an empty one, no notice twice.</summary>
public sealed class Digest(PlatformDb db, IOrganisation organisation, IMailSink mail, MailOptions options, CurrentRegulation regulation, Sealer sealer, Today today, WorkCalendar calendar, TimeProvider clock, ILogger<Digest> log)
{
    /// <summary>A notice that nobody read in this time is no longer news.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(14);

    internal static readonly ScheduledJob Job = new("notices.digest", "Mengirim ringkasan pemberitahuan lewat surel", "0 30 6 * * ?",
        (services, cancel) => services.GetRequiredService<Digest>().Send(cancel));

    /// <summary>Sends the letters that are due.</summary>
    public async Task<string> Send(CancellationToken cancel)
    {
        if (!regulation.IsSetUp || !(await calendar.Days(cancel)).IsWorking(today.Date))
        {
            return "Hari ini bukan hari kerja.";
        }
        var now = clock.GetUtcNow();
        var since = now - Oldest;
        var notices = await db.Set<Notice>().AsNoTracking().Where(notice => notice.ReadAt == null && notice.CreatedAt > since).OrderBy(notice => notice.Id).ToListAsync(cancel);
        if (notices.Count == 0)
        {
            return "Tidak ada pemberitahuan baru.";
        }
        var former = await db.Set<DigestSent>().ToDictionaryAsync(sent => sent.PersonId, cancel);
        var (letters, failures) = (0, 0);
        foreach (var person in (await organisation.Holders(today.Date, cancel)).GroupBy(holder => holder.PersonId))
        {
            var last = former.GetValueOrDefault(person.Key);
            var news = notices.Where(notice => notice.CreatedAt > (last?.SentAt ?? DateTimeOffset.MinValue) && person.Any(holder => IsFor(notice, holder))).ToList();
            if (news.Count == 0 || person.First().OpenEmail(sealer) is not { } address || !MailName.IsAddress(address))
            {
                continue;
            }
            if (!await Send(person.First(), address, news, now, cancel))
            {
                failures++;
                continue;
            }
            letters++;
            Sent(last, person.Key, now);
            // Saved for each person: when the next letter fails, this one does not go out again.
            await db.SaveChangesAsync(cancel);
        }
        return $"{Indonesian.Number(letters)} surel dikirim{(failures > 0 ? $", {Indonesian.Number(failures)} gagal dan dicoba lagi besok" : "")}.";
    }

    private static bool IsFor(Notice notice, HolderFacts holder) =>
        notice.PersonId == holder.PersonId
        || (notice.Office is { } office && holder.Offices.Contains(office) && (notice.AgencyId is null || notice.AgencyId == holder.AgencyId));

    private async Task<bool> Send(HolderFacts person, string address, List<Notice> news, DateTimeOffset now, CancellationToken cancel)
    {
        var region = regulation.Profile.Region;
        var text = new StringBuilder($"Yth. {person.PersonName},\n\nAda {Indonesian.Number(news.Count)} pemberitahuan untuk Anda atau jabatan Anda di Simpul {region.Government}.\n\n");
        foreach (var notice in news.TakeLast(50))
        {
            text.Append(Indonesian.Culture, $"{notice.Title}\n{options.Site.TrimEnd('/')}/kerja/pemberitahuan/{notice.Id}\n\n");
        }
        text.Append(Indonesian.Culture, $"Semua pemberitahuan: {options.Site.TrimEnd('/')}/kerja/pemberitahuan\n");
        var from = new MailName(options.From ?? $"simpul@{region.Domain}", $"Simpul {region.Government}");
        var message = new MailMessage($"digest-{now:yyyyMMddHHmmss}-{person.PersonId:n}", from, [new MailName(address, person.PersonName)],
            $"{Indonesian.Number(news.Count)} pemberitahuan dari Simpul", text.ToString(), now);
        try
        {
            await mail.Send(message, cancel);
            return true;
        }
        catch (MailFailedException failure)
        {
            // The address stays out of the log.
            log.LogWarning(failure, "The digest for person {Person} could not be sent", person.PersonId);
            return false;
        }
    }

    private void Sent(DigestSent? last, Guid person, DateTimeOffset now)
    {
        if (last is null)
        {
            db.Add(new DigestSent { PersonId = person, SentAt = now });
        }
        else
        {
            last.SentAt = now;
        }
    }
}
