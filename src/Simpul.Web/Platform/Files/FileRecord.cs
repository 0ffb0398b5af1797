using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Files;

/// <summary>A file attached to a record, as one of the versions of a document. Its content lies in the file store under its SHA-256.</summary>
[RecordKind("files")]
public sealed class FileRecord : IRecord
{
    public const int NameLength = 200;

    /// <summary>Bytes of one upload at most.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Kind and id of the record that it is attached to.</summary>
    public required string SubjectKind { get; set; }

    public Guid SubjectId { get; set; }

    /// <summary>Which document of the record it is: a key of a procedure's documents, or <c>attachment</c>.</summary>
    public string Slot { get; set; } = "attachment";

    /// <summary>Counts up among the files of one slot that replace each other.</summary>
    public int Number { get; set; } = 1;

    /// <summary>The name that the uploader's file had.</summary>
    public required string Name { get; set; }

    /// <summary>Lower-case hexadecimal; also the name in the store, so that a changed file is found out.</summary>
    public required string Sha256 { get; set; }

    public long Size { get; set; }

    /// <summary>By content, not by what the browser said.</summary>
    public required string MediaType { get; set; }

    public Classification Classification { get; set; } = Classification.Restricted;

    /// <summary>Whose file it is; null for the government's.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>What one must be allowed to do to fetch it, when it is not public.</summary>
    public required string Permission { get; set; }

    public Guid? UploadedBy { get; set; }

    public DateTimeOffset UploadedAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public string? RemovedReason { get; set; }

    public int Version { get; set; }
}

internal sealed class FileMapping : IEntityTypeConfiguration<FileRecord>
{
    public void Configure(EntityTypeBuilder<FileRecord> builder)
    {
        builder.ToTable("files");
        builder.Property(file => file.SubjectKind).HasMaxLength(60);
        builder.Property(file => file.Slot).HasMaxLength(60);
        builder.Property(file => file.Name).HasMaxLength(FileRecord.NameLength);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.Property(file => file.MediaType).HasMaxLength(120);
        builder.Property(file => file.Permission).HasMaxLength(100);
        builder.Property(file => file.RemovedReason).HasMaxLength(500);
        builder.HasIndex(file => new { file.SubjectKind, file.SubjectId, file.Slot, file.Number }).IsUnique();
        builder.HasIndex(file => file.Sha256);
    }
}
