using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>A recommendation of an evaluation or a monitoring, as a task with an owner and a date.</summary>
[RecordKind("evaluation-recommendations")]
public sealed class Recommendation : IRecord
{
    public const int TextLength = 450;
    public const int OutcomeLength = 4000;
    public const int ReasonLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? CycleId { get; set; }

    /// <summary>The agency's own monitoring that it came from, where it did not come from a cycle.</summary>
    public Guid? MonitoringId { get; set; }

    /// <summary><c>12</c> in the cycle's instrument; null where it concerns the whole.</summary>
    public string? Indicator { get; set; }

    public string Text { get; set; } = "";

    public Guid? AgencyId { get; set; }

    public DateOnly GivenOn { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>The roadmap's activity that does it.</summary>
    public Guid? ActivityId { get; set; }

    public DateOnly? DoneOn { get; set; }

    public string? Outcome { get; set; }

    /// <summary>What is still wanting of the outcome, where it was sent back to the agency; empty again once the agency reports anew.</summary>
    public string? ReturnReason { get; set; }

    /// <summary>Whether the agency did its part and others decide: what it monitored itself it closes itself.</summary>
    public bool AwaitsDecision => CycleId is not null && DoneOn is null && Outcome is not null && ReturnReason is null;

    public DateOnly? RemindedOn { get; set; }

    public int Version { get; set; }
}

public enum NoteKind
{
    Interview,
    Visit,
}

/// <summary>What was said in an interview or seen on a visit.</summary>
[RecordKind("evaluation-notes")]
public sealed class EvaluationNote : IRecord
{
    public const int TextLength = 8000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? CycleId { get; set; }

    public NoteKind Kind { get; set; }

    public string? Indicator { get; set; }

    public DateOnly HeldOn { get; set; }

    /// <summary>With whom, or where.</summary>
    public string Who { get; set; } = "";

    public string Text { get; set; } = "";

    public Guid? AgencyId { get; set; }

    public int Version { get; set; }
}

public enum MonitoringResult
{
    /// <summary>It was not held yet.</summary>
    Pending,
    Good,
    Improve,
}

/// <summary>The monitoring of SPBE in one agency, by the agency itself.</summary>
[RecordKind("agency-monitorings")]
public sealed class AgencyMonitoring : IRecord
{
    public const int TextLength = 4000;
    public const int LineLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? AgencyId { get; set; }

    public DateOnly PeriodFrom { get; set; }

    public DateOnly PeriodUntil { get; set; }

    public DateOnly DueOn { get; set; }

    public DateOnly? HeldOn { get; set; }

    public MonitoringResult Result { get; set; }

    /// <summary>What was looked at, one a line.</summary>
    public List<string> Looked { get; set; } = [];

    public string? Findings { get; set; }

    public DateOnly? RemindedOn { get; set; }

    public int Version { get; set; }
}

/// <summary>What another government published.</summary>
[RecordKind("published-figures")]
public sealed class PublishedFigure : IRecord
{
    public const int NameLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Government { get; set; } = "";

    public int Year { get; set; }

    public string Instrument { get; set; } = "";

    /// <summary>As published, with a comma or a point: it is text in a sheet.</summary>
    public string Index { get; set; } = "";

    public string? Source { get; set; }

    public int Version { get; set; }
}

internal sealed class FollowMapping : IEntityTypeConfiguration<Recommendation>, IEntityTypeConfiguration<EvaluationNote>, IEntityTypeConfiguration<AgencyMonitoring>, IEntityTypeConfiguration<PublishedFigure>
{
    public void Configure(EntityTypeBuilder<Recommendation> builder)
    {
        builder.ToTable("eval_recommendations");
        builder.Property(item => item.Indicator).HasMaxLength(10);
        builder.Property(item => item.Text).HasMaxLength(Recommendation.TextLength);
        builder.Property(item => item.Outcome).HasMaxLength(Recommendation.OutcomeLength);
        builder.Property(item => item.ReturnReason).HasMaxLength(Recommendation.ReasonLength);
        builder.Ignore(item => item.AwaitsDecision);
        builder.HasIndex(item => item.CycleId);
        builder.HasIndex(item => item.DueOn);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<EvaluationCycle>().WithMany().HasForeignKey(item => item.CycleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AgencyMonitoring>().WithMany().HasForeignKey(item => item.MonitoringId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<EvaluationNote> builder)
    {
        builder.ToTable("eval_notes");
        builder.Property(item => item.Indicator).HasMaxLength(10);
        builder.Property(item => item.Who).HasMaxLength(300);
        builder.Property(item => item.Text).HasMaxLength(EvaluationNote.TextLength);
        builder.HasIndex(item => new { item.CycleId, item.Indicator });
        builder.HasIndex(item => item.HeldOn);
        builder.HasOne<EvaluationCycle>().WithMany().HasForeignKey(item => item.CycleId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AgencyMonitoring> builder)
    {
        builder.ToTable("eval_monitorings");
        builder.Property(item => item.Findings).HasMaxLength(AgencyMonitoring.TextLength);
        builder.HasIndex(item => new { item.AgencyId, item.DueOn });
        builder.HasIndex(item => item.DueOn);
    }

    public void Configure(EntityTypeBuilder<PublishedFigure> builder)
    {
        builder.ToTable("eval_published");
        builder.Property(item => item.Government).HasMaxLength(PublishedFigure.NameLength);
        builder.Property(item => item.Instrument).HasMaxLength(40);
        builder.Property(item => item.Index).HasMaxLength(20);
        builder.Property(item => item.Source).HasMaxLength(500);
        builder.HasIndex(item => new { item.Year, item.Government });
    }
}
