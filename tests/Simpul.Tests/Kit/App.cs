using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Simpul.Web;
using Simpul.Web.Commands;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;

namespace Simpul.Tests.Kit;

/// <summary>The real program on a real database, listening on a port of its own, with a clock that the test sets.</summary>
public sealed class App : IAsyncDisposable
{
    private const int HashRounds = 1_000;
    private readonly WebApplication web;
    private readonly string? database;

    private App(WebApplication web, DataFolder data, string? database, TestClock clock)
    {
        this.web = web;
        this.database = database;
        Data = data;
        Clock = clock;
        Address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public DataFolder Data { get; }

    public TestClock Clock { get; }

    public Uri Address { get; }

    /// <summary>The PostgreSQL connection string; null on SQLite.</summary>
    public string? Database => database;

    public IServiceProvider Services => web.Services;

    /// <summary>Starts an instance with an empty, migrated database.</summary>
    /// <param name="kind">One of <see cref="Databases"/>.</param>
    public static async Task<App> Start(string kind = Databases.Sqlite, Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        return await Start(data, await Databases.Fresh(kind, data.Database), new TestClock(), configure, settings);
    }

    /// <summary>Starts an instance on a folder and a database that are there already.</summary>
    public static async Task<App> Start(DataFolder data, string? database, TestClock? clock = null, Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        clock ??= new TestClock();
        var web = Server.Build(new ServerOptions(data, "http://127.0.0.1:0", database) { Settings = settings ?? [] }, builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            // Scheduled work runs when a test says so, not when the machine's clock does.
            builder.Services.Replace(ServiceDescriptor.Singleton(new JobOptions { Enabled = false }));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            // A thousand passwords are hashed in a test run; how many rounds the program takes is a test of its own.
            builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
            configure?.Invoke(builder.Services);
        });
        await ServeCommand.Prepare(web, CancellationToken.None);
        await web.StartAsync();
        return new App(web, data, database, clock);
    }

    /// <summary>Starts an instance that runs by a regulation, with no records yet.</summary>
    public static async Task<App> StartWith(string regulation, string kind = Databases.Sqlite, Action<IServiceCollection>? configure = null)
    {
        var app = await Start(kind, configure);
        await app.SetUp(regulation);
        return app;
    }

    /// <summary>Does something with the program's own services, acting as somebody.</summary>
    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> work, Actor? actor = null)
    {
        await using var scope = web.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = actor ?? Actor.Command;
        return await work(scope.ServiceProvider);
    }

    public Task Do(Func<IServiceProvider, Task> work, Actor? actor = null) => Do(async services =>
    {
        await work(services);
        return true;
    }, actor);

    /// <summary>Stops the program and keeps its folder and database, for a test that starts it again.</summary>
    public async Task Stop()
    {
        await web.StopAsync();
        await web.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Databases.Drop(database);
        if (database is null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new($"Data Source={Data.Database}"));
        }
        Directory.Delete(Data.Path, recursive: true);
    }
}

/// <summary>A clock that stands still until the test moves it. It starts on Monday 2 November 2026, 09.00 WIB.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void Set(DateTimeOffset moment) => Interlocked.Exchange(ref ticks, moment.UtcTicks);
}
