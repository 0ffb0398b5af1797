using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>How many days after its deadline a finding is told of, and to whom; section <c>Audits</c> of the settings.</summary>
public sealed class AuditOptions
{
    /// <summary>To the responsible agency.</summary>
    public int TellAgencyAfter { get; set; } = 1;

    /// <summary>To the head of the ICT agency.</summary>
    public int TellIctAgencyAfter { get; set; } = 7;

    /// <summary>To the coordination team.</summary>
    public int TellTeamAfter { get; set; } = 14;

    /// <summary>The step that a finding has come to after so many days: 0 to 3.</summary>
    public int StepAfter(int days) => days >= TellTeamAfter ? 3 : days >= TellIctAgencyAfter ? 2 : days >= TellAgencyAfter ? 1 : 0;
}

/// <summary>
/// Tells of findings whose deadline has passed, step by step and each step once. A note asks for nothing, so it is never late. Where the agency has done its part and
/// the auditor has not looked yet, the audit's team is told with the agency. Who objected and got no answer is not told of as late: the auditor's answer is what is wanting.
/// </summary>
internal static class Escalation
{
    /// <summary>The step to the coordination team: nobody is above it.</summary>
    private const int Last = 3;

    public static readonly ScheduledJob Job = new("audits.findings", "Penerusan temuan audit yang terlambat", "0 40 5 * * ?", Run);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true } regulation)
        {
            return "belum ada peraturan";
        }
        var (db, board, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NoticeBoard>(), services.GetRequiredService<Journal>());
        var (today, options) = (services.GetRequiredService<Today>().Date, services.GetRequiredService<AuditOptions>());
        var ict = (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).FirstOrDefault(agency => agency.Holds.Contains("ict-agency"));
        var told = 0;
        // By id, each in a save of its own: one that somebody changes meanwhile waits for the next run and holds no other up.
        foreach (var id in await db.Set<AuditFinding>().Where(one => one.State != FindingState.Closed && one.Response != FindingResponse.Objected && one.Severity != Severity.Note && one.Escalated < Last && one.DueOn < today).OrderBy(one => one.DueOn).Select(one => one.Id).ToListAsync(cancel))
        {
            if (await db.Set<AuditFinding>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { State: not FindingState.Closed, Response: not FindingResponse.Objected } finding)
            {
                continue;
            }
            var step = options.StepAfter(today.DayNumber - finding.DueOn.DayNumber);
            if (step <= finding.Escalated)
            {
                db.Forget();
                continue;
            }
            var waits = finding.State == FindingState.FollowedUp;
            var sentence = $"Temuan audit “{finding.Title}” terlambat {today.DayNumber - finding.DueOn.DayNumber} hari dari {Indonesian.Date(finding.DueOn)}.{(waits ? " Tindak lanjutnya menunggu pemeriksaan auditor." : "")}";
            List<Recipient> recipients = [];
            // A step that was passed over while the program was down is told of with the later one.
            for (var next = finding.Escalated + 1; next <= step; next++)
            {
                if ((next switch { 1 => finding.AgencyId is { } own ? Recipient.HoldersOf("agency", own) : null, 2 => ict is null ? null : Recipient.HoldersOf("agency-head", ict.Id), _ => regulation.Profile.Offices.Has("coordination-team") ? Recipient.HoldersOf("coordination-team") : null }) is { } recipient)
                {
                    recipients.Add(recipient);
                }
            }
            if (waits && finding.Escalated == 0)
            {
                recipients.AddRange((await db.Set<AuditMember>().AsNoTracking().Where(member => member.AuditId == finding.AuditId && member.PersonId != null).Select(member => member.PersonId!.Value).ToListAsync(cancel)).Select(Recipient.Person));
            }
            foreach (var one in recipients)
            {
                board.Tell(one, "audits.overdue", sentence, Pages.Finding(finding.Id));
            }
            finding.Escalated = step;
            journal.Record("audit-findings.escalated", finding);
            try
            {
                await db.SaveChangesAsync(cancel);
                told += recipients.Count;
            }
            catch (DbUpdateConcurrencyException)
            {
                // The next run looks at what it is now.
            }
            db.Forget();
        }
        return $"{Indonesian.Number(told)} pemberitahuan dikirim.";
    }
}
