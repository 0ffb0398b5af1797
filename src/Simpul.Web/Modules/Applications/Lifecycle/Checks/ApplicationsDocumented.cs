using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Checks;

/// <summary><c>applications-documented</c>: what came past the stage named has each document in an accepted version.</summary>
internal sealed class ApplicationsDocumented(PlatformDb db, CurrentRegulation regulation, Zone zone) : ICheck
{
    public string Name => "applications-documented";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var applications = (await KeptApplications.On(db, regulation.Profile, when.Date, cancel)).ToList();
        var end = zone.EndOf(when.Date);
        var accepted = (await db.Set<DocumentVerdict>().AsNoTracking().Where(verdict => verdict.Accepted && verdict.At < end && db.Set<FileRecord>().Any(file => file.Id == verdict.FileId && file.RemovedAt == null))
            .Select(verdict => new { verdict.ApplicationId, verdict.Slot }).ToListAsync(cancel)).Select(verdict => (verdict.ApplicationId, verdict.Slot)).ToHashSet();
        var waiting = (await db.Set<Case>().AsNoTracking().Where(item => item.SubjectKind == ApplicationRegister.Kind && item.State == CaseState.Running).Select(item => item.SubjectId).ToListAsync(cancel)).ToHashSet();
        return
        [
            .. questions.Select(question =>
            {
                var from = From(question.Key("stage", "delivery"));
                List<KeptApplication> asked = [.. applications.AsReadOnly().For(question).Where(one => one.Stage >= from)];
                if (asked.Count == 0)
                {
                    return question.Is(State.NotApplicable, from == ApplicationStage.Running ? "Belum ada aplikasi yang diserahkan sejak peraturan berlaku." : "Belum ada aplikasi yang sampai pada tahap ini sejak peraturan berlaku.");
                }
                var lacking = asked.Select(one => (Application: one, Keys: question.List("documents").Where(key => !accepted.Contains((one.Id, key))).ToList())).Where(one => one.Keys.Count > 0).ToList();
                if (lacking.Count == 0)
                {
                    return question.Is(State.Met, $"{asked.Count} aplikasi punya dokumennya dalam versi yang diterima.") with { Evidence = KeptApplications.Proofs(asked) };
                }
                List<KeptApplication> names = [.. lacking.Select(one => one.Application)];
                List<string> titles = [.. lacking[0].Keys.Select(key => RequiredDocuments.TitleOf(regulation.Profile, key))];
                return question.Is(names.All(one => waiting.Contains(one.Id)) ? State.Due : State.Missing, $"{names.Count} dari {asked.Count} aplikasi belum lengkap: {KeptApplications.Names(names)}. {names[0].Name}: {Indonesian.List(titles, Answers.MostNamed)}.") with
                {
                    Evidence = KeptApplications.Proofs(names), Next = KeptApplications.Open(names[0]),
                };
            }),
        ];
    }

    /// <summary>
    /// From which stage on an application must have the document: what planning leaves behind is there when it is built, what design leaves behind when it is
    /// tested, all else when it runs.
    /// </summary>
    private static ApplicationStage From(string stage) => stage switch
    {
        "planning" => ApplicationStage.Building,
        "design" => ApplicationStage.Testing,
        _ => ApplicationStage.Running,
    };
}
