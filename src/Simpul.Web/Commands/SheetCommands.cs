using System.CommandLine;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Commands;

/// <summary><c>import WHAT FILE</c> and <c>export WHAT FILE</c>: a register as a sheet, or a document that a module reads and writes.</summary>
internal static class SheetCommands
{
    public static Command Import()
    {
        var (what, file, data) = Arguments();
        var dryRun = new Option<bool>("--dry-run") { Description = "Try every row and save nothing." };
        var code = new Option<string?>("--code") { Description = "For process: the code of the business process whose BPMN diagram it is." };
        var command = new Command("import", "Read a sheet into a register. Exit 1 where rows were bad.") { what, file, dryRun, code, data };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetRequiredValue(what) == ProcessCommand.What)
            {
                return await ProcessCommand.Import(parsed.GetValue(code), parsed.GetRequiredValue(file), !parsed.GetValue(dryRun), parsed.GetValue(data), cancel);
            }
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            await ServeCommand.Prepare(app, cancel);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
            if (Document(scope.ServiceProvider, parsed.GetRequiredValue(what)) is { } document)
            {
                return await Import(document, parsed.GetRequiredValue(file), !parsed.GetValue(dryRun), cancel);
            }
            if (Find(app, parsed.GetRequiredValue(what)) is not { } register)
            {
                return 2;
            }
            try
            {
                await using var sheet = File.OpenRead(parsed.GetRequiredValue(file));
                var save = !parsed.GetValue(dryRun);
                var outcome = await scope.ServiceProvider.GetRequiredService<RegisterSheets>().Read(register, sheet, save, done =>
                {
                    Console.Error.Write($"\r{done.Rows} rows");
                    return Task.CompletedTask;
                }, cancel);
                Console.Error.WriteLine();
                foreach (var bad in outcome.Bad)
                {
                    Console.WriteLine($"row {bad.Row} {bad.Title}: {string.Join(' ', bad.Reasons)}");
                }
                Console.WriteLine($"{(save ? "saved" : "tried")}: {outcome.Added} new, {outcome.Changed} changed, {outcome.Same} the same, {outcome.BadCount} bad");
                return outcome.BadCount == 0 ? 0 : 1;
            }
            catch (Exception failure) when (failure is UnreadableSheetException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(failure.Message);
                return 2;
            }
        });
        return command;
    }

    public static Command Export()
    {
        var (what, file, data) = Arguments();
        var code = new Option<string?>("--code") { Description = "For process: the code of the business process whose BPMN diagram it is." };
        var command = new Command("export", "Write a register as an Excel sheet. Personal data stays out.") { what, file, code, data };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetRequiredValue(what) == ProcessCommand.What)
            {
                return await ProcessCommand.Export(parsed.GetValue(code), parsed.GetRequiredValue(file), parsed.GetValue(data), cancel);
            }
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            await ServeCommand.Prepare(app, cancel);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
            var named = parsed.GetRequiredValue(what).Split(':', 2);
            if (Document(scope.ServiceProvider, named[0]) is { } document)
            {
                return await Export(document, named.ElementAtOrDefault(1), parsed.GetRequiredValue(file), cancel);
            }
            if (Find(app, parsed.GetRequiredValue(what)) is not { } register)
            {
                return 2;
            }
            await using var sheet = new FileStream(parsed.GetRequiredValue(file), FileMode.Create);
            await scope.ServiceProvider.GetRequiredService<RegisterSheets>().Write(register, new ListQuery(), sheet, cancel);
            return 0;
        });
        return command;
    }

    private static IDocumentExchange? Document(IServiceProvider services, string name) => services.GetServices<IDocumentExchange>().FirstOrDefault(item => item.Name == name);

    private static async Task<int> Import(IDocumentExchange document, string path, bool save, CancellationToken cancel)
    {
        try
        {
            await using var input = File.OpenRead(path);
            var outcome = await document.Read(input, save, cancel);
            foreach (var fault in outcome.Faults)
            {
                Console.WriteLine(fault);
            }
            Console.WriteLine(outcome.Faults.Count > 0 ? $"refused: {outcome.Faults.Count} faults, nothing saved" : $"{(save ? "saved" : "tried")}: {outcome.Summary}");
            return outcome.Faults.Count == 0 ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(failure.Message);
            return 2;
        }
    }

    /// <summary>What was there before stays until the whole document is made.</summary>
    private static async Task<int> Export(IDocumentExchange document, string? part, string path, CancellationToken cancel)
    {
        var content = new MemoryStream();
        try
        {
            await document.Write(part, content, cancel);
        }
        catch (InvalidDataException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
        await File.WriteAllBytesAsync(path, content.ToArray(), cancel);
        return 0;
    }

    private static (Argument<string> What, Argument<string> File, Option<string?> Data) Arguments() =>
        (new Argument<string>("WHAT") { Description = "The register, such as agencies; or a document, such as architecture." }, new Argument<string>("FILE") { Description = "The .xlsx (or .csv to import); for a document, its own format." }, Options.Data());

    private static Register? Find(WebApplication app, string kind)
    {
        var catalogue = app.Services.GetRequiredService<RegisterCatalogue>();
        if (catalogue.ByKind(kind) is not { } register)
        {
            Console.Error.WriteLine($"There is no register “{kind}”. There are: {string.Join(", ", catalogue.All.Select(item => item.Kind).Order(StringComparer.Ordinal))}.");
            return null;
        }
        return register;
    }
}
