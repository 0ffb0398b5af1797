using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Access;

/// <summary>A way to sign in, belonging to one person. What the person may do comes from the offices they hold, never from the account.</summary>
[RecordKind("accounts")]
public sealed class Account : IdentityUser<Guid>, IRecord
{
    /// <summary>The person in the organisation whose account this is.</summary>
    public Guid PersonId { get; set; }

    /// <summary>The office that the person last chose to act for.</summary>
    public Guid? LastOfficeId { get; set; }

    /// <summary>Closed accounts stay, because the journal names them; they cannot sign in.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Whether the password was given by somebody else and must be changed at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The subject at the OpenID provider that signs in to this account, as <c>issuer|subject</c>.</summary>
    public string? OpenIdSubject { get; set; }

    public int Version { get; set; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("access_accounts");
        // Lock-out is Attempts'; how to reach a person is the person's.
        builder.Ignore(account => account.LockoutEnd).Ignore(account => account.LockoutEnabled).Ignore(account => account.AccessFailedCount)
            .Ignore(account => account.Email).Ignore(account => account.NormalizedEmail).Ignore(account => account.EmailConfirmed)
            .Ignore(account => account.PhoneNumber).Ignore(account => account.PhoneNumberConfirmed);
        builder.Property(account => account.OpenIdSubject).HasMaxLength(400);
        builder.HasIndex(account => account.PersonId).IsUnique();
        builder.HasIndex(account => account.OpenIdSubject).IsUnique();
    }

    /// <summary>Secrets and recovery codes of the second factor, sealed by <see cref="AccountStore"/>.</summary>
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("access_factors");
}
