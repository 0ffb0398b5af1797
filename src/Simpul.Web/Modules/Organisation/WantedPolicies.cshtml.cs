using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The policies that the regulation wants, and which of them are there.</summary>
[Permission(OrganisationPermissions.View)]
public sealed class WantedPoliciesModel(PlatformDb db, CurrentRegulation regulation, Acting acting, Today today) : PageModel
{
    public IReadOnlyList<WantedPolicy> Rows { get; private set; } = [];

    public string OfficeName(string key) => regulation.Profile.Offices.TryGet(key, out var office) ? office.Name : key;

    /// <summary>The form that registers a policy, with what the regulation says of it filled in.</summary>
    public static string FormOf(Policy policy) =>
        $"/kerja/kebijakan-internal/baru?key={Uri.EscapeDataString(policy.Key)}&title={Uri.EscapeDataString(policy.Title)}&kind={policy.Kind}&author={policy.Author}&enactor={policy.Enactor}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var stored = await db.Set<InternalPolicy>().AsNoTracking().ToDictionaryAsync(item => item.Key, cancel);
        var mayAdd = acting.Actor.MayEverywhere(OrganisationPermissions.Policies);
        Rows =
        [
            .. regulation.Profile.Policies.Select(policy => stored.TryGetValue(policy.Key, out var found)
                ? new WantedPolicy(policy, $"/kerja/kebijakan-internal/{found.Id}", found.InForceOn(today.Date), Registered: true)
                : new WantedPolicy(policy, mayAdd ? FormOf(policy) : null, InForce: false, Registered: false)),
        ];
    }
}

/// <summary>A policy of the regulation and how it stands.</summary>
/// <param name="Href">Its page, or the form that registers it; null for who may not.</param>
public sealed record WantedPolicy(Policy Policy, string? Href, bool InForce, bool Registered);
