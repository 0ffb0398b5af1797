using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Jobs;

/// <summary>Which node has a job, and which firing was taken last. Taking one is a single conditional update, so that two nodes never both succeed.</summary>
public sealed class JobLease
{
    public required string Name { get; set; }

    /// <summary>The last firing that some node took.</summary>
    public DateTimeOffset FiredFor { get; set; }

    /// <summary>Until when the job is taken; past or null when nobody has it.</summary>
    public DateTimeOffset? Until { get; set; }

    public string? Node { get; set; }
}

public enum JobResult
{
    Running,
    Done,
    Failed,
}

/// <summary>One run of a job; the last fifty of each are kept.</summary>
public sealed class JobRun
{
    public const int SaidLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public DateTimeOffset FiredFor { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public required string Node { get; set; }

    public JobResult Result { get; set; }

    /// <summary>What came of it, or the kind of failure with the number under which the log has it; never personal data.</summary>
    public string? Said { get; set; }

    /// <summary>The account that asked for it now; null when the clock did.</summary>
    public Guid? AskedBy { get; set; }
}

internal sealed class JobMapping : IEntityTypeConfiguration<JobLease>, IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobLease> builder)
    {
        builder.ToTable("jobs_leases").HasKey(lease => lease.Name);
        builder.Property(lease => lease.Name).HasMaxLength(80);
        builder.Property(lease => lease.Node).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("jobs_runs");
        builder.Property(run => run.Name).HasMaxLength(80);
        builder.Property(run => run.Node).HasMaxLength(120);
        builder.Property(run => run.Said).HasMaxLength(JobRun.SaidLength);
        builder.HasIndex(run => new { run.Name, run.StartedAt });
    }
}
