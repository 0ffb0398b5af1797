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

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("access_accounts");
        builder.Property(account => account.OpenIdSubject).HasMaxLength(400);
        builder.HasIndex(account => account.PersonId).IsUnique();
        builder.HasIndex(account => account.OpenIdSubject).IsUnique();
    }
}
