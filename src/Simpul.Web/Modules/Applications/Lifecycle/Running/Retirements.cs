using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>Decides whether an application stops, and stops it on its day.</summary>
internal sealed class Retirements(PlatformDb db, Acting acting, Today today, IServiceProvider services)
{
    /// <summary>Why the actor may not decide; null when they may.</summary>
    public string? WhyNot(Retirement item)
    {
        var actor = acting.Actor;
        return item.State != RetirementState.Proposed ? "Usulan ini sudah diputuskan."
            : !actor.May(ApplicationsPermissions.Retire, item.AgencyId) ? "Penghentian aplikasi disetujui oleh pengelola SPBE."
            : actor.PersonId is { } person && person == item.ProposedBy ? "Anda sendiri yang mengusulkannya. Keputusannya harus diambil oleh rekan Anda yang berwenang."
            : null;
    }

    /// <summary>Data that the application uses and of which nothing was said yet.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Undecided(PlatformDb db, Retirement item, CancellationToken cancel) =>
        [.. (await (
            from relation in db.Set<ArchitectureRelation>().AsNoTracking()
            where relation.FromId == item.ApplicationId && relation.Kind == RelationKind.Uses && relation.Until == null
            join data in db.Set<ArchitectureItem>().AsNoTracking() on relation.ToId equals data.Id
            where !db.Set<DataDisposition>().Any(one => one.RetirementId == item.Id && one.DataId == data.Id)
            orderby data.Name
            select new { data.Id, data.Name }).Take(100).ToListAsync(cancel)).Select(data => (data.Id, data.Name))];

    public async Task<Outcome> Decide(Guid id, bool approve, string? reason, CancellationToken cancel)
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
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (reason?.Length > Retirement.TextLength || (!approve && reason is null))
        {
            return Refusal.At("Reason", reason is null ? "Tulis alasan menolak usulan ini." : $"Paling banyak {Retirement.TextLength} huruf.");
        }
        if (approve && await Undecided(db, item, cancel) is { Count: > 0 } open)
        {
            return Refusal.Whole($"Tentukan dahulu tindakan atas data ini: {Indonesian.List([.. open.Select(data => data.Name)])}.");
        }
        (item.State, item.DecidedBy, item.DecidedOn, item.Decision) = (approve ? RetirementState.Approved : RetirementState.Refused, acting.Actor.PersonId, today.Date, reason);
        if (approve)
        {
            await Approve(item, cancel);
        }
        await RetirementRegisters.Retirements.Keep(services, item, isNew: false, cancel, reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

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
public sealed record RetirementView(Guid Id, RetirementState State, string? Decision, DateOnly? DecidedOn, string? WhyNot,
    IReadOnlyList<(Guid Id, string Data, DispositionKind Kind, string Place, DateOnly? DoneOn)> Data, IReadOnlyList<(Guid Id, string Name)> Undecided, IReadOnlyList<(string Title, string Href)> Standing, bool MayEdit)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<Retirement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } item)
        {
            return null;
        }
        var data = await (
            from one in db.Set<DataDisposition>().AsNoTracking()
            where one.RetirementId == id
            join held in db.Set<ArchitectureItem>().AsNoTracking() on one.DataId equals held.Id
            orderby held.Name
            select new { one.Id, held.Name, one.Kind, one.Place, one.DoneOn }).Take(100).ToListAsync(cancel);
        return new RetirementView(id, item.State, item.Decision, item.DecidedOn, services.GetRequiredService<Retirements>().WhyNot(item),
            [.. data.Select(one => (one.Id, one.Name, one.Kind, one.Place, one.DoneOn))], await Retirements.Undecided(db, item, cancel),
            item.State == RetirementState.Refused || item.ApplicationId is not { } application ? [] : await HostingEnd.Standing(db, application, cancel),
            services.GetRequiredService<Acting>().Actor.May(ApplicationsPermissions.Edit, item.AgencyId));
    }
}
