using System.Diagnostics;
using Xunit;

namespace Simpul.Gateway.Tests.Kit;

/// <summary>Programs that run beside a test, and the sources that some of them lie in.</summary>
static class Programs
{
    /// <summary>The program's own commands.</summary>
    internal static Task<(int Code, string Output)> Bus(params string[] arguments) => Run("dotnet", AppContext.BaseDirectory, [Instance.Program, .. arguments]);

    internal static async Task<(int Code, string Output)> Python(params string[] arguments)
    {
        try { return await Run("python3", Path.GetTempPath(), arguments); }
        catch (System.ComponentModel.Win32Exception) { Assert.Skip("There is no Python."); throw; }
    }

    internal static async Task<(int Code, string Output)> Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(180));
        return (process.ExitCode, await output + await error);
    }

    /// <summary>The folder of the repository.</summary>
    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Simpul.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException();
        return folder.FullName;
    }
}
