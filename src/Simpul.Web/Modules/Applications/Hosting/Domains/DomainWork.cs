using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>Sets, refuses, renews and ends names, each in one save with its event.</summary>
internal sealed class DomainWork(PlatformDb db, IServiceProvider services, Acting acting, Today today)
{
    public bool MayDecide => acting.Actor.MayEverywhere(ApplicationsPermissions.HostingDecide);

    /// <summary>Also of a name that was refused or has ended, and is wanted again.</summary>
    public Task<Outcome> Set(DomainName item, DateOnly? renewOn, CancellationToken cancel) =>
        item.State != RequestState.Ended && IsOwn(item)
            ? Task.FromResult<Outcome>(Refusal.Whole("Anda sendiri yang mengajukan nama ini. Minta rekan Anda menetapkannya."))
            : Change(item, item.State != RequestState.Active, async () =>
            {
                (item.State, item.RenewOn, item.EndedOn, item.EndReason) = (RequestState.Active, renewOn ?? today.Date.AddYears(1), null, null);
                item.RegisteredOn = today.Date;
                if (item.ApplicationId is { } application && await db.Set<Application>().AnyAsync(one => one.Id == application && one.Stage == ApplicationStage.Retired, cancel))
                {
                    return [Refusal.Whole("Aplikasi yang memakai nama ini sudah dihentikan. Pilih aplikasi lain lewat Ubah di halaman nama ini, lalu tetapkan.")];
                }
                return [.. await DomainRules.Facts(services, item, cancel), .. RenewalFaults(renewOn)];
            }, null, cancel);

    public Task<Outcome> Refuse(DomainName item, string? reason, CancellationToken cancel) =>
        IsOwn(item) ? Task.FromResult<Outcome>(Refusal.Whole("Anda sendiri yang mengajukan nama ini. Minta rekan Anda memutuskannya."))
        : Change(item, item.State == RequestState.Requested, () =>
        {
            (item.State, item.EndReason) = (RequestState.Refused, reason);
            return HostingSave.Reasoned(reason, "Tulis alasan penolakan, agar pemohon tahu nama apa yang dapat diminta.");
        }, reason, cancel);

    public Task<Outcome> Renew(DomainName item, DateOnly? renewOn, CancellationToken cancel) => Change(item, item.State == RequestState.Active, () =>
    {
        IReadOnlyList<Refusal> refusals = renewOn is null ? [Refusal.At("RenewOn", "Isi hari terakhir yang baru.")]
            : renewOn <= item.RenewOn ? [Refusal.At("RenewOn", "Hari terakhir yang baru harus sesudah yang sekarang.")] : RenewalFaults(renewOn);
        item.RenewOn = renewOn;
        return Task.FromResult(refusals);
    }, null, cancel);

    public Task<Outcome> End(DomainName item, string? reason, CancellationToken cancel) => Change(item, item.State == RequestState.Active, () =>
    {
        (item.State, item.EndedOn, item.EndReason) = (RequestState.Ended, today.Date, reason);
        return HostingSave.Reasoned(reason, "Tulis mengapa nama ini diakhiri.");
    }, reason, cancel);

    private bool IsOwn(DomainName item) => item.RequestedBy is { } asked && asked == acting.Actor.PersonId;

    private IReadOnlyList<Refusal> RenewalFaults(DateOnly? renewOn) => renewOn <= today.Date ? [Refusal.At("RenewOn", "Isi hari sesudah hari ini.")]
        : renewOn > today.Date.AddYears(10) ? [Refusal.At("RenewOn", "Berikan paling lama 10 tahun.")] : [];

    private async Task<Outcome> Change(DomainName item, bool possible, Func<Task<IReadOnlyList<Refusal>>> change, string? reason, CancellationToken cancel)
    {
        if (!MayDecide)
        {
            return Refusal.Whole("Hanya pengelola nama domain yang memutuskannya.");
        }
        if (!possible)
        {
            return Refusal.Whole("Keadaan nama ini baru saja berubah. Periksa lagi halamannya.");
        }
        var refusals = await change();
        if (refusals.Count > 0)
        {
            db.Forget();
            return refusals.ToList();
        }
        await services.RegisterOf<DomainName>().Keep(services, item, isNew: false, cancel, reason);
        return await HostingSave.Try(db, cancel);
    }
}
