using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Commands;

/// <summary><c>setup</c>: sets an instance up without questions.</summary>
internal static class SetupCommand
{
    public static Command Build()
    {
        var data = Options.Data();
        var regulation = new Option<string>("--regulation") { Description = "The profile to run by, such as palembang-25-2023.", Required = true };
        var sample = new Option<string?>("--sample") { Description = "Fill it with made-up data to try the program: a small government, or with --sample=city one of city size.", Arity = ArgumentArity.ZeroOrOne };
        var unless = new Option<bool>("--unless-set-up") { Description = "Do nothing where there is an instance already." };
        var command = new Command("setup", "Set an instance up without questions.") { data, regulation, sample, unless };
        command.SetAction(async (parsed, cancel) =>
        {
            var size = parsed.GetResult(sample) is null ? SampleSize.None : parsed.GetValue(sample) switch { null or "" or "true" => SampleSize.Small, "city" => SampleSize.City, _ => (SampleSize?)null };
            if (size is null)
            {
                await Console.Error.WriteLineAsync("setup: --sample is given alone or as --sample=city");
                return 2;
            }
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            return await Run(app, parsed.GetRequiredValue(regulation), Console.Out, Console.Error, cancel, size.Value, parsed.GetValue(unless));
        });
        return command;
    }

    /// <summary>Migrates the database and sets the instance up; a small sample wholly or not at all.</summary>
    /// <returns>0 when it was done, 1 when it was refused.</returns>
    public static async Task<int> Run(WebApplication app, string regulation, TextWriter output, TextWriter error, CancellationToken cancel, SampleSize sample = SampleSize.None, bool unlessSetUp = false)
    {
        await ServeCommand.Prepare(app, cancel);
        if (unlessSetUp && app.Services.GetRequiredService<CurrentRegulation>().IsSetUp)
        {
            return 0;
        }
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
        try
        {
            await using var whole = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.BeginTransactionAsync(cancel);
            await Setup.Run(scope.ServiceProvider, regulation, isSample: sample != SampleSize.None, cancel);
            if (sample != SampleSize.None)
            {
                foreach (var module in scope.ServiceProvider.GetServices<IModule>())
                {
                    await module.AddSample(scope.ServiceProvider, cancel);
                }
            }
            if (sample == SampleSize.City)
            {
                var bar = new ProgressBar(error, "journal events", ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected);
                await ActivatorUtilities.CreateInstance<CityWork>(scope.ServiceProvider).Fill(CitySize.Full, bar.Show, cancel);
            }
            await whole.CommitAsync(cancel);
        }
        catch (SetupException refused)
        {
            await error.WriteLineAsync($"setup: {refused.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await error.WriteLineAsync("\nsetup: interrupted; nothing was kept");
            return 130;
        }
        if (sample == SampleSize.City)
        {
            // A new city is asked about at once, and the database plans by what it knows of the rows.
            await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.ExecuteSqlRawAsync("ANALYZE", CancellationToken.None);
        }
        var profile = scope.ServiceProvider.GetRequiredService<CurrentRegulation>().Profile;
        await output.WriteLineAsync($"{profile.Region.Government} is set up for {profile.Regulation.Name}: {profile.Obligations.Count} obligations.");
        if (sample != SampleSize.None)
        {
            await SampleAccounts.Print(scope.ServiceProvider, output, cancel);
        }
        else
        {
            await output.WriteLineAsync("Nobody can sign in yet. Invite the first administrator, with the same --data:\n  ./run accounts invite --name \"NAME\" --user USERNAME");
        }
        return 0;
    }
}

/// <summary>How much made-up data an instance starts with.</summary>
internal enum SampleSize
{
    None,
    Small,
    City,
}
