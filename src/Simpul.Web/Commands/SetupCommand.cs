using System.CommandLine;

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
            return 0;
        });
        return command;
    }
}
