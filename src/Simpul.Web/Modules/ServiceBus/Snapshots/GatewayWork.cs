using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Retires gateways: a machine that was taken out of service, or a key that somebody else may have. Whoever calls has asked whether the actor may.</summary>
internal sealed class GatewayWork(PlatformDb db, Journal journal, TimeProvider clock)
{
    public async Task<Outcome> Retire(BusGateway gateway, string? reason, CancellationToken cancel)
    {
        if (gateway.RetiredAt is not null)
        {
            return Refusal.Whole("Gerbang ini sudah dipensiunkan. Kembali ke keadaan penghubung untuk melihat yang masih dipakai.");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.At("Reason", "Tulis mengapa dipensiunkan, misalnya “mesin dihentikan” atau “kunci diduga dicuri”; alasannya tercatat.");
        }
        (gateway.RetiredAt, gateway.RetireReason) = (clock.GetUtcNow(), reason.Trim());
        journal.Record("bus-gateways.retired", gateway, gateway.RetireReason);
        // The commit itself wakes the writer: the next snapshot no longer names it.
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }
}
