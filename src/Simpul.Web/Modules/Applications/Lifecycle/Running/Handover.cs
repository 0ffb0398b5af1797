using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>
/// The handover of an application: one step that finds out whether everything is there and says all that is missing, then records what was learned.
/// Source, package and hosting record are checked by the parts that keep them.
/// </summary>
internal sealed class Handover(PlatformDb db, CurrentRegulation regulation, GateReader gates, RequiredDocuments required, Today today, IServiceProvider services)
{
    public async Task<IReadOnlyList<Refusal>> Against(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null || !turn.Step.HandsOver() || turn.Outcome.NeedsReason)
        {
            return [];
        }
        var plan = await db.PlanOf(application.Id, cancel);
        if (!GateReader.IsUnder(regulation.Profile, application.Stage, application.Item.From, plan is not null))
        {
            return [];
        }
        var missing = new List<string>();
        // A procedure that hands in what runs already collects no documents of its building: nobody could add them there.
        missing.AddRange((await required.Of(application.Id, cancel)).Where(document => document.Current is null && (turn.Procedure.HasTests() || turn.Procedure.Documents.ContainsKey(document.Key))).Select(document => $"dokumen {document.Title}"));
        if (turn.Done && turn.Procedure.HasTests())
        {
            missing.AddRange(gates.Read(application, plan, await gates.Cases(application.Id, cancel))
                .Where(result => result.Stops && result.Gate.Before < GateStage.Use && !result.Gate.At.Any(place => place.Procedure.Key == turn.Procedure.Key && place.Step.Id == turn.Step.Id))
                .Select(result => $"{result.Gate.Title} ({result.Gate.Cite})"));
        }
        return missing.Count == 0 ? [] : [Refusal.Whole($"Penyerahan belum lengkap. Yang belum ada: {Indonesian.List(missing)}. Lengkapi lebih dahulu.")];
    }

    /// <summary>Keeps what was learned, with the save at hand.</summary>
    public async Task Record(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (!turn.Step.Records.Contains("knowledge-entry") || turn.Data.Text("knowledgeTitle") is not { } title)
        {
            return;
        }
        var entry = new KnowledgeEntry
        {
            Title = title, Summary = turn.Data.Text("knowledgeSummary") ?? "", Lessons = turn.Data.Text("knowledgeLessons"), ApplicationId = application?.Id,
            AgencyId = application?.Item.AgencyId, WrittenOn = today.Date,
        };
        db.Add(entry);
        await KnowledgeRegister.Declared.Keep(services, entry, isNew: true, cancel, turn.Item.Number);
    }
}
