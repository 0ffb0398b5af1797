using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>What a plan document is.</summary>
public enum PlanKind
{
    MasterPlan,
    Architecture,
    Roadmap,
    BusinessProcesses,
}

/// <summary>How far a version of a plan has come.</summary>
public enum PlanState
{
    Drafting,
    Enacted,
    Replaced,
}

/// <summary>By what a plan was enacted.</summary>
public enum PlanInstrument
{
    /// <summary>Nothing yet.</summary>
    None,
    HeadDecree,
    HeadRegulation,
    Other,
}

/// <summary>
/// One version of one plan document. What it says is in its contents and links; once it is enacted they are frozen, and <see cref="Digest"/> proves
/// that they are still those that were enacted.
/// </summary>
[RecordKind("plans")]
public sealed class Plan : IRecord
{
    public const int TitleLength = 300;
    public const int OfficeLength = 60;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public PlanKind Kind { get; set; } = PlanKind.Architecture;

    public string Title { get; set; } = "";

    /// <summary>Of the version: from 1, unique among the versions of this kind.</summary>
    public int? Number { get; set; }

    /// <summary>First day of its term.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day of its term; null where the regulation sets none.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Last day of the regional medium-term plan that runs when it is enacted; some regulations end the plan with it.</summary>
    public DateOnly? RpjmdUntil { get; set; }

    /// <summary>Key of the office that drafted it.</summary>
    public string? DraftedBy { get; set; }

    /// <summary>Keys of the offices that coordinated the drafting.</summary>
    public List<string> Coordinators { get; set; } = [];

    /// <summary>Keys of the offices that took part; <c>all-agencies</c> for every agency.</summary>
    public List<string> Participants { get; set; } = [];

    public PlanState State { get; set; }

    public DateOnly? EnactedOn { get; set; }

    /// <summary>The legal document by which it was enacted.</summary>
    public Guid? EnactedById { get; set; }

    /// <summary>Key of the office that enacted it.</summary>
    public string? EnactedBy { get; set; }

    public PlanInstrument Instrument { get; set; }

    /// <summary>First day on which another version holds in its place.</summary>
    public DateOnly? ReplacedOn { get; set; }

    /// <summary>SHA-256 over what was enacted, in hexadecimal; null while drafting.</summary>
    public string? Digest { get; set; }

    public int Version { get; set; }

    /// <summary>Whether it was enacted by that day, as far as is known now.</summary>
    public bool EnactedAt(DateOnly date) => State != PlanState.Drafting && EnactedOn <= date;

    public bool InForceOn(DateOnly date) => EnactedAt(date) && From <= date && !(Until < date) && !(ReplacedOn <= date);
}

internal sealed class PlanMapping : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plan_plans");
        builder.Property(item => item.Title).HasMaxLength(Plan.TitleLength);
        builder.Property(item => item.DraftedBy).HasMaxLength(Plan.OfficeLength);
        builder.Property(item => item.EnactedBy).HasMaxLength(Plan.OfficeLength);
        builder.Property(item => item.Digest).HasMaxLength(64);
        builder.HasIndex(item => new { item.Kind, item.Number }).IsUnique();
        builder.HasIndex(item => item.Title);
        builder.HasIndex(item => item.EnactedById);
    }
}
