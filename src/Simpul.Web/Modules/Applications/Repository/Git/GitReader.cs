using System.Globalization;

namespace Simpul.Web.Modules.Applications.Repository.Git;

/// <summary>Reads a bare repository by git's plumbing. Nothing that a person typed becomes an argument unless it is a full id or was found among the refs.</summary>
public sealed class GitReader(GitProgram git)
{
    /// <summary>Branches and tags that a page looks at.</summary>
    public const int MostRefs = 1000;

    /// <summary>Entries of one folder that a page shows.</summary>
    public const int MostEntries = 2000;

    /// <summary>Bytes of a file that a page shows.</summary>
    public const int MostShown = 512 * 1024;

    /// <summary>Bytes of a difference that a page shows.</summary>
    public const int MostDifference = 512 * 1024;

    /// <summary>Branches, then tags, each newest first.</summary>
    public async Task<IReadOnlyList<GitRef>> Refs(string folder, CancellationToken cancel)
    {
        var answer = await Run(folder, ["for-each-ref", "--sort=-creatordate", $"--count={MostRefs}", "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(creatordate:unix)%00%(contents:subject)%00", "refs/heads", "refs/tags"], cancel, most: 2 * 1024 * 1024);
        var parts = answer.Text.Split('\0');
        var found = new List<GitRef>();
        for (var at = 0; at + 4 < parts.Length; at += 5)
        {
            var name = parts[at].TrimStart('\n');
            var tag = name.StartsWith("refs/tags/", StringComparison.Ordinal);
            found.Add(new GitRef(name[(tag ? 10 : 11)..], tag, parts[at + 2].Length > 0 ? parts[at + 2] : parts[at + 1], Moment(parts[at + 3]), parts[at + 4]));
        }
        return [.. found.OrderBy(item => item.IsTag)];
    }

    /// <summary>Whether this is the id of a commit that the repository has.</summary>
    public async Task<bool> HasCommit(string folder, string id, CancellationToken cancel) =>
        GitName.IsId(id) && (await git.Run(folder, ["cat-file", "-t", id], cancel)) is { Code: 0 } answer && answer.Text.Trim() == "commit";

    /// <summary>What lies at a path of a commit; an empty path is its top folder. Null where nothing does.</summary>
    public async Task<GitEntry?> At(string folder, string commit, string path, CancellationToken cancel)
    {
        if (path.Length == 0)
        {
            return new GitEntry("", GitEntryKind.Folder, commit, null);
        }
        return GitName.IsPath(path) && Entries((await Run(folder, ["ls-tree", "-z", "-l", commit, "--", path], cancel)).Text) is [var entry] ? entry : null;
    }

    /// <summary>Folders first, then files, each by name; at most <see cref="MostEntries"/>.</summary>
    /// <param name="tree">Id of a folder or a commit.</param>
    public async Task<IReadOnlyList<GitEntry>> List(string folder, string tree, CancellationToken cancel)
    {
        var entries = Entries((await Run(folder, ["ls-tree", "-z", "-l", tree], cancel, most: 4 * 1024 * 1024)).Text);
        return [.. entries.OrderBy(entry => entry.Kind == GitEntryKind.Folder ? 0 : 1).ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).Take(MostEntries)];
    }

    /// <summary>The beginning of a file.</summary>
    /// <returns>Its bytes, and whether there are more.</returns>
    public async Task<(byte[] Content, bool Cut)> Content(string folder, string id, int most, CancellationToken cancel, IReadOnlyDictionary<string, string>? environment = null)
    {
        var answer = await git.Run(folder, ["cat-file", "blob", id], cancel, most: most, environment: environment);
        return answer.Succeeded ? (answer.Output, answer.Cut) : throw new GitFailedException($"git cat-file: {answer.Error}");
    }

    /// <summary>Commits behind one, newest first.</summary>
    /// <param name="path">Only those that changed it.</param>
    public async Task<IReadOnlyList<GitCommit>> History(string folder, string commit, string? path, int skip, int take, CancellationToken cancel)
    {
        List<string> arguments = ["log", "-z", $"--skip={skip}", $"--max-count={take}", Format, commit, "--"];
        if (path is { Length: > 0 } && GitName.IsPath(path))
        {
            arguments.Add(path);
        }
        return Commits((await Run(folder, arguments, cancel, most: 1024 * 1024)).Text);
    }

    /// <summary>How many commits lie behind one, counted to the limit.</summary>
    public async Task<int> Count(string folder, string commit, string? path, int most, CancellationToken cancel)
    {
        List<string> arguments = ["rev-list", "--count", $"--max-count={most}", commit, "--"];
        if (path is { Length: > 0 } && GitName.IsPath(path))
        {
            arguments.Add(path);
        }
        return int.Parse((await Run(folder, arguments, cancel)).Text.Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>One commit with its whole message and what it changed against its first parent.</summary>
    public async Task<(GitCommit Commit, string Message, GitDifference Difference)?> Commit(string folder, string id, CancellationToken cancel)
    {
        if (!await HasCommit(folder, id, cancel) || (await History(folder, id, null, 0, 1, cancel)) is not [var commit])
        {
            return null;
        }
        var message = (await Run(folder, ["log", "--max-count=1", "--format=%b", id, "--"], cancel, most: 64 * 1024)).Text.Trim();
        List<string> arguments = ["diff-tree", "-p", "-r", "--no-color", "--no-ext-diff", "--no-textconv", "-M", "--no-commit-id", "--full-index"];
        arguments.AddRange(commit.Parents is [var parent, ..] ? [parent, id] : ["--root", id]);
        var difference = await Run(folder, [.. arguments, "--"], cancel, most: MostDifference);
        return (commit, message, GitDifference.Read(difference.Text, difference.Cut));
    }

    private const string Format = "--format=%H%x00%P%x00%an%x00%at%x00%s";

    private static List<GitCommit> Commits(string text)
    {
        var parts = text.Split('\0');
        var found = new List<GitCommit>();
        for (var at = 0; at + 4 < parts.Length; at += 5)
        {
            found.Add(new GitCommit(parts[at], parts[at + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries), parts[at + 2], Moment(parts[at + 3]), parts[at + 4]));
        }
        return found;
    }

    /// <summary><c>100644 blob 8ab686eafeb1f44702738c8b0f24f2567c36da6d       6\tname</c>, ended by NUL.</summary>
    private static List<GitEntry> Entries(string text)
    {
        var found = new List<GitEntry>();
        foreach (var line in text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            // A listing that was cut ends in the middle of a line.
            if (tab < 0 || line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var mode, _, var id, var size])
            {
                continue;
            }
            var name = line[(tab + 1)..];
            found.Add(new GitEntry(name[(name.LastIndexOf('/') + 1)..], Kind(mode), id, long.TryParse(size, CultureInfo.InvariantCulture, out var bytes) ? bytes : null));
        }
        return found;
    }

    private static GitEntryKind Kind(string mode) => mode switch { "040000" => GitEntryKind.Folder, "120000" => GitEntryKind.Link, "160000" => GitEntryKind.Module, _ => GitEntryKind.File };

    /// <summary>A date that somebody's tool wrote may be anything.</summary>
    private static DateTimeOffset Moment(string seconds) =>
        long.TryParse(seconds, CultureInfo.InvariantCulture, out var unix) && unix is >= 0 and < 32_503_680_000 ? DateTimeOffset.FromUnixTimeSeconds(unix) : DateTimeOffset.UnixEpoch;

    private async Task<GitAnswer> Run(string folder, List<string> arguments, CancellationToken cancel, int most = GitProgram.Brief)
    {
        var answer = await git.Run(folder, arguments, cancel, most: most);
        return answer.Succeeded ? answer : throw new GitFailedException($"git {arguments[0]}: {answer.Error}");
    }
}
