using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>A government with an agency that wants applications and an ICT agency with three desks, each in a browser of its own.</summary>
public sealed class Town : IAsyncDisposable
{
    public const string BangkaTengah = "bangka-tengah-74-2021";
    public const string PalangkaRaya = "palangka-raya-9-2022";
    public const string Baubau = "baubau-68-2023";

    private Town(App app) => App = app;

    public App App { get; }

    public Guid Agency { get; private set; }

    public Staff Operator { get; private set; } = null!;

    /// <summary>The operator of the agency, who asks.</summary>
    public Browse Owner { get; private set; } = null!;

    /// <summary>The desk of the ICT agency that gives opinions and recommends.</summary>
    public Browse Opinion { get; private set; } = null!;

    /// <summary>The desk that tests.</summary>
    public Browse Tester { get; private set; } = null!;

    /// <summary>The desk that runs the server room.</summary>
    public Browse Room { get; private set; } = null!;

    public static async Task<Town> Open(string regulation, string database = Databases.Sqlite)
    {
        var app = await App.StartWith(regulation, database);
        var town = new Town(app) { Agency = await app.Agency("Dinas Kesehatan") };
        var ict = await app.Agency("Dinas Kominfo", "ict-agency");
        town.Operator = await app.Staff("Operator Dinas Kesehatan", town.Agency, [], [Role.Operator]);
        town.Owner = await app.As(town.Operator);
        town.Opinion = await app.As(await app.Staff("Kepala Bidang Aptika", ict, [], [Role.IctAgency]));
        town.Tester = await app.As(await app.Staff("Penguji Keamanan", ict, [], [Role.IctAgency]));
        town.Room = await app.As(await app.Staff("Pengelola Ruang Server", ict, [], [Role.IctAgency]));
        return town;
    }

    /// <summary>Opens a case, with the values of the form.</summary>
    public static async Task<Page> Open(Browse who, string procedure, string title, params (string Field, string Value)[] values)
    {
        var page = await who.Open($"/kerja/urusan/baru/{procedure}");
        page = await who.Submit(page, "Buka urusan", [("CaseTitle", title), .. values.Select(value => ($"Input.Fields[{value.Field}]", (string?)value.Value))]);
        return page;
    }

    /// <summary>Puts documents in, then decides.</summary>
    public static async Task<Page> Decide(Browse who, string href, string button, string[] documents, params (string Field, string Value)[] values)
    {
        var page = await who.Open(href);
        foreach (var document in documents)
        {
            page = await CityHall.Upload(who, page, document);
        }
        return await who.Submit(page, button, [.. values.Select(value => (value.Field == "Reason" ? value.Field : $"Input.Fields[{value.Field}]", (string?)value.Value))]);
    }

    /// <summary>Opens the test of a step from its case and says that all that is left passes.</summary>
    public static async Task Pass(Browse who, string href, string link, params string[] sets)
    {
        var test = await who.Follow(await who.Open(href), link);
        foreach (var set in sets)
        {
            test = await who.Submit(test, $"Nyatakan sisanya memenuhi: {set}");
        }
        test.Text.ShouldContain("Semua butir terisi.");
    }

    public Task<Application> Application() => App.Do(services => services.GetRequiredService<PlatformDb>().Set<Application>().AsNoTracking().SingleAsync());

    public Task<List<T>> All<T>()
        where T : class => App.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().AsNoTracking().ToListAsync());

    /// <summary>Keeps a record through its register, as a form would.</summary>
    public Task Keep<T>(T record)
        where T : class, IRecord, new() => App.Do(async services =>
        {
            var register = services.GetServices<Register>().OfType<Register<T>>().Single();
            (await new RegisterWork<T>(register, services).Keep([record], CancellationToken.None)).Refusals.ShouldBeEmpty();
        });

    /// <summary>An application that runs since long ago.</summary>
    public async Task<Guid> Old(string name, DateOnly? from = null)
    {
        var application = new Application { Stage = ApplicationStage.Running };
        (application.Item.Name, application.Item.Code, application.Item.Reference, application.Item.AgencyId, application.Item.From) = (name, name, "RAA.02.02", Agency, from ?? new DateOnly(2016, 1, 4));
        await Keep(application);
        return application.Id;
    }

    /// <summary>Puts an application on what regulations want it to rest on: a national code and a process of the architecture, and an activity of the roadmap.</summary>
    public async Task Ground(Guid application)
    {
        var activity = new RoadmapActivity { Code = $"PR-{application:n}"[..20], Programme = "Aplikasi", Name = "Membangun aplikasi", Area = RoadmapArea.Applications, StartsOn = new DateOnly(2026, 1, 1), EndsOn = new DateOnly(2026, 12, 31), Target = "Aplikasi berjalan." };
        await App.Kept(activity);
        await App.Serves((await App.Items((ArchitectureDomain.Process, "Pelayanan")))[0], application);
        await App.Changed(application, item => (item.Item.Reference, item.RoadmapActivityId) = ("RAA.02.02", activity.Id));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browse in new[] { Owner, Opinion, Tester, Room })
        {
            browse.Dispose();
        }
        await App.DisposeAsync();
    }
}
