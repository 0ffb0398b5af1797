using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.ServiceBus;

/// <summary>What offices can be allowed to do with the service bus.</summary>
public static class ServiceBusPermissions
{
    public const string View = "bus.view";
    public const string Members = "bus.members.edit";

    /// <summary>To connect, suspend and end members, and to accept their certificates.</summary>
    public const string Connect = "bus.members.connect";
    public const string Services = "bus.services.edit";

    /// <summary>To publish, deprecate and withdraw versions of services.</summary>
    public const string Publish = "bus.services.publish";
    public const string Contracts = "bus.contracts.edit";

    /// <summary>To accept, refuse and revoke a contract for a party, and to make its API keys.</summary>
    public const string Sign = "bus.contracts.sign";

    /// <summary>To clear, refuse and revoke a contract for the hub.</summary>
    public const string Clear = "bus.contracts.clear";

    /// <summary>To switch contracts, services and members off and on.</summary>
    public const string Switch = "bus.switch";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat anggota, layanan, dan kontrak penghubung layanan", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Members, "Mendaftarkan anggota penghubung layanan, kunci, dan sertifikatnya", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Connect, "Menghubungkan dan menangguhkan anggota, menerima sertifikat pihak lain", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Services, "Mendaftarkan layanan dan versinya di penghubung", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Publish, "Menerbitkan dan menarik versi layanan", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Contracts, "Menyusun kontrak pertukaran", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Operator, Reach.OwnAgency)),
        new(Sign, "Menandatangani, menolak, dan mencabut kontrak pertukaran", new(Role.AgencyHead, Reach.OwnAgency), new(Role.Operator, Reach.OwnAgency), new(Role.IctAgency, Reach.Government)),
        new(Clear, "Mengesahkan dan mencabut kontrak pertukaran atas nama penghubung", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Switch, "Mematikan dan menghidupkan kontrak, layanan, dan anggota", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
    ];
}
