using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Access;

/// <summary>That somebody may choose the password of an account, once. Outside the journal: that it was sent and used is an event of the account.</summary>
public sealed class Invitation
{
    /// <summary>For how long it may be used.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromDays(3);

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AccountId { get; set; }

    /// <summary>SHA-256 of the token, which only the invited person has.</summary>
    public required byte[] TokenHash { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was used, or replaced by another.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>Random secrets of 256 bits that are kept as a hash. A plain hash is enough: there is nothing to guess.</summary>
internal static class Token
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("access_invitations").HasKey(item => item.Id);
        builder.Property(item => item.TokenHash).HasMaxLength(32);
        builder.HasIndex(item => item.TokenHash).IsUnique();
        builder.HasIndex(item => item.AccountId);
    }
}
