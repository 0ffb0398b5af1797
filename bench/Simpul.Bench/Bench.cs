using System.Diagnostics;

namespace Simpul.Bench;

/// <summary>What the benchmarks share: the published program, the folder where they keep data between runs, and a place to say what they do.</summary>
/// <param name="Program">Folder of the published program.</param>
/// <param name="Folder">Where data is kept from run to run; may be deleted at any time.</param>
internal sealed record Bench(string Program, string Folder)
{
    public string Dll => Path.Combine(Program, "simpul.dll");

    public static void Say(string text) => Console.Error.WriteLine(text);

    /// <summary>Runs the program's command line to its end.</summary>
    /// <returns>Its standard output; null where it failed.</returns>
    public async Task<string?> Command(string? postgres, params string[] arguments)
    {
        using var process = Process.Start(Start(postgres, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : null;
    }

    /// <summary>How the program is started: its own folder's settings only, answers on standard output.</summary>
    public ProcessStartInfo Start(string? postgres, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Dll);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.Remove("SIMPUL_DATA");
        start.Environment["SIMPUL_DATABASE"] = postgres ?? "";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return start;
    }
}
