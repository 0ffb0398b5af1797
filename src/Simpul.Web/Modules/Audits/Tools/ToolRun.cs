using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;

namespace Simpul.Web.Modules.Audits.Tools;

public enum ToolFormat
{
    Sarif,
    Gvm,
    Nessus,
}

public enum ToolRunState
{
    /// <summary>The file was read and shown; nothing came in.</summary>
    Checked,
    Imported,

    /// <summary>Looked at and not wanted.</summary>
    Dropped,
}

/// <summary>The result file of an audit tool: kept as evidence of the audit, tried, and taken in.</summary>
[RecordKind("audit-tool-runs")]
public sealed class ToolRun : IRecord
{
    public const int NameLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AuditId { get; set; }

    public ToolFormat Format { get; set; }

    public ToolRunState State { get; set; }

    /// <summary>As the file names it, with its version.</summary>
    public string Tool { get; set; } = "";

    public string FileName { get; set; } = "";

    /// <summary>The file as it hangs on this run.</summary>
    public Guid FileId { get; set; }

    public string Sha256 { get; set; } = "";

    /// <summary>Results in the file that can be taken in.</summary>
    public int Count { get; set; }

    /// <summary>Results that cannot, with their reasons on the page.</summary>
    public int Bad { get; set; }

    /// <summary>Results that were new when it was taken in; the others were there from before.</summary>
    public int Added { get; set; }

    public DateTimeOffset At { get; set; }

    public Guid? ByPersonId { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// One thing that tools found in an audit, told apart by its fingerprint. Rows follow from the files of the runs, whose hashes are in the journal, so they are no
/// records of their own.
/// </summary>
public sealed class ToolResult
{
    public const int RuleLength = 200;
    public const int TitleLength = 300;
    public const int PlaceLength = 500;
    public const int TextLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AuditId { get; set; }

    /// <summary>The run that brought it first.</summary>
    public Guid RunId { get; set; }

    /// <summary>The last run that had it.</summary>
    public Guid LastRunId { get; set; }

    /// <summary>SHA-256 of rule and place.</summary>
    public string Fingerprint { get; set; } = "";

    public string Rule { get; set; } = "";

    public string Title { get; set; } = "";

    public Severity Severity { get; set; }

    /// <summary>File and line, or host and port.</summary>
    public string Place { get; set; } = "";

    public string? Text { get; set; }

    public string? Solution { get; set; }
}

internal sealed class ToolMapping : IEntityTypeConfiguration<ToolRun>, IEntityTypeConfiguration<ToolResult>
{
    public void Configure(EntityTypeBuilder<ToolRun> builder)
    {
        builder.ToTable("audits_tool_runs");
        builder.Property(item => item.Tool).HasMaxLength(ToolRun.NameLength);
        builder.Property(item => item.FileName).HasMaxLength(ToolRun.NameLength);
        builder.Property(item => item.Sha256).HasMaxLength(64);
        builder.HasIndex(item => item.AuditId);
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ToolResult> builder)
    {
        builder.ToTable("audits_tool_results");
        builder.Property(item => item.Fingerprint).HasMaxLength(64);
        builder.Property(item => item.Rule).HasMaxLength(ToolResult.RuleLength);
        builder.Property(item => item.Title).HasMaxLength(ToolResult.TitleLength);
        builder.Property(item => item.Place).HasMaxLength(ToolResult.PlaceLength);
        builder.Property(item => item.Text).HasMaxLength(ToolResult.TextLength);
        builder.Property(item => item.Solution).HasMaxLength(ToolResult.TextLength);
        builder.HasIndex(item => new { item.AuditId, item.Fingerprint }).IsUnique();
        builder.HasIndex(item => new { item.AuditId, item.Severity });
        builder.HasOne<ToolRun>().WithMany().HasForeignKey(item => item.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
    }
}
