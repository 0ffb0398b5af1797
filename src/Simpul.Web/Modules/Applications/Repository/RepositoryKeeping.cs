using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Keeping;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>
/// Repositories in backups, each as a git bundle: its refs of one moment and every object behind them, which git itself reads and verifies. It may be
/// newer than the tables by what was pushed while the backup ran.
/// </summary>
internal sealed class RepositoryKeeping(PlatformDb db, GitProgram git, RepositoryFolders folders, RepositoryOptions options) : IKeptBeside
{
    public async Task<int> Write(ZipArchive zip, Action<string> progress, CancellationToken cancel)
    {
        var ids = await db.Set<CodeRepository>().AsNoTracking().OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(cancel);
        var count = 0;
        foreach (var id in ids.Where(folders.Has))
        {
            if (!git.IsThere)
            {
                throw new GitFailedException("There are repositories, and git is not installed: the backup would lack them.");
            }
            // Git makes no bundle of a repository in which nothing was pushed yet.
            if ((await git.Run(folders.Of(id), ["for-each-ref", "--count=1"], cancel)).Output.Length == 0)
            {
                continue;
            }
            await using var entry = zip.CreateEntry(Name(id), CompressionLevel.NoCompression).Open();
            using var process = git.Start(folders.Of(id), ["bundle", "create", "--quiet", "-", "--all"]);
            var complaint = GitProgram.Read(process.StandardError.BaseStream, 4096, stopsAtMost: false, cancel);
            process.StandardInput.Close();
            await process.StandardOutput.BaseStream.CopyToAsync(entry, cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
            {
                throw new GitFailedException($"git bundle: {System.Text.Encoding.UTF8.GetString((await complaint).Output)}");
            }
            progress($"repositories: {++count}");
        }
        return count;
    }

    public async Task<int> Read(ZipArchive zip, Action<string> progress, CancellationToken cancel)
    {
        var rows = await db.Set<CodeRepository>().AsNoTracking().OrderBy(item => item.Id).Select(item => new { item.Id, item.DefaultBranch }).ToListAsync(cancel);
        var count = 0;
        foreach (var row in rows)
        {
            if (!git.IsThere)
            {
                throw new RestoreException("The backup holds repositories: install git (apt-get install git) and restore again into an empty folder.");
            }
            await folders.Create(row.Id, row.DefaultBranch, cancel);
            if (zip.GetEntry(Name(row.Id)) is not { } entry)
            {
                continue;
            }
            var bundle = Path.Combine(folders.Root, $"{row.Id:n}.bundle");
            try
            {
                await using (var content = entry.Open())
                await using (var output = File.Create(bundle))
                {
                    await content.CopyToAsync(output, cancel);
                }
                var fetched = await git.Run(folders.Of(row.Id), ["fetch", "--quiet", "--no-write-fetch-head", bundle, "+refs/*:refs/*"], cancel, within: options.CheckWithin);
                if (!fetched.Succeeded)
                {
                    throw new RestoreException($"The repository {row.Id} is damaged in the backup: {fetched.Error}");
                }
            }
            finally
            {
                File.Delete(bundle);
            }
            progress($"repositories: {++count}");
        }
        return count;
    }

    private static string Name(Guid id) => $"repositories/{id:n}.bundle";
}
