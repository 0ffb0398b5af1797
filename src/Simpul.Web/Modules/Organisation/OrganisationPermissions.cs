using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What offices can be allowed to do with the organisation.</summary>
public static class OrganisationPermissions
{
    public const string View = "organisation.view";

    /// <summary>Agencies, offices and appointments: they decide who may do what, so this is the administrator's alone.</summary>
    public const string Structure = "organisation.structure.edit";

    public const string ViewPeople = "organisation.people.view";
    public const string EditPeople = "organisation.people.edit";
    public const string Legal = "organisation.legal-documents.edit";
    public const string Policies = "organisation.policies.edit";
    public const string Teams = "organisation.teams.edit";
    public const string Officials = "organisation.officials.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat perangkat daerah, jabatan, tim, kebijakan, dan produk hukum", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Structure, "Mengubah perangkat daerah, jabatan, dan penunjukan", new Grant(Role.Administrator, Reach.Government)),
        new(ViewPeople, "Melihat pegawai", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Leader, Reach.Government),
            new(Role.Auditor, Reach.Government), new(Role.Assessor, Reach.Government), new(Role.Operator, Reach.OwnAgency), new(Role.AgencyHead, Reach.OwnAgency)),
        new(EditPeople, "Mengubah data pegawai", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Legal, "Mengubah produk hukum", new(Role.Administrator, Reach.Government), new(Role.Legal, Reach.Government)),
        new(Policies, "Mengubah kebijakan internal", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Legal, Reach.Government)),
        new(Teams, "Mengubah tim, program kerja, rapat, laporan, dan pemegang fungsi", new Grant(Role.Administrator, Reach.Government), new Grant(Role.IctAgency, Reach.Government)),
        new(Officials, "Mengubah pejabat SPBE", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
    ];
}
