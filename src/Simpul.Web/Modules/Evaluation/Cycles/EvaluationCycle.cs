using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Which part of its year a cycle is about. By their names, as they are stored, the newer half comes first in descending order.</summary>
public enum CyclePart
{
    Whole,
    FirstHalf,
    SecondHalf,
}

/// <summary>What a cycle is for: one government takes part in one of them a year.</summary>
public enum CyclePurpose
{
    /// <summary>Evaluasi: with interview and, at some places, a visit; it ends with recommendations.</summary>
    Evaluation,

    /// <summary>Pemantauan: self-assessment and documents.</summary>
    Monitoring,
}

public enum CycleState
{
    /// <summary>Indicators are answered, assessed and validated, each at its own pace.</summary>
    Running,

    /// <summary>The minutes are signed: the self-assessment is final, the external one is awaited.</summary>
    SignedOff,
    Closed,
}

/// <summary>The monitoring or evaluation of one year, bound to the edition of the instrument that it was opened with.</summary>
[RecordKind("evaluation-cycles")]
public sealed class EvaluationCycle : IRecord
{
    public const int LeastYear = 2015;
    public const int MostYear = 2100;

    private string? typedTarget;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public int Year { get; set; }

    public CyclePurpose Purpose { get; set; }

    /// <summary>A half where the regulation has SPBE evaluated more often than once a year.</summary>
    public CyclePart Part { get; set; }

    /// <summary>Id of the instrument: <c>spbe-2020</c>.</summary>
    public string Instrument { get; set; } = "";

    public DateOnly OpensOn { get; set; }

    /// <summary>Last day for the agencies' answers; an indicator may have a day of its own.</summary>
    public DateOnly AnswersUntil { get; set; }

    public DateOnly AssessedUntil { get; set; }

    public DateOnly ValidatedUntil { get; set; }

    /// <summary>Last day for the minutes.</summary>
    public DateOnly SignedUntil { get; set; }

    /// <summary>Last day on which the external result is expected.</summary>
    public DateOnly ClosesOn { get; set; }

    /// <summary>The index that this government aims at; null where it set none of its own.</summary>
    public decimal? TargetIndex { get; set; }

    public CycleState State { get; set; }

    public string? OpenedBy { get; set; }

    public DateOnly? SignedOn { get; set; }

    /// <summary>The office that signed.</summary>
    public string? SignedBy { get; set; }

    public Guid? SignedById { get; set; }

    /// <summary>Whether the coordinator agrees that the result is published.</summary>
    public bool MayPublish { get; set; }

    /// <summary>The exact index of the self-assessment when the minutes were signed.</summary>
    public decimal? SelfIndex { get; set; }

    public DateOnly? ClosedOn { get; set; }

    /// <summary>The exact index of the external assessment when the cycle was closed; null where there was none.</summary>
    public decimal? ExternalIndex { get; set; }

    /// <summary>The day on which its offices were last reminded of a stage's day; null again when a day is moved.</summary>
    public DateOnly? RemindedOn { get; set; }

    public int Version { get; set; }

    /// <summary>The target as it is typed, with a comma or a point; what is no number stays as it was typed, to be refused at its field.</summary>
    public string? Target
    {
        get => typedTarget ?? (TargetIndex is { } index ? CycleWords.Value(index) : null);
        set => (typedTarget, TargetIndex) = (value, CycleWords.Typed(value));
    }

    public string Title => CycleWords.TitleOf(Purpose, Year, Part);

    public string Href => $"{EvaluationAddress.Home}/{Id}";
}

internal sealed class EvaluationCycleMapping : IEntityTypeConfiguration<EvaluationCycle>
{
    public void Configure(EntityTypeBuilder<EvaluationCycle> builder)
    {
        builder.ToTable("eval_cycles");
        builder.Property(item => item.Instrument).HasMaxLength(40);
        builder.Property(item => item.OpenedBy).HasMaxLength(60);
        builder.Property(item => item.SignedBy).HasMaxLength(60);
        builder.Property(item => item.TargetIndex).HasConversion<TenDecimals>();
        builder.Property(item => item.SelfIndex).HasConversion<TenDecimals>();
        builder.Property(item => item.ExternalIndex).HasConversion<TenDecimals>();
        builder.Ignore(item => item.Title).Ignore(item => item.Href).Ignore(item => item.Target);
        builder.Property(item => item.Part).HasDefaultValue(CyclePart.Whole);
        builder.HasIndex(item => new { item.Year, item.Purpose, item.Part }).IsUnique();
    }
}

/// <summary>Values and indices with ten decimals, as the ministry's own system keeps them, in whole units that both databases hold exactly.</summary>
internal sealed class TenDecimals() : ValueConverter<decimal, long>(value => (long)decimal.Round(value * 10_000_000_000m), stored => stored / 10_000_000_000m);

/// <summary>Where the pages of this part are.</summary>
internal static class EvaluationAddress
{
    public const string Home = "/kerja/evaluasi";
    public const string Open = Home + "/buka";
    public const string History = Home + "/riwayat";
    public const string Instruments = Home + "/instrumen";

    public static string Cycle(Guid id) => $"{Home}/{id}";

    public static string List(Guid id) => $"{Home}/{id}/indikator";

    public static string Indicator(Guid id, string key) => $"{Home}/{id}/indikator/{key}";

    public static string Evidence(Guid id, string key) => $"{Home}/{id}/indikator/{key}/bukti";

    public static string Delegate(Guid id) => $"{Home}/{id}/pembagian";

    public static string External(Guid id) => $"{Home}/{id}/hasil-luar";

    public static string Result(Guid id) => $"{Home}/{id}/hasil";

    public static string WhatIf(Guid id) => $"{Home}/{id}/simulasi";

    public static string Plan(Guid id) => $"{Home}/{id}/rencana-kenaikan";
}
