using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Checks;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Repository.Deposits;

/// <summary><c>applications-deposited</c>: every application delivered since the regulation is in the repository, with each of the contents named.</summary>
internal sealed class ApplicationsDeposited(PlatformDb db, CurrentRegulation regulation, Zone zone) : ICheck
{
    public string Name => "applications-deposited";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var applications = (await Lifecycle.Checks.KeptApplications.On(db, regulation.Profile, when.Date, cancel)).Where(one => one.Stage == ApplicationStage.Running).ToList();
        var there = await There(when.Date, cancel);
        foreach (var one in await Documented(when.Date, applications, cancel))
        {
            there.Add((one, DepositWords.Documents));
        }
        var waiting = (await db.Set<Case>().AsNoTracking().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.State == CaseState.Running).Select(item => item.SubjectId).ToListAsync(cancel)).ToHashSet();
        return [.. questions.Select(question => Of(question, applications.AsReadOnly().For(question), there, waiting))];
    }

    private static Answer Of(Question question, IReadOnlyList<KeptApplication> asked, HashSet<(Guid, string)> there, HashSet<Guid?> waiting)
    {
        if (asked.Count == 0)
        {
            return question.Is(State.NotApplicable, "Belum ada aplikasi yang diserahkan sejak peraturan berlaku.");
        }
        var contents = question.List("contents");
        var words = Indonesian.List([.. contents.Select(DepositWords.Of)]);
        var lacking = asked.Select(one => (Application: one, Contents: contents.Where(content => !there.Contains((one.Id, content))).ToList())).Where(one => one.Contents.Count > 0).ToList();
        if (lacking.Count == 0)
        {
            return question.Is(State.Met, $"{asked.Count} aplikasi yang diserahkan tersimpan{Keeper(question)} dengan {words}.") with { Evidence = Lifecycle.Checks.KeptApplications.Proofs(asked) };
        }
        List<KeptApplication> names = [.. lacking.Select(one => one.Application)];
        var first = lacking[0];
        var repository = first.Contents.Any(DepositWords.Contents.Contains);
        return question.Is(names.All(one => waiting.Contains(one.Id)) ? State.Due : State.Missing,
            $"{names.Count} dari {asked.Count} aplikasi belum tersimpan lengkap{Keeper(question)}: {Lifecycle.Checks.KeptApplications.Names(names)}. {first.Application.Name}: belum ada {Indonesian.List([.. first.Contents.Select(DepositWords.Of)])}.") with
        {
            Evidence = Lifecycle.Checks.KeptApplications.Proofs(names),
            Next = repository ? new NextStep($"Lengkapi repositori {first.Application.Name}", $"{ApplicationRegister.Href}/{first.Application.Id}/repositori", RepositoryPermissions.View) : Lifecycle.Checks.KeptApplications.Open(first.Application),
        };
    }

    /// <summary>Whose repository it is, where the obligation says it.</summary>
    private static string Keeper(Question question) => question.Key("keeper") is { } keeper && question.Profile.Offices.TryGet(keeper, out var office) ? $" di repositori {office.Name}" : "";

    /// <summary>What lies there of which application on a day.</summary>
    private async Task<HashSet<(Guid, string)>> There(DateOnly date, CancellationToken cancel)
    {
        // Times are kept in UTC; the day is the region's.
        var end = zone.EndOf(date);
        HashSet<(Guid, string)> there = [];
        foreach (var one in await db.Set<RepositoryDeposit>().AsNoTracking().Where(item => item.DepositedOn <= date && item.Content != DepositWords.Item).Select(item => new { item.ApplicationId, item.Content }).Distinct().ToListAsync(cancel))
        {
            there.Add((one.ApplicationId, one.Content));
        }
        foreach (var one in await db.Set<CodeRepository>().AsNoTracking().Where(item => (item.FirstPushedAt ?? item.PushedAt) < end).Select(item => item.Id).ToListAsync(cancel))
        {
            there.Add((one, DepositWords.Source));
        }
        var files = await (
            from file in db.Set<FileRecord>().AsNoTracking()
            where file.SubjectKind == ReleaseSubjects.ReleaseKind && file.RemovedAt == null && file.UploadedAt < end
            join release in db.Set<RepositoryRelease>().AsNoTracking() on file.SubjectId equals release.Id
            select new { release.ApplicationId, IsRead = DepositWords.Readable.Contains(file.MediaType) }).Distinct().ToListAsync(cancel);
        foreach (var file in files)
        {
            there.Add((file.ApplicationId, file.IsRead ? DepositWords.Documents : DepositWords.Package));
        }
        foreach (var one in await db.Set<KnowledgeEntry>().AsNoTracking().Where(item => item.ApplicationId != null && item.WrittenOn <= date).Select(item => item.ApplicationId!.Value).Distinct().ToListAsync(cancel))
        {
            there.Add((one, "knowledge-entry"));
        }
        foreach (var one in await db.Set<Placement>().AsNoTracking().Where(item => (item.State == RequestState.Active || item.State == RequestState.Ended) && item.StartsOn <= date && (item.EndedOn == null || item.EndedOn >= date))
            .Select(item => item.ApplicationId).Distinct().ToListAsync(cancel))
        {
            there.Add((one, HostingRecord.Word));
        }
        return there;
    }

    /// <summary>Those of which every document that the regulation wants was accepted: their documentation lies with their cases.</summary>
    private async Task<IEnumerable<Guid>> Documented(DateOnly date, IReadOnlyList<KeptApplication> applications, CancellationToken cancel)
    {
        var end = zone.EndOf(date);
        var accepted = (await db.Set<DocumentVerdict>().AsNoTracking().Where(verdict => verdict.Accepted && verdict.At < end && db.Set<FileRecord>().Any(file => file.Id == verdict.FileId && file.RemovedAt == null))
            .Select(verdict => new { verdict.ApplicationId, verdict.Slot }).ToListAsync(cancel)).Select(verdict => (verdict.ApplicationId, verdict.Slot)).ToHashSet();
        return applications.Where(one => RequiredDocuments.Wanted(regulation.Profile, one.Kind) is { Count: > 0 } wanted && wanted.All(document => accepted.Contains((one.Id, document.Key)))).Select(one => one.Id);
    }
}
