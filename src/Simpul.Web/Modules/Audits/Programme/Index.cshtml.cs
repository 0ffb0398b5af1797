using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>The programme at a glance: a year a row, a kind of audit a column; what is due, what is planned, what was done.</summary>
[Permission(AuditsPermissions.ViewProgramme)]
public sealed class ProgrammeModel(PlatformDb db, CurrentRegulation regulation, Acting acting, Today today, IServiceProvider services) : PageModel
{
    public const string Href = "/kerja/program-audit";

    /// <summary>For the registers that this page leads to.</summary>
    internal static readonly RegisterParent Parent = new(Href, "Program audit TIK");

    private const int Size = 25, Before = 2, After = 3;

    private readonly Dictionary<(int Year, string Area), List<Mark>> marks = [];

    public bool MayPlan => acting.Actor.MayEverywhere(AuditsPermissions.Programme);

    public IReadOnlyList<AuditArea> Areas { get; private set; } = [];

    public IReadOnlyList<int> Years { get; private set; } = [];

    public IReadOnlyList<AreaRow> Standings { get; private set; } = [];

    /// <summary>A page of the objects whose audit is due or overdue.</summary>
    public IReadOnlyList<(AuditArea Area, ObjectDue One)> Wanting { get; private set; } = [];

    public int WantingTotal { get; private set; }

    public int Number { get; private set; }

    public int Overdue { get; private set; }

    public string Performers { get; private set; } = "";

    public string? PerformersCite { get; private set; }

    public string Coordinators { get; private set; } = "";

    public string? CoordinatorsCite { get; private set; }

    public string Counterparts { get; private set; } = "";

    public string? CounterpartsCite { get; private set; }

    public string ToolKinds { get; private set; } = "";

    public string? ToolsCite { get; private set; }

    /// <summary>Whether the regulation wants what an audit found to be put right.</summary>
    public bool FollowUp { get; private set; }

    public string? FollowUpCite { get; private set; }

    public IReadOnlyList<Mark> MarksOf(int year, AuditArea area) => marks.GetValueOrDefault((year, area.Key)) ?? [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (date, profile) = (today.Date, regulation.Profile);
        // Every audit and every object is looked at for a screen of figures: once for all who look while nothing happens.
        var (book, universe) = await services.GetRequiredService<KeptByJournal<DateOnly, AuditedDay>>().Of(db, date, async () => new(await AuditBook.On(db, date, cancel), await services.GetRequiredService<Universe>().On(date, cancel)), cancel);
        var cadences = Cadences.Of(profile);
        Areas = [.. cadences.Select(cadence => cadence.Area)];
        Years = [.. Enumerable.Range(date.Year - Before, Before + After + 1)];
        Standings = [.. cadences.Select(cadence => Row(cadence, book, universe, profile))];
        Fill(book, date);
        var wanting = Standings.Where(row => row.Standing is not null).SelectMany(row => row.Standing!.Wanting.Select(one => (row.Cadence.Area, one))).OrderBy(one => one.one.Due.Due).ToList();
        WantingTotal = wanting.Count;
        Number = ListAddress.NumberOf(Request, Math.Max(1, (WantingTotal + Size - 1) / Size));
        Wanting = [.. wanting.Skip((Number - 1) * Size).Take(Size)];
        Overdue = acting.Actor.MayEverywhere(AuditsPermissions.View) ? await db.Set<AuditFinding>().CountAsync(finding => finding.State != FindingState.Closed && finding.Severity != Severity.Note && finding.DueOn < date, cancel) : 0;
        Performers = Indonesian.List([.. Eligibility.Allowed(profile).Select(one => one.InSentence())]);
        PerformersCite = profile.CitationOf("audit.performers")?.ToString();
        (Coordinators, CoordinatorsCite) = (Names(profile, "audit.coordinator"), profile.CitationOf("audit.coordinator")?.ToString());
        (Counterparts, CounterpartsCite) = (Names(profile, "audit.external-coordination"), profile.CitationOf("audit.external-coordination")?.ToString());
        ToolKinds = Indonesian.List([.. (profile.List("audit.tool-required") ?? []).Select(key => AuditWords.Kinds.First(kind => kind.Value.Key() == key).Title.ToLowerInvariant())]);
        ToolsCite = profile.CitationOf("audit.tool-required")?.ToString();
        (FollowUp, FollowUpCite) = (profile.Flag("audit.follow-up") == true, profile.CitationOf("audit.follow-up")?.ToString());
    }

    private static AreaRow Row(AreaCadence cadence, AuditBook book, IReadOnlyList<Auditable> universe, EffectiveProfile profile)
    {
        var last = book.Finished.FirstOrDefault(audit => book.Is(audit, cadence.Area))?.FinishedOn;
        if (cadence.Every is not { } every)
        {
            return new AreaRow(cadence, cadence.OnNeed ? "sewaktu-waktu sesuai kebutuhan" : "tidak ditentukan", last, null, cadence.OnNeed ? "menurut kebutuhan" : "tanpa tenggat");
        }
        var standing = AreaStanding.Of(cadence.Area, every, cadence.EachObject, profile.Regulation.InForce, book, universe, audit => Eligibility.Counts(profile, audit));
        var words = standing.Objects.Count > 0 && standing.State is not State.Met ? $"{standing.Wanting.Count} dari {standing.Objects.Count} objek" : standing.State.Word();
        return new AreaRow(cadence, $"paling sedikit sekali {Words(every)}{(cadence.EachObject ? ", tiap objek" : "")}{(cadence.Advisory ? ", boleh" : "")}", last, standing, words);
    }

    private void Fill(AuditBook book, DateOnly date)
    {
        foreach (var row in Standings)
        {
            var area = row.Cadence.Area;
            foreach (var audit in book.All.Where(audit => book.Is(audit, area) || (audit.State == AuditState.Preparing && audit.Kind == area.Kind && !book.ObjectsOf(audit).Any() && area.Key is not "data-centre")))
            {
                Add(YearOf(audit, book), area, audit.State == AuditState.Finished
                    ? new Mark(State.Met, $"selesai {Indonesian.ShortDate(audit.FinishedOn!.Value)}", Link(audit))
                    : new Mark(audit.EndsOn < date ? State.Overdue : State.Due, audit.State.Word().ToLowerInvariant(), Link(audit)));
            }
            foreach (var planned in book.Planned.Where(planned => area.Means(planned) && book.All.All(audit => audit.PlannedId != planned.Id)))
            {
                Add(planned.Year ?? planned.EndsOn.Year, area, new Mark(planned.EndsOn < date ? State.Overdue : State.Due, "direncanakan", $"{PlannedAuditRegister.Href}/{planned.Id}"));
            }
            if (row.Standing is { } standing)
            {
                foreach (var day in standing.Due.Until(standing.Every, date, Years[^1]))
                {
                    // What fell due before the first year shown stands there, not nowhere.
                    Add(Math.Max(day.Year, Years[0]), area, new Mark(day < date ? State.Overdue : State.NotApplicable, $"{(day < date ? "terlewat" : "jatuh tempo")} {Indonesian.ShortDate(day)}", null));
                }
            }
        }
    }

    /// <summary>Of one that is over the year of its report, from which the next is counted; of one that runs the year in which it began; before that the year for which it is planned.</summary>
    private int YearOf(Audit audit, AuditBook book) => audit switch
    {
        { FinishedOn: { } finished } => finished.Year,
        // What is open from before the first year shown stands there, not nowhere.
        { State: AuditState.Running } => Math.Max(audit.StartsOn.Year, Years[0]),
        _ => Math.Max(book.Planned.FirstOrDefault(planned => planned.Id == audit.PlannedId)?.Year ?? audit.StartsOn.Year, Years[0]),
    };

    private string? Link(Audit audit) => acting.Actor.MayEverywhere(AuditsPermissions.View) ? Pages.Audit(audit.Id) : null;

    private void Add(int year, AuditArea area, Mark mark)
    {
        if (!marks.TryGetValue((year, area.Key), out var list))
        {
            marks[(year, area.Key)] = list = [];
        }
        list.Add(mark);
    }

    private static string Names(EffectiveProfile profile, string parameter) => Indonesian.List([.. (profile.List(parameter) ?? []).Select(key => AuditWords.OfficeName(profile, key))]);

    private static string Words(Period every) => every switch
    {
        { Years: 1, Months: 0, Days: 0 } => "setahun",
        { Months: 0, Days: 0 } => $"dalam {every.Years} tahun",
        { Years: 0, Days: 0 } => $"dalam {every.Months} bulan",
        _ => $"dalam {every}",
    };
}

/// <param name="Href">Null where it leads nowhere, or the actor may not go there.</param>
public sealed record Mark(State State, string Words, string? Href);

/// <param name="Standing">Null where the regulation names no time.</param>
public sealed record AreaRow(AreaCadence Cadence, string Often, DateOnly? Last, AreaStanding? Standing, string Words);
