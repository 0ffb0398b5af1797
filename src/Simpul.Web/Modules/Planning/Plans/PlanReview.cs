using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>Why a plan is reviewed.</summary>
public enum ReviewWhy
{
    MidTerm,
    FinalYear,
    Yearly,
    Ground,
}

/// <summary>What a review came to.</summary>
public enum ReviewResult
{
    /// <summary>Not finished.</summary>
    None,
    Keep,
    Change,
    Replace,
}

/// <summary>Something that happened and is a ground for reviewing plans. Recording it opens the reviews that depend on it, once.</summary>
[RecordKind("plan-triggers")]
public sealed class PlanTrigger : IRecord
{
    public const int WhatLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>As the checks of checks.yaml know it: <c>rpjmd-changed</c>.</summary>
    public string Ground { get; set; } = "";

    /// <summary>Since when it is known: the time for answering it runs from here.</summary>
    public DateOnly KnownOn { get; set; }

    public string What { get; set; } = "";

    public int Version { get; set; }
}

/// <summary>A review of a version of a plan, from its opening until whoever must have its result has it.</summary>
[RecordKind("plan-reviews")]
public sealed class PlanReview : IRecord
{
    public const int ReportLength = 8000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid PlanId { get; set; }

    public ReviewWhy Why { get; set; }

    public Guid? TriggerId { get; set; }

    public DateOnly OpenedOn { get; set; }

    /// <summary>Key of the office that performs it.</summary>
    public string? By { get; set; }

    public DateOnly? FinishedOn { get; set; }

    public ReviewResult Result { get; set; }

    public string? Report { get; set; }

    public DateOnly? EnactedOn { get; set; }

    /// <summary>Key of the office that enacted the result.</summary>
    public string? EnactedBy { get; set; }

    public Guid? EnactedById { get; set; }

    /// <summary>Key of the office to which the result goes.</summary>
    public string? DeliveredTo { get; set; }

    public DateOnly? DeliveredOn { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    public int Version { get; set; }
}

internal sealed class PlanReviewMapping : IEntityTypeConfiguration<PlanTrigger>, IEntityTypeConfiguration<PlanReview>
{
    public void Configure(EntityTypeBuilder<PlanTrigger> builder)
    {
        builder.ToTable("plan_triggers");
        builder.Property(item => item.Ground).HasMaxLength(PlanContent.KeyLength);
        builder.Property(item => item.What).HasMaxLength(PlanTrigger.WhatLength);
        builder.HasIndex(item => new { item.Ground, item.KnownOn }).IsUnique();
        builder.HasIndex(item => item.KnownOn);
    }

    public void Configure(EntityTypeBuilder<PlanReview> builder)
    {
        builder.ToTable("plan_reviews");
        builder.Property(item => item.By).HasMaxLength(Plan.OfficeLength);
        builder.Property(item => item.Report).HasMaxLength(PlanReview.ReportLength);
        builder.Property(item => item.EnactedBy).HasMaxLength(Plan.OfficeLength);
        builder.Property(item => item.DeliveredTo).HasMaxLength(Plan.OfficeLength);
        builder.HasIndex(item => item.OpenedOn);
        builder.HasIndex(item => item.EnactedById);
        builder.HasOne<Plan>().WithMany().HasForeignKey(item => item.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PlanTrigger>().WithMany().HasForeignKey(item => item.TriggerId).OnDelete(DeleteBehavior.Restrict);
    }
}
