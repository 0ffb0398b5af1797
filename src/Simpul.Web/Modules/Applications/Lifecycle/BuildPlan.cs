using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>Whether the source code may be read and changed by all.</summary>
public enum SourceKind
{
    Open,
    Closed,
}

/// <summary>Who builds it.</summary>
public enum BuiltBy
{
    OwnStaff,
    ThirdParty,
}

/// <summary>Where it runs at the user's; decides what is tested.</summary>
public enum ClientPlatform
{
    Web,
    Mobile,
    Both,
}

/// <summary>How an application is to be built, as it was proposed: what decides which gates, phases and tests it has. One an application.</summary>
[RecordKind("application-build-plans")]
public sealed class BuildPlan : IRecord
{
    public const int MethodLength = 40;
    public const int PurposeLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    /// <summary>The application's agency.</summary>
    public Guid? AgencyId { get; set; }

    public SourceKind Source { get; set; }

    public BuiltBy Builder { get; set; }

    public ClientPlatform Platform { get; set; }

    /// <summary>Key of <see cref="Phases.DevelopmentMethods"/>; null where the regulation orders the phases, or nobody chose yet.</summary>
    public string? Method { get; set; }

    /// <summary>What it is for, and the duty that it serves.</summary>
    public string? Purpose { get; set; }

    public DateOnly ProposedOn { get; set; }

    public int Version { get; set; }
}

internal sealed class BuildPlanMapping : IEntityTypeConfiguration<BuildPlan>
{
    public void Configure(EntityTypeBuilder<BuildPlan> builder)
    {
        builder.ToTable("app_build_plans");
        builder.Property(item => item.Method).HasMaxLength(BuildPlan.MethodLength);
        builder.Property(item => item.Purpose).HasMaxLength(BuildPlan.PurposeLength);
        builder.HasIndex(item => item.ApplicationId).IsUnique();
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
