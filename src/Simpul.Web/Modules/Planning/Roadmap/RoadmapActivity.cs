using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>The seven contents of a roadmap, the same in the four regulations.</summary>
public enum RoadmapArea
{
    Governance,
    Management,
    Services,
    Infrastructure,
    Applications,
    Security,
    IctAudit,
}

/// <summary>An activity of the roadmap: what an agency does in which years, towards what.</summary>
[RecordKind("roadmap-activities")]
public sealed class RoadmapActivity : IRecord
{
    public const int CodeLength = 40;
    public const int NameLength = 300;
    public const int TargetLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The government's own code; unique, and what <see cref="After"/> names.</summary>
    public string Code { get; set; } = "";

    public string Programme { get; set; } = "";

    public string Name { get; set; } = "";

    public RoadmapArea Area { get; set; }

    public Guid? AgencyId { get; set; }

    public DateOnly StartsOn { get; set; }

    public DateOnly EndsOn { get; set; }

    /// <summary>When it was first to end, kept by itself: an end that is moved does not make its delay unseen.</summary>
    public DateOnly? FirstEndsOn { get; set; }

    /// <summary>What is there when it is done, so that somebody else can see whether it is.</summary>
    public string Target { get; set; } = "";

    /// <summary>Rupiah over all its years.</summary>
    public decimal? Budget { get; set; }

    /// <summary>Codes of the activities that must be done before.</summary>
    public List<string> After { get; set; } = [];

    /// <summary>Codes of the architecture's items that it builds, replaces or ends.</summary>
    public List<string> Closes { get; set; } = [];

    /// <summary>Numbers of the evaluation's indicators that it raises.</summary>
    public List<string> Indicators { get; set; } = [];

    /// <summary>Percent done, as the agency says.</summary>
    public int? Progress { get; set; }

    /// <summary>Of which day the progress is.</summary>
    public DateOnly? ProgressOn { get; set; }

    public int Version { get; set; }

    /// <summary>Percent that would be done on the day if the work went on evenly.</summary>
    public int ExpectedOn(DateOnly day) => Expected(StartsOn, EndsOn, day);

    /// <inheritdoc cref="ExpectedOn"/>
    public static int Expected(DateOnly startsOn, DateOnly endsOn, DateOnly day) =>
        day < startsOn ? 0 : day >= endsOn ? 100 : (day.DayNumber - startsOn.DayNumber + 1) * 100 / (endsOn.DayNumber - startsOn.DayNumber + 1);
}

internal sealed class RoadmapActivityMapping : IEntityTypeConfiguration<RoadmapActivity>
{
    public void Configure(EntityTypeBuilder<RoadmapActivity> builder)
    {
        builder.ToTable("planning_roadmap_activities");
        builder.Property(item => item.Code).HasMaxLength(RoadmapActivity.CodeLength);
        builder.Property(item => item.Programme).HasMaxLength(RoadmapActivity.NameLength);
        builder.Property(item => item.Name).HasMaxLength(RoadmapActivity.NameLength);
        builder.Property(item => item.Target).HasMaxLength(RoadmapActivity.TargetLength);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => item.StartsOn);
        builder.HasIndex(item => item.AgencyId);
    }
}
