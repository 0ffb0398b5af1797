using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Commands;

/// <summary><c>setup</c>: sets an instance up without questions.</summary>
internal static class SetupCommand
{
    public static Command Build()
    {
        var data = Options.Data();
        var regulation = new Option<string>("--regulation") { Description = "The profile to run by, such as palembang-25-2023.", Required = true };
        var command = new Command("setup", "Set an instance up without questions.") { data, regulation };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            await ServeCommand.Prepare(app, cancel);
            using var scope = app.Services.CreateScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
            await Choose(scope.ServiceProvider, parsed.GetRequiredValue(regulation), cancel);
            return 0;
        });
        return command;
    }

    /// <summary>Makes the instance run by this regulation.</summary>
    /// <exception cref="KeyNotFoundException">There is no such profile.</exception>
    /// <exception cref="InvalidDataException">The profile is broken.</exception>
    public static async Task Choose(IServiceProvider services, string regulation, CancellationToken cancel)
    {
        var result = services.GetRequiredService<ProfileSet>().Find(regulation);
        if (result.Profile is null)
        {
            throw new InvalidDataException(string.Join('\n', result.Errors));
        }
        var db = services.GetRequiredService<PlatformDb>();
        var instance = await db.Set<Instance>().SingleOrDefaultAsync(cancel);
        if (instance is null)
        {
            db.Add(instance = new Instance());
        }
        instance.RegulationId = regulation;
        services.GetRequiredService<Journal>().Record("instance.regulation-chosen", instance);
        await db.SaveChangesAsync(cancel);
        await ServeCommand.Adopt(services, cancel);
    }
}
