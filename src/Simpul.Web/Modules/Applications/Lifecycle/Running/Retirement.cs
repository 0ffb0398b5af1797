using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

public enum RetirementState
{
    Proposed,
    Approved,

    /// <summary>The application no longer runs.</summary>
    Done,
    Refused,

    /// <summary>It was approved, and taken back before its day.</summary>
    Cancelled,
}

/// <summary>What becomes of data when the application that holds it stops.</summary>
public enum DispositionKind
{
    Archived,
    Moved,

    /// <summary>With minutes.</summary>
    Destroyed,
}

/// <summary>That an application is to stop: proposed by its owner, approved by somebody else, done on its day.</summary>
[RecordKind("application-retirements")]
public sealed class Retirement : IFollowsApplication
{
    public const int TextLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    public string Why { get; set; } = "";

    /// <summary>Last day on which it runs.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>What is used instead; null where nothing is.</summary>
    public Guid? SuccessorId { get; set; }

    public RetirementState State { get; set; }

    public Guid? ProposedBy { get; set; }

    public Guid? DecidedBy { get; set; }

    public DateOnly? DecidedOn { get; set; }

    public string? Decision { get; set; }

    /// <summary>Days before its end when its owner was told last of data with which nothing was done; 0 once it was past, null while nobody was told.</summary>
    public int? Reminded { get; set; }

    public int Version { get; set; }
}

/// <summary>What becomes of one dataset when its application stops.</summary>
[RecordKind("application-data-dispositions")]
public sealed class DataDisposition : IFollowsApplication
{
    public const int PlaceLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? RetirementId { get; set; }

    /// <summary>The dataset, an item of the architecture.</summary>
    public Guid? DataId { get; set; }

    public Guid? AgencyId { get; set; }

    public DispositionKind Kind { get; set; }

    /// <summary>Where it is archived, where it moved to, or the number of the minutes of its destruction.</summary>
    public string Place { get; set; } = "";

    public DateOnly? DoneOn { get; set; }

    public int Version { get; set; }
}

internal sealed class RetirementMapping : IEntityTypeConfiguration<Retirement>, IEntityTypeConfiguration<DataDisposition>
{
    public void Configure(EntityTypeBuilder<Retirement> builder)
    {
        builder.ToTable("app_retirements");
        builder.Property(item => item.Why).HasMaxLength(Retirement.TextLength);
        builder.Property(item => item.Decision).HasMaxLength(Retirement.TextLength);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => new { item.State, item.EndsOn });
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.SuccessorId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DataDisposition> builder)
    {
        builder.ToTable("app_data_dispositions");
        builder.Property(item => item.Place).HasMaxLength(DataDisposition.PlaceLength);
        builder.HasIndex(item => new { item.RetirementId, item.DataId }).IsUnique();
        builder.HasOne<Retirement>().WithMany().HasForeignKey(item => item.RetirementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(item => item.DataId).OnDelete(DeleteBehavior.Restrict);
    }
}
