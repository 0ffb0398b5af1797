using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Hosting.Certificates;

/// <summary>Looks at the certificates of all active names every day, and at one when somebody asks; keeps what was found and tells of what is wrong, each once.</summary>
internal sealed class CertificateWatch(PlatformDb db, TlsProbe probe, NoticeBoard board, Journal journal, CurrentRegulation regulation, Today today, Zone zone, TimeProvider clock)
{
    /// <summary>Names looked at at a time: a few slow servers must not hold up the rest.</summary>
    private const int AtOnce = 8;

    /// <summary>How soon after one look another may be asked for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private static readonly IReadOnlyList<DnsType> leading = [DnsType.A, DnsType.Aaaa, DnsType.Cname];

    public static readonly ScheduledJob Job = new("applications.certificates", "Pemeriksaan sertifikat nama domain", "0 20 5 * * ?",
        (services, cancel) => services.GetRequiredService<CertificateWatch>().All(cancel));

    /// <summary>Whether there is anything to look at behind a name.</summary>
    public static bool Leads(DomainName name) => name.State == RequestState.Active && name.Watched && name.Purpose != DomainPurpose.Infrastructure && leading.Contains(name.Type);

    public async Task<string> All(CancellationToken cancel)
    {
        if (!regulation.IsSetUp || regulation.Instance.IsSample)
        {
            // Made-up names may be somebody's real ones.
            return "Tidak ada yang diperiksa: ini data contoh.";
        }
        var names = await db.Set<DomainName>().AsNoTracking().Where(name => name.State == RequestState.Active && name.Watched && name.Purpose != DomainPurpose.Infrastructure && leading.Contains(name.Type))
            .OrderBy(name => name.Name).ToListAsync(cancel);
        var found = new ConcurrentDictionary<Guid, CertificateFacts>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (name, stop) => found[name.Id] = await probe.Look(name.Name, stop));
        var readings = await db.Set<CertificateReading>().ToDictionaryAsync(reading => reading.DomainId, cancel);
        var told = 0;
        foreach (var name in names)
        {
            told += Keep(name, readings.GetValueOrDefault(name.Id), found[name.Id]) ? 1 : 0;
        }
        await db.SaveChangesAsync(cancel);
        return $"{Indonesian.Number(names.Count)} sertifikat diperiksa, {Indonesian.Number(told)} pemberitahuan.";
    }

    /// <summary>Looks at one now.</summary>
    public async Task<Outcome> One(DomainName name, CancellationToken cancel)
    {
        if (regulation.Instance.IsSample)
        {
            return Refusal.Whole("Ini data contoh: namanya bisa jadi milik orang lain, sehingga tidak dihubungi.");
        }
        if (!Leads(name))
        {
            return Refusal.Whole("Nama ini tidak dipantau: belum berjalan, bukan situs, atau pemantauannya dimatikan.");
        }
        var reading = await db.Set<CertificateReading>().SingleOrDefaultAsync(one => one.DomainId == name.Id, cancel);
        if (reading is not null && clock.GetUtcNow() - reading.CheckedAt < Pause)
        {
            return Refusal.Whole("Nama ini baru saja diperiksa. Tunggu sebentar, lalu periksa lagi.");
        }
        var facts = await probe.Look(name.Name, cancel);
        Keep(name, reading, facts);
        journal.Note("domain-names.certificate-checked", DomainRegister.Kind, name.Id, details: new JsonObject { ["result"] = facts.Result.ToString() });
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Keeps what was found with the save at hand.</summary>
    /// <returns>Whether somebody is told of it.</returns>
    private bool Keep(DomainName name, CertificateReading? reading, CertificateFacts facts)
    {
        var isNew = reading is null;
        reading ??= new CertificateReading { DomainId = name.Id };
        var (before, wasSound) = (reading.Sha256, reading.Sound);
        reading.Take(facts, clock.GetUtcNow());
        if (isNew)
        {
            db.Add(reading);
        }
        if (!isNew && (before != reading.Sha256 || wasSound != reading.Sound))
        {
            journal.Note("domain-names.certificate-changed", DomainRegister.Kind, name.Id, details: new JsonObject { ["result"] = facts.Result.ToString(), ["sha256"] = facts.Sha256 });
        }
        if (before != reading.Sha256)
        {
            reading.Warned = null;
        }
        return Alarm(name, reading) | Warn(name, reading);
    }

    private bool Alarm(DomainName name, CertificateReading reading)
    {
        if (reading.Sound)
        {
            reading.Alarmed = false;
            return false;
        }
        if (reading.Alarmed)
        {
            return false;
        }
        reading.Alarmed = true;
        Tell(name, "domains.certificate", $"{name.Name}: {CertificateView.Words(reading, today.Date, zone).Word}.");
        return true;
    }

    private bool Warn(DomainName name, CertificateReading reading)
    {
        if (reading.Until is not { } until)
        {
            return false;
        }
        var end = zone.DayOf(until);
        if (Reminders.Due(end, today.Date, end < today.Date ? [0] : Reminders.Certificates, reading.Warned) is not { } step)
        {
            return false;
        }
        reading.Warned = step;
        Tell(name, "domains.certificate", end < today.Date ? $"Sertifikat {name.Name} sudah berakhir {Indonesian.Date(end)}. Pasang yang baru."
            : $"Sertifikat {name.Name} berakhir {Indonesian.Date(end)}, {end.DayNumber - today.Date.DayNumber} hari lagi. Perpanjang sertifikatnya.");
        return true;
    }

    private void Tell(DomainName name, string kind, string sentence) =>
        HostingNotices.Tell(board, DomainRules.Registrar(regulation.Profile), name.AgencyId, kind, sentence, $"{DomainRegister.Href}/{name.Id}");
}
