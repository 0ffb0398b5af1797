using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Audits.Findings;

public enum ReviewVerdict
{
    Waiting,
    Accepted,
    Returned,
}

/// <summary>What the responsible agency did about a finding, with its evidence as files, and what the auditor says of it.</summary>
[RecordKind("audit-follow-ups")]
public sealed class FollowUp : IRecord
{
    public const int TextLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid FindingId { get; set; }

    public Guid? AgencyId { get; set; }

    public string Done { get; set; } = "";

    public DateOnly DoneOn { get; set; }

    public Guid? ByPersonId { get; set; }

    public DateTimeOffset At { get; set; }

    public ReviewVerdict Verdict { get; set; }

    public string? Words { get; set; }

    public Guid? ReviewedBy { get; set; }

    public DateTimeOffset? ReviewedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class FollowUpMapping : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("audits_follow_ups");
        builder.Property(item => item.Done).HasMaxLength(FollowUp.TextLength);
        builder.Property(item => item.Words).HasMaxLength(FollowUp.TextLength);
        builder.HasIndex(item => item.FindingId);
        builder.HasOne<AuditFinding>().WithMany().HasForeignKey(item => item.FindingId).OnDelete(DeleteBehavior.Restrict);
    }
}
