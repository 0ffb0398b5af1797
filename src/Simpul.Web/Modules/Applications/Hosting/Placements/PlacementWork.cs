using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>What is given when a placement is approved. Capacities left out are those that were asked for.</summary>
internal sealed record PlacementGrant(Guid? HostId, int? Cpu, int? Memory, int? Storage, DateOnly? StartsOn, DateOnly? ExpiresOn);

/// <summary>Decides on placements, renews and ends them, each in one save with its event. Whoever calls has asked whether the actor may see the placement.</summary>
internal sealed class PlacementWork(PlatformDb db, IServiceProvider services, Acting acting, Today today)
{
    public bool MayDecide => acting.Actor.MayEverywhere(ApplicationsPermissions.HostingDecide);

    public Task<Outcome> Approve(Placement item, PlacementGrant grant, CancellationToken cancel) => Decide(item, async () =>
    {
        item.State = RequestState.Active;
        item.HostId = grant.HostId;
        item.CpuGiven = grant.Cpu ?? item.CpuAsked;
        item.MemoryGiven = grant.Memory ?? item.MemoryAsked;
        item.StorageGiven = grant.Storage ?? item.StorageAsked;
        item.StartsOn = grant.StartsOn ?? today.Date;
        item.ExpiresOn = grant.ExpiresOn;
        // The facility is not decided here: who decides must know where it is changed.
        var against = (await PlacementRules.Against(services, item, cancel)).Select(refusal => refusal with { Message = $"{refusal.Message} Ubah fasilitasnya dahulu lewat Ubah di halaman penempatan ini, lalu setujui." });
        return [.. await PlacementRules.Facts(services, item, cancel), .. against];
    }, null, cancel);

    public Task<Outcome> Refuse(Placement item, string? reason, CancellationToken cancel) => Decide(item, () =>
    {
        (item.State, item.EndReason) = (RequestState.Refused, reason);
        return HostingSave.Reasoned(reason, "Tulis alasan penolakan, agar pemohon tahu apa yang harus diperbaiki.");
    }, reason, cancel);

    public Task<Outcome> Renew(Placement item, DateOnly? until, CancellationToken cancel) => Change(item, RequestState.Active, () =>
    {
        IReadOnlyList<Refusal> refusals = until is null ? [Refusal.At("ExpiresOn", "Isi hari terakhir yang baru.")]
            : until <= today.Date || until <= item.ExpiresOn ? [Refusal.At("ExpiresOn", "Hari terakhir yang baru harus sesudah hari ini dan sesudah masa berlaku sekarang.")]
            : until > today.Date.AddYears(10) ? [Refusal.At("ExpiresOn", "Perpanjang paling lama 10 tahun.")] : [];
        item.ExpiresOn = until;
        return Task.FromResult(refusals);
    }, null, cancel);

    public Task<Outcome> End(Placement item, DateOnly? on, string? reason, CancellationToken cancel) => Change(item, RequestState.Active, async () =>
    {
        var refusals = new List<Refusal>(await HostingSave.Reasoned(reason, "Tulis mengapa penempatan ini diakhiri."));
        if (on is null || on > today.Date || on < item.StartsOn)
        {
            refusals.Add(Refusal.At("EndedOn", "Isi hari terakhir penempatan: sejak tanggal mulai sampai hari ini."));
        }
        (item.State, item.EndedOn, item.EndReason) = (RequestState.Ended, on, reason);
        return refusals;
    }, reason, cancel);

    private Task<Outcome> Decide(Placement item, Func<Task<IReadOnlyList<Refusal>>> change, string? reason, CancellationToken cancel) =>
        item.RequestedBy is { } asked && asked == acting.Actor.PersonId
            ? Task.FromResult<Outcome>(Refusal.Whole("Anda sendiri yang mengajukan permintaan ini. Minta rekan Anda memutuskannya."))
            : Change(item, RequestState.Requested, change, reason, cancel);

    private async Task<Outcome> Change(Placement item, RequestState from, Func<Task<IReadOnlyList<Refusal>>> change, string? reason, CancellationToken cancel)
    {
        if (!MayDecide)
        {
            return Refusal.Whole("Hanya pengelola SPBE yang memutuskan penempatan.");
        }
        if (item.State != from)
        {
            return Refusal.Whole("Keadaan penempatan ini baru saja berubah. Periksa lagi halamannya.");
        }
        var refusals = await change();
        if (refusals.Count > 0)
        {
            db.Forget();
            return refusals.ToList();
        }
        await services.RegisterOf<Placement>().Keep(services, item, isNew: false, cancel, reason);
        return await HostingSave.Try(db, cancel);
    }
}

/// <summary>Saves, and says in words when somebody else was faster.</summary>
internal static class HostingSave
{
    /// <summary>That a reason was given, and is not too long.</summary>
    public static Task<IReadOnlyList<Refusal>> Reasoned(string? reason, string message) => Task.FromResult<IReadOnlyList<Refusal>>(
        string.IsNullOrWhiteSpace(reason) ? [Refusal.At("Reason", message)]
        : reason.Length > Placement.ReasonLength ? [Refusal.At("Reason", $"Paling banyak {Placement.ReasonLength} huruf.")] : []);

    public static async Task<Outcome> Try(PlatformDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.Whole("Data ini baru saja diubah orang lain. Periksa lagi halamannya, lalu ulangi.");
        }
    }
}
