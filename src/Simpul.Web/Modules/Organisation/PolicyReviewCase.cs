using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Review of an internal policy: when it is done the policy was reviewed, and is due again; where it must be replaced, its author is asked to draft.</summary>
internal sealed class PolicyReviewCase(PlatformDb db, CurrentRegulation regulation, NoticeBoard notices, Today today, IServiceProvider services) : ICaseProcedure
{
    public const string Key = "policy-review";

    /// <summary>Kept in the case: when the report was filed.</summary>
    private const string ReportedOn = "reportedOn";

    /// <summary>Kept in the case: that somebody decided to replace the policy.</summary>
    private const string Replace = "replace";

    public string Procedure => Key;

    public string? SubjectKind => "internal-policies";

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        if (!await db.Set<InternalPolicy>().AnyAsync(policy => policy.Id == item.SubjectId && policy.EnactedById != null, cancel))
        {
            return [Refusal.Whole("Hanya kebijakan yang sudah ditetapkan yang dapat direviu.")];
        }
        var running = await db.Set<Case>().AsNoTracking().Where(other => other.Procedure == Key && other.SubjectId == item.SubjectId && other.State == CaseState.Running)
            .Select(other => other.Number).FirstOrDefaultAsync(cancel);
        return running is null ? [] : [Refusal.Whole($"Kebijakan ini sedang direviu dalam urusan {running}.")];
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        if (turn.Forward && turn.Step.Needs.Count > 0)
        {
            turn.Data.Put(ReportedOn, today.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
        if (turn.Outcome.Key == Replace || turn.Outcome.To == Replace)
        {
            turn.Data.Put(Replace, "true");
        }
        if (!turn.Done || await db.Set<InternalPolicy>().SingleOrDefaultAsync(policy => policy.Id == turn.Item.SubjectId, cancel) is not { } policy)
        {
            return;
        }
        // The review was made when its report was filed; what was decided on it afterwards does not make it younger.
        var reviewed = turn.Data.Date(ReportedOn) ?? today.Date;
        (policy.LastReviewedOn, policy.ReviewReportedOn) = (reviewed, reviewed);
        policy.NextReviewDue = PolicyEnactmentCase.NextReview(regulation.Profile, policy.Key, reviewed);
        (policy.ReviewGround, policy.ReviewGroundOn) = (null, null);
        await PolicyRegister.Declared.Keep(services, policy, isNew: false, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
        if (turn.Data.Text(Replace) is not null)
        {
            notices.Tell(Recipient.HoldersOf(CaseRules.DeskOf(regulation.Profile.Stated, policy.Author ?? "ict-agency")), "policies.replace",
                $"Hasil reviu: “{policy.Title}” diganti. Buka penyusunan naskah penggantinya.", $"/kerja/urusan/baru/{PolicyEnactmentCase.Key}?policy={Uri.EscapeDataString(policy.Key)}");
        }
    }
}
