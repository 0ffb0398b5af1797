using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Tests.Modules.Planning.Plans;

/// <summary>Puts plans and what belongs to them into an instance, each with its events, as the program itself keeps them.</summary>
internal static class PlanKit
{
    public const string Palembang = "palembang-25-2023";
    public const string PalangkaRaya = "palangka-raya-9-2022";
    public const string BangkaTengah = "bangka-tengah-74-2021";
    public const string Baubau = "baubau-68-2023";

    public static readonly DateOnly From = new(2024, 1, 1);

    public static Task Hold<T>(this App app, params T[] records)
        where T : class, IRecord, new() => app.Do(async services =>
        {
            var register = services.GetServices<Register>().OfType<Register<T>>().Single();
            foreach (var record in records)
            {
                services.GetRequiredService<PlatformDb>().Add(record);
                await register.Keep(services, record, isNew: true, CancellationToken.None);
            }
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });

    public static Task Alter<T>(this App app, Guid id, Action<T> change)
        where T : class, IRecord, new() => app.Do(async services =>
        {
            var record = (await services.GetRequiredService<PlatformDb>().FindAsync<T>(id))!;
            change(record);
            await services.GetServices<Register>().OfType<Register<T>>().Single().Keep(services, record, isNew: false, CancellationToken.None);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });

    /// <summary>A version in force from 2024 to 2028, enacted on 15 December 2023 by the head.</summary>
    public static async Task<Plan> Enacted(this App app, PlanKind kind, Action<Plan>? change = null, int number = 1)
    {
        var decree = new LegalDocument { Number = $"{kind}-{number}", Title = $"Penetapan {kind} {number}", IssuedOn = From.AddDays(-17), InForceFrom = From.AddDays(-17) };
        await app.Hold(decree);
        var plan = Draft(kind, number);
        (plan.State, plan.EnactedOn, plan.EnactedById, plan.EnactedBy, plan.Instrument) = (PlanState.Enacted, From.AddDays(-17), decree.Id, "head", PlanInstrument.HeadDecree);
        change?.Invoke(plan);
        await app.Hold(plan);
        return plan;
    }

    public static Plan Draft(PlanKind kind, int number = 1) => new() { Kind = kind, Number = number, Title = $"Rencana {kind} versi {number}", From = From, Until = From.AddYears(5).AddDays(-1) };

    public static Task<List<T>> All<T>(this App app)
        where T : class => app.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().AsNoTracking().ToListAsync());

    /// <summary>How an obligation stands on a day.</summary>
    public static Task<Answer> Ask(this App app, string check, string obligation, string on) => Organisation.Asked.One(app, check, obligation, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));

    public static async Task<State> State(this App app, string check, string obligation, string on) => (await app.Ask(check, obligation, on)).Status;
}
