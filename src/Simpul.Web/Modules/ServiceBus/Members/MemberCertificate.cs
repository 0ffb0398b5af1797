using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Who issued a certificate.</summary>
public enum CertificateOrigin
{
    /// <summary>The instance's own authority, from the member's request (CSR).</summary>
    Own,

    /// <summary>Another authority; the operator accepted it.</summary>
    Outside,
}

/// <summary>A certificate with which a member calls the gateway.</summary>
[RecordKind("bus-certificates")]
public sealed class MemberCertificate : IRecord
{
    public const int PemLength = 16_000;
    public const int NameLength = 500;
    public const int ReasonLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid MemberId { get; set; }

    /// <summary>Of its DER, in lower-case hexadecimal; one certificate belongs to one member.</summary>
    public string Sha256 { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Issuer { get; set; } = "";

    public CertificateOrigin Origin { get; set; }

    public string Pem { get; set; } = "";

    public DateTimeOffset From { get; set; }

    /// <summary>First moment at which it is no longer valid.</summary>
    public DateTimeOffset Until { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokeReason { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="Until"/>.</summary>
    public int? Reminded { get; set; }

    public int Version { get; set; }

    public DateTimeOffset EndsAt => RevokedAt is { } revoked && revoked < Until ? revoked : Until;

    public bool IsValidAt(DateTimeOffset at) => From <= at && at < EndsAt;
}

internal sealed class MemberCertificateMapping : IEntityTypeConfiguration<MemberCertificate>
{
    public void Configure(EntityTypeBuilder<MemberCertificate> builder)
    {
        builder.ToTable("bus_certificates");
        builder.Property(item => item.Sha256).HasMaxLength(64);
        builder.Property(item => item.Subject).HasMaxLength(MemberCertificate.NameLength);
        builder.Property(item => item.Issuer).HasMaxLength(MemberCertificate.NameLength);
        builder.Property(item => item.Pem).HasMaxLength(MemberCertificate.PemLength);
        builder.Property(item => item.RevokeReason).HasMaxLength(MemberCertificate.ReasonLength);
        builder.Ignore(item => item.EndsAt);
        builder.HasIndex(item => item.Sha256).IsUnique();
        builder.HasIndex(item => item.MemberId);
        builder.HasIndex(item => item.Until);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
