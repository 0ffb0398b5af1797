using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Platform.Ui;

/// <summary>The government's crest as it is served. In the database, so that every web node has it; its SHA-256 is in the instance's row and so in the journal.</summary>
public sealed class Crest
{
    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; set; }

    /// <summary>As <see cref="PngImage"/> wrote it.</summary>
    public required byte[] Png { get; set; }
}

internal sealed class CrestMapping : IEntityTypeConfiguration<Crest>
{
    public void Configure(EntityTypeBuilder<Crest> builder)
    {
        builder.ToTable("instance_crests").HasKey(crest => crest.Sha256);
        builder.Property(crest => crest.Sha256).HasMaxLength(64);
    }
}
