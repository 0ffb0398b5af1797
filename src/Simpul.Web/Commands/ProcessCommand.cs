using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Commands;

/// <summary><c>import process FILE.bpmn --code CODE</c> and <c>export process FILE.bpmn --code CODE</c>: the diagram of a business process, byte for byte.</summary>
internal static class ProcessCommand
{
    public const string What = "process";

    public static Task<int> Import(string? code, string file, bool save, string? data, CancellationToken cancel) => Do(code, data, async files =>
    {
        var kept = await files.Import(code!, await File.ReadAllBytesAsync(file, cancel), Path.GetFileName(file), save, cancel);
        foreach (var refusal in kept.Refusals)
        {
            Console.WriteLine(refusal.Message);
        }
        Console.WriteLine(!kept.Succeeded ? "refused: nothing saved" : save ? $"saved: diagram of {code}, version {kept.Value}" : $"tried: {file} can be kept");
        return kept.Succeeded ? 0 : 1;
    }, cancel);

    public static Task<int> Export(string? code, string file, string? data, CancellationToken cancel) => Do(code, data, async files =>
    {
        if (await files.Export(code!, cancel) is not { } content)
        {
            await Console.Error.WriteLineAsync($"There is no diagram of a process “{code}”.");
            return 2;
        }
        await File.WriteAllBytesAsync(file, content, cancel);
        return 0;
    }, cancel);

    private static async Task<int> Do(string? code, string? data, Func<ProcessFiles, Task<int>> work, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            await Console.Error.WriteLineAsync("Say which process: --code CODE.");
            return 2;
        }
        await using var app = Server.Build(ServerOptions.From(data));
        await ServeCommand.Prepare(app, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
        try
        {
            return await work(scope.ServiceProvider.GetRequiredService<ProcessFiles>());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 2;
        }
    }
}
