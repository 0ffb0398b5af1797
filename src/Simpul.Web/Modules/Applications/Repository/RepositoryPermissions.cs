using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>What offices can be allowed to do with repositories. What is in one is seen by whoever may read it: by these, or by a grant of their own.</summary>
public static class RepositoryPermissions
{
    /// <summary>To see that there are repositories, whose, and what is offered for reuse.</summary>
    public const string View = "applications.repositories.view";
    public const string Read = "applications.repositories.read";
    public const string Write = "applications.repositories.write";
    public const string Ask = "applications.repositories.ask";
    public const string Approve = "applications.repositories.approve";
    public const string Keep = "applications.repositories.keep";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat daftar repositori dan katalog guna ulang", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Read, "Membaca isi repositori kode", new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency), new(Role.AgencyHead, Reach.OwnAgency), new(Role.Auditor, Reach.Government)),
        new(Write, "Mengirim kode dan menerbitkan rilis", new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Ask, "Meminta akses repositori", [.. Role.All.Where(role => role.Key != Role.Leader).Select(role => new Grant(role.Key, Reach.Government))]),
        new(Approve, "Menyetujui dan mengakhiri akses repositori", new Grant(Role.IctAgency, Reach.Government)),
        new(Keep, "Mengatur cabang yang dilindungi dan guna ulang", new Grant(Role.IctAgency, Reach.Government)),
    ];
}
