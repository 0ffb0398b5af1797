using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Audits.Papers;

/// <summary>What an examination came to.</summary>
public enum PaperResult
{
    Open,
    Conforms,
    Partly,
    Fails,

    /// <summary>With the reason in the observation.</summary>
    NotApplicable,
}

/// <summary>
/// A working paper: one criterion of one audit and, where the criterion is about objects, one of these; with the words of the edition that the audit is pinned to,
/// what was seen and who vouches for it. Its evidence hangs on it as files.
/// </summary>
[RecordKind("audit-papers")]
public sealed class WorkingPaper : IRecord
{
    public const int KeyLength = 80;
    public const int TitleLength = 200;
    public const int TextLength = 600;
    public const int ObservationLength = 8000;
    public const int NoteLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid AuditId { get; set; }

    /// <summary>The criterion's place in the audit: the papers of its objects share it.</summary>
    public int Number { get; set; }

    /// <summary>The architecture's item that it is about, an object of the audit; null where it is about the audit's objects together.</summary>
    public Guid? ItemId { get; set; }

    /// <summary>Name of that object when the audit chose it.</summary>
    public string? ObjectName { get; set; }

    /// <summary>Key of the subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The set's title, as the edition had it.</summary>
    public string Set { get; set; } = "";

    public string Cite { get; set; } = "";

    /// <summary>Id of the criterion in the edition.</summary>
    public string Criterion { get; set; } = "";

    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    public string? Proof { get; set; }

    public PaperResult Result { get; set; }

    public string? Observation { get; set; }

    public Guid? WrittenBy { get; set; }

    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>Somebody else than the writer who vouches for it; a change takes that back.</summary>
    public Guid? ReviewedBy { get; set; }

    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>What the reviewer said: with the sign-off, or why it was sent back.</summary>
    public string? ReviewNote { get; set; }

    public int Version { get; set; }

    public bool IsSigned => ReviewedAt is not null;

    /// <summary>The criterion and, where it has one, the object: what tells the paper apart in its audit.</summary>
    public string Called => ObjectName is null ? Title : $"{Title}, {ObjectName}";
}

internal sealed class WorkingPaperMapping : IEntityTypeConfiguration<WorkingPaper>
{
    public void Configure(EntityTypeBuilder<WorkingPaper> builder)
    {
        builder.ToTable("audits_papers");
        builder.Property(item => item.Subject).HasMaxLength(WorkingPaper.KeyLength);
        builder.Property(item => item.Set).HasMaxLength(WorkingPaper.TitleLength);
        builder.Property(item => item.Cite).HasMaxLength(WorkingPaper.TitleLength);
        builder.Property(item => item.Criterion).HasMaxLength(WorkingPaper.KeyLength);
        builder.Property(item => item.Title).HasMaxLength(WorkingPaper.TitleLength);
        builder.Property(item => item.Text).HasMaxLength(WorkingPaper.TextLength);
        builder.Property(item => item.Proof).HasMaxLength(WorkingPaper.TextLength);
        builder.Property(item => item.Observation).HasMaxLength(WorkingPaper.ObservationLength);
        builder.Property(item => item.ReviewNote).HasMaxLength(WorkingPaper.NoteLength);
        builder.Property(item => item.ObjectName).HasMaxLength(ArchitectureItem.NameLength);
        builder.HasIndex(item => new { item.AuditId, item.Criterion, item.ItemId }).IsUnique();
        // To a unique index no two nulls are the same.
        builder.HasIndex(item => new { item.AuditId, item.Criterion }).IsUnique().HasFilter("item_id IS NULL");
        builder.HasOne<Audit>().WithMany().HasForeignKey(item => item.AuditId).OnDelete(DeleteBehavior.Restrict);
    }
}
