using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation.Contract;

/// <summary>What a report says, as its case knows it.</summary>
/// <param name="Kind">Key of the kind of report, as the check <c>report-sent</c> asks for it.</param>
public sealed record ReportDraft(string Kind, string Title, DateOnly From, DateOnly Until, string? Summary);

/// <summary>
/// The report that a case hands on: written when a step that needs it is left forwards, passed on and received by what the case decides next. So the case
/// and the register of reports say the same, and nobody records a report twice.
/// </summary>
public sealed class CaseReports(PlatformDb db, CurrentRegulation regulation, Today today, IServiceProvider services)
{
    /// <summary>Key of the document that is the report.</summary>
    public const string Document = "report";

    /// <summary>Kept in the case: its report.</summary>
    private const string Kept = "reportId";

    /// <summary>Whether leaving this step forwards sends the report.</summary>
    public static bool Sends(Step step) => step.Needs.Contains(Document);

    /// <summary>Brings the report to where the case is, with the save at hand.</summary>
    /// <param name="draft">What it says; asked only where it is sent.</param>
    public async Task Follow(CaseTurn turn, Func<Task<ReportDraft>> draft, CancellationToken cancel)
    {
        if (!turn.Forward)
        {
            return;
        }
        var report = turn.Data.Id(Kept) is { } id ? await db.FindAsync<Report>([id], cancel) : null;
        var isNew = report is null;
        if (Sends(turn.Step))
        {
            report ??= new Report();
            Write(report, await draft());
        }
        if (report is null)
        {
            return;
        }
        // Whoever decides last receives it; whoever decides before them passes it on, where it goes through somebody.
        if (report.Through is not null && (turn.Done || CaseRules.Ahead(turn.Procedure, turn.Procedure.Step(turn.Outcome.To)).Count == 0))
        {
            report.PassedOn ??= today.Date;
        }
        if (turn.Done)
        {
            report.ReceivedOn ??= today.Date;
        }
        if (isNew)
        {
            db.Add(report);
            turn.Data.Put(Kept, report.Id.ToString());
        }
        else if (db.Entry(report).State == EntityState.Unchanged)
        {
            return;
        }
        await TeamRegisters.Reports.Keep(services, report, isNew, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
        if (Sends(turn.Step))
        {
            await services.GetRequiredService<Attachments>().Share("cases", turn.Item.Id, Document, TeamRegisters.Reports.Kind, report.Id, report.Title, TeamRegisters.Reports.HrefOf(report.Id), OrganisationPermissions.View, cancel);
        }
    }

    /// <summary>The report of a case, for its page; none before it was sent.</summary>
    public async Task<IReadOnlyList<(string Title, string Href)>> Of(Case item, CancellationToken cancel) =>
        new CaseData(CaseForm.Stored(item)).Id(Kept) is { } id && await db.Set<Report>().AsNoTracking().Where(report => report.Id == id).Select(report => report.Title).SingleOrDefaultAsync(cancel) is { } title
            ? [(title, TeamRegisters.Reports.HrefOf(id))] : [];

    private void Write(Report report, ReportDraft said)
    {
        // From whom to whom it goes is what the obligation says that asks for it.
        var asked = regulation.Profile.Obligations.Where(item => item.Check?.Check == "report-sent").Select(item => new Question(item, item.Check!, regulation.Profile)).FirstOrDefault(question => question.Key("report") == said.Kind);
        (report.Kind, report.PeriodFrom, report.PeriodUntil, report.Summary) = (said.Kind, said.From, said.Until, said.Summary);
        report.Title = said.Title.Length <= Report.TitleLength ? said.Title : said.Title[..(Report.TitleLength - 1)] + "…";
        (report.Sender, report.Through, report.Receiver) = (asked?.Key("from") ?? "coordination-team", asked?.Key("through"), asked?.Key("to") ?? "head");
        (report.SentOn, report.PassedOn, report.ReceivedOn) = (today.Date, null, null);
    }
}
