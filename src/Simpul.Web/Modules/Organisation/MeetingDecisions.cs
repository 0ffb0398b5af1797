using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What a meeting decided, on its page.</summary>
/// <param name="AddHref">Null for who may not add one.</param>
public sealed record MeetingDecisions(IReadOnlyList<MeetingDecisionRow> Rows, string? AddHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid meeting, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var today = services.GetRequiredService<Today>().Date;
        var found = await (
            from decision in db.Set<MeetingDecision>().AsNoTracking()
            where decision.MeetingId == meeting
            join agency in db.Set<Agency>().AsNoTracking() on decision.AgencyId equals agency.Id into agencies
            from agency in agencies.DefaultIfEmpty()
            orderby decision.Id
            select new { decision.Id, decision.Text, decision.DueOn, decision.DoneOn, Agency = agency == null ? null : agency.ShortName ?? agency.Name }).Take(100).ToListAsync(cancel);
        return new MeetingDecisions(
            [.. found.Select(item => new MeetingDecisionRow(item.Id, item.Text, item.Agency, item.DueOn, item.DoneOn, item.DoneOn is not null ? State.Met : item.DueOn < today ? State.Overdue : State.Due))],
            services.GetRequiredService<Acting>().Actor.MayEverywhere(OrganisationPermissions.Teams) ? $"/kerja/keputusan-rapat/baru?meeting={meeting}" : null);
    }
}

/// <summary>A decision and how its follow-up stands.</summary>
public sealed record MeetingDecisionRow(Guid Id, string Text, string? Agency, DateOnly? DueOn, DateOnly? DoneOn, State State);
