using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>Plans the evaluations of running applications by the cadence of the regulation, ends those whose last day has passed, and tells owners what is to be mended or done with data.</summary>
internal static class Evaluations
{
    private const int Most = 200;

    public static readonly ScheduledJob Job = new("applications.life-cycle", "Jadwal evaluasi dan penghentian aplikasi", "0 20 1 * * ?", Run);

    /// <summary>Plans the first evaluation of an application that runs from this day.</summary>
    public static Task PlanFirst(IServiceProvider services, Application application, DateOnly from, CancellationToken cancel) => Plan(services, application.Id, application.Item.AgencyId, from, cancel);

    /// <summary>Plans the one after an evaluation that was held, unless one is planned already.</summary>
    public static async Task PlanNext(IServiceProvider services, Evaluation held, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (!await db.Set<Evaluation>().AsNoTracking().AnyAsync(other => other.ApplicationId == held.ApplicationId && other.Id != held.Id && other.HeldOn == null, cancel)
            && await db.Set<Application>().AsNoTracking().AnyAsync(one => one.Id == held.ApplicationId && one.Stage == ApplicationStage.Running, cancel))
        {
            await Plan(services, held.ApplicationId!.Value, held.AgencyId, held.HeldOn!.Value, cancel);
        }
    }

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true })
        {
            return "belum ada peraturan";
        }
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var ended = await Retirements.End(services, today, cancel);
        var without = await db.Set<Application>().Where(one => one.Stage == ApplicationStage.Running && !db.Set<Evaluation>().Any(item => item.ApplicationId == one.Id && item.HeldOn == null)).OrderBy(one => one.Id).Take(Most).ToListAsync(cancel);
        List<Guid> ids = [.. without.Select(one => one.Id)];
        var held = (await db.Set<Evaluation>().AsNoTracking().Where(item => ids.Contains(item.ApplicationId!.Value) && item.HeldOn != null)
            .Select(item => new { item.ApplicationId, item.HeldOn }).ToListAsync(cancel)).GroupBy(item => item.ApplicationId!.Value).ToDictionary(group => group.Key, group => group.Max(item => item.HeldOn!.Value));
        var since = services.GetRequiredService<CurrentRegulation>().Profile.Regulation.InForce;
        foreach (var application in without)
        {
            var began = application.Item.From is { } from && from > since ? from : since;
            await Plan(services, application.Id, application.Item.AgencyId, held.TryGetValue(application.Id, out var last) ? last : began, cancel);
        }
        var told = await LifecycleNotices.Tell(services, today, cancel);
        await db.SaveChangesAsync(cancel);
        return $"{without.Count} evaluasi dijadwalkan, {ended} aplikasi dihentikan, {told} pengingat dikirim";
    }

    /// <summary>Nothing where the regulation, in the readings chosen, says not how often.</summary>
    private static async Task Plan(IServiceProvider services, Guid application, Guid? agency, DateOnly from, CancellationToken cancel)
    {
        if (services.GetRequiredService<CurrentRegulation>().Profile.Period("evaluation.cadence") is not { } period)
        {
            return;
        }
        var evaluation = new Evaluation { ApplicationId = application, AgencyId = agency, DueOn = period.After(from) };
        services.GetRequiredService<PlatformDb>().Add(evaluation);
        await EvaluationRegister.Declared.Keep(services, evaluation, isNew: true, cancel);
    }
}
