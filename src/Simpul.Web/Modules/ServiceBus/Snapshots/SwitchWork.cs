using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Switches contracts, services and members off, and on again.</summary>
internal sealed class SwitchWork(PlatformDb db, Journal journal, Acting acting, TimeProvider clock)
{
    /// <summary>Those that the actor may know of: what is switched off of a secret service names it.</summary>
    public IQueryable<BusBlock> Seen()
    {
        var readable = acting.Actor.Readable();
        return db.Set<BusBlock>().Where(block => block.Kind == BlockKind.Member
            || (block.Kind == BlockKind.Contract && !db.Set<BusContract>().Any(one => one.Hash == block.Target && !readable.Contains(one.HeldAs)))
            || (block.Kind == BlockKind.Service && !db.Set<BusService>().Any(one => (block.Target == one.Code || block.Target.StartsWith(one.Code + "/")) && !readable.Contains(one.Classification))));
    }

    public async Task<Outcome> Off(BlockKind kind, string? target, string? reason, CancellationToken cancel)
    {
        target = target?.Trim() ?? "";
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(Refusal.At("Reason", "Tulis alasannya; setiap pemanggil yang ditolak akan membacanya."));
        }
        if (!await Exists(kind, target, cancel))
        {
            refusals.Add(Refusal.At("Target", kind switch
            {
                BlockKind.Contract => "Tidak ada kontrak dengan nomor ini. Salin nomornya dari halaman kontrak.",
                BlockKind.Service => "Tidak ada layanan ini. Tulis kode layanan, atau kode/versi, misalnya penduduk/v1.",
                _ => "Tidak ada anggota dengan kode ini.",
            }));
        }
        else if (await db.Set<BusBlock>().AnyAsync(one => one.Kind == kind && one.Target == target && one.EndedAt == null, cancel))
        {
            refusals.Add(Refusal.At("Target", "Ini sudah dimatikan."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var made = new BusBlock { Kind = kind, Target = target, Reason = reason!.Trim(), From = clock.GetUtcNow() };
        db.Add(made);
        journal.Record("bus-blocks.switched-off", made, made.Reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    public async Task<Outcome> On(BusBlock block, string? reason, CancellationToken cancel)
    {
        if (block.EndedAt is not null)
        {
            return Refusal.Whole("Ini sudah dihidupkan. Kembali ke keadaan penghubung untuk melihat yang masih dimatikan.");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Tulis mengapa dihidupkan kembali, misalnya apa yang sudah diperbaiki; alasannya tercatat.");
        }
        (block.EndedAt, block.EndReason) = (clock.GetUtcNow(), reason.Trim());
        journal.Record("bus-blocks.switched-on", block, block.EndReason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    private async Task<bool> Exists(BlockKind kind, string target, CancellationToken cancel)
    {
        var readable = acting.Actor.Readable();
        switch (kind)
        {
            case BlockKind.Contract:
                return await db.Set<BusContract>().AnyAsync(one => one.Hash == target && readable.Contains(one.HeldAs), cancel);
            case BlockKind.Member:
                return await db.Set<BusMember>().AnyAsync(one => one.Code == target, cancel);
            default:
                var parts = target.Split('/', 2);
                var (code, label) = (parts[0], parts.Length > 1 ? parts[1] : null);
                return await db.Set<BusService>().AnyAsync(one => one.Code == code && readable.Contains(one.Classification) && (label == null || db.Set<BusServiceVersion>().Any(version => version.ServiceId == one.Id && version.Label == label)), cancel);
        }
    }
}
