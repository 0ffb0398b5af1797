using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>A version of the BPMN file that draws a process. Versions are added, never changed.</summary>
public sealed class ProcessDiagram : IPart
{
    public const int NoteLength = 300;

    public Guid ProcessId { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    /// <summary>As it was called where it came from.</summary>
    public string FileName { get; set; } = "";

    /// <summary>Of <see cref="BpmnContent.Bytes"/>, lower-case hexadecimal.</summary>
    public string Sha256 { get; set; } = "";

    public int Size { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Null where the command line or the sample brought it.</summary>
    public Guid? ByPersonId { get; set; }

    /// <summary>What changed against the version before.</summary>
    public string? Note { get; set; }

    public Guid OwnerId => ProcessId;
}

/// <summary>
/// The bytes of a BPMN file, by their hash, exactly as they came: what Simpul does not know of them is kept with the rest. No part of a record, so that
/// the journal holds the hash and not megabytes.
/// </summary>
public sealed class BpmnContent
{
    public string Sha256 { get; set; } = "";

    public byte[] Bytes { get; set; } = [];
}

/// <summary>
/// What an element of the diagram stands for: a record, or a sentence. Links hang on the element's id and so outlive a new version of the file in which
/// that id is still there.
/// </summary>
public sealed class ProcessLink : IPart
{
    public const int ElementLength = 255;
    public const int WordsLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ProcessId { get; set; }

    public string ElementId { get; set; } = "";

    /// <summary>Kind of the record; null where <see cref="Words"/> say it.</summary>
    public string? RecordKind { get; set; }

    public Guid? RecordId { get; set; }

    public string? Words { get; set; }

    public Guid OwnerId => ProcessId;
}

internal sealed class ProcessDiagramMapping : IEntityTypeConfiguration<ProcessDiagram>, IEntityTypeConfiguration<BpmnContent>, IEntityTypeConfiguration<ProcessLink>
{
    public void Configure(EntityTypeBuilder<ProcessDiagram> builder)
    {
        builder.ToTable("plan_process_diagrams").HasKey(item => new { item.ProcessId, item.Number });
        builder.Property(item => item.FileName).HasMaxLength(150);
        builder.Property(item => item.Sha256).HasMaxLength(64);
        builder.Property(item => item.Note).HasMaxLength(ProcessDiagram.NoteLength);
        builder.HasOne<BusinessProcess>().WithMany().HasForeignKey(item => item.ProcessId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BpmnContent> builder)
    {
        builder.ToTable("plan_bpmn_contents").HasKey(item => item.Sha256);
        builder.Property(item => item.Sha256).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ProcessLink> builder)
    {
        builder.ToTable("plan_process_links");
        builder.Property(item => item.ElementId).HasMaxLength(ProcessLink.ElementLength);
        builder.Property(item => item.RecordKind).HasMaxLength(60);
        builder.Property(item => item.Words).HasMaxLength(ProcessLink.WordsLength);
        builder.HasIndex(item => new { item.ProcessId, item.ElementId });
        builder.HasIndex(item => new { item.RecordKind, item.RecordId });
        builder.HasOne<BusinessProcess>().WithMany().HasForeignKey(item => item.ProcessId).OnDelete(DeleteBehavior.Restrict);
    }
}
