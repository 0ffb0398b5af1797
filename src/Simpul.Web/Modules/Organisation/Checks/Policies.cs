using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary>The internal policies and what enacted them, read once for all questions.</summary>
internal sealed class Policies(IReadOnlyDictionary<string, InternalPolicy> all, IReadOnlyDictionary<Guid, Decree> enacting, DateOnly date)
{
    public static async Task<Policies> On(PlatformDb db, DateOnly date, CancellationToken cancel)
    {
        var all = await db.Set<InternalPolicy>().AsNoTracking().ToDictionaryAsync(policy => policy.Key, cancel);
        var ids = all.Values.Select(policy => policy.EnactedById).OfType<Guid>().Distinct().ToList();
        var documents = await db.Set<LegalDocument>().AsNoTracking().Where(item => ids.Contains(item.Id)).ToListAsync(cancel);
        return new Policies(all, documents.ToDictionary(item => item.Id,
            item => new Decree(item.Id, item.Kind, item.Number, Decrees.TitleOf(item), item.InForceFrom, item.InForceUntil, item.SignedBy, item.About, item.ConflictNote)), date);
    }

    public InternalPolicy? Find(string key) => all.GetValueOrDefault(key);

    /// <summary>The policy where it is in force, by itself and by the document that enacted it.</summary>
    public InternalPolicy? InForce(string key) =>
        Find(key) is { EnactedById: { } id } policy && policy.InForceOn(date) && enacting[id].InForceOn(date) ? policy : null;

    public Decree EnactedBy(InternalPolicy policy) => enacting[policy.EnactedById!.Value];

    /// <summary>Whether this office enacted it: it signed the document or, where the document does not say who signed, it is the policy's enactor.</summary>
    public bool Enacted(InternalPolicy policy, string office) => (EnactedBy(policy).SignedBy ?? policy.Enactor) == office;

    public static Evidence Proof(InternalPolicy policy) => new(policy.Title, $"/kerja/kebijakan-internal/{policy.Id}", "internal-policies", policy.Id);

    public static string TitleOf(EffectiveProfile profile, string key, InternalPolicy? stored = null) => stored?.Title ?? (profile.Policies.TryGet(key, out var policy) ? policy.Title : key);

    /// <summary>Where the work on a policy is done: its own page, or the form that registers it with what the regulation says of it.</summary>
    public NextStep Work(EffectiveProfile profile, string key) => Find(key) is { } stored
        ? new NextStep("Buka kebijakan ini", $"/kerja/kebijakan-internal/{stored.Id}")
        : new NextStep("Daftarkan kebijakan ini", profile.Policies.TryGet(key, out var policy) ? WantedPoliciesModel.FormOf(policy) : $"/kerja/kebijakan-internal/baru?key={Uri.EscapeDataString(key)}");
}
