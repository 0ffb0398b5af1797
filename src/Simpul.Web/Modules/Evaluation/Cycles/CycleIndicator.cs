using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>How far one indicator of a cycle is.</summary>
public enum IndicatorState
{
    /// <summary>The agency answers.</summary>
    Answering,

    /// <summary>Sent back to the agency with a reason.</summary>
    Returned,

    /// <summary>The assessors judge.</summary>
    Submitted,

    /// <summary>The responsible officer validates.</summary>
    Assessed,
    Validated,
}

/// <summary>Whose judgement it is; later ones weigh more. Names of the instrument's stages where it has one of that kind.</summary>
public enum JudgementStage
{
    Agency,
    Assessor,
    Officer,
    Documents,
    Interview,
    Visit,
}

/// <summary>One value of a cycle's instrument: whose it is to answer, by when, and how far it is.</summary>
[RecordKind("evaluation-indicators")]
public sealed class CycleIndicator : IRecord
{
    public const int ServiceLength = 200;
    public const int ReasonLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CycleId { get; set; }

    /// <summary><c>12</c>, <c>35-2</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Place in the instrument.</summary>
    public int Place { get; set; }

    /// <summary>The service that was chosen, for an indicator about one.</summary>
    public string? Service { get; set; }

    public Guid? AgencyId { get; set; }

    public DateOnly DueOn { get; set; }

    public IndicatorState State { get; set; }

    public DateOnly? SubmittedOn { get; set; }

    public Guid? SubmittedById { get; set; }

    public string? ReturnedBecause { get; set; }

    /// <summary>What each rise costs, from the second level on; empty where nobody said so.</summary>
    public List<int> Efforts { get; set; } = [];

    public DateOnly? RemindedOn { get; set; }

    public int Version { get; set; }
}

/// <summary>The level that one stage chose, with its reason. Each stage has one; what it was before is in the journal.</summary>
[RecordKind("evaluation-judgements")]
public sealed class Judgement : IRecord
{
    public const int ReasonLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CycleId { get; set; }

    public Guid IndicatorId { get; set; }

    public JudgementStage Stage { get; set; }

    public decimal Value { get; set; }

    /// <summary>Levels whose criterion is fulfilled in the eyes of this stage.</summary>
    public List<int> Met { get; set; } = [];

    public string Reason { get; set; } = "";

    public Guid? PersonId { get; set; }

    public DateTimeOffset At { get; set; }

    public int Version { get; set; }
}

internal sealed class CycleIndicatorMapping : IEntityTypeConfiguration<CycleIndicator>, IEntityTypeConfiguration<Judgement>
{
    public void Configure(EntityTypeBuilder<CycleIndicator> builder)
    {
        builder.ToTable("eval_indicators");
        builder.Property(item => item.Key).HasMaxLength(10);
        builder.Property(item => item.Service).HasMaxLength(CycleIndicator.ServiceLength);
        builder.Property(item => item.ReturnedBecause).HasMaxLength(CycleIndicator.ReasonLength);
        builder.HasIndex(item => new { item.CycleId, item.Key }).IsUnique();
        builder.HasIndex(item => new { item.AgencyId, item.State });
        builder.HasOne<EvaluationCycle>().WithMany().HasForeignKey(item => item.CycleId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Judgement> builder)
    {
        builder.ToTable("eval_judgements");
        builder.Property(item => item.Reason).HasMaxLength(Judgement.ReasonLength);
        builder.Property(item => item.Value).HasConversion<TenDecimals>();
        builder.HasIndex(item => new { item.IndicatorId, item.Stage }).IsUnique();
        builder.HasIndex(item => item.CycleId);
        builder.HasOne<CycleIndicator>().WithMany().HasForeignKey(item => item.IndicatorId).OnDelete(DeleteBehavior.Restrict);
    }
}
