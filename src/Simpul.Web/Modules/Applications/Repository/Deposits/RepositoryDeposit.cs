using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;

namespace Simpul.Web.Modules.Applications.Repository.Deposits;

/// <summary>That a step of a case found something of an application handed in: its source, its package, its documents, or that all of it lies in the repository.</summary>
[RecordKind("repository-deposits")]
public sealed class RepositoryDeposit : IRecord
{
    public const int ContentLength = 40;
    public const int ProofLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    /// <summary>The word of the step's records: <c>source</c>, <c>package</c>, <c>documents</c>, <c>repository-item</c>.</summary>
    public string Content { get; set; } = "";

    public DateOnly DepositedOn { get; set; }

    /// <summary>Who left the step with it.</summary>
    public Guid? ByPersonId { get; set; }

    /// <summary>Where the default branch stood then; null where an archive was handed in, or nothing was pushed.</summary>
    public string? Commit { get; set; }

    /// <summary>What was found: the commit, or the files by their numbers, never by their names.</summary>
    public string Proof { get; set; } = "";

    public string CaseNumber { get; set; } = "";

    public int Version { get; set; }
}

internal sealed class RepositoryDepositMapping : IEntityTypeConfiguration<RepositoryDeposit>
{
    public void Configure(EntityTypeBuilder<RepositoryDeposit> builder)
    {
        builder.ToTable("app_repository_deposits");
        builder.Property(item => item.Content).HasMaxLength(RepositoryDeposit.ContentLength);
        builder.Property(item => item.Commit).HasMaxLength(40);
        builder.Property(item => item.Proof).HasMaxLength(RepositoryDeposit.ProofLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(20);
        builder.HasIndex(item => new { item.ApplicationId, item.Content });
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
