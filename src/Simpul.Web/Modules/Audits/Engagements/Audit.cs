using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>The kinds of ICT audit that the regulations name (parameter <c>audit.types</c>).</summary>
public enum AuditKind
{
    Infrastructure,
    Application,
    Security,
}

/// <summary>Who carries an audit out.</summary>
public enum Performer
{
    /// <summary>A team of the government itself, set by a decree.</summary>
    DecreeTeam,
    GovernmentBody,
    AccreditedBody,

    /// <summary>The ICT agency itself.</summary>
    IctAgency,
}

public enum AuditState
{
    /// <summary>Objects, team and criteria are chosen.</summary>
    Preparing,
    Running,
    Finished,
    Cancelled,
}

/// <summary>What an object of an audit is.</summary>
public enum ObjectClass
{
    Infrastructure,

    /// <summary>Infrastructure too; some regulations count its audits apart.</summary>
    DataCentre,
    GeneralApplication,
    SpecialApplication,
}

/// <summary>One ICT audit: what is looked at, by whom, against which edition of the criteria, and how it ended.</summary>
[RecordKind("audits")]
public sealed class Audit : IRecord
{
    public const int CodeLength = 60;
    public const int TitleLength = 200;
    public const int ReasonLength = 1000;
    public const int SummaryLength = 4000;
    public const int KeyLength = 60;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Number of the letter of assignment; unique.</summary>
    public string Code { get; set; } = "";

    public string Title { get; set; } = "";

    public AuditKind Kind { get; set; }

    public AuditState State { get; set; }

    /// <summary>What of the programme it carries out.</summary>
    public Guid? PlannedId { get; set; }

    /// <summary>The agency that is audited; findings may be other agencies'.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>First day of the time that is looked at.</summary>
    public DateOnly? PeriodFrom { get; set; }

    /// <summary>Last day of the time that is looked at.</summary>
    public DateOnly? PeriodUntil { get; set; }

    public DateOnly StartsOn { get; set; }

    /// <summary>Last day by which it is to be finished.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>When its report was given.</summary>
    public DateOnly? FinishedOn { get; set; }

    public Performer Performer { get; set; } = Performer.AccreditedBody;

    /// <summary>The body, where one performs it.</summary>
    public Guid? BodyId { get; set; }

    /// <summary>The decree that sets the team, where one performs it.</summary>
    public Guid? DecreeId { get; set; }

    /// <summary>Key of the profile's office that coordinates it.</summary>
    public string? Coordinator { get; set; }

    /// <summary>Id of the edition of the criteria; pinned when it begins.</summary>
    public string? Edition { get; set; }

    /// <summary>Ids of what it rests on, of the edition's bases.</summary>
    public List<string> Bases { get; set; } = [];

    /// <summary>Keys of the subjects that it examines.</summary>
    public List<string> Subjects { get; set; } = [];

    /// <summary>Carried out elsewhere: its report is kept here, without working papers.</summary>
    public bool ReportOnly { get; set; }

    /// <summary>What it came to, in a few sentences.</summary>
    public string? Summary { get; set; }

    public string? CancelReason { get; set; }

    public int Version { get; set; }

    public bool IsOpen => State is AuditState.Preparing or AuditState.Running;

    /// <summary>Whether an outside body carries it out: its people may have no account here.</summary>
    public bool IsOfBody => Performer is Performer.GovernmentBody or Performer.AccreditedBody;
}

/// <summary>Something that an audit looks at: an application or a piece of infrastructure, as it was when it was chosen.</summary>
public sealed class AuditObject : IPart
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AuditId { get; set; }

    /// <summary>The architecture's item.</summary>
    public Guid ItemId { get; set; }

    public ObjectClass Class { get; set; }

    /// <summary>Its name then; with its code where another object of the audit bears the same name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its owner then; null for the government as a whole.</summary>
    public Guid? AgencyId { get; set; }

    public Guid OwnerId => AuditId;
}

internal sealed class AuditMapping : IEntityTypeConfiguration<Audit>, IEntityTypeConfiguration<AuditObject>
{
    public void Configure(EntityTypeBuilder<Audit> builder)
    {
        builder.ToTable("audits");
        builder.Property(item => item.Code).HasMaxLength(Audit.CodeLength);
        builder.Property(item => item.Title).HasMaxLength(Audit.TitleLength);
        builder.Property(item => item.Coordinator).HasMaxLength(Audit.KeyLength);
        builder.Property(item => item.Edition).HasMaxLength(Audit.KeyLength);
        builder.Property(item => item.Summary).HasMaxLength(Audit.SummaryLength);
        builder.Property(item => item.CancelReason).HasMaxLength(Audit.ReasonLength);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => item.StartsOn);
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => item.PlannedId);
        builder.HasOne<Programme.PlannedAudit>().WithMany().HasForeignKey(item => item.PlannedId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme.AuditBody>().WithMany().HasForeignKey(item => item.BodyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AuditObject> builder)
    {
        builder.ToTable("audits_objects");
        builder.Property(item => item.Name).HasMaxLength(ArchitectureItem.NameLength);
        builder.HasIndex(item => new { item.AuditId, item.ItemId }).IsUnique();
        builder.HasIndex(item => item.ItemId);
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(item => item.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
