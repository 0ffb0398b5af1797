using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>A stretch of the line that shows a term, in hundredths of its width.</summary>
public sealed record TermStretch(string Words, decimal Start, decimal Width, DateOnly From, DateOnly Until, State State, string StateWords);

/// <summary>The term of a plan as a line with its review windows.</summary>
/// <param name="Today">Where today stands on it; null outside.</param>
public sealed record TermView(DateOnly From, DateOnly Until, decimal? Today, IReadOnlyList<TermStretch> Windows, string? Every);

/// <summary>A content that the regulation wants in a plan, or that stands in it anyway.</summary>
/// <param name="Href">Its record, or the form that adds it; null for who may not.</param>
public sealed record ContentRow(string Part, string Title, bool Filled, decimal? Budget, string? Cite, string? Href, bool There);

/// <summary>A document on which a plan rests.</summary>
public sealed record LinkRow(string Title, string? Words, string? Cite, string? Href, bool There);

/// <summary>A version of a plan among its versions.</summary>
/// <param name="CompareHref">Where it is compared with the one whose page this is; null for that one itself.</param>
public sealed record VersionRow(Plan Plan, string? CompareHref);

/// <summary>The versions of a plan, and the proof of the text of the one at hand.</summary>
/// <param name="Digest">Null while drafting.</param>
/// <param name="Unchanged">Whether the text is still the one that was enacted.</param>
public sealed record VersionsView(IReadOnlyList<VersionRow> Rows, string? Digest, bool Unchanged);

/// <summary>A consultation or review of a plan in a line.</summary>
public sealed record PlanEvent(string Words, string Href, DateOnly On, string More, State? State);

/// <summary>What happened about a plan.</summary>
/// <param name="MoreHref">The list of all, where there are more than are shown.</param>
public sealed record PlanEvents(IReadOnlyList<PlanEvent> Rows, string? MoreHref, string? AddHref, string AddTitle, string None)
{
    public const int Most = 20;
}

/// <summary>The parts of a plan's page below its facts.</summary>
internal static class PlanSections
{
    private const string Folder = "/Modules/Planning/Plans/";

    public static readonly IReadOnlyList<Section> All =
    [
        new("Jangka waktu dan reviunya", $"{Folder}_Term.cshtml", Term),
        new("Muatan", $"{Folder}_Contents.cshtml", Contents),
        new("Dasar dan keselarasan", $"{Folder}_Links.cshtml", Links),
        new("Versi", $"{Folder}_Versions.cshtml", Versions),
        new("Konsultasi", $"{Folder}_Events.cshtml", Consultations),
        new("Reviu", $"{Folder}_Events.cshtml", Reviews),
        new("Urusan", "/Modules/Cases/_About.cshtml", Cases),
    ];

    private static async Task<object?> Term(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, profile, plan) = await Read(services, id, cancel);
        if (profile is null || plan is not { From: { } from, Until: { } until })
        {
            return null;
        }
        var finished = await db.Set<PlanReview>().AsNoTracking().Where(item => item.PlanId == id && item.FinishedOn != null).Select(item => item.FinishedOn!.Value).ToListAsync(cancel);
        var today = services.GetRequiredService<Today>().Date;
        var days = Math.Max(1m, until.DayNumber - from.DayNumber + 1);
        var windows = PlanTerm.Windows(profile, plan, [.. PlanTerm.WindowsOf(profile, plan.Kind)]).Select(window =>
        {
            var state = finished.Any(day => day >= window.From && day <= window.Until) ? State.Met
                : today < window.From || plan.State != PlanState.Enacted ? State.NotApplicable : today > window.Until ? finished.Any(day => day >= window.From) ? State.Met : State.Overdue : State.Due;
            return new TermStretch(PlanWords.Whys.Of(window.Why), At(window.From), decimal.Round((window.Until.DayNumber - window.From.DayNumber + 1) * 100 / days, 1), window.From, window.Until, state,
                state switch { State.Met => "Selesai", State.Due => "Sedang terbuka", State.Overdue => "Terlewat", _ => "Belum terbuka" });
        }).ToList();
        return new TermView(from, until, today >= from && today <= until ? At(today) : null, windows,
            PlanTerm.EveryOf(profile, plan.Kind) is { } every ? PlanSpans.Words(every) : null);

        decimal At(DateOnly day) => decimal.Round((day.DayNumber - from.DayNumber) * 100 / days, 1);
    }

    private static async Task<object?> Contents(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, profile, plan) = await Read(services, id, cancel);
        if (profile is null || plan is null)
        {
            return null;
        }
        var contents = await db.Set<PlanContent>().AsNoTracking().Where(item => item.PlanId == id)
            .Select(item => new { item.Id, item.Part, item.Key, item.Budget, Text = item.Text == null || item.Text == "" ? null : "x" }).ToListAsync(cancel);
        var there = contents.ToDictionary(item => (item.Part, item.Key));
        var wanted = PlanTerm.Asked(profile, plan.Kind, "plan-contents-complete")
            .SelectMany(item => (item.Check!.List("contents") ?? []).Select(key => (Part: PlanWords.PartOf(item.Check!.Text("part") ?? "sections"), Key: key, Cite: item.Cite.ToString())))
            .DistinctBy(item => (item.Part, item.Key)).ToList();
        var mayAdd = plan.State == PlanState.Drafting && MayEdit(services);
        return new List<ContentRow>(
        [
            .. wanted.Select(item => Row(item.Part, item.Key, item.Cite)),
            .. contents.Where(item => !wanted.Any(other => other.Part == item.Part && other.Key == item.Key)).Select(item => Row(item.Part, item.Key, null)),
        ]);

        ContentRow Row(PlanPart part, string key, string? cite)
        {
            var found = there.GetValueOrDefault((part, key));
            var filled = found is not null && (found.Text is not null || (key == PlanWords.BudgetEstimate && found.Budget is not null));
            return new ContentRow(PlanWords.Parts.Of(part), PlanWords.ContentTitle(part, key), filled, found?.Budget, cite,
                found is not null ? PlanTextRegisters.Contents.HrefOf(found.Id) : mayAdd ? $"{PlanTextRegisters.Contents.Href}/baru?plan={id}&part={part}&key={key}" : null, found is not null);
        }
    }

    private static async Task<object?> Links(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, profile, plan) = await Read(services, id, cancel);
        if (profile is null || plan is null)
        {
            return null;
        }
        var links = await db.Set<PlanLink>().AsNoTracking().Where(item => item.PlanId == id).OrderBy(item => item.Basis).ToListAsync(cancel);
        var titles = services.GetRequiredService<RecordTitles>();
        var documents = await titles.Of("legal-documents", [.. links.Select(item => item.DocumentId).OfType<Guid>()], cancel);
        var plans = await titles.Of(PlanRegister.Kind, [.. links.Select(item => item.OtherId).OfType<Guid>()], cancel);
        var cites = PlanTerm.Asked(profile, plan.Kind, "plan-based-on").SelectMany(item => (item.Check!.List("basis") ?? []).Select(key => (Key: key, Cite: item.Cite.ToString())))
            .Concat(PlanTerm.Asked(profile, plan.Kind, "plan-aligned").SelectMany(item => (item.Check!.List("with") ?? []).Where(key => key != "national-reference-architecture").Select(key => (Key: key, Cite: item.Cite.ToString()))))
            .DistinctBy(item => item.Key).ToDictionary(item => item.Key, item => item.Cite);
        var mayAdd = plan.State == PlanState.Drafting && MayEdit(services);
        return new List<LinkRow>(
        [
            .. links.Select(item => new LinkRow(PlanWords.BasisTitle(item.Basis), item.DocumentId is { } document ? documents.GetValueOrDefault(document) : item.OtherId is { } other ? plans.GetValueOrDefault(other) : item.Name,
                cites.GetValueOrDefault(item.Basis), PlanTextRegisters.Links.HrefOf(item.Id), true)),
            .. cites.Where(item => links.All(link => link.Basis != item.Key)).Select(item => new LinkRow(PlanWords.BasisTitle(item.Key), null, item.Value, mayAdd ? $"{PlanTextRegisters.Links.Href}/baru?plan={id}&basis={item.Key}" : null, false)),
        ]);
    }

    private static async Task<object?> Versions(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, _, plan) = await Read(services, id, cancel);
        if (plan is null)
        {
            return null;
        }
        var versions = await db.Set<Plan>().AsNoTracking().Where(other => other.Kind == plan.Kind).OrderByDescending(other => other.Number).Take(50).ToListAsync(cancel);
        return new VersionsView(
            [.. versions.Select(version => new VersionRow(version, version.Id == id ? null : version.Number < plan.Number ? ComparePlansModel.HrefOf(version.Id, id) : ComparePlansModel.HrefOf(id, version.Id)))],
            plan.Digest, plan.Digest is not null && plan.Digest == await PlanDigest.Of(db, plan, cancel));
    }

    private static async Task<object?> Consultations(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, profile, plan) = await Read(services, id, cancel);
        if (profile is null || plan is null)
        {
            return null;
        }
        var rows = await db.Set<PlanConsultation>().AsNoTracking().Where(item => item.PlanId == id).OrderByDescending(item => item.HeldOn).ThenBy(item => item.Id).Take(PlanEvents.Most + 1).ToListAsync(cancel);
        return new PlanEvents(
            [.. rows.Take(PlanEvents.Most).Select(item => new PlanEvent(PlanWords.OfficeTitle(profile, item.With), ConsultationRegister.Declared.HrefOf(item.Id), item.HeldOn, item.Through is { } through ? $"melalui {PlanWords.OfficeTitle(profile, through)}" : "", null))],
            rows.Count > PlanEvents.Most ? $"{ConsultationRegister.Declared.Href}?plan={id}" : null, MayEdit(services) ? $"{ConsultationRegister.Declared.Href}/baru?plan={id}" : null, "Catat konsultasi", "Belum ada konsultasi yang dicatat.");
    }

    private static async Task<object?> Reviews(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, profile, plan) = await Read(services, id, cancel);
        if (profile is null || plan is null or { State: PlanState.Drafting })
        {
            return null;
        }
        var rows = await db.Set<PlanReview>().AsNoTracking().Where(item => item.PlanId == id).OrderByDescending(item => item.OpenedOn).ThenBy(item => item.Id).Take(PlanEvents.Most + 1).ToListAsync(cancel);
        return new PlanEvents(
            [.. rows.Take(PlanEvents.Most).Select(item => new PlanEvent(PlanWords.Whys.Of(item.Why), ReviewRegisters.Reviews.HrefOf(item.Id), item.OpenedOn,
                item.FinishedOn is null ? "belum selesai" : PlanWords.Results.Of(item.Result).ToLowerInvariant(), item.FinishedOn is null ? State.Due : State.Met))],
            rows.Count > PlanEvents.Most ? $"{ReviewRegisters.Reviews.Href}?plan={id}" : null, MayEdit(services) ? $"{ReviewRegisters.Reviews.Href}/baru?plan={id}" : null, "Catat reviu", "Belum ada reviu yang dicatat.");
    }

    private static async Task<object?> Cases(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (_, profile, plan) = await Read(services, id, cancel);
        var procedure = plan is null ? "" : $"{PlanWords.Code(plan.Kind)}-{(plan.State == PlanState.Drafting ? "drafting" : "review")}";
        return profile?.Procedures.Has(procedure) == true
            ? await CaseSections.About(PlanRegister.Kind, procedure, plan!.State == PlanState.Drafting ? "Ajukan untuk ditetapkan" : "Mulai reviu").Load(services, id, cancel) is CasesAbout about
                ? about with { OpenHref = plan.State == PlanState.Replaced ? null : about.OpenHref } : null
            : null;
    }

    private static bool MayEdit(IServiceProvider services) => services.GetRequiredService<Acting>().Actor.MayEverywhere(PlanningPermissions.Plans);

    private static async Task<(PlatformDb Db, EffectiveProfile? Profile, Plan? Plan)> Read(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var regulation = services.GetRequiredService<CurrentRegulation>();
        return (db, regulation.IsSetUp ? regulation.Profile : null, await db.Set<Plan>().AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, cancel));
    }
}
