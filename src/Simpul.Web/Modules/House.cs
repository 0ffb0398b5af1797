using Simpul.Web.Modules.Access;
using Simpul.Web.Modules.Applications;
using Simpul.Web.Modules.Audits;
using Simpul.Web.Modules.Cases;
using Simpul.Web.Modules.Evaluation;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Modules.Planning;
using Simpul.Web.Modules.ServiceBus;
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
        new PlanningModule(),
        new ApplicationsModule(),
        new ServiceBusModule(),
        new EvaluationModule(),
        new AuditsModule(),
        new ObligationsModule(),
        new TrailModule(),
        new AccessModule(),
    ];

    /// <summary>Chapters of the rail, in order. One that a module brings and this list does not know stands before the settings.</summary>
    public static readonly IReadOnlyList<string> Chapters =
    [
        "Tugas", "Kewajiban", "Tata Kelola", "Perencanaan", "Organisasi", "Data", "Aplikasi", "Infrastruktur", "Penghubung Layanan", "Keamanan", "Layanan",
        "Manajemen", "Audit", "Evaluasi", "Jurnal", Settings,
    ];

    /// <summary>The last chapter of the rail.</summary>
    public const string Settings = "Pengaturan";
}
