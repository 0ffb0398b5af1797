using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;

namespace Simpul.Web.Modules.Applications.Lifecycle;

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

/// <summary>
/// How an application is to be built: what decides, beside its own record, which gates, phases and tests it has. One an application. Licence, mandate and the
/// day of the proposal are the application's.
/// </summary>
[RecordKind("application-build-plans")]
public sealed class BuildPlan : IFollowsApplication
{
    public const int MethodLength = 40;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    /// <summary>The application's agency.</summary>
    public Guid? AgencyId { get; set; }

    public BuiltBy Builder { get; set; }

    public ClientPlatform Platform { get; set; }

    /// <summary>Key of <see cref="Phases.DevelopmentMethods"/>; null where the regulation orders the phases, or nobody chose yet.</summary>
    public string? Method { get; set; }

    public int Version { get; set; }
}

internal sealed class BuildPlanMapping : IEntityTypeConfiguration<BuildPlan>
{
    public void Configure(EntityTypeBuilder<BuildPlan> builder)
    {
        builder.ToTable("app_build_plans");
        builder.Property(item => item.Method).HasMaxLength(BuildPlan.MethodLength);
        builder.HasIndex(item => item.ApplicationId).IsUnique();
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
