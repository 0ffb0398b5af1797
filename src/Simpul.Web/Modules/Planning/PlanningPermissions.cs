using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Planning;

/// <summary>What offices can be allowed to do with plans, architecture and business processes.</summary>
public static class PlanningPermissions
{
    public const string View = "planning.view";
    public const string Plans = "planning.plans.edit";
    public const string Architecture = "planning.architecture.edit";
    public const string Roadmap = "planning.roadmap.edit";
    public const string Budget = "planning.budget.edit";
    public const string BudgetWork = "planning.budget.work";
    public const string BudgetCycles = "planning.budget-cycles.edit";
    public const string Processes = "planning.processes.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat rencana, arsitektur, dan proses bisnis", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Plans, "Mengubah dokumen rencana, konsultasi, dan reviu", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Architecture, "Mengubah butir arsitektur dan hubungannya", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Roadmap, "Mengubah kegiatan Peta Rencana", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Budget, "Mengubah usulan dan realisasi anggaran SPBE", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.AgencyHead, Reach.OwnAgency), new(Role.Operator, Reach.OwnAgency)),
        // Whose work it is within a budget, the regulation says by offices; this only opens the pages.
        new(BudgetWork, "Merekomendasikan, mengoordinasikan, dan mengonsolidasikan anggaran SPBE menurut jabatannya", new(Role.IctAgency, Reach.Government), new(Role.AgencyHead, Reach.Government), new(Role.Leader, Reach.Government), new(Role.Operator, Reach.Government)),
        new(BudgetCycles, "Mengubah tanggal siklus anggaran SPBE", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Processes, "Mengubah proses bisnis", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
    ];
}
