using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Ahead;

/// <summary>A government in the comparison.</summary>
/// <param name="Rank">Among the figures of the same instrument.</param>
public sealed record PeerRow(int Rank, string Name, decimal Index, string Predicate, bool Own, string Instrument);

/// <summary>A year of the trend, or a half of one.</summary>
public sealed record TrendPeriod(int Year, CyclePart Part)
{
    public string Title => CycleWords.When(Year, Part);
}

/// <summary>Indices over the years, with a break wherever the instrument changes, and what other governments published.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class HistoryModel(PlatformDb db, NationalData national, CurrentRegulation regulation, Acting acting) : PageModel
{
    private const int Size = 25;

    private List<EvaluationCycle> cycles = [];

    /// <summary>In their order.</summary>
    public IReadOnlyList<TrendPeriod> Periods { get; private set; } = [];

    public IReadOnlyList<Instrument> Instruments { get; private set; } = [];

    public IReadOnlyList<string> Breaks { get; private set; } = [];

    public IReadOnlyList<(Instrument Instrument, (IReadOnlyList<string> Periods, IReadOnlyList<(string Name, IReadOnlyList<decimal> Figures)> Lines) Rows)> Aspects { get; private set; } = [];

    public IReadOnlyList<int> PeerYears { get; private set; } = [];

    public int PeerYear { get; private set; }

    public IReadOnlyList<PeerRow> Peers { get; private set; } = [];

    public int PeerTotal { get; private set; }

    public int Number { get; private set; } = 1;

    public string PeerSays { get; private set; } = "";

    public bool MayLoad => acting.Actor.MayEverywhere(EvaluationPermissions.Cycles);

    /// <summary>The published index of a year or a half of one, external before self.</summary>
    public decimal? Figure(TrendPeriod period, Instrument instrument) =>
        cycles.Where(cycle => cycle.Year == period.Year && cycle.Part == period.Part && cycle.Instrument == instrument.Id).Select(cycle => cycle.ExternalIndex ?? cycle.SelfIndex).FirstOrDefault(index => index is not null) is { } exact ? instrument.Calculation.Publish(exact) : null;

    public async Task OnGetAsync(int? tahun, CancellationToken cancel)
    {
        cycles = [.. (await db.Set<EvaluationCycle>().AsNoTracking().Where(cycle => cycle.SelfIndex != null).ToListAsync(cancel)).OrderBy(cycle => cycle.Year).ThenBy(cycle => cycle.Part).ThenBy(cycle => cycle.Purpose)];
        Periods = [.. cycles.Select(cycle => new TrendPeriod(cycle.Year, cycle.Part)).Distinct()];
        Instruments = [.. national.Instruments.Where(instrument => cycles.Any(cycle => cycle.Instrument == instrument.Id))];
        Breaks = [.. cycles.Zip(cycles.Skip(1)).Where(pair => pair.First.Instrument != pair.Second.Instrument)
            .Select(pair => $"{CycleWords.When(pair.Second.Year, pair.Second.Part)}: {national.Instrument(pair.Second.Instrument)?.Regulation} menggantikan {national.Instrument(pair.First.Instrument)?.Regulation}, jadi angka sebelum dan sesudahnya tidak sebanding.")];
        Aspects = await OfAspects(cancel);
        await Compare(tahun, cancel);
    }

    private async Task<IReadOnlyList<(Instrument, (IReadOnlyList<string>, IReadOnlyList<(string, IReadOnlyList<decimal>)>))>> OfAspects(CancellationToken cancel)
    {
        var ids = cycles.Select(cycle => cycle.Id).ToList();
        var items = (await db.Set<CycleIndicator>().AsNoTracking().Where(item => ids.Contains(item.CycleId)).Select(item => new { item.Id, item.CycleId, item.Key }).ToListAsync(cancel)).ToLookup(item => item.CycleId);
        // As long as a cycle is not closed with an external index, its own index is what counts, and so are its own judgements.
        var outside = cycles.Where(cycle => cycle.ExternalIndex is not null).Select(cycle => cycle.Id).ToHashSet();
        var values = (await db.Set<Judgement>().AsNoTracking().Where(one => ids.Contains(one.CycleId)).Select(one => new { one.CycleId, one.IndicatorId, one.Stage, one.Value }).ToListAsync(cancel))
            .Where(one => one.Stage <= JudgementStage.Officer || outside.Contains(one.CycleId)).GroupBy(one => one.IndicatorId).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Stage)!.Value);
        List<(Instrument, (IReadOnlyList<string>, IReadOnlyList<(string, IReadOnlyList<decimal>)>))> told = [];
        foreach (var instrument in Instruments)
        {
            var own = cycles.Where(cycle => cycle.Instrument == instrument.Id && items.Contains(cycle.Id)).ToList();
            var results = own.Select(cycle => Calculation.IndexCalculation.Of(instrument, items[cycle.Id].Where(item => values.ContainsKey(item.Id)).ToDictionary(item => item.Key, item => values[item.Id]))).ToList();
            if (results.Count > 0)
            {
                told.Add((instrument, ([.. own.Select(cycle => CycleWords.When(cycle.Year, cycle.Part))], [.. instrument.Aspects.Select((aspect, at) => (aspect.Name, (IReadOnlyList<decimal>)[.. results.Select(result => result.Aspects[at].Figure.Published(instrument.Calculation))]))])));
            }
        }
        return told;
    }

    private async Task Compare(int? wanted, CancellationToken cancel)
    {
        PeerYears = await db.Set<PublishedFigure>().AsNoTracking().Select(item => item.Year).Distinct().OrderByDescending(year => year).Take(10).ToListAsync(cancel);
        if (PeerYears.Count == 0)
        {
            return;
        }
        PeerYear = wanted is { } year && PeerYears.Contains(year) ? year : PeerYears[0];
        var figures = await db.Set<PublishedFigure>().AsNoTracking().Where(item => item.Year == PeerYear).OrderByDescending(item => item.Id).ToListAsync(cancel);
        // Recorded twice before that was refused: the newest counts, and it is said.
        var once = figures.DistinctBy(item => (PublishedTwice.Called(item.Government), item.Instrument)).ToList();
        var peers = once.Select(item => (Name: item.Government, Index: CycleWords.Typed(item.Index) ?? 0, item.Instrument, Own: false)).ToList();
        var government = regulation.Profile.Region.Government;
        foreach (var instrument in Instruments)
        {
            if (Periods.Where(period => period.Year == PeerYear).Reverse().Select(period => Figure(period, instrument)).FirstOrDefault(figure => figure is not null) is { } own && !peers.Any(peer => IsOwn(peer.Name) && peer.Instrument == instrument.Id))
            {
                peers.Add((government, own, instrument.Id, true));
            }
        }
        // Figures of two instruments do not compare: each is ranked among its own.
        var all = peers.OrderBy(peer => peer.Instrument, StringComparer.Ordinal).ThenByDescending(peer => peer.Index).ThenBy(peer => peer.Name, StringComparer.CurrentCulture)
            .Select(peer => new PeerRow(peers.Count(other => other.Instrument == peer.Instrument && other.Index > peer.Index) + 1, peer.Name, peer.Index, national.Instrument(peer.Instrument)?.PredicateOf(peer.Index).Name ?? "",
                peer.Own || IsOwn(peer.Name), national.Instrument(peer.Instrument)?.Regulation ?? peer.Instrument)).ToList();
        PeerTotal = all.Count;
        Number = ListAddress.NumberOf(Request, Math.Max(1, (PeerTotal + Size - 1) / Size));
        Peers = [.. all.Skip((Number - 1) * Size).Take(Size)];
        var groups = all.GroupBy(row => row.Instrument).ToList();
        PeerSays = string.Join(' ', groups.Select(group => $"{(groups.Count > 1 ? $"Menurut {group.Key}: " : "")}{Says([.. group])}"))
            + (figures.Count > once.Count ? $" {Indonesian.Number(figures.Count - once.Count)} angka tercatat lebih dari sekali; yang terakhir dicatat yang dihitung." : "");

        bool IsOwn(string name) => PublishedTwice.Called(name) == PublishedTwice.Called(government);
    }

    private static string Says(IReadOnlyList<PeerRow> rows)
    {
        var mean = rows.Average(row => row.Index);
        return rows.FirstOrDefault(row => row.Own) is { } mine
            ? $"{mine.Name} urutan {Indonesian.Number(mine.Rank)} dari {Indonesian.Number(rows.Count)}, {(mine.Index >= mean ? "di atas" : "di bawah")} rata-rata {CycleWords.Figure(decimal.Round(mean, 2))}."
            : $"Rata-rata {Indonesian.Number(rows.Count)} pemerintah daerah {CycleWords.Figure(decimal.Round(mean, 2))}. Indeks sendiri tahun itu belum ada.";
    }
}
