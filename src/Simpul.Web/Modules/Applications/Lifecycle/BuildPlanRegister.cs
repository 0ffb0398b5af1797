using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>The register of build plans; a proposal makes one.</summary>
internal static class BuildPlanRegister
{
    public static readonly IReadOnlyList<(BuiltBy Value, string Title)> Builders = [(BuiltBy.OwnStaff, "Aparatur sipil negara"), (BuiltBy.ThirdParty, "Pihak ketiga")];

    public static readonly IReadOnlyList<(ClientPlatform Value, string Title)> Platforms = [(ClientPlatform.Web, "Web"), (ClientPlatform.Mobile, "Perangkat bergerak"), (ClientPlatform.Both, "Web dan perangkat bergerak")];

    public static readonly Register<BuildPlan> Declared = new()
    {
        Kind = "application-build-plans",
        Slug = "rencana-aplikasi",
        Title = "Rencana pembangunan aplikasi",
        One = "rencana pembangunan",
        Under = OverviewModel.Parent,
        Why = "Bagaimana aplikasi dibangun: pembangunnya, bentuknya, dan metodenya. Syarat, tahap, dan pengujiannya mengikuti isian ini.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "clipboard-check",
        OrderedBy = "builder",
        TitledBy = ["application"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<BuildPlan>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<BuildPlan>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<BuildPlan>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Choice<BuildPlan, BuiltBy>("builder", "Pembangun", item => item.Builder, Builders, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choice<BuildPlan, ClientPlatform>("platform", "Bentuk aplikasi", item => item.Platform, Platforms, new() { Required = true, Help = "Menentukan apa yang diuji." }),
            Fields.Key<BuildPlan>("method", "Metode pembangunan", item => item.Method, BuildPlan.MethodLength, _ => DevelopmentMethods.Choices, new() { Help = "Hanya bila peraturan tidak menentukan tahapnya." }),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, BuildPlan item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (await services.GetRequiredService<PlatformDb>().Set<BuildPlan>().AsNoTracking().AnyAsync(other => other.ApplicationId == item.ApplicationId && other.Id != item.Id, cancel))
        {
            refusals.Add(Refusal.At("application", "Aplikasi ini sudah punya rencana pembangunan. Ubah yang sudah ada."));
        }
        return refusals;
    }
}
