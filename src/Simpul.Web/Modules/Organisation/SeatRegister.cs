using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of who holds which seat of which team; the team's own page leads to it.</summary>
internal static class SeatRegister
{
    public static readonly Register<SeatHolder> Declared = new()
    {
        Kind = "seat-holders",
        Slug = "anggota-tim",
        Title = "Anggota tim",
        One = "anggota tim",
        Why = "Siapa duduk pada kursi tim mana, dengan keputusan dan masa tugasnya.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Teams,
        Icon = "people",
        OrderedBy = "seat",
        TitledBy = ["seat", "office", "person"],
        Of =
        [
            Fields.Key<SeatHolder>("seat", "Kursi", item => item.Seat, SeatHolder.SeatLength, ProfileChoices.Seats, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<SeatHolder>("office", "Dipegang jabatan", item => item.OfficeId, "offices", new() { Listed = true, Help = "Siapa pun yang menjabat duduk di kursi ini." }),
            Fields.Reference<SeatHolder>("person", "Dipegang pegawai", item => item.PersonId, "people", new() { Listed = true, Help = "Untuk kursi yang melekat pada orang, bukan jabatan." }),
            Fields.Date<SeatHolder>("from", "Mulai", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<SeatHolder>("until", "Hari terakhir", item => item.Until, new() { Listed = true }),
            Fields.Reference<SeatHolder>("decree", "Keputusan", item => item.DecreeId, "legal-documents"),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, SeatHolder item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(PeriodRules.Term(item.From, item.Until));
        if (item.OfficeId is null == item.PersonId is null)
        {
            refusals.Add(Refusal.At("office", "Pilih jabatan atau pegawai yang memegang kursi ini, salah satu."));
            return refusals;
        }
        var others = await services.GetRequiredService<PlatformDb>().Set<SeatHolder>().AsNoTracking()
            .Where(other => other.Id != item.Id && other.Seat == item.Seat && other.OfficeId == item.OfficeId && other.PersonId == item.PersonId).Select(other => new { other.From, other.Until }).ToListAsync(cancel);
        if (others.FirstOrDefault(other => PeriodRules.Overlap(item.From, item.Until, other.From, other.Until)) is { } overlapping)
        {
            refusals.Add(Refusal.At(item.OfficeId is null ? "person" : "office", $"Kursi ini sudah dipegangnya sejak {Indonesian.Date(overlapping.From)}."));
        }
        return refusals;
    }
}
