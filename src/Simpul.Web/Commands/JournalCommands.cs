using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Commands;

/// <summary><c>journal verify</c>, <c>journal rotate-key</c>, <c>journal proof INDEX FILE</c>, <c>journal checkpoint</c>.</summary>
internal static class JournalCommands
{
    private const int Failed = 1;
    private const int Unusable = 2;

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static Command Build() => new("journal", "The journal: verify it, prove from it, change its key.") { Verify(), RotateKey(), Proof(), Checkpoint() };

    private static Command Verify()
    {
        var data = Options.Data();
        var asJson = Options.Json();
        var records = new Option<bool>("--records") { Description = "Also hold every record against its events: finds rows that were changed in a register's table." };
        var kept = new Option<string[]>("--checkpoint") { Description = "A checkpoint that was kept outside of this instance; what it counts must be there still. May be given several times." };
        var command = new Command("verify", "Recompute the journal. Exit 1 where it was altered, and the first bad event is named.") { data, asJson, records, kept };
        command.SetAction((parsed, cancel) => With(parsed.GetValue(data), async services =>
        {
            var notes = (parsed.GetValue(kept) ?? []).Select(File.ReadAllText).ToList();
            var report = await services.GetRequiredService<JournalVerification>().Run(notes, Progress("events"), cancel);
            var second = parsed.GetValue(records) ? await services.GetRequiredService<RecordCheck>().Run(Progress("records"), cancel) : null;
            EndProgress();
            if (parsed.GetValue(asJson))
            {
                Console.WriteLine(Json(report, second));
            }
            else
            {
                Say(report, second);
            }
            return report.Holds && second is not { FaultCount: > 0 } ? 0 : Failed;
        }, cancel));
        return command;
    }

    private static Command RotateKey()
    {
        var data = Options.Data();
        var command = new Command("rotate-key", "Make a new key for the journal. Old and new key sign the checkpoint between them; the old public key stays.") { data };
        command.SetAction((parsed, cancel) => With(parsed.GetValue(data), async services =>
        {
            var (before, after) = await services.GetRequiredService<JournalRotation>().Run(cancel);
            Console.WriteLine($"before  {before}\nnow     {after}\nPublish the new fingerprint where people can compare it.");
            return 0;
        }, cancel));
        return command;
    }

    private static Command Proof()
    {
        var data = Options.Data();
        var index = new Argument<long>("INDEX") { Description = "The event's number." };
        var file = new Argument<string>("FILE") { Description = "Where the proof is written; - for standard output." };
        var command = new Command("proof", "Write the proof that an event is in the journal. docs/journal.md says how anybody verifies it.") { index, file, data };
        command.SetAction((parsed, cancel) => With(parsed.GetValue(data), async services =>
        {
            if (await services.GetRequiredService<JournalProofs>().Of(parsed.GetValue(index), cancel) is not { } proof)
            {
                Console.Error.WriteLine($"There is no event {parsed.GetValue(index)}.");
                return Failed;
            }
            if (parsed.GetRequiredValue(file) is "-")
            {
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(proof.ToJson(), cancel);
                return 0;
            }
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(file), proof.ToJson(), cancel);
            return 0;
        }, cancel));
        return command;
    }

    private static Command Checkpoint()
    {
        var data = Options.Data();
        var command = new Command("checkpoint", "Print the signed checkpoint of the journal as it is now. Keep it somewhere else.") { data };
        command.SetAction((parsed, cancel) => With(parsed.GetValue(data), async services =>
        {
            if (await services.GetRequiredService<JournalPublication>().Latest(cancel) is not { } note)
            {
                Console.Error.WriteLine("The journal has no event yet.");
                return Failed;
            }
            Console.Write(note);
            return 0;
        }, cancel));
        return command;
    }

    /// <summary>Opens an instance that is there; nothing is made or migrated by looking at it.</summary>
    private static async Task<int> With(string? data, Func<IServiceProvider, Task<int>> work, CancellationToken cancel)
    {
        var options = ServerOptions.From(data);
        if (options.Database is null && !File.Exists(options.Data.Database))
        {
            Console.Error.WriteLine($"There is no instance in {options.Data.Path}.");
            return Unusable;
        }
        await using var app = Server.Build(options);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
        if ((await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            Console.Error.WriteLine("The database is of an earlier version of the program. Start the program once, which migrates it, and try again.");
            return Unusable;
        }
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(failure.Message);
            return Unusable;
        }
    }

    private static void Say(JournalReport report, RecordReport? records)
    {
        if (report.Holds)
        {
            Console.WriteLine($"The journal holds: {report.Events} events of {report.Origin} under {report.Checkpoints} signed checkpoints, in {report.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.\nRoot {report.Root}");
        }
        else
        {
            Console.WriteLine($"The journal does NOT hold: {report.FaultCount} findings in {report.Events} events.\nFirst: {Line(report.First!)}");
            foreach (var fault in report.Faults)
            {
                Console.WriteLine($"  {Line(fault)}");
            }
        }
        if (records is not null)
        {
            Console.WriteLine(records.FaultCount == 0 ? $"All {records.Records} records are as their events left them." : $"{records.FaultCount} findings in {records.Records} records:");
            foreach (var fault in records.Faults)
            {
                Console.WriteLine($"  {fault.Kind}/{fault.Id}: " + (fault.Field is null
                    ? fault.Stored is null ? "the row is gone and no event says so" : "the row is there and no event says so"
                    : $"{fault.Field} is {fault.Stored ?? "empty"}, the journal says {fault.Journal ?? "empty"}"));
            }
        }
    }

    private static string Line(JournalFault fault)
    {
        var where = fault.First is null ? "" : fault.First == fault.Last ? $"event {fault.First}: " : $"events {fault.First} to {fault.Last}: ";
        return $"{where}{fault.Detail}{(fault.Action is null ? "" : $" ({fault.Action}, {fault.Subject})")}";
    }

    private static string Json(JournalReport report, RecordReport? records) => JsonSerializer.Serialize(new
    {
        report.Holds,
        report.Origin,
        report.Events,
        report.Root,
        report.Checkpoints,
        report.SealedTo,
        Seconds = Math.Round(report.Took.TotalSeconds, 3),
        report.FaultCount,
        report.First,
        report.Faults,
        Records = records,
    }, json);

    private static Action<long>? Progress(string what)
    {
        if (Console.IsErrorRedirected)
        {
            return null;
        }
        var next = Environment.TickCount64;
        return done =>
        {
            if (Environment.TickCount64 >= next)
            {
                next = Environment.TickCount64 + 250;
                Console.Error.Write($"\r{done} {what}   ");
            }
        };
    }

    private static void EndProgress()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r                              \r");
        }
    }
}
