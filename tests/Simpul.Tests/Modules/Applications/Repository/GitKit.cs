using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;

namespace Simpul.Tests.Modules.Applications.Repository;

/// <summary>What a git command said.</summary>
public sealed record Said(int Code, string Words)
{
    public Said Well()
    {
        Code.ShouldBe(0, Words);
        return this;
    }

    public Said Refused(params string[] words)
    {
        Code.ShouldNotBe(0, Words);
        foreach (var word in words)
        {
            Words.ShouldContain(word);
        }
        return this;
    }
}

/// <summary>Somebody's working folder and the stock git with which they clone and push.</summary>
public sealed class Workplace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("simpul-git-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public Said Git(params string[] arguments) => Finish(Start(arguments));

    /// <summary>Git with something on its standard input.</summary>
    public Said GitReads(string input, params string[] arguments) => Finish(Start(arguments), input);

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "core.compression=0", "-c", "gc.auto=0", "-c", "protocol.version=2", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["HOME"] = Folder;
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{who}_NAME"] = "Pengembang Contoh";
            start.Environment[$"GIT_{who}_EMAIL"] = "pengembang@contoh.invalid";
        }
        return Process.Start(start)!;
    }

    public static Said Finish(Process process, string? input = null)
    {
        using (process)
        {
            var words = new StringBuilder();
            void Add(string? line)
            {
                // The end of a stream comes as a line of nothing.
                if (line is not null)
                {
                    lock (words)
                    {
                        words.AppendLine(line);
                    }
                }
            }
            process.OutputDataReceived += (_, line) => Add(line.Data);
            process.ErrorDataReceived += (_, line) => Add(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (input is not null)
            {
                process.StandardInput.Write(input);
            }
            process.StandardInput.Close();
            process.WaitForExit();
            lock (words)
            {
                return new Said(process.ExitCode, words.ToString());
            }
        }
    }

    /// <summary>Writes files and commits them.</summary>
    public void Commit(string repository, string message, params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var file = System.IO.Path.Combine(Folder, repository, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
            Git("-C", repository, "add", "--", path).Well();
        }
        Git("-C", repository, "commit", "--quiet", "--allow-empty", "-m", message).Well();
    }

    public string Head(string repository, string name = "HEAD") => Git("-C", repository, "rev-parse", name).Well().Words.Trim();

    /// <summary>A history of many commits, and one big file of noise, made at once.</summary>
    public void Grow(string repository, int commits, int bytes)
    {
        Git("init", "--quiet", "--initial-branch=main", repository).Well();
        using var process = Start("-C", repository, "fast-import", "--quiet");
        var output = process.StandardInput.BaseStream;
        void Say(string text) => output.Write(Encoding.ASCII.GetBytes(text));
        for (var number = 1; number <= commits; number++)
        {
            var content = $"baris {number}\n";
            Say($"commit refs/heads/main\nmark :{number}\ncommitter Pengembang Contoh <pengembang@contoh.invalid> {1_700_000_000 + number} +0700\ndata 6\nubah\n\nM 100644 inline src/{number % 50}.txt\ndata {content.Length}\n{content}\n");
        }
        if (bytes > 0)
        {
            var noise = new byte[bytes];
            new Random(11).NextBytes(noise);
            Say(string.Create(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter Pengembang Contoh <pengembang@contoh.invalid> 1800000000 +0700\ndata 6\nbesar\n\nM 100644 inline data.bin\ndata {bytes}\n"));
            output.Write(noise);
            Say("\n");
        }
        Finish(process).Well();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Applications, tokens and addresses for the tests of repositories.</summary>
public static class GitKit
{
    public static Task<Guid> Application(this App app, string code, Guid? agency, string? name = null) => app.Do(async services =>
    {
        var application = new Application { Stage = ApplicationStage.Running };
        (application.Item.Code, application.Item.Name, application.Item.AgencyId) = (code, name ?? $"Aplikasi {code}", agency);
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        db.Add(application.Item);
        db.Add(application);
        journal.Record("architecture-items.registered", application.Item);
        journal.Record("applications.registered", application);
        await db.SaveChangesAsync();
        return application.Id;
    });

    /// <summary>A token of somebody, made as they make it.</summary>
    public static Task<string> Token(this App app, Member member, TokenScope scope, int days = 300) => app.Do(async services =>
    {
        var acting = services.GetRequiredService<Acting>();
        acting.Offices = await services.GetRequiredService<IOfficeDirectory>().HeldBy(member.PersonId, services.GetRequiredService<Today>().Date, CancellationToken.None);
        acting.Actor = new Actor("web", member.AccountId, member.PersonId, member.OfficeId, member.AgencyId);
        var made = await services.GetRequiredService<AccessTokens>().Create("git", scope, member.OfficeId, days, member.Password, CancellationToken.None);
        made.Refusals.ShouldBeEmpty();
        return made.Value.Secret;
    });

    public static string GitAddress(this Uri address, string code, string? user = null, string? token = null) =>
        $"http://{(user is null ? "" : $"{user}:{Uri.EscapeDataString(token!)}@")}{address.Host}:{address.Port}/git/{code}.git";

    public static string GitAddress(this App app, string code, Member member, string token) => app.Address.GitAddress(code, member.UserName, token);

    public static string Bare(this App app, Guid application) => app.Services.GetRequiredService<RepositoryFolders>().Of(application);

    /// <summary>Somebody of the ICT agency, who may push everywhere; the agency is made the first time.</summary>
    public static async Task<Member> Keeper(this App app, Guid? agency = null) => await app.Member([Role.IctAgency], agency ?? await app.Agency("Dinas Kominfo", "ict-agency"));
}
