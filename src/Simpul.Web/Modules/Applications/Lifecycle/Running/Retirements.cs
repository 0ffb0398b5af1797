using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>Decides whether an application stops, puts that off or takes it back, and stops it on its day.</summary>
internal sealed class Retirements(PlatformDb db, Acting acting, Today today, NoticeBoard board, IServiceProvider services)
{
    /// <summary>Why the actor may not decide; null when they may.</summary>
    public string? WhyNot(Retirement item) => item.State != RetirementState.Proposed ? "Usulan ini sudah diputuskan." : NotTheirs(item);

    /// <summary>Why the actor may neither put off nor take back what was approved; null when they may.</summary>
    public string? WhyNotRevise(Retirement item) => item.State != RetirementState.Approved ? "Hanya penghentian yang disetujui dan belum terjadi yang dapat ditunda atau dibatalkan." : NotTheirs(item);

    /// <summary>Whether the actor is one who decides on it, whatever was decided already.</summary>
    public bool MayDecide(Retirement item) => NotTheirs(item) is null;

    /// <summary>Of the proposal and of all that it says about data: grows with every change of either, so that nobody approves what they did not see.</summary>
    public static async Task<int> VersionOf(PlatformDb db, Retirement item, CancellationToken cancel) =>
        item.Version + await db.Set<DataDisposition>().Where(one => one.RetirementId == item.Id).SumAsync(one => one.Version + 1, cancel);

    /// <summary>Data that the application uses and of which nothing was said yet.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Undecided(PlatformDb db, Retirement item, CancellationToken cancel) =>
        [.. (await (
            from relation in db.Set<ArchitectureRelation>().AsNoTracking()
            where relation.FromId == item.ApplicationId && relation.Kind == RelationKind.Uses && relation.Until == null
            join data in db.Set<ArchitectureItem>().AsNoTracking() on relation.ToId equals data.Id
            where !db.Set<DataDisposition>().Any(one => one.RetirementId == item.Id && one.DataId == data.Id)
            orderby data.Name
            select new { data.Id, data.Name }).Take(100).ToListAsync(cancel)).Select(data => (data.Id, data.Name))];

    /// <param name="version">As <see cref="VersionOf"/> told it when the actor read the proposal.</param>
    public async Task<Outcome> Decide(Guid id, int version, bool approve, string? reason, CancellationToken cancel)
    {
        var item = await db.Set<Retirement>().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (item is null)
        {
            return Refusal.Whole("Usulan penghentian ini tidak ditemukan.");
        }
        if (WhyNot(item) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (version != await VersionOf(db, item, cancel))
        {
            return Refusal.Whole("Usulan ini, atau tindakan atas datanya, telah diubah sejak Anda membukanya. Periksa isinya yang sekarang, lalu putuskan.");
        }
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (reason?.Length > Retirement.TextLength || (!approve && reason is null))
        {
            return Refusal.At("Reason", reason is null ? "Tulis alasan menolak usulan ini." : $"Paling banyak {Retirement.TextLength} huruf.");
        }
        if (approve && await Undecided(db, item, cancel) is { Count: > 0 } open)
        {
            return Refusal.Whole($"Tentukan dahulu tindakan atas data ini: {Indonesian.List([.. open.Select(data => data.Name)])}.");
        }
        var from = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item.ApplicationId).Select(one => one.From).SingleOrDefaultAsync(cancel);
        if (approve && RetirementRegisters.AgainstDay(item.EndsOn, from, today.Date) is { } wrong)
        {
            return Refusal.Whole($"Hari terakhirnya tidak dapat disetujui. {wrong} Pengusulnya yang memperbaiki usulan ini.");
        }
        (item.State, item.DecidedBy, item.DecidedOn, item.Decision) = (approve ? RetirementState.Approved : RetirementState.Refused, acting.Actor.PersonId, today.Date, reason);
        if (approve)
        {
            await Approve(item, cancel);
        }
        await RetirementRegisters.Retirements.Keep(services, item, isNew: false, cancel, reason);
        return await HostingSave.Try(db, cancel);
    }

    /// <summary>Moves the last day of what was approved further away. Refusals are at <c>EndsOn</c> and <c>Reason</c>.</summary>
    public Task<Outcome> PutOff(Guid id, int version, DateOnly? endsOn, string? reason, CancellationToken cancel) => Revise(id, version, reason, (item, application) =>
    {
        if (endsOn is not { } last || last <= item.EndsOn || last < today.Date || last > RetirementRegisters.Latest(today.Date))
        {
            return Task.FromResult<Refusal?>(Refusal.At("EndsOn", $"Isi hari terakhir yang baru: sesudah {Indonesian.Date(item.EndsOn)}, tidak sebelum hari ini, dan paling lambat {Indonesian.Date(RetirementRegisters.Latest(today.Date))}."));
        }
        // Another day: its reminders start anew.
        (item.EndsOn, item.Reminded, application.Item.Until) = (last, null, last);
        Tell(item, $"Penghentian {application.Item.Name} ditunda sampai {Indonesian.Date(last)}.");
        return Task.FromResult<Refusal?>(null);
    }, cancel);

    /// <summary>Takes back what was approved: the application runs on, and its end can be proposed anew. Refusals are at <c>Reason</c>.</summary>
    public Task<Outcome> TakeBack(Guid id, int version, string? reason, CancellationToken cancel) => Revise(id, version, reason, async (item, application) =>
    {
        (item.State, application.Item.Until) = (RetirementState.Cancelled, null);
        // What the approval said in the architecture holds no longer either.
        if (await db.Set<ArchitectureRelation>().SingleOrDefaultAsync(one => one.FromId == item.SuccessorId && one.ToId == item.ApplicationId && one.Kind == RelationKind.Replaces && one.Until == null, cancel) is { } replaces)
        {
            replaces.Until = today.Date;
            await services.RegisterOf<ArchitectureRelation>().Keep(services, replaces, isNew: false, cancel, reason);
        }
        Tell(item, $"Penghentian {application.Item.Name} dibatalkan: aplikasinya tetap beroperasi.");
        return null;
    }, cancel);

    /// <summary>Stops the applications whose last day has passed, with the save at hand.</summary>
    public static async Task<int> End(IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var ended = await db.Set<Retirement>().Where(item => item.State == RetirementState.Approved && item.EndsOn < today).OrderBy(item => item.Id).Take(200).ToListAsync(cancel);
        List<Guid?> ids = [.. ended.Select(item => item.ApplicationId)];
        var applications = await db.Set<Application>().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        foreach (var item in ended)
        {
            item.State = RetirementState.Done;
            await RetirementRegisters.Retirements.Keep(services, item, isNew: false, cancel);
            if (applications.GetValueOrDefault(item.ApplicationId!.Value) is { } application)
            {
                await Stop(services, application, item.EndsOn, Why(item), cancel);
                await LifecycleApplications.Keep(services, application, isNew: false, null, cancel);
            }
        }
        return ended.Count;
    }

    /// <summary>
    /// An application runs no longer, with the save at hand: its stage, its last day, its placements and names, and what was proposed or approved about its end
    /// otherwise, which is overtaken.
    /// </summary>
    /// <param name="on">The last day on which it ran.</param>
    public static async Task Stop(IServiceProvider services, Application application, DateOnly on, string reason, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        (application.Stage, application.Item.Until) = (ApplicationStage.Retired, on);
        await HostingEnd.Of(services, application.Id, on, reason, cancel);
        var open = await db.Set<Retirement>().Where(item => item.ApplicationId == application.Id && (item.State == RetirementState.Proposed || item.State == RetirementState.Approved)).ToListAsync(cancel);
        // Those of this very save are no longer what the database says.
        foreach (var item in open.Where(item => item.State is RetirementState.Proposed or RetirementState.Approved))
        {
            if (item.State == RetirementState.Approved)
            {
                (item.State, item.EndsOn) = (RetirementState.Done, on);
            }
            else
            {
                (item.State, item.DecidedOn, item.Decision) = (RetirementState.Refused, services.GetRequiredService<Today>().Date, reason[..Math.Min(reason.Length, Retirement.TextLength)]);
            }
            await RetirementRegisters.Retirements.Keep(services, item, isNew: false, cancel, reason);
        }
    }

    private static string Why(Retirement item) => $"Aplikasinya dihentikan: {item.Why}";

    private string? NotTheirs(Retirement item)
    {
        var actor = acting.Actor;
        return !actor.May(ApplicationsPermissions.Retire, item.AgencyId) ? "Penghentian aplikasi disetujui oleh pengelola SPBE."
            : actor.PersonId is { } person && person == item.ProposedBy ? "Anda sendiri yang mengusulkannya. Keputusannya harus diambil oleh rekan Anda yang berwenang."
            : null;
    }

    /// <param name="change">Changes the retirement and its application, or says at once why not.</param>
    private async Task<Outcome> Revise(Guid id, int version, string? reason, Func<Retirement, Application, Task<Refusal?>> change, CancellationToken cancel)
    {
        if (await db.Set<Retirement>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } item || await db.Tracked(item.ApplicationId, cancel) is not { } application)
        {
            return Refusal.Whole("Penghentian ini tidak ditemukan.");
        }
        if (WhyNotRevise(item) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (version != item.Version)
        {
            return Refusal.Whole("Penghentian ini telah diubah sejak Anda membukanya. Periksa isinya yang sekarang, lalu ulangi.");
        }
        reason = reason?.Trim();
        var refusals = new List<Refusal>();
        if (string.IsNullOrEmpty(reason) || reason.Length > Retirement.TextLength)
        {
            refusals.Add(Refusal.At("Reason", string.IsNullOrEmpty(reason) ? "Tulis alasannya: dibaca oleh pemilik aplikasi." : $"Paling banyak {Retirement.TextLength} huruf."));
        }
        if (await change(item, application) is { } refused)
        {
            refusals.Add(refused);
        }
        if (refusals.Count > 0)
        {
            db.Forget();
            return refusals;
        }
        (item.DecidedBy, item.DecidedOn, item.Decision) = (acting.Actor.PersonId, today.Date, reason);
        await RetirementRegisters.Retirements.Keep(services, item, isNew: false, cancel, reason);
        await LifecycleApplications.Keep(services, application, isNew: false, reason, cancel);
        return await HostingSave.Try(db, cancel);
    }

    private void Tell(Retirement item, string sentence)
    {
        if (item.AgencyId is { } agency)
        {
            board.Tell(Recipient.HoldersOf("agency", agency), "applications.retirement", sentence, $"{RetirementRegisters.Href}/{item.Id}");
        }
    }

    private async Task Approve(Retirement item, CancellationToken cancel)
    {
        if (await db.Tracked(item.ApplicationId, cancel) is not { } application)
        {
            return;
        }
        application.Item.Until = item.EndsOn;
        // What follows replaces it in the architecture too.
        await LifecycleApplications.Relate(services, item.SuccessorId, RelationKind.Replaces, application.Id, item.AgencyId, item.Why, cancel);
        if (item.EndsOn < today.Date)
        {
            item.State = RetirementState.Done;
            await Stop(services, application, item.EndsOn, Why(item), cancel);
        }
        await LifecycleApplications.Keep(services, application, isNew: false, item.Why, cancel);
    }
}

/// <summary>What the page of a retirement shows beyond its facts.</summary>
/// <param name="WhyNot">Why the actor cannot decide; null when they can.</param>
/// <param name="MayAdd">Whether the actor says what becomes of more data.</param>
/// <param name="MayRevise">Whether the actor may put off or take back what was approved.</param>
public sealed record RetirementView(Guid Id, RetirementState State, string? Decision, DateOnly? DecidedOn, string? WhyNot,
    IReadOnlyList<(Guid Id, string Data, DispositionKind Kind, string Place, DateOnly? DoneOn)> Data, IReadOnlyList<(Guid Id, string Name)> Undecided, IReadOnlyList<(string Title, string Href)> Standing, bool MayEdit,
    bool MayAdd, bool MayRevise)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel) =>
        await services.GetRequiredService<PlatformDb>().Set<Retirement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } item ? await Of(services, item, cancel) : null;

    internal static async Task<RetirementView> Of(IServiceProvider services, Retirement item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var data = await (
            from one in db.Set<DataDisposition>().AsNoTracking()
            where one.RetirementId == item.Id
            join held in db.Set<ArchitectureItem>().AsNoTracking() on one.DataId equals held.Id
            orderby held.Name
            select new { one.Id, held.Name, one.Kind, one.Place, one.DoneOn }).Take(100).ToListAsync(cancel);
        var (retirements, mayEdit) = (services.GetRequiredService<Retirements>(), services.GetRequiredService<Acting>().Actor.May(ApplicationsPermissions.Edit, item.AgencyId));
        return new RetirementView(item.Id, item.State, item.Decision, item.DecidedOn, retirements.WhyNot(item),
            [.. data.Select(one => (one.Id, one.Name, one.Kind, one.Place, one.DoneOn))], await Retirements.Undecided(db, item, cancel),
            item.State is RetirementState.Refused or RetirementState.Cancelled || item.ApplicationId is not { } application ? [] : await HostingEnd.Standing(db, application, cancel),
            mayEdit, mayEdit && (item.State is not (RetirementState.Approved or RetirementState.Done) || retirements.MayDecide(item)), retirements.WhyNotRevise(item) is null);
    }
}
