using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Obligations.Texts;

/// <summary>That the words of a regulation were imported: whose, how many articles, and their digest. The words themselves lie in <see cref="TextSource"/>.</summary>
[RecordKind("regulation-texts")]
public sealed class ImportedText : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The profile's id.</summary>
    public required string RegulationId { get; set; }

    /// <summary>SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal: the journal pins the words without holding them.</summary>
    public required string Sha256 { get; set; }

    public int Articles { get; set; }

    public int Notices { get; set; }

    public DateTimeOffset ImportedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>The text as it was given. Not a record: it may hold megabytes, and the record's event names its digest.</summary>
public sealed class TextSource
{
    /// <summary>Of the <see cref="ImportedText"/>.</summary>
    public Guid TextId { get; set; }

    public required string Words { get; set; }
}

internal sealed class ImportedTextMapping : IEntityTypeConfiguration<ImportedText>, IEntityTypeConfiguration<TextSource>
{
    public void Configure(EntityTypeBuilder<ImportedText> builder)
    {
        builder.ToTable("obl_texts");
        builder.Property(item => item.RegulationId).HasMaxLength(80);
        builder.Property(item => item.Sha256).HasMaxLength(64);
        builder.HasIndex(item => item.RegulationId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TextSource> builder)
    {
        builder.ToTable("obl_text_sources").HasKey(item => item.TextId);
        builder.HasOne<ImportedText>().WithOne().HasForeignKey<TextSource>(item => item.TextId).OnDelete(DeleteBehavior.Cascade);
    }
}
