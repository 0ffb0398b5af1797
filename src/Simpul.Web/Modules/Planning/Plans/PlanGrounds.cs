using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>What happens to one plan and is a ground for reviewing others is recorded by itself, once.</summary>
internal static class PlanGrounds
{
    /// <summary>The ground that a change of plans of this kind is: <c>architecture-changed</c>. Null where no regulation knows one.</summary>
    public static string? Of(PlanKind kind) => $"{PlanWords.Code(kind)}-changed" is var ground && PlanWords.Grounds.Any(item => item.Value == ground) ? ground : null;

    /// <summary>
    /// Puts the ground with the save at hand, and with it the reviews that it opens. Nothing where the regulation names it for no plan, or where
    /// somebody recorded it for that day already.
    /// </summary>
    public static async Task Changed(IServiceProvider services, PlanKind kind, DateOnly on, string what, CancellationToken cancel)
    {
        var (db, profile) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<CurrentRegulation>().Profile);
        if (Of(kind) is not { } ground || !Enum.GetValues<PlanKind>().Any(other => PlanTerm.GroundsOf(profile, other).Contains(ground)))
        {
            return;
        }
        if (db.Set<PlanTrigger>().Local.Any(item => item.Ground == ground && item.KnownOn == on) || await db.Set<PlanTrigger>().AsNoTracking().AnyAsync(item => item.Ground == ground && item.KnownOn == on, cancel))
        {
            return;
        }
        var trigger = new PlanTrigger { Ground = ground, KnownOn = on, What = what.Length <= PlanTrigger.WhatLength ? what : what[..PlanTrigger.WhatLength] };
        db.Add(trigger);
        await ReviewRegisters.Triggers.Keep(services, trigger, isNew: true, cancel);
    }
}
