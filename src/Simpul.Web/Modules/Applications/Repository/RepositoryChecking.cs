using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Notices;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>Reads every object of every repository (<c>git fsck</c>) each night and tidies up what pushes leave behind. A repository that turns faulty is told of.</summary>
public sealed class RepositoryChecking(PlatformDb db, GitProgram git, RepositoryFolders folders, RepositoryApplications applications, RepositoryOptions options, Platform.Journal.Journal journal, NoticeBoard notices, TimeProvider clock)
{
    public static readonly ScheduledJob Job = new("repositories.check", "Memeriksa repositori kode", "0 20 2 * * ?",
        async (services, cancel) => await services.GetRequiredService<RepositoryChecking>().Run(cancel));

    /// <summary>Loose objects from which a repository is packed anew.</summary>
    private const int Untidy = 1000;

    private static readonly TimeSpan forgotten = TimeSpan.FromDays(1);

    private async Task<string> Run(CancellationToken cancel)
    {
        if (!git.IsThere)
        {
            return "Git belum terpasang di server; tidak ada yang diperiksa.";
        }
        var ids = await db.Set<CodeRepository>().AsNoTracking().OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(cancel);
        var faulty = 0;
        foreach (var id in ids)
        {
            faulty += (await Check(id, cancel)).Sound ? 0 : 1;
            try
            {
                await Tidy(folders.Of(id), cancel);
            }
            catch (GitFailedException)
            {
                // It took too long or is damaged: the next night tries again, and the others have their turn now.
            }
        }
        Forget(Path.Combine(folders.Root, "pushes"), "*");
        return faulty == 0 ? $"{ids.Count} repositori diperiksa, semuanya utuh." : $"{ids.Count} repositori diperiksa, {faulty} rusak.";
    }

    /// <summary>Looks at one repository now.</summary>
    public async Task<RepositoryCheck> Check(Guid id, CancellationToken cancel)
    {
        var says = await Faults(id, cancel);
        var check = await db.Set<RepositoryCheck>().SingleOrDefaultAsync(item => item.RepositoryId == id, cancel);
        var wasSound = check?.Sound ?? true;
        if (check is null)
        {
            db.Add(check = new RepositoryCheck { RepositoryId = id });
        }
        (check.CheckedAt, check.Sound, check.Says, check.Bytes) = (clock.GetUtcNow(), says is null, says, folders.Size(id));
        if (wasSound != check.Sound)
        {
            await Tell(id, says, cancel);
        }
        await db.SaveChangesAsync(cancel);
        return check;
    }

    private async Task Tell(Guid id, string? says, CancellationToken cancel)
    {
        if (says is null)
        {
            journal.Note("repositories.found-sound", "repositories", id);
            return;
        }
        journal.Note("repositories.found-faulty", "repositories", id, details: new JsonObject { ["says"] = says.Length > 500 ? says[..500] : says });
        if (await applications.Find(id, cancel) is { } application)
        {
            notices.Tell(Recipient.HoldersOf("ict-agency"), "repositories.faulty", $"Repositori {application.Name} rusak. Pulihkan dari cadangan atau dari salinan pengembang.", application.Href);
        }
    }

    /// <summary>What git finds wrong; null where nothing is.</summary>
    private async Task<string?> Faults(Guid id, CancellationToken cancel)
    {
        if (!folders.Has(id))
        {
            return "Folder repositori tidak ada di server.";
        }
        try
        {
            var answer = await git.Run(folders.Of(id), ["fsck", "--full", "--no-dangling", "--no-progress"], cancel, most: 64 * 1024, within: options.CheckWithin);
            if (answer is { Code: 0, Cut: false })
            {
                return null;
            }
            var says = $"{answer.Text}\n{answer.Error}".Trim();
            return says.Length > RepositoryCheck.SaysLength ? says[..RepositoryCheck.SaysLength] : says.Length == 0 ? $"git fsck berakhir dengan kode {answer.Code}." : says;
        }
        catch (GitFailedException)
        {
            return "Git tidak terpasang pada server ini, atau tidak selesai memeriksa dalam waktunya. Minta pengelola server memeriksanya.";
        }
    }

    /// <summary>Packs what lies loose. What is younger than two weeks is never thrown away, so that no push and no reader loses what it has in hand.</summary>
    private async Task Tidy(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        // Quarantines of pushes that were killed with the program.
        Forget(Path.Combine(folder, "objects"), "tmp_objdir-*");
        var count = await git.Run(folder, ["count-objects"], cancel);
        if (int.TryParse(count.Text.Split(' ')[0], out var loose) && loose > Untidy)
        {
            await git.Run(folder, ["gc", "--quiet", "--prune=2.weeks.ago"], cancel, within: options.CheckWithin);
        }
    }

    /// <summary>Folders that a push had for itself, left by a program that was killed.</summary>
    private void Forget(string place, string pattern)
    {
        foreach (var left in Directory.Exists(place) ? new DirectoryInfo(place).GetDirectories(pattern).Where(folder => folder.CreationTimeUtc + forgotten < clock.GetUtcNow().UtcDateTime).ToList() : [])
        {
            left.Delete(recursive: true);
        }
    }
}
