using Simpul.Web.Modules.Cases;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Modules.Trail;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules;

/// <summary>The modules, by hand and in the order of the rail.</summary>
public static class House
{
    public static readonly IReadOnlyList<IModule> Modules =
    [
        new CasesModule(),
        new OrganisationModule(),
        new ObligationsModule(),
        new TrailModule(),
    ];
}
