using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>A consultation about a version of a plan, or about the plan and budget of a year.</summary>
[RecordKind("plan-consultations")]
public sealed class PlanConsultation : IRecord
{
    public const int OutcomeLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Null where it is about a year's budget.</summary>
    public Guid? PlanId { get; set; }

    public int? BudgetYear { get; set; }

    /// <summary>Key of the office that was consulted; most are outside.</summary>
    public string With { get; set; } = "";

    /// <summary>Key of the office that conducted it for the head.</summary>
    public string? Through { get; set; }

    public DateOnly HeldOn { get; set; }

    public string Outcome { get; set; } = "";

    public int Version { get; set; }
}

internal sealed class PlanConsultationMapping : IEntityTypeConfiguration<PlanConsultation>
{
    public void Configure(EntityTypeBuilder<PlanConsultation> builder)
    {
        builder.ToTable("plan_consultations");
        builder.Property(item => item.With).HasMaxLength(Plan.OfficeLength);
        builder.Property(item => item.Through).HasMaxLength(Plan.OfficeLength);
        builder.Property(item => item.Outcome).HasMaxLength(PlanConsultation.OutcomeLength);
        builder.HasIndex(item => item.PlanId);
        builder.HasIndex(item => item.HeldOn);
        builder.HasOne<Plan>().WithMany().HasForeignKey(item => item.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}
