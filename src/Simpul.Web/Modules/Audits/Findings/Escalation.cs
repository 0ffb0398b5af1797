using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
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

/// <summary>Tells of findings whose deadline has passed, step by step and each step once.</summary>
internal static class Escalation
{
    private const int Most = 500;

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
        foreach (var finding in await db.Set<AuditFinding>().Where(one => one.State != FindingState.Closed && one.Escalated < 3 && one.DueOn < today).OrderBy(one => one.DueOn).Take(Most).ToListAsync(cancel))
        {
            var days = today.DayNumber - finding.DueOn.DayNumber;
            var step = options.StepAfter(days);
            if (step <= finding.Escalated)
            {
                continue;
            }
            var sentence = $"Temuan audit “{finding.Title}” terlambat {days} hari dari {Indonesian.Date(finding.DueOn)}.";
            // A step that was passed over while the program was down is told of with the later one.
            for (var next = finding.Escalated + 1; next <= step; next++)
            {
                if ((next switch { 1 => finding.AgencyId is { } own ? Recipient.HoldersOf("agency", own) : null, 2 => ict is null ? null : Recipient.HoldersOf("agency-head", ict.Id), _ => regulation.Profile.Offices.Has("coordination-team") ? Recipient.HoldersOf("coordination-team") : null }) is { } recipient)
                {
                    board.Tell(recipient, "audits.overdue", sentence, Pages.Finding(finding.Id));
                    told++;
                }
            }
            finding.Escalated = step;
            journal.Record("audit-findings.escalated", finding);
        }
        await db.SaveChangesAsync(cancel);
        return $"{Indonesian.Number(told)} pemberitahuan dikirim.";
    }
}
