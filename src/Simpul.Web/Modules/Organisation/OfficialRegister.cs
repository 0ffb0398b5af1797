using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of assignments for SPBE.</summary>
internal static class OfficialRegister
{
    /// <summary>Assignments that are an agency's own; the others are the government's.</summary>
    private static readonly OfficialKind[] OfAnAgency = [OfficialKind.IctOfficer, OfficialKind.DataSteward];

    public static readonly Register<Official> Declared = new()
    {
        Kind = "officials",
        Slug = "pejabat-spbe",
        Title = "Pejabat SPBE",
        One = "pejabat SPBE",
        Why = "Asesor, auditor, pengelola TIK, dan pengelola lain yang diminta peraturan, dengan keputusan dan masa tugasnya.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Officials,
        Chapter = "Organisasi",
        Icon = "award",
        OrderedBy = "-from",
        TitledBy = ["person", "kind"],
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Reference<Official>("person", "Pegawai", item => item.PersonId, "people", new() { Required = true, Listed = true }),
            Fields.Choice<Official, OfficialKind>("kind", "Tugas", item => item.Kind, Words.OfficialKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<Official>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan bila bertugas untuk seluruh pemerintah daerah." }),
            Fields.Date<Official>("from", "Mulai", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<Official>("until", "Hari terakhir", item => item.Until, new() { Listed = true, Help = "Kosongkan selama masih bertugas." }),
            Fields.Reference<Official>("decree", "Keputusan", item => item.DecreeId, "legal-documents", new() { Listed = true }),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Official item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(PeriodRules.Term(item.From, item.Until));
        if (item.AgencyId is null && OfAnAgency.Contains(item.Kind))
        {
            refusals.Add(Refusal.At("agency", "Pilih perangkat daerah tempat tugas ini."));
        }
        var others = await services.GetRequiredService<PlatformDb>().Set<Official>().AsNoTracking()
            .Where(other => other.Id != item.Id && other.Kind == item.Kind && other.PersonId == item.PersonId && other.AgencyId == item.AgencyId).Select(other => new { other.From, other.Until }).ToListAsync(cancel);
        if (others.FirstOrDefault(other => PeriodRules.Overlap(item.From, item.Until, other.From, other.Until)) is { } overlapping)
        {
            refusals.Add(Refusal.At("person", $"Pegawai ini sudah memegang tugas itu sejak {Indonesian.Date(overlapping.From)}."));
        }
        return refusals;
    }
}
