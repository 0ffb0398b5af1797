using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Trust;

public enum HubKeyPurpose
{
    /// <summary>Signs snapshots, clearances and revocations by the hub.</summary>
    Hub,

    /// <summary>Issues certificates to members.</summary>
    Authority,
}

/// <summary>A key of the hub's own. The private half lies sealed beside it: who reads the database alone cannot sign.</summary>
[RecordKind("bus-hub-keys")]
public sealed class HubKey : IRecord
{
    public const int PemLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public HubKeyPurpose Purpose { get; set; }

    /// <summary>The <c>kid</c>: base64url of the SHA-256 of its SubjectPublicKeyInfo.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>SubjectPublicKeyInfo, DER in Base64.</summary>
    public string Spki { get; set; } = "";

    /// <summary>PKCS #8 in Base64.</summary>
    public Sealed Private { get; set; }

    /// <summary>The authority's certificate; null for the hub's signing keys.</summary>
    public string? Certificate { get; set; }

    public DateTimeOffset From { get; set; }

    /// <summary>When another took over; null for the one that signs.</summary>
    public DateTimeOffset? Until { get; set; }

    public int Version { get; set; }
}

internal sealed class HubKeyMapping : IEntityTypeConfiguration<HubKey>
{
    public void Configure(EntityTypeBuilder<HubKey> builder)
    {
        builder.ToTable("bus_hub_keys");
        builder.Property(item => item.KeyId).HasMaxLength(64);
        builder.Property(item => item.Spki).HasMaxLength(400);
        builder.Property(item => item.Certificate).HasMaxLength(HubKey.PemLength);
        builder.HasIndex(item => item.KeyId).IsUnique();
        builder.HasIndex(item => new { item.Purpose, item.From });
    }
}
