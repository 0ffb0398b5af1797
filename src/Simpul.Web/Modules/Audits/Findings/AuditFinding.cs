using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>How much harm a finding can do.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,
    Low,
    Moderate,
    High,
    Critical,
}

public enum FindingState
{
    Open,

    /// <summary>The agency says that it is done; the auditor decides.</summary>
    FollowedUp,
    Closed,
}

/// <summary>What the audited agency says of a finding.</summary>
public enum FindingResponse
{
    None,
    Agreed,
    Objected,

    /// <summary>It objected; the auditor answered and the finding stands.</summary>
    Upheld,
}

/// <summary>What an audit found, until the auditor says that it is settled.</summary>
[RecordKind("audit-findings")]
public sealed class AuditFinding : IRecord
{
    public const int TitleLength = 200;
    public const int TextLength = 4000;
    public const int AnswerLength = 2000;
    public const int CriterionLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? AuditId { get; set; }

    /// <summary>Code of the criterion whose working paper it follows from; null where it follows from none.</summary>
    public string? CriterionCode { get; set; }

    /// <summary>Name of the audit's object that it is about; null where it is about all of them.</summary>
    public string? ObjectName { get; set; }

    /// <summary>That working paper: of the criterion and, where each object has its own, of the object.</summary>
    public Guid? PaperId { get; set; }

    /// <summary>Fingerprint of the tool's result that it follows from.</summary>
    public string? Fingerprint { get; set; }

    public string Title { get; set; } = "";

    /// <summary>What is the case.</summary>
    public string Condition { get; set; } = "";

    /// <summary>What should be the case, and where that is said.</summary>
    public string Criterion { get; set; } = "";

    public string Cause { get; set; } = "";

    public string? Effect { get; set; }

    public string Recommendation { get; set; } = "";

    public Severity Severity { get; set; } = Severity.Moderate;

    /// <summary>The agency that settles it.</summary>
    public Guid? AgencyId { get; set; }

    public DateOnly FoundOn { get; set; }

    /// <summary>Last day to settle it.</summary>
    public DateOnly DueOn { get; set; }

    public FindingState State { get; set; }

    public FindingResponse Response { get; set; }

    public string? ResponseWords { get; set; }

    public DateOnly? RespondedOn { get; set; }

    public Guid? RespondedBy { get; set; }

    /// <summary>What the auditor said to the objection by which the finding stands.</summary>
    public string? ObjectionWords { get; set; }

    public DateOnly? ObjectionAnsweredOn { get; set; }

    public Guid? ObjectionAnsweredBy { get; set; }

    public DateOnly? ClosedOn { get; set; }

    public Guid? ClosedBy { get; set; }

    public string? ClosingNote { get; set; }

    /// <summary>How far up it was told that it is overdue: 0 nobody, 1 the agency, 2 the ICT agency's head, 3 the coordination team.</summary>
    public int Escalated { get; set; }

    public int Version { get; set; }

    /// <summary>Whether the agency objected and the auditor has not answered.</summary>
    public bool AwaitsAuditor => State != FindingState.Closed && Response == FindingResponse.Objected;

    /// <summary>A note is never late: nothing is wrong.</summary>
    public bool IsOverdueOn(DateOnly date) => State != FindingState.Closed && Severity != Severity.Note && DueOn < date;
}

/// <summary>What the auditor decides about a finding.</summary>
public enum FindingDecision
{
    /// <summary>What was done is not enough.</summary>
    SendBack,

    /// <summary>It is settled, or the objection is right.</summary>
    Close,

    /// <summary>The objection is not right.</summary>
    Uphold,
}

internal sealed class AuditFindingMapping : IEntityTypeConfiguration<AuditFinding>
{
    public void Configure(EntityTypeBuilder<AuditFinding> builder)
    {
        builder.ToTable("audits_findings");
        builder.Property(item => item.Title).HasMaxLength(AuditFinding.TitleLength);
        builder.Property(item => item.CriterionCode).HasMaxLength(WorkingPaper.KeyLength);
        builder.Property(item => item.ObjectName).HasMaxLength(ArchitectureItem.NameLength);
        builder.Property(item => item.Fingerprint).HasMaxLength(64);
        builder.Property(item => item.Condition).HasMaxLength(AuditFinding.TextLength);
        builder.Property(item => item.Criterion).HasMaxLength(AuditFinding.CriterionLength);
        builder.Property(item => item.Cause).HasMaxLength(AuditFinding.AnswerLength);
        builder.Property(item => item.Effect).HasMaxLength(AuditFinding.AnswerLength);
        builder.Property(item => item.Recommendation).HasMaxLength(AuditFinding.AnswerLength);
        builder.Property(item => item.ResponseWords).HasMaxLength(AuditFinding.AnswerLength);
        builder.Property(item => item.ObjectionWords).HasMaxLength(AuditFinding.AnswerLength);
        builder.Property(item => item.ClosingNote).HasMaxLength(AuditFinding.AnswerLength);
        builder.HasIndex(item => new { item.AuditId, item.State });
        builder.HasIndex(item => item.DueOn);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<WorkingPaper>().WithMany().HasForeignKey(item => item.PaperId).OnDelete(DeleteBehavior.Restrict);
    }
}
