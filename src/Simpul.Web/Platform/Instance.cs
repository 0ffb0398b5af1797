using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Platform;

/// <summary>What one government set for its own instance. One row.</summary>
[RecordKind("instance")]
public sealed class Instance : IRecord
{
    public static readonly Guid OnlyId = new("00000000-0000-7000-8000-000000000001");

    public Guid Id { get; set; } = OnlyId;

    /// <summary>The profile that this instance runs by: <c>palembang-25-2023</c>.</summary>
    public string RegulationId { get; set; } = "";

    /// <summary>Choices of readings that differ from the profile's own, as <c>reading=choice</c>.</summary>
    public List<string> Readings { get; set; } = [];

    /// <summary>Whether the public page shows how the obligations stand.</summary>
    public bool ShowsBoardPublicly { get; set; } = true;

    /// <summary>Whether everybody must sign in with a second factor. Off only in samples.</summary>
    public bool RequiresSecondFactor { get; set; } = true;

    /// <summary>The government's own strong colour, as #rrggbb; null for Simpul's.</summary>
    public string? Colour { get; set; }

    /// <summary>Where the public turns to: address, telephone, e-mail; one a line.</summary>
    public string? Contact { get; set; }

    /// <summary>SHA-256 of the government's crest, in lower-case hexadecimal; null where none was uploaded.</summary>
    public string? CrestSha256 { get; set; }

    /// <summary>Whether its data was made up to try the program.</summary>
    public bool IsSample { get; set; }

    public int Version { get; set; }
}

internal sealed class InstanceMapping : IEntityTypeConfiguration<Instance>
{
    public void Configure(EntityTypeBuilder<Instance> builder)
    {
        builder.ToTable("instance");
        builder.Property(item => item.RegulationId).HasMaxLength(80);
        builder.Property(item => item.Colour).HasMaxLength(7);
        builder.Property(item => item.Contact).HasMaxLength(1000);
        builder.Property(item => item.CrestSha256).HasMaxLength(64);
    }
}
