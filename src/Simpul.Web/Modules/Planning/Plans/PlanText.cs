using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>The part of a plan in which a content stands.</summary>
public enum PlanPart
{
    Sections,
    Domains,
    GapAnalysis,
    Activities,
    Staff,
}

/// <summary>A content of a version of a plan: what it says about one thing that a regulation wants in it.</summary>
[RecordKind("plan-contents")]
public sealed class PlanContent : IRecord
{
    public const int KeyLength = 60;
    public const int TextLength = 20_000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid PlanId { get; set; }

    public PlanPart Part { get; set; }

    /// <summary>As <c>plan-contents-complete</c> of checks.yaml knows it.</summary>
    public string Key { get; set; } = "";

    public string? Text { get; set; }

    /// <summary>Estimated cost in whole rupiah.</summary>
    public decimal? Budget { get; set; }

    public int Version { get; set; }

    public bool IsFilled => !string.IsNullOrWhiteSpace(Text) || (Key == PlanWords.BudgetEstimate && Budget is not null);
}

/// <summary>A document on which a version of a plan rests or with which it is aligned.</summary>
[RecordKind("plan-links")]
public sealed class PlanLink : IRecord
{
    public const int NameLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid PlanId { get; set; }

    /// <summary>As <c>plan-based-on</c> and <c>plan-aligned</c> of checks.yaml know it.</summary>
    public string Basis { get; set; } = "";

    /// <summary>Where it is a registered legal document.</summary>
    public Guid? DocumentId { get; set; }

    /// <summary>Where it is another plan that is held here.</summary>
    public Guid? OtherId { get; set; }

    /// <summary>Name, number and year of a document that is held nowhere here.</summary>
    public string? Name { get; set; }

    public int Version { get; set; }
}

internal sealed class PlanTextMapping : IEntityTypeConfiguration<PlanContent>, IEntityTypeConfiguration<PlanLink>
{
    public void Configure(EntityTypeBuilder<PlanContent> builder)
    {
        builder.ToTable("plan_contents");
        builder.Property(item => item.Key).HasMaxLength(PlanContent.KeyLength);
        builder.Property(item => item.Text).HasMaxLength(PlanContent.TextLength);
        builder.Property(item => item.Budget).HasPrecision(18, 0);
        builder.HasIndex(item => new { item.PlanId, item.Part, item.Key }).IsUnique();
        builder.HasIndex(item => item.Part);
        builder.HasOne<Plan>().WithMany().HasForeignKey(item => item.PlanId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PlanLink> builder)
    {
        builder.ToTable("plan_links");
        builder.Property(item => item.Basis).HasMaxLength(PlanContent.KeyLength);
        builder.Property(item => item.Name).HasMaxLength(PlanLink.NameLength);
        builder.HasIndex(item => new { item.PlanId, item.Basis });
        builder.HasIndex(item => item.Basis);
        builder.HasOne<Plan>().WithMany().HasForeignKey(item => item.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Plan>().WithMany().HasForeignKey(item => item.OtherId).OnDelete(DeleteBehavior.Restrict);
    }
}
