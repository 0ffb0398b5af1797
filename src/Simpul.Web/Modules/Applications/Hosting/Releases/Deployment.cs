using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;

namespace Simpul.Web.Modules.Applications.Hosting.Releases;

/// <summary>That a version of an application was put into an environment.</summary>
[RecordKind("deployments")]
public sealed class Deployment : IFollowsApplication
{
    public const int NumberLength = 60;
    public const int NoteLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    public HostingEnvironment Environment { get; set; }

    /// <summary>The application's version: <c>2.4.1</c>.</summary>
    public string Number { get; set; } = "";

    public DateOnly ReleasedOn { get; set; }

    /// <summary>The person who did it.</summary>
    public Guid? ById { get; set; }

    public string? Note { get; set; }

    /// <summary>The day on which the version before it was put back; null where it stayed.</summary>
    public DateOnly? RolledBackOn { get; set; }

    public int Version { get; set; }
}

/// <summary>That an application did not do what it should.</summary>
[RecordKind("application-incidents")]
public sealed class ApplicationIncident : IFollowsApplication
{
    public const int TitleLength = 200;
    public const int ImpactLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    public HostingEnvironment Environment { get; set; }

    /// <summary>The placement at which it happened; null where none is known.</summary>
    public Guid? PlacementId { get; set; }

    /// <summary>The release that stood then; null where none is known.</summary>
    public Guid? DeploymentId { get; set; }

    public string Title { get; set; } = "";

    public DateOnly HappenedOn { get; set; }

    /// <summary>Who or what suffered from it, and how.</summary>
    public string? Impact { get; set; }

    /// <summary>Null while it goes on.</summary>
    public DateOnly? ResolvedOn { get; set; }

    public int Version { get; set; }
}

internal sealed class DeploymentMapping : IEntityTypeConfiguration<Deployment>, IEntityTypeConfiguration<ApplicationIncident>
{
    public void Configure(EntityTypeBuilder<Deployment> builder)
    {
        builder.ToTable("app_deployments");
        builder.Property(item => item.Number).HasMaxLength(Deployment.NumberLength);
        builder.Property(item => item.Note).HasMaxLength(Deployment.NoteLength);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => item.ReleasedOn);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ApplicationIncident> builder)
    {
        builder.ToTable("app_incidents");
        builder.Property(item => item.Title).HasMaxLength(ApplicationIncident.TitleLength);
        builder.Property(item => item.Impact).HasMaxLength(ApplicationIncident.ImpactLength);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => item.HappenedOn);
        builder.HasIndex(item => item.DeploymentId);
        builder.HasIndex(item => item.PlacementId);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
