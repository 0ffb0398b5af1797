using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;

namespace Simpul.Web.Modules.Applications.Lifecycle.Phases;

/// <summary>An application in a phase of its life cycle. In a cycle that repeats each round has its own, and those of earlier rounds stay.</summary>
[RecordKind("application-phases")]
public sealed class ApplicationPhase : IFollowsApplication
{
    public const int PhaseLength = 80;
    public const int LeftLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    /// <summary>The application's agency.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>From 1.</summary>
    public int Round { get; set; } = 1;

    /// <summary>In the regulation's words, or those of the method chosen.</summary>
    public string Phase { get; set; } = "";

    public DateOnly StartedOn { get; set; }

    /// <summary>Null while it goes on.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>What it left behind; a phase has ended only with it.</summary>
    public string? Left { get; set; }

    /// <summary>Who did it.</summary>
    public string? By { get; set; }

    public int Version { get; set; }
}

/// <summary>A consultation about an application with the office that coordinates its building.</summary>
[RecordKind("application-consultations")]
public sealed class ApplicationConsultation : IFollowsApplication
{
    public const int ResultLength = 2000;
    public const int OfficeLength = 60;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    /// <summary>The application's agency.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>The phase that it was about; null for the whole.</summary>
    public string? Phase { get; set; }

    /// <summary>Office of the profile.</summary>
    public string With { get; set; } = "";

    public DateOnly HeldOn { get; set; }

    public string Result { get; set; } = "";

    public int Version { get; set; }
}

internal sealed class PhaseMapping : IEntityTypeConfiguration<ApplicationPhase>, IEntityTypeConfiguration<ApplicationConsultation>
{
    public void Configure(EntityTypeBuilder<ApplicationPhase> builder)
    {
        builder.ToTable("app_phases");
        builder.Property(item => item.Phase).HasMaxLength(ApplicationPhase.PhaseLength);
        builder.Property(item => item.Left).HasMaxLength(ApplicationPhase.LeftLength);
        builder.Property(item => item.By).HasMaxLength(200);
        builder.HasIndex(item => new { item.ApplicationId, item.Round, item.Phase }).IsUnique();
        builder.HasIndex(item => item.StartedOn);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ApplicationConsultation> builder)
    {
        builder.ToTable("app_consultations");
        builder.Property(item => item.Phase).HasMaxLength(ApplicationPhase.PhaseLength);
        builder.Property(item => item.With).HasMaxLength(ApplicationConsultation.OfficeLength);
        builder.Property(item => item.Result).HasMaxLength(ApplicationConsultation.ResultLength);
        builder.HasIndex(item => new { item.ApplicationId, item.HeldOn });
        builder.HasIndex(item => item.HeldOn);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
