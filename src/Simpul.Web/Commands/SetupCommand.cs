using System.CommandLine;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
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
            return await Run(app, parsed.GetRequiredValue(regulation), Console.Out, Console.Error, cancel);
        });
        return command;
    }

    /// <summary>Migrates the database and sets the instance up.</summary>
    /// <returns>0 when it was done, 1 when it was refused.</returns>
    public static async Task<int> Run(WebApplication app, string regulation, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        await ServeCommand.Prepare(app, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
        try
        {
            await Setup.Run(scope.ServiceProvider, regulation, isSample: false, cancel);
        }
        catch (SetupException refused)
        {
            await error.WriteLineAsync($"setup: {refused.Message}");
            return 1;
        }
        var profile = scope.ServiceProvider.GetRequiredService<CurrentRegulation>().Profile;
        await output.WriteLineAsync($"{profile.Region.Government} is set up for {profile.Regulation.Name}: {profile.Obligations.Count} obligations.");
        return 0;
    }
}
