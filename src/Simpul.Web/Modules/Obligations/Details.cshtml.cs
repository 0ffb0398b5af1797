using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Obligations.Texts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>One obligation: what it asks, in our words and the regulation's, of whom, how it stands and why, what proves it, what to do next.</summary>
[Permission(ObligationsModule.View)]
public sealed class DetailsModel(PlatformDb db, Board board, RegulationWords words, Attestations attestations, Acting acting, Today today, RegisterCatalogue catalogue, RecordTitles titles, IServiceProvider services) : PageModel
{
    private const int Size = 25;

    private const int MostStatements = 25;

    public BoardView View { get; private set; } = null!;

    public BoardRow Row { get; private set; } = null!;

    /// <summary>The regulation's own words, where they were imported.</summary>
    public string? Words { get; private set; }

    public bool HasText { get; private set; }

    /// <summary>The agency whose answer is shown; null for the government as a whole.</summary>
    public AgencyFacts? Agency { get; private set; }

    public AgencyAnswer? Own { get; private set; }

    /// <summary>How the agencies stand: all for those who see all, otherwise the actor's own.</summary>
    public IReadOnlyList<(AgencyFacts Agency, AgencyAnswer Answer)> Agencies { get; private set; } = [];

    public int AgencyTotal { get; private set; }

    public int Number { get; private set; } = 1;

    public Reading? Reading { get; private set; }

    public IReadOnlyList<Attestation> Statements { get; private set; } = [];

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    public bool MayAttest { get; private set; }

    /// <summary>By attestation; those that the actor is not cleared for are left out.</summary>
    public ILookup<Guid, FileRecord> Files { get; private set; } = Enumerable.Empty<FileRecord>().ToLookup(file => file.SubjectId);

    public bool MayImport => acting.Actor.May(ObligationsModule.ImportText);

    /// <summary>What to do next, where the actor can do it.</summary>
    public NextStep? Next { get; private set; }

    public bool MayChoose => acting.Actor.May(ObligationsModule.ReadingsChoose);

    public State Status => Own?.Status ?? Row.Status;

    public string Why => Own?.Why ?? Row.Answer.Why;

    public DateOnly? Due => Own is { } own ? own.Due : Row.Answer.Due;

    public DateOnly? Since => Own is { } own ? own.Since : Row.Answer.Since;

    public IReadOnlyList<Evidence> Evidence => Own is { } own ? own.Evidence is { } one ? [one] : [] : Row.Answer.Evidence;

    /// <summary>Where the words can be read in their place.</summary>
    public string TextHref => "/kewajiban/peraturan#" + Row.Obligation.Cite.Places[0].Anchor;

    /// <summary>Records that the actor may open; what else proves something is linked by its title alone.</summary>
    private IReadOnlySet<Guid> opened = new HashSet<Guid>();

    public bool MayOpen(Evidence evidence) => evidence.Id is not { } named || catalogue.ByKind(evidence.Kind) is null || opened.Contains(named);

    private async Task<bool> MayFollow(NextStep next, CancellationToken cancel)
    {
        if (Status is State.Met or State.NotApplicable || (next.Permission is not null && !acting.Actor.May(next.Permission)) || (!MayAttest && next.Href == Row.Href + "/nyatakan"))
        {
            return false;
        }
        // A form of a register is for those who may edit there: the agency's own record, or any.
        return next.Href.Split('?')[0].Split('/') is not ["", "kerja", var slug, .. var rest] || catalogue.BySlug(slug) is not { } register
            || (rest is ["baru"] ? acting.Actor.May(register.Edit)
                : rest is not [var id, "ubah"] || (Guid.TryParse(id, out var named) && await register.Work(services).Find(named, cancel) is { } record && acting.Actor.May(register.Edit, record.Agency)));
    }

    public bool MayWithdraw(Attestation statement) => statement.WithdrawnAt is null && attestations.May(Row with { By = AnsweredBy.Attestation }, statement.AgencyId);

    public async Task<IActionResult> OnGetAsync(string id, Guid? perangkat, CancellationToken cancel)
    {
        View = await board.On(today.Date, cancel);
        if (!View.Rows.TryGet(id, out var row))
        {
            return NotFound();
        }
        Row = row;
        var seesAll = acting.Actor.MayEverywhere(ObligationsModule.View);
        Agency = row.OfEveryAgency ? View.Agency(seesAll ? perangkat : View.AnsweringFor(acting.Actor.AgencyId)?.Id) : null;
        Own = Agency is null ? null : View.AnswerOf(row, Agency.Id);
        MayAttest = attestations.Open(View, row).Count > 0;
        Reading = row.Obligation.Reading is { } reading ? View.Profile.Readings[reading] : null;
        HasText = await words.Text(cancel) is not null;
        Words = await words.Of(row.Obligation.Cite, cancel);
        Next = row.Answer.Next is { } next && await MayFollow(next, cancel) ? next : null;
        ReadAgencies(seesAll);
        opened = await titles.Opened([.. Evidence.Concat(Agencies.Select(item => item.Answer.Evidence).OfType<Evidence>()).Select(proof => proof.Id).OfType<Guid>().Distinct()], cancel);
        await ReadStatements(seesAll, cancel);
        History = await services.GetRequiredService<ObligationHistory>().Of(View, row, Agency?.Id, cancel);
        return Page();
    }

    private void ReadAgencies(bool seesAll)
    {
        var all = Row.Answer.Agencies.Select(answer => (Agency: View.Agency(answer.Agency), Answer: answer)).Where(item => item.Agency is not null && (seesAll || item.Agency == Agency))
            .OrderBy(item => BoardFilter.Order(item.Answer.Status)).ThenBy(item => item.Agency!.Code, StringComparer.Ordinal).ToList();
        AgencyTotal = all.Count;
        Number = ListAddress.NumberOf(Request, Math.Max(1, (AgencyTotal + Size - 1) / Size));
        Agencies = [.. all.Skip((Number - 1) * Size).Take(Size).Select(item => (item.Agency!, item.Answer))];
    }

    private async Task ReadStatements(bool seesAll, CancellationToken cancel)
    {
        var (id, agency) = (Row.Id, Agency?.Id);
        var found = db.Set<Attestation>().AsNoTracking().Where(item => item.ObligationId == id);
        found = agency is not null ? found.Where(item => item.AgencyId == agency) : seesAll || !Row.OfEveryAgency ? found : found.Where(item => item.AgencyId == null);
        Statements = await found.OrderBy(item => item.WithdrawnAt != null).ThenByDescending(item => item.AttestedAt).Take(MostStatements).ToListAsync(cancel);
        var (ids, clearance) = (Statements.Select(item => item.Id).ToList(), acting.Actor.Clearance);
        Files = (await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == "attestations" && ids.Contains(file.SubjectId) && file.RemovedAt == null && file.Classification <= clearance)
            .OrderBy(file => file.Id).ToListAsync(cancel)).ToLookup(file => file.SubjectId);
    }
}
