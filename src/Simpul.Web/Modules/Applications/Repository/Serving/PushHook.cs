using System.Diagnostics;
using System.Globalization;
using Simpul.Web.Modules.Applications.Repository.Git;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>
/// How git asks the running program before it moves a ref. The hook, a few lines of shell in a folder of the program's own, writes down what is wanted in a
/// folder made for this one push and waits for the answer; whatever goes wrong on the way, the answer is no. Meanwhile the pushed objects lie in
/// git's quarantine, where nobody but this check sees them.
/// </summary>
public sealed class PushHook(GitProgram git)
{
    private const string Script = """
        #!/bin/sh
        # Written by Simpul at each start. Asks the running program whether these refs may move.
        if [ -z "$SIMPUL_PUSH" ]; then echo simpul; exit 3; fi
        umask 077
        cat > "$SIMPUL_PUSH/refs" || exit 1
        printf '%s\n%s\n' "$GIT_OBJECT_DIRECTORY" "$GIT_ALTERNATE_OBJECT_DIRECTORIES" > "$SIMPUL_PUSH/objects" || exit 1
        mv "$SIMPUL_PUSH/objects" "$SIMPUL_PUSH/asked" || exit 1
        while [ ! -e "$SIMPUL_PUSH/answer" ]; do
          kill -0 "$SIMPUL_PID" 2>/dev/null || { echo 'Server berhenti sebelum kiriman diperiksa. Kirim lagi.'; exit 1; }
          sleep 0.05
        done
        cat "$SIMPUL_PUSH/words"
        [ "$(cat "$SIMPUL_PUSH/answer")" = yes ]

        """;

    /// <summary>ETXTBSY.</summary>
    private const int Busy = 26;

    private static readonly TimeSpan glance = TimeSpan.FromMilliseconds(20);

    private readonly Lock writing = new();
    private bool proved;

    /// <summary>
    /// Writes the hook and sees it run, once and whenever it is gone. Git passes over a hook that it may not execute, on a disk mounted noexec for one, and would then move every ref
    /// unasked: so nothing is received before it ran.
    /// </summary>
    /// <exception cref="GitFailedException">It does not run.</exception>
    public void Prove()
    {
        lock (writing)
        {
            if (proved && IsInPlace)
            {
                return;
            }
            proved = false;
            var file = Write();
            for (var attempt = 1; !proved; attempt++)
            {
                try
                {
                    proved = Answers(file) ? true : throw new GitFailedException($"The hook {file} does not answer as it must.");
                }
                catch (System.ComponentModel.Win32Exception busy) when (busy.NativeErrorCode == Busy && attempt < 100)
                {
                    // Another thread was starting a process while the file was written, and that process holds it open for a moment.
                    Thread.Sleep(glance);
                }
                catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException)
                {
                    throw new GitFailedException($"The hook {file} cannot be run: {failure.Message}");
                }
            }
        }
    }

    private string Place => Path.Combine(git.Hooks, "pre-receive");

    /// <summary>Somebody may have tidied the data folder since.</summary>
    private bool IsInPlace => File.Exists(Place) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(Place) & UnixFileMode.UserExecute) != 0);

    /// <summary>Puts the hook in its place whole and already executable: there is no moment at which git would find one that it passes over.</summary>
    private string Write()
    {
        RepositoryFolders.Prepare(git.Hooks);
        var (file, fresh) = (Place, Path.Combine(git.Hooks, $"{Guid.CreateVersion7():n}.new"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }
        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Script));
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, file, overwrite: true);
        return file;
    }

    private static bool Answers(string file)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Clear();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 3 && said == "simpul";
    }

    /// <summary>The folder in which one push and the program talk; the caller deletes it.</summary>
    public string Meet()
    {
        var folder = Path.Combine(git.Hooks, "..", "pushes", Guid.CreateVersion7().ToString("n"));
        RepositoryFolders.Prepare(Path.GetFullPath(Path.Combine(git.Hooks, "..", "pushes")));
        RepositoryFolders.Prepare(Path.GetFullPath(folder));
        return Path.GetFullPath(folder);
    }

    /// <summary>What git needs in its environment so that its hook finds the program.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string meeting) => new Dictionary<string, string>
    {
        ["SIMPUL_PUSH"] = meeting,
        ["SIMPUL_PID"] = System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Waits until the hook asks, and answers it by what the check finds.</summary>
    /// <param name="over">Cancelled when git has ended without asking: nothing was to move.</param>
    /// <returns>What was asked and answered; null where it never came to that.</returns>
    public static async Task<PushVerdict?> Answer(string meeting, string repository, Func<IReadOnlyList<PushedRef>, IReadOnlyDictionary<string, string>, Task<PushVerdict>> check, CancellationToken over)
    {
        var asked = Path.Combine(meeting, "asked");
        while (!File.Exists(asked))
        {
            try
            {
                await Task.Delay(glance, over);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
        var objects = await File.ReadAllLinesAsync(asked, CancellationToken.None);
        var environment = new Dictionary<string, string>();
        if (objects is [{ Length: > 0 } quarantine, ..])
        {
            environment["GIT_OBJECT_DIRECTORY"] = Path.Combine(repository, quarantine);
            environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = objects.Length > 1 && objects[1].Length > 0 ? objects[1] : Path.Combine(repository, "objects");
        }
        var verdict = new PushVerdict([], ["Kiriman tidak dapat diperiksa. Coba lagi, atau hubungi pengelola Simpul."], null);
        try
        {
            return verdict = await check(PushedRef.Read(await File.ReadAllTextAsync(Path.Combine(meeting, "refs"), CancellationToken.None)), environment);
        }
        finally
        {
            await File.WriteAllTextAsync(Path.Combine(meeting, "words"), string.Concat(verdict.Refusals.Select(line => line + "\n")), CancellationToken.None);
            var answer = Path.Combine(meeting, "answer.new");
            await File.WriteAllTextAsync(answer, verdict.Refusals.Count == 0 ? "yes" : "no", CancellationToken.None);
            File.Move(answer, Path.Combine(meeting, "answer"));
        }
    }
}

/// <summary>What a push is answered.</summary>
/// <param name="Refusals">Indonesian lines that the person's git shows; empty where the refs may move.</param>
/// <param name="Event">The event that is in the journal now; null where it was refused.</param>
public sealed record PushVerdict(IReadOnlyList<PushedRef> Refs, IReadOnlyList<string> Refusals, string? Event);
