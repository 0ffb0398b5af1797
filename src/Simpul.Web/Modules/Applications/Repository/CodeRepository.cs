using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>Who else may use an application's code.</summary>
public enum ReuseBy
{
    /// <summary>Nobody has decided that anybody may.</summary>
    Closed,

    /// <summary>Agencies of this government.</summary>
    Agencies,

    /// <summary>Other governments too: it stands in the public catalogue.</summary>
    Governments,
}

/// <summary>The Git repository of an application: what holds for it. Its history lies on the disk.</summary>
[RecordKind("repositories")]
public sealed class CodeRepository : IRecord
{
    public const int BranchLength = 100;
    public const int PatternLength = 100;
    public const int MostPatterns = 20;
    public const int LicenceLength = 100;
    public const int TermsLength = 2000;

    /// <summary>Letters of a publiccode.yml that is kept.</summary>
    public const int PublicCodeLength = 32 * 1024;

    /// <summary>The application's own id: each has one repository at most.</summary>
    public Guid Id { get; set; }

    public string DefaultBranch { get; set; } = "main";

    /// <summary>Branches that are neither rewritten nor deleted; <c>*</c> stands for anything.</summary>
    public List<string> ProtectedBranches { get; set; } = ["main"];

    /// <summary>Tags that are neither moved nor deleted.</summary>
    public List<string> ProtectedTags { get; set; } = ["*"];

    /// <summary>The publiccode.yml of the default branch as it was pushed last; null where it has none.</summary>
    public string? PublicCode { get; set; }

    public ReuseBy Reuse { get; set; }

    /// <summary>SPDX identifier of the licence under which others may use it.</summary>
    public string? Licence { get; set; }

    /// <summary>What whoever wants to use it should know: whom to ask, what they must run.</summary>
    public string? Terms { get; set; }

    /// <summary>When source first came in.</summary>
    public DateTimeOffset? FirstPushedAt { get; set; }

    public DateTimeOffset? PushedAt { get; set; }

    public int Pushes { get; set; }

    public int Version { get; set; }
}

/// <summary>What the last look at a repository's objects found; outside the journal, like runs of scheduled work. A fault is an event of its own.</summary>
public sealed class RepositoryCheck
{
    public const int SaysLength = 2000;

    public Guid RepositoryId { get; set; }

    public DateTimeOffset CheckedAt { get; set; }

    public bool Sound { get; set; }

    /// <summary>What git said of the faults.</summary>
    public string? Says { get; set; }

    public long Bytes { get; set; }
}

internal sealed class CodeRepositoryMapping : IEntityTypeConfiguration<CodeRepository>, IEntityTypeConfiguration<RepositoryCheck>
{
    public void Configure(EntityTypeBuilder<CodeRepository> builder)
    {
        builder.ToTable("app_repositories");
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.DefaultBranch).HasMaxLength(CodeRepository.BranchLength);
        builder.Property(item => item.PublicCode).HasMaxLength(CodeRepository.PublicCodeLength);
        builder.Property(item => item.Licence).HasMaxLength(CodeRepository.LicenceLength);
        builder.Property(item => item.Terms).HasMaxLength(CodeRepository.TermsLength);
        builder.HasIndex(item => item.Reuse);
        builder.HasOne<Application>().WithOne().HasForeignKey<CodeRepository>(item => item.Id).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RepositoryCheck> builder)
    {
        builder.ToTable("app_repository_checks").HasKey(item => item.RepositoryId);
        builder.Property(item => item.RepositoryId).ValueGeneratedNever();
        builder.Property(item => item.Says).HasMaxLength(RepositoryCheck.SaysLength);
        builder.HasOne<CodeRepository>().WithOne().HasForeignKey<RepositoryCheck>(item => item.RepositoryId).OnDelete(DeleteBehavior.Restrict);
    }
}
