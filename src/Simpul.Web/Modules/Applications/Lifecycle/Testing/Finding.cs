using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;

namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>How much harm a finding can do.</summary>
public enum Severity
{
    Low,
    Moderate,
    High,
    Critical,
}

public enum FindingState
{
    Open,

    /// <summary>Its owner says that it is mended; a re-test decides.</summary>
    Mended,
    Closed,
}

/// <summary>Something that a test found wrong, until a re-test finds it mended.</summary>
[RecordKind("application-findings")]
public sealed class Finding : IFollowsApplication
{
    public const int TitleLength = 200;
    public const int TextLength = 4000;
    public const int AnswerLength = 2000;

    /// <summary>Further away nothing is due.</summary>
    public const int MostYears = 10;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    /// <summary>The application's agency, which mends it.</summary>
    public Guid? AgencyId { get; set; }

    public Guid? TestId { get; set; }

    /// <summary>Id of the control that failed.</summary>
    public string? Control { get; set; }

    /// <summary>The case's round in which it was found.</summary>
    public int Round { get; set; } = 1;

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public Severity Severity { get; set; }

    public DateOnly FoundOn { get; set; }

    /// <summary>Last day to mend it.</summary>
    public DateOnly DueOn { get; set; }

    public FindingState State { get; set; }

    /// <summary>What its owner did.</summary>
    public string? Answer { get; set; }

    public DateOnly? AnsweredOn { get; set; }

    /// <summary>What the last re-test found.</summary>
    public string? Retest { get; set; }

    public DateOnly? RetestedOn { get; set; }

    public Guid? RetestedBy { get; set; }

    /// <summary>Days before its day when its owner was told last; 0 once it was past, null while nobody was told.</summary>
    public int? Reminded { get; set; }

    public int Version { get; set; }

    /// <summary>Whether the actor may say that it was tested again: whoever tests, but not the agency whose application it is found in, unless it is the one that tests for all.</summary>
    public bool MayBeRetestedBy(Actor actor) => State != FindingState.Closed && IsTestedBy(actor);

    internal bool IsTestedBy(Actor actor) => actor.MayEverywhere(ApplicationsPermissions.Test)
        && (actor.AgencyId is not { } own || own != AgencyId || actor.ActsFor("ict-agency"));
}

internal sealed class FindingMapping : IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.ToTable("app_findings");
        builder.Property(item => item.Control).HasMaxLength(80);
        builder.Property(item => item.Title).HasMaxLength(Finding.TitleLength);
        builder.Property(item => item.Description).HasMaxLength(Finding.TextLength);
        builder.Property(item => item.Answer).HasMaxLength(Finding.AnswerLength);
        builder.Property(item => item.Retest).HasMaxLength(Finding.AnswerLength);
        builder.HasIndex(item => new { item.ApplicationId, item.State });
        builder.HasIndex(item => item.DueOn);
        builder.HasIndex(item => item.TestId);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ApplicationTest>().WithMany().HasForeignKey(item => item.TestId).OnDelete(DeleteBehavior.Restrict);
    }
}
