using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Evaluation.Cycles;

public enum EvidenceForm
{
    /// <summary>Files are attached to it.</summary>
    File,
    Link,

    /// <summary>A record of Simpul itself.</summary>
    Record,
}

/// <summary>Something that proves: files, an address, or a record of Simpul. It may serve many indicators and many cycles.</summary>
[RecordKind("evaluation-documents")]
public sealed class EvidenceDocument : IRecord
{
    public const int TitleLength = 200;
    public const int LinkLength = 1000;
    public const int SnapshotLength = 20_000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Title { get; set; } = "";

    public EvidenceForm Form { get; set; }

    /// <summary>Day of the document itself, from which its age is counted.</summary>
    public DateOnly? IssuedOn { get; set; }

    public Guid? AgencyId { get; set; }

    public string? Link { get; set; }

    public string? RecordKind { get; set; }

    public Guid? RecordId { get; set; }

    /// <summary>What the record said when it was submitted, as canonical JSON; null until then.</summary>
    public string? Snapshot { get; set; }

    /// <summary>SHA-256 of <see cref="Snapshot"/>.</summary>
    public string? SnapshotDigest { get; set; }

    /// <summary>The journal's place of the record's last event then: it and the digest together prove what stood there.</summary>
    public long? JournalIndex { get; set; }

    public DateOnly? FrozenOn { get; set; }

    public int Version { get; set; }

    public string Href => $"/kerja/{EvidenceRegister.Slug}/{Id}";
}

public enum EvidenceVerdict
{
    Waiting,
    Verified,
    Refused,
}

/// <summary>That a document proves a level of an indicator, and what the assessor found.</summary>
[RecordKind("evaluation-evidence")]
public sealed class EvidenceUse : IRecord
{
    public const int ReasonLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CycleId { get; set; }

    public Guid IndicatorId { get; set; }

    public Guid DocumentId { get; set; }

    public int Level { get; set; }

    /// <summary>The person who gave it; null for what was given before this was kept.</summary>
    public Guid? AddedById { get; set; }

    public EvidenceVerdict Verdict { get; set; }

    public string? VerdictReason { get; set; }

    public Guid? VerdictById { get; set; }

    public DateOnly? VerdictOn { get; set; }

    /// <summary>The day it was taken back; it stays, because a judgement may rest on it.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    public int Version { get; set; }
}

internal sealed class EvidenceMapping : IEntityTypeConfiguration<EvidenceDocument>, IEntityTypeConfiguration<EvidenceUse>
{
    public void Configure(EntityTypeBuilder<EvidenceDocument> builder)
    {
        builder.ToTable("eval_documents");
        builder.Property(item => item.Title).HasMaxLength(EvidenceDocument.TitleLength);
        builder.Property(item => item.Link).HasMaxLength(EvidenceDocument.LinkLength);
        builder.Property(item => item.RecordKind).HasMaxLength(60);
        builder.Property(item => item.Snapshot).HasMaxLength(EvidenceDocument.SnapshotLength);
        builder.Property(item => item.SnapshotDigest).HasMaxLength(64);
        builder.Ignore(item => item.Href);
        builder.HasIndex(item => new { item.AgencyId, item.Title });
        builder.HasIndex(item => item.Title);
        builder.HasIndex(item => new { item.RecordKind, item.RecordId });
    }

    public void Configure(EntityTypeBuilder<EvidenceUse> builder)
    {
        builder.ToTable("eval_evidence");
        builder.Property(item => item.VerdictReason).HasMaxLength(EvidenceUse.ReasonLength);
        builder.HasIndex(item => new { item.CycleId, item.IndicatorId });
        builder.HasIndex(item => new { item.IndicatorId, item.DocumentId, item.Level }).IsUnique();
        builder.HasIndex(item => item.DocumentId);
        builder.HasOne<CycleIndicator>().WithMany().HasForeignKey(item => item.IndicatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceDocument>().WithMany().HasForeignKey(item => item.DocumentId).OnDelete(DeleteBehavior.Restrict);
    }
}
