using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Access;

/// <summary>What a program that carries a token may do: with the API, or with repositories and nothing else.</summary>
public enum TokenScope
{
    [Display(Name = "Hanya membaca")]
    Read,

    [Display(Name = "Membaca dan mengubah")]
    Write,

    /// <summary>For git, which keeps it in a file of the developer's machine: it opens no API.</summary>
    [Display(Name = "Mengambil kode dari repositori (git clone, git pull)")]
    RepositoryRead,

    /// <inheritdoc cref="RepositoryRead"/>
    [Display(Name = "Mengambil dan mengirim kode ke repositori (git push)")]
    RepositoryWrite,
}

/// <summary>Lets a program use the API for its person, acting for one office of theirs, until it expires or is ended.</summary>
[RecordKind("access-tokens")]
public sealed class AccessToken : IRecord
{
    public const int NameLength = 100;

    /// <summary>Days at most.</summary>
    public const int Longest = 365;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AccountId { get; set; }

    /// <summary>The office acted for; when the person leaves it, the token stops working.</summary>
    public Guid OfficeId { get; set; }

    /// <summary>What it is for, in its person's words.</summary>
    public required string Name { get; set; }

    public TokenScope Scope { get; set; }

    /// <summary>SHA-256 of the token, which was shown once.</summary>
    public required byte[] TokenHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Refreshed at most once a minute, without an event.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public int Version { get; set; }

    public bool StandsAt(DateTimeOffset moment) => EndedAt is null && ExpiresAt > moment;
}

internal sealed class AccessTokenMapping : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.Property(token => token.Name).HasMaxLength(AccessToken.NameLength);
        builder.Property(token => token.TokenHash).HasMaxLength(32);
        builder.HasIndex(token => token.TokenHash).IsUnique();
        builder.HasIndex(token => token.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(token => token.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
