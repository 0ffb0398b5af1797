using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>A piece of evidence as lists and rules need it.</summary>
/// <param name="HasFile">Whether a file hangs on its document.</param>
public sealed record UseFacts(Guid Id, Guid IndicatorId, Guid DocumentId, int Level, EvidenceVerdict Verdict, string? VerdictReason, string Title, EvidenceForm Form, DateOnly? IssuedOn, string? Link, DateOnly? FrozenOn, Guid? AddedById, int Version, bool HasFile)
{
    /// <summary>Whether it should be a file and none is there: it proves nothing.</summary>
    public bool IsEmpty => Form == EvidenceForm.File && !HasFile;
}

/// <summary>One indicator of a cycle with what every stage judged and what proves it.</summary>
public sealed record IndicatorEntry(CycleIndicator Item, InstrumentValue Of, IReadOnlyDictionary<JudgementStage, Judgement> Judgements, IReadOnlyList<UseFacts> Uses)
{
    public string Name => Item.Service is { } service ? $"{CycleWords.NameOf(Of.Indicator)}: {service}" : CycleWords.NameOf(Of.Indicator);

    public Indicator Indicator => Of.Indicator;

    /// <summary>
    /// Whether what a stage said counts: an agency's answer once it is submitted, the assessor's value once the indicator is assessed, the officer's once it is validated; a return takes all three
    /// back until each is given anew. What the ministry gave always counts.
    /// </summary>
    public bool Counts(JudgementStage stage) => stage switch
    {
        JudgementStage.Agency => Item.State >= IndicatorState.Submitted,
        JudgementStage.Assessor => Item.State >= IndicatorState.Assessed,
        JudgementStage.Officer => Item.State == IndicatorState.Validated,
        _ => true,
    };

    /// <summary>What a stage said, where it counts.</summary>
    public Judgement? Counted(JudgementStage stage) => Counts(stage) ? Judgements.GetValueOrDefault(stage) : null;

    /// <summary>The judgement that weighs most of those that count, up to a stage.</summary>
    public Judgement? Standing(JudgementStage upTo = JudgementStage.Visit) => Judgements.Where(one => one.Key <= upTo && Counts(one.Key)).OrderByDescending(one => one.Key).Select(one => one.Value).FirstOrDefault();

    /// <summary>What the agency holds ready and has not submitted: it is shown as a draft and counts nowhere.</summary>
    public Judgement? Draft => Counts(JudgementStage.Agency) ? null : Judgements.GetValueOrDefault(JudgementStage.Agency);

    /// <summary>Evidence that stands for a level; <paramref name="verified"/> counts only what an assessor accepted.</summary>
    public IEnumerable<UseFacts> Proving(int level, bool verified) => Uses.Where(use => use.Level == level && Proves(use, verified));

    /// <summary>Whether a piece of evidence proves anything at all; <paramref name="verified"/> as above.</summary>
    public static bool Proves(UseFacts use, bool verified) => !use.IsEmpty && (verified ? use.Verdict == EvidenceVerdict.Verified : use.Verdict != EvidenceVerdict.Refused);
}

/// <summary>A whole cycle, read with a handful of queries whatever its size.</summary>
public sealed class CycleBook
{
    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<EvaluationCycle?>> readCycle = Prepared.One((PlatformDb db, Guid id, CancellationToken _) =>
        db.Set<EvaluationCycle>().AsNoTracking().SingleOrDefault(item => item.Id == id));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<CycleIndicator>>> readItems = Prepared.List((PlatformDb db, Guid cycle) =>
        db.Set<CycleIndicator>().AsNoTracking().Where(item => item.CycleId == cycle).OrderBy(item => item.Place));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<Judgement>>> readJudgements = Prepared.List((PlatformDb db, Guid cycle) =>
        db.Set<Judgement>().AsNoTracking().Where(item => item.CycleId == cycle));

    /// <summary>Evidence with its document, without what is frozen in it; what was withdrawn is left out.</summary>
    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<UseFacts>>> readUses = Prepared.List((PlatformDb db, Guid cycle) =>
        from use in db.Set<EvidenceUse>().AsNoTracking()
        where use.CycleId == cycle && use.WithdrawnOn == null
        join document in db.Set<EvidenceDocument>().AsNoTracking() on use.DocumentId equals document.Id
        orderby use.Level, document.Title, use.Id
        select new UseFacts(use.Id, use.IndicatorId, use.DocumentId, use.Level, use.Verdict, use.VerdictReason, document.Title, document.Form, document.IssuedOn, document.Link, document.FrozenOn, use.AddedById, use.Version,
            db.Set<FileRecord>().Any(file => file.SubjectKind == EvidenceRegister.Kind && file.SubjectId == document.Id && file.RemovedAt == null)));

    private readonly Dictionary<JudgementStage, IndexResult> results = [];

    private CycleBook(EvaluationCycle cycle, Instrument instrument, IReadOnlyList<IndicatorEntry> entries) => (Cycle, Instrument, Entries) = (cycle, instrument, entries);

    public EvaluationCycle Cycle { get; }

    public Instrument Instrument { get; }

    /// <summary>In the instrument's order.</summary>
    public IReadOnlyList<IndicatorEntry> Entries { get; }

    /// <summary>The guide that the year's evidence follows: the one of the year, else the newest before it.</summary>
    public Guide? Guide => Instrument.Guides.FirstOrDefault(guide => guide.Years.Contains(Cycle.Year)) ?? Instrument.Guides.Where(guide => guide.Years.All(year => year < Cycle.Year)).LastOrDefault();

    public static async Task<CycleBook?> Read(PlatformDb db, NationalData national, Guid id, CancellationToken cancel) =>
        await readCycle(db, id, cancel) is { } cycle ? await Read(db, national, cycle, cancel) : null;

    public static async Task<CycleBook?> Read(PlatformDb db, NationalData national, EvaluationCycle cycle, CancellationToken cancel)
    {
        if (national.Instrument(cycle.Instrument) is not { } instrument)
        {
            return null;
        }
        var items = await readItems(db, cycle.Id, cancel);
        var judgements = (await readJudgements(db, cycle.Id, cancel)).ToLookup(item => item.IndicatorId);
        var uses = (await readUses(db, cycle.Id, cancel)).ToLookup(use => use.IndicatorId);
        var values = instrument.Values(Slots(items)).ToDictionary(value => value.Key, StringComparer.Ordinal);
        return new CycleBook(cycle, instrument,
            [.. items.Where(item => values.ContainsKey(item.Key)).Select(item => new IndicatorEntry(item, values[item.Key], judgements[item.Id].ToDictionary(one => one.Stage), [.. uses[item.Id]]))]);
    }

    /// <summary>Whether another agency's index decides an indicator: no evidence carries its level, and no effort of one's own raises it.</summary>
    public bool IsOfAnotherAgency(IndicatorEntry entry) => Instrument.ExternalIndex?.Indicators.Contains(entry.Indicator.Number) == true;

    public IndicatorEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Item.Key == key);

    /// <summary>Answers that are written and not submitted.</summary>
    public int Drafts => Entries.Count(entry => entry.Draft is not null);

    /// <summary>The index that is aimed at: the cycle's own, else the national one; null where there is neither.</summary>
    public decimal? Target => Cycle.TargetIndex ?? Instrument.Target?.Index;

    /// <summary>Whose target it is: "Target putaran ini", "Target nasional".</summary>
    public string TargetName => Cycle.TargetIndex is null ? "Target nasional" : "Target putaran ini";

    /// <summary>The index with each indicator's weightiest judgement up to a stage of those that count; where none does, what the instrument says.</summary>
    public IndexResult Result(JudgementStage upTo)
    {
        if (!results.TryGetValue(upTo, out var result))
        {
            results[upTo] = result = Of(entry => entry.Standing(upTo)?.Value);
        }
        return result;
    }

    /// <summary>The index of one stage alone; null where nothing that it judged counts.</summary>
    public IndexResult? Alone(JudgementStage stage) => Entries.Any(entry => entry.Counted(stage) is not null) ? Of(entry => entry.Counted(stage)?.Value) : null;

    /// <summary>
    /// The external index: an interview stands on the documents before it. Null until every indicator has a value, because what is missing would count as the lowest; a cycle that was closed with one keeps it.
    /// </summary>
    public IndexResult? External() => ExternalSoFar() is { } soFar && (soFar.Assumed.Count == 0 || Cycle.ExternalIndex is not null) ? soFar : null;

    /// <summary>The same with what is there, however little; null where there is nothing.</summary>
    public IndexResult? ExternalSoFar() => Entries.Any(Judged) ? Latest(JudgementStage.Visit) : null;

    /// <summary>The external index as a stage left it: it stands on the stages before. Null where the external result does not count, and where some indicator had no value by then.</summary>
    public IndexResult? External(JudgementStage upTo)
    {
        if (External() is not { } whole)
        {
            return null;
        }
        if (!Entries.Any(entry => entry.Judgements.Keys.Any(stage => stage > upTo)))
        {
            return whole;
        }
        var result = Latest(upTo);
        return result.Assumed.Count == 0 ? result : null;
    }

    /// <summary>The index that stands: of the external assessors once they judged every indicator, until then of the self-assessment.</summary>
    public IndexResult Standing() => External() ?? Result(JudgementStage.Officer);

    /// <summary>How far an external result is that does not count yet, in words; null where it counts or where there is none.</summary>
    public string? Unfinished => External() is null && Entries.Count(Judged) is > 0 and var judged ? $"{Indonesian.Number(judged)} dari {Indonesian.Number(Entries.Count)} indikator terisi" : null;

    /// <summary>External stages that a cycle of this programme has; all of the instrument's where it tells none apart, and all there are where it names none.</summary>
    public IReadOnlyList<JudgementStage> OfProgramme
    {
        get
        {
            var named = Instrument.Process?.Programmes.FirstOrDefault(one => Named(one.Id, Cycle.Purpose))?.Stages ?? Instrument.Process?.Stages.Select(stage => stage.Id).ToList() ?? [];
            List<JudgementStage> stages = [.. CycleWords.External.Where(stage => named.Any(id => Named(id, stage)))];
            return stages.Count > 0 ? stages : CycleWords.External;
        }
    }

    /// <summary>The same, and those that somebody gave a value by mistake, so that it can be taken away.</summary>
    public IReadOnlyList<JudgementStage> ExternalStages => [.. CycleWords.External.Where(stage => OfProgramme.Contains(stage) || Entries.Any(entry => entry.Judgements.ContainsKey(stage)))];

    public IndexResult Of(Func<IndicatorEntry, decimal?> value) => IndexCalculation.Of(
        Instrument,
        Entries.Select(entry => (entry.Item.Key, Value: value(entry))).Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.Value, StringComparer.Ordinal),
        Slots(Entries.Select(entry => entry.Item)));

    /// <summary>Why a piece of evidence is doubtful by its age; null where it is not.</summary>
    public string? TooOld(Indicator indicator, UseFacts use)
    {
        var most = Guide?.Changes.Where(change => change.Indicators.Contains(indicator.Number)).Max(change => change.EvidenceMaxAgeYears);
        return most is not { } years ? null
            : use.IssuedOn is not { } issued ? $"Tanggalnya belum diisi; {Guide!.Title} meminta bukti paling lama {years} tahun."
            : issued.AddYears(years) < Cycle.AnswersUntil ? $"Lebih lama dari {years} tahun menurut {Guide!.Title}."
            : null;
    }

    /// <summary>
    /// Why a value is not valid: a level counts only with every level below it, each with its criterion and evidence. Null where it is. The lowest level needs nothing.
    /// </summary>
    /// <param name="met">Levels whose criterion is declared fulfilled.</param>
    /// <param name="verified">Whether evidence must have been accepted.</param>
    public string? Broken(IndicatorEntry entry, decimal value, IReadOnlyCollection<int> met, bool verified)
    {
        var (least, reached) = (Instrument.Scale.Min, (int)decimal.Floor(value));
        if (IsOfAnotherAgency(entry) || reached <= least)
        {
            return null;
        }
        var asked = verified ? "bukti yang terverifikasi" : "bukti";
        if (Instrument.Cumulative is null)
        {
            return entry.Uses.Any(use => use.Level > least && IndicatorEntry.Proves(use, verified)) ? null : $"Nilai {CycleWords.Value(value)} memerlukan {asked}, paling sedikit satu.";
        }
        for (var level = least + 1; level <= reached; level++)
        {
            if (entry.Indicator.Criteria.Count > 0 && !met.Contains(level))
            {
                return $"Kriteria tingkat {level} belum dinyatakan terpenuhi, jadi tingkat {reached} tidak sah. Suatu tingkat sah bila semua tingkat di bawahnya terpenuhi.";
            }
            if (!entry.Proving(level, verified).Any())
            {
                return $"Tingkat {level} belum mempunyai {asked}, jadi tingkat {reached} tidak sah.";
            }
        }
        return null;
    }

    public static IReadOnlyDictionary<int, int> Slots(IEnumerable<CycleIndicator> items) =>
        items.Select(item => ValueKey.Parse(item.Key)).OfType<ValueKey>().GroupBy(key => key.Number).ToDictionary(group => group.Key, group => group.Max(key => key.Nth));

    private static bool Named<T>(string id, T value)
        where T : struct, Enum => string.Equals(id, value.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The index with the latest value that the external stages gave each indicator, up to one of them.</summary>
    private IndexResult Latest(JudgementStage upTo) =>
        Of(entry => CycleWords.External.Reverse().Where(stage => stage <= upTo).Select(stage => entry.Judgements.GetValueOrDefault(stage)?.Value).FirstOrDefault(value => value is not null));

    private static bool Judged(IndicatorEntry entry) => entry.Judgements.Keys.Any(stage => stage >= JudgementStage.Documents);
}
