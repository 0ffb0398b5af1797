using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>How a member stands and what is to be done about it, above its facts.</summary>
/// <param name="Next">What it still lacks before it can call, in the order in which it is done.</param>
/// <param name="StateHref">Where its state is changed; null for who may not.</param>
public sealed record MemberActions(BusMember Item, string? Blocked, IReadOnlyList<(string Text, string? Href)> Next, string? StateHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var (actor, now) = (services.GetRequiredService<Acting>().Actor, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (await db.Set<BusMember>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } item)
        {
            return null;
        }
        var blocked = await db.Set<BusBlock>().AsNoTracking().Where(block => block.Kind == BlockKind.Member && block.Target == item.Code && block.EndedAt == null).Select(block => block.Reason).FirstOrDefaultAsync(cancel);
        var next = new List<(string, string?)>();
        if (item.State is MemberState.Trial or MemberState.Active)
        {
            var edits = actor.May(ServiceBusPermissions.Members, item.AgencyId);
            if (!(await db.Set<MemberKey>().AsNoTracking().Where(key => key.MemberId == id).ToListAsync(cancel)).Any(key => key.IsValidAt(now) && key.Uses.Contains(Bus.KeyUse.Contract)))
            {
                next.Add(("Daftarkan kunci untuk menandatangani kontrak", edits ? $"{MemberRegister.Href}/{id}/kunci" : null));
            }
            if (!(await db.Set<MemberCertificate>().AsNoTracking().Where(one => one.MemberId == id).ToListAsync(cancel)).Any(one => one.IsValidAt(now)))
            {
                next.Add(("Minta sertifikat untuk memanggil layanan", edits ? $"{MemberRegister.Href}/{id}/sertifikat" : null));
            }
        }
        return new MemberActions(item, blocked, next, actor.MayEverywhere(ServiceBusPermissions.Connect) && item.State != MemberState.Ended ? $"{MemberRegister.Href}/{id}/keadaan" : null);
    }
}

/// <summary>The keys and certificates of a member, on its page.</summary>
/// <param name="Href">The member's page; where keys are added.</param>
public sealed record CredentialList(string Href, bool Edits, DateTimeOffset Now, IReadOnlyList<MemberKey> Keys, IReadOnlyList<MemberCertificate> Certificates)
{
    /// <summary>Rows of each that are shown; older ones are in the journal.</summary>
    private const int Most = 50;

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var agency = await db.Set<BusMember>().AsNoTracking().Where(item => item.Id == id).Select(item => item.AgencyId).SingleOrDefaultAsync(cancel);
        return new CredentialList($"{MemberRegister.Href}/{id}", services.GetRequiredService<Acting>().Actor.May(ServiceBusPermissions.Members, agency), services.GetRequiredService<TimeProvider>().GetUtcNow(),
            await db.Set<MemberKey>().AsNoTracking().Where(key => key.MemberId == id).OrderByDescending(key => key.Until).Take(Most).ToListAsync(cancel),
            await db.Set<MemberCertificate>().AsNoTracking().Where(one => one.MemberId == id).OrderByDescending(one => one.Until).Take(Most).ToListAsync(cancel));
    }
}
