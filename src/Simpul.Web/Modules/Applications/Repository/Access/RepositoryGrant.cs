using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;

namespace Simpul.Web.Modules.Applications.Repository.Access;

/// <summary>What somebody may do with a repository. The order is the order of reach.</summary>
public enum RepositoryRight
{
    None,

    [Display(Name = "Membaca (git clone, git pull)")]
    Read,

    [Display(Name = "Membaca dan mengirim (git push)")]
    Write,
}

public enum GrantState
{
    Asked,
    Approved,
    Refused,

    /// <summary>Taken back before its last day.</summary>
    Ended,
}

/// <summary>That somebody asked for access to a repository, and what became of it: a person, a right, a period.</summary>
[RecordKind("repository-grants")]
public sealed class RepositoryGrant : IRecord
{
    public const int PurposeLength = 1000;
    public const int ReasonLength = 500;
    public const int OfficeLength = 60;

    /// <summary>Days of one period at most; whoever needs longer asks again.</summary>
    public const int Longest = 366;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    /// <summary>Who gets in.</summary>
    public Guid PersonId { get; set; }

    public RepositoryRight Right { get; set; }

    public string Purpose { get; set; } = "";

    public DateOnly From { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly Until { get; set; }

    public GrantState State { get; set; }

    public Guid? AskedBy { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public Guid? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Key of the profile's office for which the approval was given.</summary>
    public string? ApprovedBy { get; set; }

    /// <summary>Why it was refused or taken back.</summary>
    public string? Reason { get; set; }

    /// <summary>Number of the case in which it was decided, where the regulation has a procedure for it.</summary>
    public string? CaseNumber { get; set; }

    public int Version { get; set; }

    public bool StandsOn(DateOnly day) => State == GrantState.Approved && From <= day && Until >= day;
}

internal sealed class RepositoryGrantMapping : IEntityTypeConfiguration<RepositoryGrant>
{
    public void Configure(EntityTypeBuilder<RepositoryGrant> builder)
    {
        builder.ToTable("app_repository_grants");
        builder.Property(item => item.Purpose).HasMaxLength(RepositoryGrant.PurposeLength);
        builder.Property(item => item.Reason).HasMaxLength(RepositoryGrant.ReasonLength);
        builder.Property(item => item.ApprovedBy).HasMaxLength(RepositoryGrant.OfficeLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(20);
        builder.HasIndex(item => new { item.ApplicationId, item.PersonId });
        builder.HasIndex(item => new { item.PersonId, item.State });
        // Two clicks at once make one request.
        builder.HasIndex(item => new { item.ApplicationId, item.PersonId, item.State }).IsUnique().HasFilter("state = 'Asked'");
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
