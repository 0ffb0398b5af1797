using System.Diagnostics;
using System.Globalization;
using Simpul.Web.Platform;

namespace Simpul.Web.Modules.Applications.Repository.Git;

/// <summary>Why git did not answer, in words for the log.</summary>
public sealed class GitFailedException(string message) : Exception(message);

/// <summary>What a git process answered.</summary>
/// <param name="Cut">It said more than was asked for and was stopped.</param>
public sealed record GitAnswer(int Code, byte[] Output, bool Cut, string Error)
{
    public bool Succeeded => Code == 0 || Cut;

    public string Text => System.Text.Encoding.UTF8.GetString(Output);
}

/// <summary>
/// Git as it is installed on the machine, started as processes: never by a shell, with an environment of its own that neither the service's nor a
/// user's settings reach, with a time-out, and with as much output as the caller has room for.
/// </summary>
public sealed class GitProgram(RepositoryOptions options, DataFolder data) : IDisposable
{
    /// <summary>Room for short answers: ids, refs, counts.</summary>
    public const int Brief = 256 * 1024;

    private static readonly TimeSpan grace = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim turns = new(Math.Max(4, Environment.ProcessorCount * 4));
    private readonly Lazy<string?> version = new(() => Find(options.Git));

    /// <summary><c>2.39.5</c>; null where git is not installed, or too old to be served safely.</summary>
    public string? Version => version.Value;

    public bool IsThere => Version is not null;

    /// <summary>Where the program's own hooks lie: outside every repository, so that nothing that was pushed can become one.</summary>
    public string Hooks => Path.Combine(data.Path, "repositories", "hooks");

    /// <summary>Runs git to its end.</summary>
    /// <param name="folder">The bare repository.</param>
    /// <param name="input">Given on standard input.</param>
    /// <param name="most">Bytes of output at most; then git is stopped.</param>
    /// <exception cref="GitFailedException">It is not installed, or took longer than the time-out.</exception>
    public async Task<GitAnswer> Run(string folder, IReadOnlyList<string> arguments, CancellationToken cancel, string? input = null, int most = Brief, TimeSpan? within = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        await turns.WaitAsync(cancel);
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            over.CancelAfter(within ?? options.ReadWithin);
            using var process = Start(folder, arguments, environment);
            try
            {
                var saying = Say(process, input, over.Token);
                var complaint = Read(process.StandardError.BaseStream, 16 * 1024, stopsAtMost: false, over.Token);
                var (output, cut) = await Read(process.StandardOutput.BaseStream, most, stopsAtMost: true, over.Token);
                if (cut)
                {
                    await Stop(process);
                    return new GitAnswer(0, output, true, "");
                }
                await saying;
                await process.WaitForExitAsync(over.Token);
                return new GitAnswer(process.ExitCode, output, false, System.Text.Encoding.UTF8.GetString((await complaint).Output).Trim());
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                await Stop(process);
                throw new GitFailedException($"git {arguments[0]} took longer than {(within ?? options.ReadWithin).TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
            }
            catch
            {
                await Stop(process);
                throw;
            }
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Starts git; the caller stops it and disposes of it.</summary>
    public Process Start(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (!IsThere)
        {
            throw new GitFailedException("git is not installed.");
        }
        var start = new ProcessStartInfo(options.Git)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        Clean(start);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return Process.Start(start) ?? throw new GitFailedException("git could not be started.");
    }

    /// <summary>Ends a process that is not wanted any more: politely first, so that git takes its locks and half-written packs with it, then for certain.</summary>
    public static async Task Stop(Process process)
    {
        if (process.HasExited)
        {
            return;
        }
        try
        {
            process.StandardInput.Close();
            using (var kill = Process.Start(new ProcessStartInfo("kill") { ArgumentList = { "-TERM", process.Id.ToString(CultureInfo.InvariantCulture) }, RedirectStandardError = true }))
            {
                using var soon = new CancellationTokenSource(grace);
                await process.WaitForExitAsync(soon.Token);
            }
        }
        catch (Exception late) when (late is OperationCanceledException or IOException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // It did not listen, or there is no kill here.
        }
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => turns.Dispose();

    /// <summary>Reads a stream to its end, and keeps as much of it as there is room for.</summary>
    /// <param name="stopsAtMost">Whether to stop reading where the room ends; otherwise the rest is read and thrown away.</param>
    internal static async Task<(byte[] Output, bool Cut)> Read(Stream from, int most, bool stopsAtMost, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            var room = Math.Min(read, most - (int)kept.Length);
            kept.Write(buffer, 0, room);
            if (room < read && stopsAtMost)
            {
                return (kept.ToArray(), true);
            }
        }
        return (kept.ToArray(), false);
    }

    private static async Task Say(Process process, string? input, CancellationToken cancel)
    {
        try
        {
            if (input is not null)
            {
                await process.StandardInput.BaseStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(input), cancel);
            }
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it; its exit code says whether that was an error.
        }
    }

    /// <summary>
    /// Takes away whatever the service runs with and says what git needs. The settings stand in the environment and not in the repository's own file:
    /// what lies in the data folder does not decide whether hooks run.
    /// </summary>
    private void Clean(ProcessStartInfo start)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_ATTR_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_LITERAL_PATHSPECS"] = "1";
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        (string Key, string Value)[] settings =
        [
            ("safe.directory", "*"),
            ("core.hooksPath", Hooks),
            ("core.fsync", "committed"),
            ("core.bigFileThreshold", "16m"),
            ("http.receivepack", "true"),
            ("http.uploadpack", "true"),
            ("http.getanyfile", "false"),
            ("receive.maxInputSize", options.MaxPushBytes.ToString(CultureInfo.InvariantCulture)),
            ("receive.autogc", "false"),
            ("gc.auto", "0"),
            ("transfer.fsckObjects", "true"),
            // Histories begun with old tools have these, and nothing can be done about them without rewriting the history.
            ("receive.fsck.zeroPaddedFilemode", "ignore"),
            ("receive.fsck.missingSpaceBeforeDate", "ignore"),
            ("receive.fsck.badTimezone", "ignore"),
            ("fsck.zeroPaddedFilemode", "ignore"),
            ("fsck.missingSpaceBeforeDate", "ignore"),
            ("fsck.badTimezone", "ignore"),
            ("uploadpack.allowFilter", "true"),
            ("pack.threads", "1"),
        ];
        start.Environment["GIT_CONFIG_COUNT"] = settings.Length.ToString(CultureInfo.InvariantCulture);
        for (var at = 0; at < settings.Length; at++)
        {
            start.Environment[$"GIT_CONFIG_KEY_{at}"] = settings[at].Key;
            start.Environment[$"GIT_CONFIG_VALUE_{at}"] = settings[at].Value;
        }
    }

    /// <summary>2.36 is the first that fsyncs what <c>core.fsync</c> names.</summary>
    private static string? Find(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program) { ArgumentList = { "version" }, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = process.StandardOutput.ReadToEnd().Trim().Split(' ');
            process.WaitForExit();
            return process.ExitCode == 0 && said.Length >= 3 && System.Version.TryParse(string.Join('.', said[2].Split('.').Take(2)), out var found) && found >= new Version(2, 36) ? said[2] : null;
        }
        catch (Exception none) when (none is System.ComponentModel.Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
