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
/// The handover of an application: the step that hands it over, or with which it begins to run, finds out whether everything is there and says all
/// that is missing, then records what was learned.
/// Source, package and hosting record are checked by the parts that keep them.
/// </summary>
internal sealed class Handover(PlatformDb db, CurrentRegulation regulation, GateReader gates, BasisReader bases, RequiredDocuments required, Today today, IServiceProvider services)
{
    public async Task<IReadOnlyList<Refusal>> Against(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        if (application is null || !(turn.Step.HandsOver() || turn.Launches()) || turn.Outcome.NeedsReason)
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
        IReadOnlyList<Basis> wanting = [];
        if (turn.Launches())
        {
            var results = gates.Read(application, plan, await gates.Cases(application.Id, cancel));
            wanting = [.. (await bases.Of(application, results, cancel)).Where(basis => basis.Blocks && basis.Proof is null)];
            missing.AddRange(results
                .Where(result => result.Stops && result.Gate.Before < GateStage.Use && !result.Gate.At.Any(place => place.Procedure.Key == turn.Procedure.Key && place.Step.Id == turn.Step.Id))
                .Select(result => $"{result.Gate.Title} ({result.Gate.Cite})"));
        }
        return
        [
            .. wanting.Count == 0 ? Array.Empty<Refusal>() : [Refusal.Whole($"Aplikasi ini belum berdasar pada {Indonesian.List([.. wanting.Select(basis => $"{basis.Title} ({basis.Cite})")])}. {string.Join(". ", wanting.Select(basis => basis.Missing))}: tautannya ada pada halaman aplikasi, bagian Tahapan dan syarat.")],
            .. missing.Count == 0 ? Array.Empty<Refusal>() : [Refusal.Whole($"Penyerahan belum lengkap. Yang belum ada: {Indonesian.List(missing)}. Lengkapi lebih dahulu.")],
        ];
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
