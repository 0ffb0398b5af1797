using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Applications;

/// <summary>What offices can be allowed to do with applications.</summary>
public static class ApplicationsPermissions
{
    public const string View = "applications.view";
    public const string Edit = "applications.edit";
    public const string HostingEdit = "applications.hosting.edit";
    public const string HostingDecide = "applications.hosting.decide";

    /// <summary>To approve that an application stops.</summary>
    public const string Retire = "applications.retire";

    /// <summary>To test again what was found.</summary>
    public const string Test = "applications.test";

    /// <summary>To read what tests found, and so how an application can be harmed: a case's own test page shows as much to who sees the case.</summary>
    public const string Findings = "applications.findings.view";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat register aplikasi", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Findings, "Melihat temuan pengujian aplikasi",
        [
            .. new[] { Role.Administrator, Role.IctAgency, Role.Leader, Role.Legal, Role.Assessor, Role.Auditor }.Select(role => new Grant(role, Reach.Government)),
            .. new[] { Role.Operator, Role.AgencyHead }.Select(role => new Grant(role, Reach.OwnAgency)),
        ]),
        new(Edit, "Mengubah data aplikasi", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(HostingEdit, "Mengajukan penempatan dan nama domain, mencatat rilis dan insiden", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(HostingDecide, "Memutuskan penempatan dan nama domain, mengelola zona DNS", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Test, "Menguji ulang temuan aplikasi", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Retire, "Menyetujui penghentian aplikasi", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
    ];
}
