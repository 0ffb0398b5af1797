using Simpul.Web.Platform;

namespace Simpul.Web.Modules.Applications.Repository.Git;

/// <summary>Where the bare repositories lie in the data folder: by the application's id, which nobody renames.</summary>
public sealed class RepositoryFolders(DataFolder data, GitProgram git)
{
    public string Root => Path.Combine(data.Path, "repositories");

    public string Of(Guid application) => Path.Combine(Root, $"{application:n}.git");

    public bool Has(Guid application) => File.Exists(Path.Combine(Of(application), "HEAD"));

    /// <summary>Makes an empty repository: beside its place first, so that a half-made one is never found there.</summary>
    public async Task Create(Guid application, string branch, CancellationToken cancel)
    {
        if (Has(application))
        {
            return;
        }
        Prepare(Root);
        var fresh = Path.Combine(Root, $"{Guid.CreateVersion7():n}.new");
        try
        {
            var made = await git.Run(Root, ["init", "--quiet", "--bare", "--template=", $"--initial-branch={branch}", fresh], cancel);
            if (!made.Succeeded)
            {
                throw new GitFailedException($"git init: {made.Error}");
            }
            try
            {
                Directory.Move(fresh, Of(application));
            }
            catch (IOException) when (Has(application))
            {
                // Two asked for it at the same moment.
            }
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    /// <summary>Bytes that a repository takes, with what a push that is under way has brought.</summary>
    public long Size(Guid application) => Has(application)
        ? new DirectoryInfo(Of(application)).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Sum(Length)
        : 0;

    /// <summary>Git packs and prunes while one counts.</summary>
    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A folder that only the program's own user enters.</summary>
    public static void Prepare(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
