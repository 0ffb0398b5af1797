using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Audits.Engagements;

public enum MemberRole
{
    Lead,
    Member,

    /// <summary>Reviews the working papers of the others.</summary>
    Reviewer,
}

/// <summary>Somebody of an audit's team, with the certificate by which they may audit and their declaration of independence.</summary>
[RecordKind("audit-members")]
public sealed class AuditMember : IRecord
{
    public const int NameLength = 200;
    public const int CertificateLength = 200;
    public const int NumberLength = 100;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AuditId { get; set; }

    /// <summary>A person of this government; null for somebody of an auditing body.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Their name, where they are in no register of this government.</summary>
    public string? OutsideName { get; set; }

    public MemberRole Role { get; set; } = MemberRole.Member;

    /// <summary>What the certificate is called: of ICT or of security auditing.</summary>
    public string? Certificate { get; set; }

    public string? CertificateNumber { get; set; }

    /// <summary>Last day on which it is valid; null where it has no end.</summary>
    public DateOnly? CertificateUntil { get; set; }

    /// <summary>When they declared that they are independent of what is audited.</summary>
    public DateTimeOffset? DeclaredAt { get; set; }

    /// <summary>Whoever gave the declaration: the person, or for an outsider whoever filed the signed paper.</summary>
    public Guid? DeclaredBy { get; set; }

    public int Version { get; set; }

    public bool IsCertifiedOn(DateOnly date) => !string.IsNullOrEmpty(Certificate) && !(CertificateUntil < date);
}

internal sealed class AuditMemberMapping : IEntityTypeConfiguration<AuditMember>
{
    public void Configure(EntityTypeBuilder<AuditMember> builder)
    {
        builder.ToTable("audits_members");
        builder.Property(item => item.OutsideName).HasMaxLength(AuditMember.NameLength);
        builder.Property(item => item.Certificate).HasMaxLength(AuditMember.CertificateLength);
        builder.Property(item => item.CertificateNumber).HasMaxLength(AuditMember.NumberLength);
        builder.HasIndex(item => new { item.AuditId, item.PersonId });
        builder.HasIndex(item => item.PersonId);
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
    }
}
