using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Made-up attestations, so that a person who tries the program sees every state: some stand, some end soon, some have ended, some are wanting.</summary>
internal static class ObligationsSample
{
    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var today = services.GetRequiredService<Today>().Date;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var journal = services.GetRequiredService<Journal>();
        var view = await services.GetRequiredService<Board>().On(today, cancel);
        var holders = await services.GetRequiredService<IOrganisation>().Holders(today, cancel);
        var number = 0;
        foreach (var row in view.Rows.Where(row => row.Attested))
        {
            foreach (var agency in row.OfEveryAgency ? view.Answering.Select(agency => (Guid?)agency.Id) : [null])
            {
                number++;
                var holder = agency is null
                    ? holders.FirstOrDefault(item => item.Offices.Contains(row.Actor.Key))
                    : holders.FirstOrDefault(item => item.AgencyId == agency && item.Offices.Contains("agency-head"));
                // One in three is left open, and the days are spread so that all states occur; the same every time.
                if (holder is null || number % 3 == 0)
                {
                    continue;
                }
                var doneOn = today.AddDays(-(number * 37 % 400) - 1);
                var attestation = new Attestation
                {
                    ObligationId = row.Id,
                    AgencyId = agency,
                    Statement = $"Data contoh. {row.Obligation.Text} Pelaksanaannya dilaporkan kepada Sekretaris Daerah.",
                    DoneOn = doneOn,
                    ValidUntil = AttestationTerms.LongestUntil(row.Obligation, doneOn),
                    PersonId = holder.PersonId,
                    OfficeId = holder.OfficeId,
                    PersonName = holder.PersonName,
                    OfficeTitle = holder.Title,
                    AttestedAt = now,
                };
                db.Add(attestation);
                journal.Record("attestations.stated", attestation);
            }
        }
        await AddLegacy(db, journal, services.GetRequiredService<SearchIndex>(), today, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private static async Task AddLegacy(PlatformDb db, Journal journal, SearchIndex search, DateOnly today, CancellationToken cancel)
    {
        LegacySystem[] listed =
        [
            new() { Kind = LegacyKind.Applications, Name = "Aplikasi surat-menyurat lama", ConformedOn = today.AddMonths(-6), Evidence = "Berita acara penyesuaian (data contoh)." },
            new() { Kind = LegacyKind.Agencies, Name = "Penyelenggaraan SPBE sebelum peraturan ini" },
        ];
        foreach (var item in listed)
        {
            db.Add(item);
            journal.Record("legacy-systems.registered", item);
            await search.Put(new SearchEntry { Kind = "legacy-systems", SubjectId = item.Id, Title = item.Name, Text = item.Name, Href = $"/kerja/{LegacyRegister.Slug}/{item.Id}", Permission = ObligationsModule.View }, cancel);
        }
    }
}
