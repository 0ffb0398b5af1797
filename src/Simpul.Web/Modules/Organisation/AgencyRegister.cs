using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of agencies and their units.</summary>
internal static class AgencyRegister
{
    public static readonly Register<Agency> Declared = new()
    {
        Kind = "agencies",
        Slug = "perangkat-daerah",
        Title = "Perangkat Daerah",
        One = "perangkat daerah",
        Why = "Perangkat daerah dan unitnya, tempat jabatan, data, dan kewajiban berada. Daftarkan satu per satu atau impor dari Excel.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Structure,
        Chapter = "Organisasi",
        Icon = "building",
        OrderedBy = "code",
        TitleOf = agency => agency.Name,
        AgencyOf = agency => agency.Id,
        AlsoFoundBy = agency => string.Join(' ', agency.Functions),
        Of =
        [
            Fields.Text<Agency>("name", "Nama", agency => agency.Name, Agency.NameLength, new() { Required = true, Listed = true, Searched = true, Help = "Seperti dalam peraturan daerah tentang susunan perangkat daerah." }),
            Fields.Text<Agency>("code", "Kode", agency => agency.Code, Agency.CodeLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Help = "Kode perangkat daerah yang dipakai pemerintah daerah; tidak boleh sama." }),
            Fields.Text<Agency>("shortName", "Nama singkat", agency => agency.ShortName, Agency.ShortNameLength, new() { Listed = true, Searched = true }),
            Fields.Choice<Agency, AgencyKind>("kind", "Jenis", agency => agency.Kind, Words.AgencyKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<Agency>("parent", "Unit dari", agency => agency.ParentId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan untuk perangkat daerah yang berdiri sendiri." }),
            Fields.Lines<Agency>("functions", "Urusan dan fungsi", agency => agency.Functions, 60, 300),
            Fields.Choices<Agency>("holds", "Peran menurut peraturan SPBE", agency => agency.Holds, ProfileChoices.AgencyRoles, new() { Help = "Kewajiban dan kewenangan peran ini menjadi milik perangkat daerah tersebut." }),
            Fields.Date<Agency>("establishedOn", "Dibentuk pada", agency => agency.EstablishedOn),
            Fields.Date<Agency>("dissolvedOn", "Dibubarkan pada", agency => agency.DissolvedOn, new() { Help = "Hari pertama perangkat daerah itu tidak ada lagi." }),
            Fields.Text<Agency>("dissolvedReason", "Alasan pembubaran", agency => agency.DissolvedReason, 500, longText: true),
        ],
        Rules = Check,
        More = [new Section("Jabatan", "/Modules/Organisation/_AgencyOffices.cshtml", AgencyOffices.Load)],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Agency agency, CancellationToken cancel)
    {
        var refusals = new List<Refusal>(PeriodRules.Term(agency.EstablishedOn ?? DateOnly.MinValue, agency.DissolvedOn, "dissolvedOn"));
        if (agency.DissolvedOn is not null && agency.DissolvedReason is null)
        {
            refusals.Add(Refusal.At("dissolvedReason", "Tulis alasan pembubaran, misalnya peraturan yang menggabungkannya."));
        }
        var others = await services.GetRequiredService<PlatformDb>().Set<Agency>().AsNoTracking().Where(other => other.Id != agency.Id)
            .Select(other => new { other.Id, other.ParentId, other.Name, other.Holds, other.DissolvedOn }).ToListAsync(cancel);
        var parents = others.ToDictionary(other => other.Id, other => other.ParentId);
        for (var (above, steps) = (agency.ParentId, 0); above is { } id; above = parents.GetValueOrDefault(id))
        {
            if (id == agency.Id || ++steps > others.Count + 1)
            {
                refusals.Add(Refusal.At("parent", "Perangkat daerah tidak dapat menjadi unit dari dirinya sendiri atau dari unitnya."));
                break;
            }
        }
        // One desk answers for a role: two agencies that hold it would each wait for the other.
        foreach (var role in agency.Holds)
        {
            if (agency.DissolvedOn is null && others.FirstOrDefault(other => other.DissolvedOn is null && other.Holds.Contains(role)) is { } holder)
            {
                var title = ProfileChoices.AgencyRoles(services).FirstOrDefault(choice => choice.Value == role)?.Title ?? role;
                refusals.Add(Refusal.At("holds", $"Peran “{title}” sudah dipegang {holder.Name}. Lepaskan dahulu di sana."));
            }
        }
        return refusals;
    }
}
