using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>How far what was proposed has come.</summary>
public enum Standing
{
    /// <summary>Not submitted, returned, or withdrawn: it can be changed.</summary>
    Drafting,
    Submitted,
    Refused,
    Settled,
}

/// <summary>A proposal with the last case about it.</summary>
/// <param name="Step">Key of the step at which its case stands.</param>
public sealed record ProposalFacts(BudgetProposal Proposal, Standing Standing, string? CaseNumber, CaseState? Case, string? Step)
{
    public string? CaseHref => CaseNumber is null ? null : Platform.Cases.Case.HrefOf(CaseNumber);
}

/// <summary>An item, and what keeps it out of the list; nothing where it is in.</summary>
public sealed record BudgetEntry(BudgetItem Item, ProposalFacts? Proposal, IReadOnlyList<string> Against)
{
    public bool Listed => Against.Count == 0;

    public string Why => string.Join("; ", Against);
}

/// <summary>Some items of a list together.</summary>
public sealed record BudgetTotal(string Label, int Items, decimal Amount);

/// <summary>A cycle with all its items and where each stands: read in four queries, whatever their number, and decided here.</summary>
public sealed class BudgetBook
{
    private readonly BudgetOffices offices;
    private readonly Dictionary<Guid, ProposalFacts> byAgency;

    private BudgetBook(BudgetCycle cycle, BudgetOffices offices, IReadOnlyList<ProposalFacts> proposals, IReadOnlyList<BudgetItem> items)
    {
        (Cycle, this.offices, Proposals) = (cycle, offices, proposals);
        byAgency = proposals.Where(item => item.Proposal.AgencyId is not null).ToDictionary(item => item.Proposal.AgencyId!.Value);
        Whole = proposals.FirstOrDefault(item => item.Proposal.AgencyId is null);
        Entries = [.. items.Select(Judge)];
    }

    public BudgetCycle Cycle { get; }

    /// <summary>In the order of their titles.</summary>
    public IReadOnlyList<ProposalFacts> Proposals { get; }

    /// <summary>The proposal of the whole government, whose case holds all items where one office gathers them.</summary>
    public ProposalFacts? Whole { get; }

    /// <summary>Every item, in the order of agency and name.</summary>
    public IReadOnlyList<BudgetEntry> Entries { get; }

    public IEnumerable<BudgetEntry> Listed => Entries.Where(entry => entry.Listed);

    public IEnumerable<BudgetEntry> Excluded => Entries.Where(entry => !entry.Listed);

    public bool IsFinal => Cycle.ConsolidatedOn is not null;

    public static async Task<BudgetBook?> Read(PlatformDb db, BudgetOffices offices, int year, CancellationToken cancel)
    {
        if (await db.Set<BudgetCycle>().AsNoTracking().SingleOrDefaultAsync(item => item.Year == year, cancel) is not { } cycle)
        {
            return null;
        }
        var items = await db.Set<BudgetItem>().AsNoTracking().Where(item => item.CycleId == cycle.Id).OrderBy(item => item.AgencyId).ThenBy(item => item.Name).ThenBy(item => item.Id).ToListAsync(cancel);
        return new BudgetBook(cycle, offices, await Facts(db, offices, db.Set<BudgetProposal>().Where(item => item.CycleId == cycle.Id), cancel), items);
    }

    /// <summary>Proposals with their last cases, in two queries.</summary>
    public static async Task<IReadOnlyList<ProposalFacts>> Facts(PlatformDb db, BudgetOffices offices, IQueryable<BudgetProposal> wanted, CancellationToken cancel)
    {
        var proposals = await wanted.AsNoTracking().OrderBy(item => item.Title).ToListAsync(cancel);
        var cases = (await db.Set<Case>().AsNoTracking().Where(item => item.SubjectKind == BudgetRegisters.ProposalKind && wanted.Select(proposal => (Guid?)proposal.Id).Contains(item.SubjectId))
            .Select(item => new { item.Id, item.SubjectId, item.Number, item.State, item.Step }).ToListAsync(cancel)).ToLookup(item => item.SubjectId!.Value);
        var first = offices.Steps?.First.Id;
        return [.. proposals.Select(proposal =>
        {
            var last = cases[proposal.Id].MaxBy(item => item.Id);
            var standing = proposal.SettledOn is not null ? Standing.Settled : last?.State switch
            {
                null => offices.Steps is null ? Standing.Settled : Standing.Drafting,
                CaseState.Withdrawn => Standing.Drafting,
                CaseState.Refused => Standing.Refused,
                // A list that was opened again takes the submission back; the case stays as it was.
                CaseState.Done => proposal.SubmittedOn is null ? Standing.Drafting : Standing.Settled,
                _ => last.Step == first ? Standing.Drafting : Standing.Submitted,
            };
            return new ProposalFacts(proposal, standing, last?.Number, last?.State, last?.Step);
        })];
    }

    /// <summary>The proposal whose case decides about an agency's items.</summary>
    public ProposalFacts? Of(Guid? agency) => offices.IsCentral ? Whole : agency is { } id ? byAgency.GetValueOrDefault(id) : null;

    /// <summary>The agency's own.</summary>
    public ProposalFacts? Own(Guid agency) => byAgency.GetValueOrDefault(agency);

    /// <summary>Why an item cannot be decided on now; null where it can.</summary>
    public string? WhyNotDecide(BudgetEntry entry)
    {
        if (IsFinal)
        {
            return "Daftar tahun ini sudah dikonsolidasikan, jadi keputusannya tidak berubah lagi.";
        }
        if (entry.Proposal?.Standing == Standing.Refused)
        {
            return $"Usulan ini ditolak dalam urusan {entry.Proposal.CaseNumber}.";
        }
        if (offices.IsBlocking && offices.Steps?.Steps.FirstOrDefault(BudgetOffices.Recommends) is { } step && (entry.Proposal?.Case != CaseState.Running || entry.Proposal.Step != step.Id))
        {
            return entry.Proposal?.Standing == Standing.Drafting ? "Usulan ini belum diajukan, jadi belum dapat diputuskan." : $"Butir diputuskan selama urusannya pada langkah “{step.Title}”.";
        }
        return null;
    }

    public static IReadOnlyList<BudgetTotal> Totals<TKey>(IEnumerable<BudgetEntry> entries, Func<BudgetItem, TKey> by, Func<TKey, string> label) =>
        [.. entries.GroupBy(entry => by(entry.Item)).Select(group => new BudgetTotal(label(group.Key), group.Count(), group.Sum(entry => entry.Item.Wanted))).OrderByDescending(total => total.Amount).ThenBy(total => total.Label, StringComparer.Ordinal)];

    /// <summary>The sources that the regulation wants and to which the item does not trace.</summary>
    public static IEnumerable<string> Untraced(IEnumerable<string> basis, BudgetItem item) =>
        basis.Where(source => source switch { "architecture" => item.Architecture.Count == 0, "roadmap" => item.ActivityId is null, _ => item.AgencyId is null });

    private BudgetEntry Judge(BudgetItem item)
    {
        var proposal = Of(item.AgencyId);
        var against = new List<string>();
        switch (proposal?.Standing)
        {
            case null:
                against.Add("Belum diajukan");
                break;
            case Standing.Drafting:
                against.Add(proposal.CaseNumber is null ? "Belum diajukan" : proposal.Case == CaseState.Withdrawn ? $"Usulan ditarik (urusan {proposal.CaseNumber})" : $"Belum diajukan kembali (urusan {proposal.CaseNumber})");
                break;
            case Standing.Refused:
                against.Add($"Usulan ditolak (urusan {proposal.CaseNumber})");
                break;
            case Standing.Submitted when IsFinal:
                against.Add($"Belum selesai dikoordinasikan saat daftar dikonsolidasikan (urusan {proposal.CaseNumber})");
                break;
        }
        if (Untraced(offices.Basis, item).ToList() is { Count: > 0 } untraced)
        {
            against.Add($"Tidak tertaut pada {Indonesian.List([.. untraced.Select(BudgetWords.Source)])}");
        }
        if (item.Recommendation == Recommendation.Refused && item.KeptBecause is null)
        {
            against.Add($"Tidak direkomendasikan: {item.RecommendationReason}");
        }
        else if (item.Recommendation == Recommendation.Undecided && offices.IsBlocking && proposal?.Proposal.SettledOn is null)
        {
            against.Add($"Belum direkomendasikan {offices.Names([offices.Recommender])}");
        }
        return new BudgetEntry(item, proposal, against);
    }
}
