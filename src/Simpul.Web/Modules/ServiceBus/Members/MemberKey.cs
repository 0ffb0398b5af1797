using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>A public key of a member. It is never deleted: what it signed while it was valid stays signed.</summary>
[RecordKind("bus-keys")]
public sealed class MemberKey : IRecord
{
    public const int KeyIdLength = 64;
    public const int SpkiLength = 2000;
    public const int ReasonLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid MemberId { get; set; }

    /// <summary>The <c>kid</c>: base64url of the SHA-256 of its SubjectPublicKeyInfo.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>SubjectPublicKeyInfo, DER in Base64.</summary>
    public string Spki { get; set; } = "";

    /// <summary>Names of <see cref="Bus.KeyUse"/>.</summary>
    public List<string> Uses { get; set; } = [];

    public DateTimeOffset From { get; set; }

    /// <summary>First moment at which it is no longer valid.</summary>
    public DateTimeOffset Until { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokeReason { get; set; }

    /// <summary>The private half in PKCS #8, where the member lets the instance hold it; empty where the member holds it itself.</summary>
    public Sealed Held { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="Until"/>.</summary>
    public int? Reminded { get; set; }

    public int Version { get; set; }

    /// <summary>First moment at which it is no longer valid, whatever ended it.</summary>
    public DateTimeOffset EndsAt => RevokedAt is { } revoked && revoked < Until ? revoked : Until;

    public bool IsValidAt(DateTimeOffset at) => From <= at && at < EndsAt;
}

internal sealed class MemberKeyMapping : IEntityTypeConfiguration<MemberKey>
{
    public void Configure(EntityTypeBuilder<MemberKey> builder)
    {
        builder.ToTable("bus_keys");
        builder.Property(item => item.KeyId).HasMaxLength(MemberKey.KeyIdLength);
        builder.Property(item => item.Spki).HasMaxLength(MemberKey.SpkiLength);
        builder.Property(item => item.RevokeReason).HasMaxLength(MemberKey.ReasonLength);
        builder.Ignore(item => item.EndsAt);
        builder.HasIndex(item => item.KeyId).IsUnique();
        builder.HasIndex(item => item.MemberId);
        builder.HasIndex(item => item.Until);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
