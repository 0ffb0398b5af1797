using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Access;

/// <summary>Signing in, one's own account, everybody's accounts, and the instance's settings.</summary>
public sealed class AccessModule : IModule
{
    public const string ManageAccounts = "access.accounts";
    public const string ManageSettings = "access.settings";

    public string Name => "Access";

    public string Title => "Akun";

    public IReadOnlyList<RailLink> Rail =>
    [
        new("Pengaturan", "Pengguna", "/kerja/pengguna", "person-badge", ManageAccounts),
        new("Pengaturan", "Pengaturan instansi", "/kerja/pengaturan", "gear", ManageSettings),
    ];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(ManageAccounts, "Mengelola akun pengguna", new Grant(Role.Administrator, Reach.Government)),
        new(ManageSettings, "Mengubah pengaturan instansi", new Grant(Role.Administrator, Reach.Government)),
    ];

    public void AddServices(IServiceCollection services)
    {
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        OfficeSwitch.Map(routes);
        Look.Map(routes);
        OpenIdSignIn.Map(routes);
    }
}
