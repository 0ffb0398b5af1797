using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Case = Simpul.Web.Platform.Cases.Case;
using CaseState = Simpul.Web.Platform.Cases.CaseState;

namespace Simpul.Tests.Modules.Applications.Inventory;

/// <summary>Puts applications and what belongs to them into an instance through their registers, and asks the checks.</summary>
internal static class MadeApplications
{
    private static int count;

    /// <summary>A special application that runs since the first of May 2026.</summary>
    public static async Task<Guid> Application(this App app, string name, Action<Application>? change = null)
    {
        var item = new Application { Stage = ApplicationStage.Running };
        (item.Item.Name, item.Item.Code, item.Item.Reference, item.Item.From) = (name, $"A-{Interlocked.Increment(ref count)}", "RAA.02.02", new DateOnly(2026, 5, 1));
        change?.Invoke(item);
        await app.Kept(item);
        return item.Id;
    }

    public static Task Kept<T>(this App app, params T[] records)
        where T : class, IRecord, new() => app.Do(async services =>
    {
        var kept = await new RegisterWork<T>(services.GetServices<Register>().OfType<Register<T>>().Single(), services).Keep(records, CancellationToken.None);
        kept.Refusals.ShouldBeEmpty();
    });

    public static Task Changed(this App app, Guid id, Action<Application> change) => app.Do(async services =>
    {
        var item = await services.GetRequiredService<PlatformDb>().Set<Application>().SingleAsync(one => one.Id == id);
        change(item);
        var kept = await new RegisterWork<Application>(services.GetServices<Register>().OfType<Register<Application>>().Single(), services).Keep([item], CancellationToken.None);
        kept.Refusals.ShouldBeEmpty();
    });

    public static Task Serves(this App app, Guid process, Guid application) => app.Kept(new ArchitectureRelation { FromId = process, Kind = RelationKind.ServedBy, ToId = application });

    public static Task<Answer> Asked(this App app, string check, string id, DateOnly? on = null) => app.Do(async services =>
    {
        var profile = services.GetRequiredService<CurrentRegulation>().Profile;
        var item = profile.Obligations.Single(obligation => obligation.Id == id);
        item.Check!.Check.ShouldBe(check);
        var answers = await services.GetServices<ICheck>().Single(one => one.Name == check).Answer([new Question(item, item.Check, profile)], new CheckTime(on ?? new DateOnly(2026, 11, 2)), CancellationToken.None);
        return answers.Single();
    });

    /// <summary>A case about the exception of an application similar to a general one.</summary>
    public static Task ExceptionCase(this App app, Guid application, bool done) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var number = Interlocked.Increment(ref count);
        var item = new Case
        {
            Year = 2026, Sequence = number, Number = Case.NumberOf(2026, number), RegulationId = "x", Procedure = "similar-application", Title = "Contoh", SubjectKind = "applications", SubjectId = application,
            OpenedAt = now.AddDays(-3), ClosedAt = done ? now.AddDays(-1) : null, State = done ? CaseState.Done : CaseState.Running,
        };
        db.Add(item);
        services.GetRequiredService<Journal>().Record("cases.opened", item);
        await db.SaveChangesAsync();
    });
}
