using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Tests.Modules.Planning.Processes;

/// <summary>Puts processes into an instance, and asks the checks about them.</summary>
internal static class Made
{
    /// <summary>A process in force since the first of January 2026, through its register.</summary>
    public static Task<Guid> Process(this App app, string code, Guid? agency = null, Action<BusinessProcess>? change = null) => app.Do(async services =>
    {
        var process = new BusinessProcess { Code = code, Name = $"Proses {code}", AgencyId = agency, State = ProcessState.Enacted, InForceFrom = new DateOnly(2026, 1, 1) };
        change?.Invoke(process);
        await Keep(services, process);
        return process.Id;
    });

    public static Task Reengineered(this App app, Guid process, Guid? agency, DateOnly on) => app.Do(services =>
        Keep(services, new Reengineering { ProcessId = process, AgencyId = agency, Date = on, Before = "Lama", After = "Baru", Gained = "Cepat" }));

    public static Task TakesPart(this App app, Guid process, Guid agency, DateOnly? tookPartOn) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(new ProcessActor { ProcessId = process, AgencyId = agency, TookPartOn = tookPartOn });
        services.GetRequiredService<Journal>().Record("business-processes.actor-kept", (await db.FindAsync<BusinessProcess>(process))!);
        await db.SaveChangesAsync();
    });

    public static Task<Answer> Ask(this App app, string check, string id, DateOnly? on = null) => app.Do(async services =>
    {
        var profile = services.GetRequiredService<CurrentRegulation>().Profile;
        var item = profile.Obligations.Single(obligation => obligation.Id == id);
        item.Check!.Check.ShouldBe(check);
        var answers = await services.GetServices<ICheck>().Single(one => one.Name == check).Answer([new Question(item, item.Check, profile)], new CheckTime(on ?? new DateOnly(2026, 11, 2)), CancellationToken.None);
        return answers.Single();
    });

    private static async Task Keep<T>(IServiceProvider services, T record)
        where T : class, IRecord, new()
    {
        var kept = await new RegisterWork<T>(services.GetServices<Register>().OfType<Register<T>>().Single(), services).Keep([record], CancellationToken.None);
        kept.Refusals.ShouldBeEmpty();
    }
}
