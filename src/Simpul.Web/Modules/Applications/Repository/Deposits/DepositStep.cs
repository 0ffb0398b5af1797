using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Repository.Deposits;

/// <summary>
/// A step that hands something in is left only when it is really there: the source as a commit in the application's repository, package and documents as
/// files of a release or of the step, of which none was there when another case handed in before. Where the server has no git, an archive among the step's files stands for the source.
/// </summary>
internal sealed class DepositStep(
    string word, PlatformDb db, CurrentRegulation regulation, GitProgram git, GitReader reader, RepositoryFolders folders, Acting acting, Today today, Platform.Journal.Journal journal) : IStepRecord
{
    public string Record => word;

    public IReadOnlyList<CaseField> Fields(Procedure procedure, Step step) => [];

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null)
        {
            return [Refusal.Whole($"Urusan ini belum menyebut aplikasinya, sehingga {DepositWords.Of(word)} tidak dapat dicatat.")];
        }
        var missing = new List<string>();
        foreach (var content in Wanted(turn.Procedure))
        {
            if (!MayBeLeftOut(content, turn.Procedure) && (await Found(content, turn, application, cancel)).Proof is null)
            {
                missing.Add(content);
            }
        }
        if (missing.Count == 0)
        {
            return [];
        }
        var again = false;
        foreach (var content in missing.Where(content => content != DepositWords.Source))
        {
            again |= await LastHandedIn(content, turn, application, cancel) is not null;
        }
        return [Refusal.Whole(Missing(missing, application) + (again ? " Yang sudah diserahkan dalam urusan sebelumnya tidak dihitung lagi." : ""))];
    }

    public async Task Decided(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        List<string> proofs = [];
        string? commit = null;
        foreach (var content in Wanted(turn.Procedure))
        {
            var (proof, at) = await Found(content, turn, application!, cancel);
            if (proof is not null)
            {
                proofs.Add(proof);
            }
            commit ??= at;
        }
        if (proofs.Count == 0)
        {
            // What may be left out, and was, is no deposit.
            return;
        }
        var deposit = new RepositoryDeposit
        {
            ApplicationId = application!.Id, Content = word, DepositedOn = today.Date, ByPersonId = acting.Actor.PersonId, Commit = commit,
            Proof = string.Join("; ", proofs), CaseNumber = turn.Item.Number,
        };
        db.Add(deposit);
        journal.Record("repository-deposits.recorded", deposit, $"{turn.Item.Number}: {turn.Outcome.Label}");
        if (word == DepositWords.Source || (word == DepositWords.Item && commit is not null))
        {
            // Whoever can read the repository, or holds the archive, has the source; the case itself keeps the application.
            application.Source = SourceCustody.Government;
        }
    }

    /// <summary>The step that takes over looks for all that the steps before it hand in.</summary>
    private IReadOnlyList<string> Wanted(Procedure procedure) => word != DepositWords.Item ? [word]
        : [.. DepositWords.Contents.Where(content => procedure.Steps.Any(step => step.Records.Contains(content)))];

    /// <summary>
    /// Source that the regulation, in the readings chosen, only lets be handed in does not hold up a handover. A procedure that hands in and nothing else is
    /// opened for it, so it asks for it.
    /// </summary>
    private bool MayBeLeftOut(string content, Procedure procedure) =>
        content == DepositWords.Source && procedure.HasTests() && regulation.Profile.Text("application.source-deposit") == "optional";

    /// <returns>In words what was found, null where nothing was; the commit where it is one.</returns>
    private async Task<(string? Proof, string? Commit)> Found(string content, CaseTurn turn, Application application, CancellationToken cancel)
    {
        if (content == DepositWords.Source)
        {
            if (await Head(application.Id, cancel) is { } head)
            {
                return ($"commit {head[..10]}", head);
            }
            return (git.IsThere ? null : await OfCase(turn, true, cancel), null);
        }
        var archive = content == DepositWords.Package;
        var last = await LastHandedIn(content, turn, application, cancel);
        var released = await (
            from release in db.Set<RepositoryRelease>().AsNoTracking()
            where release.ApplicationId == application.Id && db.Set<FileRecord>().Any(file => file.SubjectKind == ReleaseSubjects.ReleaseKind && file.SubjectId == release.Id && file.RemovedAt == null
                && (last == null || file.UploadedAt > last) && DepositWords.Readable.Contains(file.MediaType) != archive)
            orderby release.ReleasedAt descending
            select release.Tag).FirstOrDefaultAsync(cancel);
        return (released is null ? await OfCase(turn, archive, cancel) : $"rilis {released}", null);
    }

    /// <summary>When another case of the application handed this in; null where none did. What lay there then came with an earlier version.</summary>
    private async Task<DateTimeOffset?> LastHandedIn(string content, CaseTurn turn, Application application, CancellationToken cancel)
    {
        List<string> steps = [.. regulation.Profile.Procedures.SelectMany(procedure => procedure.Steps).Where(step => step.Records.Contains(content)).Select(step => step.Id).Distinct()];
        return await (
            from deposit in db.Set<RepositoryDeposit>().AsNoTracking()
            where deposit.ApplicationId == application.Id && deposit.Content == content && deposit.CaseNumber != turn.Item.Number
            join item in db.Set<Case>().AsNoTracking() on deposit.CaseNumber equals item.Number
            join row in db.Set<CaseStep>().AsNoTracking() on item.Id equals row.CaseId
            where row.DoneAt != null && steps.Contains(row.Step)
            orderby row.DoneAt descending
            select row.DoneAt).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Where the default branch stands, or the branch that was pushed last; null where nothing was pushed.</summary>
    private async Task<string?> Head(Guid application, CancellationToken cancel)
    {
        if (!git.IsThere || !folders.Has(application)
            || await db.Set<CodeRepository>().AsNoTracking().Where(item => item.Id == application && item.PushedAt != null).Select(item => item.DefaultBranch).SingleOrDefaultAsync(cancel) is not { } branch)
        {
            return null;
        }
        List<GitRef> branches = [.. (await reader.Refs(folders.Of(application), cancel)).Where(item => !item.IsTag)];
        return (branches.FirstOrDefault(item => item.Name == branch) ?? branches.FirstOrDefault())?.Commit;
    }

    /// <summary>Files that came with the case at a step that hands in, whatever the round.</summary>
    private async Task<string?> OfCase(CaseTurn turn, bool archive, CancellationToken cancel)
    {
        List<string> steps = [.. turn.Procedure.Steps.Where(step => step.Records.Any(DepositWords.All.Contains)).Select(step => step.Id)];
        var began = await db.Set<CaseStep>().AsNoTracking().Where(row => row.CaseId == turn.Item.Id && steps.Contains(row.Step)).OrderBy(row => row.Number).Select(row => (DateTimeOffset?)row.StartedAt).FirstOrDefaultAsync(cancel);
        var files = await db.Set<FileRecord>().AsNoTracking().CountAsync(file => file.SubjectKind == "cases" && file.SubjectId == turn.Item.Id && file.RemovedAt == null && file.UploadedAt >= began
            && (archive ? file.MediaType == DepositWords.Archive : DepositWords.Readable.Contains(file.MediaType)), cancel);
        return files == 0 ? null : $"{files} berkas pada urusan";
    }

    private string Missing(IReadOnlyList<string> missing, Application application)
    {
        var how = new List<string>();
        if (missing.Contains(DepositWords.Source))
        {
            how.Add(git.IsThere ? $"Kirim kode sumbernya dengan git push ke repositori aplikasi {application.Item.Name}." : "Lampirkan kode sumbernya sebagai arsip zip pada urusan ini.");
        }
        if (missing.Contains(DepositWords.Package))
        {
            how.Add("Lampirkan hasil kompilasinya sebagai arsip zip pada rilis di repositorinya atau pada urusan ini.");
        }
        if (missing.Contains(DepositWords.Documents))
        {
            how.Add("Lampirkan dokumentasinya (PDF atau dokumen lain) pada rilis di repositorinya atau pada urusan ini.");
        }
        return $"Serahan belum lengkap. Yang belum ada: {Indonesian.List([.. missing.Select(DepositWords.Of)])}. {string.Join(' ', how)}";
    }
}
