using System.Globalization;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What states, stages and values are called.</summary>
internal static class CycleWords
{
    public static readonly IReadOnlyList<(CyclePurpose Value, string Title)> Purposes = [(CyclePurpose.Evaluation, "Evaluasi"), (CyclePurpose.Monitoring, "Pemantauan")];

    public static readonly IReadOnlyList<(CyclePart Value, string Title)> Parts = [(CyclePart.Whole, "Setahun penuh"), (CyclePart.FirstHalf, "Semester I"), (CyclePart.SecondHalf, "Semester II")];

    public static readonly IReadOnlyList<(CycleState Value, string Title)> States = [(CycleState.Running, "Berjalan"), (CycleState.SignedOff, "Ditandatangani"), (CycleState.Closed, "Selesai")];

    public static readonly IReadOnlyList<(IndicatorState Value, string Title)> IndicatorStates =
    [
        (IndicatorState.Answering, "Belum dijawab"), (IndicatorState.Returned, "Dikembalikan"), (IndicatorState.Submitted, "Menunggu asesor"), (IndicatorState.Assessed, "Menunggu penanggung jawab"), (IndicatorState.Validated, "Divalidasi"),
    ];

    public static readonly IReadOnlyList<(JudgementStage Value, string Title)> Stages =
    [
        (JudgementStage.Agency, "Perangkat daerah"), (JudgementStage.Assessor, "Asesor internal"), (JudgementStage.Officer, "Penanggung jawab"),
        (JudgementStage.Documents, "Penilaian dokumen"), (JudgementStage.Interview, "Penilaian interviu"), (JudgementStage.Visit, "Penilaian visitasi"),
    ];

    public static readonly IReadOnlyList<JudgementStage> External = [JudgementStage.Documents, JudgementStage.Interview, JudgementStage.Visit];

    public static readonly IReadOnlyList<(EvidenceVerdict Value, string Title)> Verdicts = [(EvidenceVerdict.Waiting, "Belum diperiksa"), (EvidenceVerdict.Verified, "Terverifikasi"), (EvidenceVerdict.Refused, "Ditolak")];

    public static readonly IReadOnlyList<(EvidenceForm Value, string Title)> Forms = [(EvidenceForm.File, "Berkas"), (EvidenceForm.Link, "Tautan"), (EvidenceForm.Record, "Catatan Simpul")];

    /// <summary>What a cycle is called: <c>Evaluasi SPBE 2026</c>, <c>Pemantauan SPBE 2026 semester I</c>.</summary>
    public static string TitleOf(CyclePurpose purpose, int year, CyclePart part) => $"{Purposes[(int)purpose].Title} SPBE {When(year, part)}";

    /// <summary>The year, or which half of it.</summary>
    public static string When(int year, CyclePart part) => part == CyclePart.Whole ? $"{year}" : $"{year} {Parts[(int)part].Title.Replace('S', 's')}";

    public static string Word(this CycleState state) => States[(int)state].Title;

    public static string Word(this IndicatorState state) => IndicatorStates[(int)state].Title;

    public static string Word(this JudgementStage stage) => Stages[(int)stage].Title;

    public static string Word(this EvidenceVerdict verdict) => Verdicts[(int)verdict].Title;

    public static State Of(CycleState state) => state switch { CycleState.Running => State.Due, _ => State.Met };

    public static State Of(EvidenceVerdict verdict) => verdict switch { EvidenceVerdict.Verified => State.Met, EvidenceVerdict.Refused => State.Overdue, _ => State.Due };

    /// <summary>The state of an indicator on a day: what waits for the agency beyond its day is late.</summary>
    public static State Of(CycleIndicator item, DateOnly day) => item.State switch
    {
        IndicatorState.Validated => State.Met,
        IndicatorState.Answering or IndicatorState.Returned => item.DueOn < day ? State.Overdue : item.State == IndicatorState.Returned ? State.Due : State.Missing,
        _ => State.Due,
    };

    /// <summary>A value without needless zeros: <c>3</c>, <c>1,26</c>.</summary>
    public static string Value(decimal value) => value.ToString("0.##########", Indonesian.Culture);

    /// <summary>Whose value stands in a column of a list.</summary>
    public static string Short(JudgementStage stage) => stage switch { JudgementStage.Agency => "perangkat daerah", JudgementStage.Assessor => "asesor", JudgementStage.Officer => "validasi", _ => "eksternal" };

    /// <summary>Why what a stage said does not count now; null where it does.</summary>
    public static string? NotCounted(IndicatorEntry entry, JudgementStage stage) => entry.Counts(stage) ? null : stage == JudgementStage.Agency ? "rancangan" : "sebelum dikembalikan";

    /// <summary>What a stage said, with a word where it does not count: <c>3</c>, <c>5 (rancangan)</c>; "belum" where it said nothing.</summary>
    public static string Said(IndicatorEntry entry, JudgementStage stage) =>
        !entry.Judgements.TryGetValue(stage, out var one) ? "belum" : NotCounted(entry, stage) is { } why ? $"{Value(one.Value)} ({why})" : Value(one.Value);

    /// <summary>A figure as it is published: <c>2,60</c>.</summary>
    public static string Figure(decimal published) => published.ToString("0.00", Indonesian.Culture);

    /// <summary>A value as a person types it, with a comma or a point; null where it is no number.</summary>
    public static decimal? Typed(string? text) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && decimal.Round(value, 10) == value ? value : null;

    public static string NameOf(Indicator indicator) => indicator.Name ?? $"Indikator {indicator.Number}";

    /// <summary>What a level of an indicator is called: "3 Terdefinisi".</summary>
    public static string LevelOf(Instrument instrument, Indicator indicator, int level) =>
        instrument.Capabilities.FirstOrDefault(one => one.Id == indicator.Capability)?.Levels.FirstOrDefault(one => one.Level == level) is { } named ? $"{level} {named.Name}" : $"{level}";
}
