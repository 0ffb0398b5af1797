using System.CommandLine;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Keeping;

namespace Simpul.Web.Commands;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
internal static class KeepingCommands
{
    public static Command Backup()
    {
        var (file, data) = Arguments();
        var command = new Command("backup", "Write a consistent backup, also while the program serves.") { file, data };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            await using var scope = app.Services.CreateAsyncScope();
            var target = Path.GetFullPath(parsed.GetRequiredValue(file));
            var manifest = await ActivatorUtilities.CreateInstance<Backup>(scope.ServiceProvider).Write(target, Progress, cancel);
            Console.Error.WriteLine();
            Console.WriteLine($"{target}: {manifest.Tables.Values.Sum()} rows, {manifest.Files} files, {manifest.JournalSize} events. It holds the keys: keep it as safe as them.");
            return 0;
        });
        return command;
    }

    public static Command Restore()
    {
        var (file, data) = Arguments();
        var command = new Command("restore", "Read a backup into an empty folder (and, with SIMPUL_DATABASE, an empty database), then verify the journal.") { file, data };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var source = Path.GetFullPath(parsed.GetRequiredValue(file));
                var options = ServerOptions.From(parsed.GetValue(data));
                var manifest = Platform.Keeping.Restore.Keys(source, options.Data);
                await using var app = Server.Build(options);
                await ServeCommand.Prepare(app, cancel);
                await using var scope = app.Services.CreateAsyncScope();
                await Platform.Keeping.Restore.Data(source, scope.ServiceProvider.GetRequiredService<PlatformDb>(), options.Data, scope.ServiceProvider.GetServices<IKeptBeside>(), Progress, cancel);
                Console.Error.WriteLine();
                var journal = await scope.ServiceProvider.GetRequiredService<JournalVerification>().Run([manifest.Checkpoint], null, cancel);
                if (!journal.Holds)
                {
                    Console.Error.WriteLine($"The backup was restored, and its journal does not hold: {journal.First!.Detail} Run journal verify.");
                    return 1;
                }
                Console.WriteLine($"restored: {manifest.Tables.Values.Sum()} rows, {manifest.Files} files, {manifest.JournalSize} events of {manifest.TakenAt:u}");
                return 0;
            }
            catch (RestoreException refused)
            {
                Console.Error.WriteLine(refused.Message);
                return 1;
            }
        });
        return command;
    }

    private static (Argument<string> File, Option<string?> Data) Arguments() => (new Argument<string>("FILE") { Description = "The backup." }, Options.Data());

    private static void Progress(string says) => Console.Error.Write($"\r{says,-60}");
}
