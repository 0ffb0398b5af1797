using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>A year's cycle: its stages, whose turn it is, and how far each agency's proposals are.</summary>
[Permission(PlanningPermissions.View)]
public sealed class CycleModel(PlatformDb db, BudgetOffices offices, Acting acting, Today today) : PageModel
{
    public BudgetBook Book { get; private set; } = null!;

    public Listed<ProposalRow> Rows { get; private set; } = null!;

    public IReadOnlyList<(string Words, string Href)> WaitsForYou { get; private set; } = [];

    public int Coordinations { get; private set; }

    public DateOnly Day => today.Date;

    public bool Central => offices.IsCentral;

    public bool Blocking => offices.IsBlocking;

    public string Recommender => offices.Names([offices.Recommender]);

    public string? RecommenderCite => offices.RecommenderCite?.ToString();

    public string Basis => Indonesian.List([.. offices.Basis.Select(BudgetWords.Source)]);

    public string? BasisCite => offices.BasisCite?.ToString();

    public bool MayChange => acting.Actor.MayEverywhere(PlanningPermissions.BudgetCycles) && !Book.IsFinal;

    public IEnumerable<(string Title, DateOnly Until, string State)> Stages
    {
        get
        {
            var cycle = Book.Cycle;
            (string Title, DateOnly Until)[] all = [("Pengusulan", cycle.ProposalsUntil), ("Rekomendasi", cycle.RecommendationsUntil), ("Koordinasi", cycle.CoordinationUntil), ("Konsolidasi", cycle.ClosesOn)];
            var current = Book.IsFinal ? all.Length : Math.Min(all.Length - 1, all.Count(stage => stage.Until < Day));
            return all.Select((stage, at) => (stage.Title, stage.Until, at < current ? "done" : at == current ? "current" : "todo"));
        }
    }

    public async Task<IActionResult> OnGetAsync(int year, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return NotFound();
        }
        Book = book;
        Coordinations = await db.Set<BudgetCoordination>().CountAsync(item => item.CycleId == book.Cycle.Id, cancel);
        var items = book.Entries.ToLookup(entry => entry.Item.AgencyId);
        Rows = Listed.Of([.. book.Proposals.Where(facts => facts.Proposal.AgencyId is not null).Select(facts => Row(facts, [.. items[facts.Proposal.AgencyId]]))], Request);
        WaitsForYou = [.. Work(items)];
        return Page();
    }

    private IEnumerable<(string Words, string Href)> Work(ILookup<Guid?, BudgetEntry> items)
    {
        if (Book.IsFinal)
        {
            yield break;
        }
        if (acting.Actor.AgencyId is { } agency && Book.Own(agency) is { } own && acting.Actor.May(PlanningPermissions.Budget, agency) && !own.Proposal.None && own.Standing == Standing.Drafting
            && (!items[agency].Any() || (!offices.IsCentral && own.CaseNumber is null)))
        {
            yield return (items[agency].Any() ? "Ajukan usulan perangkat daerah Anda" : "Isi usulan perangkat daerah Anda, atau nyatakan tidak mengusulkan", $"/kerja/{BudgetRegisters.Proposals.Slug}/{own.Proposal.Id}");
        }
        if (offices is { IsCentral: true, MayOpen: true } && Book.Whole is { Standing: Standing.Drafting, Case: not CaseState.Running } whole && Book.Entries.Count > 0)
        {
            yield return ("Ajukan seluruh usulan tahun ini dalam satu urusan", $"/kerja/{BudgetRegisters.Proposals.Slug}/{whole.Proposal.Id}");
        }
        var open = Book.Entries.Count(entry => entry.Item.Recommendation == Recommendation.Undecided && Book.WhyNotDecide(entry) is null);
        if (open > 0 && offices.MayRecommend && acting.Actor.May(PlanningPermissions.BudgetWork))
        {
            yield return ($"Putuskan {Indonesian.Number(open)} butir yang menunggu rekomendasi", BudgetAddress.Recommend(Book.Cycle.Year) + "?keputusan=Undecided");
        }
        if (offices.MayCoordinate && !offices.IsCentral && Book.Listed.Any() && Day >= Book.Cycle.CoordinationUntil)
        {
            yield return ("Konsolidasikan daftar tahun ini", BudgetAddress.List(Book.Cycle.Year));
        }
    }

    private ProposalRow Row(ProposalFacts facts, IReadOnlyList<BudgetEntry> items)
    {
        var (state, word) = (facts.Standing, facts.Proposal.None, items.Count) switch
        {
            (_, true, _) => (State.NotApplicable, "Tidak mengusulkan"),
            (Standing.Settled, _, _) => (State.Met, "Disepakati"),
            (Standing.Refused, _, _) => (State.Missing, "Ditolak"),
            (Standing.Submitted, _, _) => (State.Due, "Ditelaah"),
            (_, _, 0) => (Day > Book.Cycle.ProposalsUntil ? State.Overdue : State.Missing, Day > Book.Cycle.ProposalsUntil ? "Belum ada usulan, lewat tanggal" : "Belum ada usulan"),
            _ when offices.IsCentral => (State.Due, "Diusulkan"),
            _ => (Day > Book.Cycle.ProposalsUntil ? State.Overdue : State.Due, Day > Book.Cycle.ProposalsUntil ? "Belum diajukan, lewat tanggal" : "Disusun"),
        };
        return new ProposalRow(facts, items.Count, items.Sum(entry => entry.Item.Amount ?? 0), items.Count(entry => entry.Item.Recommendation != Recommendation.Undecided), state, word);
    }
}

/// <summary>An agency's proposals in a line.</summary>
public sealed record ProposalRow(ProposalFacts Facts, int Items, decimal Amount, int Decided, State State, string Word);
