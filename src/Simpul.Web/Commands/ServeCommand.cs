using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Commands;

/// <summary><c>serve</c>: migrates the database and serves until stopped.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var data = Options.Data();
        var urls = new Option<string?>("--urls") { Description = $"Addresses to listen on; default {ServerOptions.DefaultUrls}." };
        var gateway = new Option<string?>("--gateway-urls") { Description = "Addresses of the service bus's gateway." };
        var stamps = new Option<string?>("--time-stamps") { Description = "RFC 3161 time-stamping authority that the service bus's gateway asks; ./run hands it on." };
        var command = new Command("serve", "Serve. Creates and migrates the SQLite database in the data folder; SIMPUL_DATABASE replaces it.") { data, urls, gateway, stamps };
        command.SetAction(async (parsed, cancel) =>
        {
            var app = Server.Build(ServerOptions.From(parsed.GetValue(data), parsed.GetValue(urls) ?? ServerOptions.DefaultUrls));
            await Prepare(app, cancel);
            await app.StartAsync(cancel);
            await Greet(app, cancel);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return command;
    }

    /// <summary>Says where to look, and with which accounts where the data is a sample.</summary>
    private static async Task Greet(WebApplication app, CancellationToken cancel)
    {
        var regulation = app.Services.GetRequiredService<CurrentRegulation>();
        foreach (var address in app.Urls)
        {
            Console.WriteLine($"Simpul serves {(regulation.IsSetUp ? regulation.Profile.Region.Government : "an instance that is not set up yet")} on {address}");
        }
        if (regulation.IsSetUp && regulation.Instance.IsSample)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await SampleAccounts.Print(scope.ServiceProvider, Console.Out, cancel);
        }
    }

    /// <summary>Brings the database to the program's own model, and what the program holds in memory to the instance's settings.</summary>
    public static async Task Prepare(WebApplication app, CancellationToken cancel)
    {
        using var scope = app.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        // Migrating compares the whole model with the last migration's first, which takes a quarter of a second of every start.
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            await db.Database.MigrateAsync(cancel);
        }
        app.Services.GetRequiredService<DataFolder>().CloseDatabase();
        await scope.ServiceProvider.GetRequiredService<CurrentRegulation>().Refresh(db, cancel);
    }
}

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    public static Option<string?> Data() => new("--data") { Description = "The instance's folder; default SIMPUL_DATA or ./data." };

    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON." };
}
