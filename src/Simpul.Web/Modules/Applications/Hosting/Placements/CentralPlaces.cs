using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>Where a regulation lets applications be placed, where it says that they stand centrally.</summary>
internal static class CentralPlaces
{
    private const string Parameter = "application.hosted-centrally";

    /// <summary>The government's own facility, and those of others that the regulation, or the reading chosen of it, names beside it.</summary>
    public static IReadOnlySet<HostingFacility> Of(EffectiveProfile profile)
    {
        var allowed = new HashSet<HostingFacility> { HostingFacility.ServerRoom };
        foreach (var other in profile.List("data-centre.alternatives") ?? [])
        {
            allowed.Add(other.Contains("nasional", StringComparison.OrdinalIgnoreCase) ? HostingFacility.NationalDataCentre : HostingFacility.ThirdParty);
        }
        return allowed;
    }

    /// <summary>Of which the regulation speaks: the government's own applications in use. General ones stand where their owner runs them; what stands by for a loss stands elsewhere.</summary>
    public static bool Binds(ApplicationKind kind, HostingEnvironment environment) => kind != ApplicationKind.General && environment == HostingEnvironment.Production;

    /// <summary>What stands against placing an application there from now on. Where one already runs is recorded as it is; the board shows it.</summary>
    public static IEnumerable<Refusal> Against(EffectiveProfile profile, ApplicationKind kind, Placement item)
    {
        if (profile.Flag(Parameter) == true && Binds(kind, item.Environment) && Of(profile) is var allowed && !allowed.Contains(item.Facility))
        {
            var choices = PlacementRegister.Facilities.Where(facility => allowed.Contains(facility.Value)).Select(facility => $"“{facility.Title}”");
            yield return Refusal.At("facility", $"Aplikasi ini harus ditempatkan di {profile.Text("data-centre.name") ?? "pusat data pemerintah daerah"} ({profile.CitationOf(Parameter)}). Pilih {string.Join(" atau ", choices)}.");
        }
    }
}
