using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Audits;

/// <summary>What offices can be allowed to do with ICT audits. Who works on one audit is said by its team besides.</summary>
public static class AuditsPermissions
{
    /// <summary>Audits, their working papers and findings; an agency sees those that are about it.</summary>
    public const string View = "audits.view";

    /// <summary>What is planned, by whom, and with whom it was coordinated.</summary>
    public const string ViewProgramme = "audits.programme.view";

    public const string Programme = "audits.programme.edit";

    /// <summary>To prepare audits; the work itself is the team's.</summary>
    public const string Conduct = "audits.conduct";

    /// <summary>To answer findings and say what was done about them.</summary>
    public const string Answer = "audits.answer";

    /// <summary>To close what others answered for.</summary>
    public const string Close = "audits.close";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat audit TIK beserta kertas kerja dan temuannya", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Auditor, Reach.Government),
            new(Role.Leader, Reach.Government), new(Role.Assessor, Reach.Government), new(Role.Operator, Reach.OwnAgency), new(Role.AgencyHead, Reach.OwnAgency)),
        new(ViewProgramme, "Melihat program audit TIK, lembaga audit, dan koordinasinya", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Programme, "Mengubah program audit TIK, lembaga audit, dan koordinasinya", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Auditor, Reach.Government)),
        new(Conduct, "Menyiapkan dan melaksanakan audit TIK", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Auditor, Reach.Government)),
        new(Answer, "Menanggapi temuan audit dan mencatat tindak lanjutnya", new(Role.Operator, Reach.OwnAgency), new(Role.AgencyHead, Reach.OwnAgency), new(Role.IctAgency, Reach.OwnAgency)),
        new(Close, "Menutup temuan audit perangkat daerah lain", new Grant(Role.Auditor, Reach.Government)),
    ];
}
