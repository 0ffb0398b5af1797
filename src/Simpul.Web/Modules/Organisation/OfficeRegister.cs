using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of offices.</summary>
internal static class OfficeRegister
{
    public static readonly Register<Office> Declared = new()
    {
        Kind = "offices",
        Slug = "jabatan",
        Title = "Jabatan",
        One = "jabatan",
        Why = "Jabatan memegang kewajiban dan kewenangan; orang menjabat untuk suatu masa. Mulailah dari kepala daerah, sekretaris daerah, dan kepala perangkat daerah.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Structure,
        Chapter = "Organisasi",
        Icon = "briefcase",
        OrderedBy = "title",
        TitleOf = office => office.Title,
        AgencyOf = office => office.AgencyId,
        Of =
        [
            Fields.Text<Office>("title", "Nama jabatan", office => office.Title, Office.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Reference<Office>("agency", "Perangkat daerah", office => office.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan hanya untuk kepala daerah." }),
            Fields.YesNo<Office>("headsAgency", "Memimpin perangkat daerah", office => office.HeadsAgency, new() { Listed = true }),
            Fields.Choices<Office>("keys", "Jabatan menurut peraturan SPBE", office => office.Keys, ProfileChoices.Positions, new() { Help = "Pilih bila jabatan ini disebut langsung oleh peraturan." }),
            Fields.Choices<Office>("roles", "Peran di Simpul", office => office.Roles, _ => [.. Role.All.Select(role => new FieldChoice(role.Key, role.Title))], new() { Help = "Menentukan apa yang dapat dikerjakan pejabatnya." }),
            Fields.Choice<Office, Classification>("clearance", "Boleh membaca sampai", office => office.Clearance, Words.Classifications, new() { Required = true }),
            Fields.Date<Office>("abolishedOn", "Dihapus pada", office => office.AbolishedOn, new() { Help = "Hari pertama jabatan itu tidak ada lagi." }),
        ],
        Rules = Check,
        More = [new Section("Pejabat", "/Modules/Organisation/_OfficeHolders.cshtml", OfficeHolders.Load)],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Office office, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (office.AgencyId is null && !office.Keys.Contains("head"))
        {
            refusals.Add(Refusal.At("agency", "Pilih perangkat daerah. Hanya kepala daerah yang tidak berada di suatu perangkat daerah."));
        }
        if (office.AgencyId is null && office.HeadsAgency)
        {
            refusals.Add(Refusal.At("headsAgency", "Jabatan tanpa perangkat daerah tidak memimpin perangkat daerah."));
        }
        var offices = services.GetRequiredService<PlatformDb>().Set<Office>().AsNoTracking();
        // Whoever keeps the offices could else give themselves any of the powers that they keep.
        if (services.GetRequiredService<Acting>().Offices.Any(held => held.OfficeId == office.Id)
            && await offices.Where(stored => stored.Id == office.Id).Select(stored => new { stored.Roles, stored.Keys, stored.Clearance }).SingleOrDefaultAsync(cancel) is { } before
            && (before.Clearance != office.Clearance || !before.Roles.ToHashSet().SetEquals(office.Roles) || !before.Keys.ToHashSet().SetEquals(office.Keys)))
        {
            refusals.Add(Refusal.At(before.Clearance != office.Clearance ? "clearance" : "roles", "Anda memegang jabatan ini. Kewenangannya diubah oleh administrator lain."));
        }
        var standing = offices.Where(other => other.Id != office.Id && other.AbolishedOn == null);
        if (office is { HeadsAgency: true, AgencyId: not null, AbolishedOn: null }
            && await standing.Where(other => other.AgencyId == office.AgencyId && other.HeadsAgency).Select(other => other.Title).FirstOrDefaultAsync(cancel) is { } head)
        {
            refusals.Add(Refusal.At("headsAgency", $"Perangkat daerah ini sudah dipimpin oleh {head}."));
        }
        if (office.Keys.Count > 0 && office.AbolishedOn is null)
        {
            var keyed = (await standing.Select(other => new { other.Title, other.Keys }).ToListAsync(cancel)).Where(other => other.Keys.Intersect(office.Keys).Any()).ToList();
            refusals.AddRange(keyed.Take(1).Select(other => Refusal.At("keys", $"{other.Title} sudah memegang jabatan itu. Lepaskan dahulu di sana.")));
        }
        return refusals;
    }
}
