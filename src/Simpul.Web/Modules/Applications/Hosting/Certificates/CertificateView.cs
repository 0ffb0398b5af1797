using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Hosting.Certificates;

/// <summary>A name's certificate, for its page.</summary>
/// <param name="Reading">Null where nobody looked yet.</param>
public sealed record CertificateView(Guid Domain, CertificateReading? Reading, State State, string Word, bool Watched, bool MayLook)
{
    /// <summary>Days before the end from which a certificate is due.</summary>
    public const int Soon = 30;

    public static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var name = await db.Set<DomainName>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (name is null || name.Purpose == DomainPurpose.Infrastructure)
        {
            return null;
        }
        var reading = await db.Set<CertificateReading>().AsNoTracking().SingleOrDefaultAsync(one => one.DomainId == id, cancel);
        var (state, word) = reading is null ? (State.Missing, "Belum pernah diperiksa") : Words(reading, services.GetRequiredService<Today>().Date, services.GetRequiredService<Zone>());
        var watched = CertificateWatch.Leads(name);
        return new CertificateView(id, reading, state, word, watched, watched && services.GetRequiredService<Acting>().Actor.May(ApplicationsPermissions.HostingEdit, name.AgencyId));
    }

    /// <summary>How the certificate stands on a day; the first thing that is wrong with it.</summary>
    internal static (State State, string Word) Words(CertificateReading reading, DateOnly today, Zone zone)
    {
        if (reading.Result != ProbeResult.Read)
        {
            return reading.Result switch
            {
                ProbeResult.NoAddress => (State.Missing, "Nama ini tidak ditemukan di DNS"),
                ProbeResult.Inside => (State.Missing, "Nama ini menuju alamat yang tidak umum, sehingga tidak dihubungi"),
                ProbeResult.NoAnswer => (State.Missing, "Tidak ada yang menjawab di porta HTTPS"),
                ProbeResult.TooSlow => (State.Missing, "Server tidak menjawab dalam batas waktu"),
                _ => (State.Missing, "Server tidak menjawab dengan TLS yang aman"),
            };
        }
        var end = zone.DayOf(reading.Until!.Value);
        return end < today ? (State.Overdue, $"Sertifikat sudah berakhir {Indonesian.Date(end)}")
            : !reading.NamesMatch ? (State.Missing, "Sertifikat ini bukan untuk nama ini")
            : !reading.Trusted ? (State.Missing, "Sertifikat tidak diterbitkan oleh penerbit yang dipercaya")
            : end <= today.AddDays(Soon) ? (State.Due, $"Sertifikat berakhir {Indonesian.Date(end)}, {end.DayNumber - today.DayNumber} hari lagi")
            : (State.Met, $"Sertifikat sah sampai {Indonesian.Date(end)}");
    }
}
