using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Obligations;

/// <summary>What ran before the regulation and has to conform to it.</summary>
public enum LegacyKind
{
    Agencies,
    Applications,
    Infrastructure,
    Rules,

    /// <summary>A statement that nothing ran before: the transition does not apply.</summary>
    Nothing,
}

/// <summary>Something that ran before the regulation came into force, and when it was brought to conform to it.</summary>
[RecordKind("legacy-systems")]
public sealed class LegacySystem : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public LegacyKind Kind { get; set; }

    /// <summary>What ran: a system, a network, a rule, or what an agency did.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whose it is.</summary>
    public Guid? AgencyId { get; set; }

    public DateOnly? ConformedOn { get; set; }

    /// <summary>What shows that it conforms: a document, an address.</summary>
    public string? Evidence { get; set; }

    public int Version { get; set; }
}

internal sealed class LegacySystemMapping : IEntityTypeConfiguration<LegacySystem>
{
    public void Configure(EntityTypeBuilder<LegacySystem> builder)
    {
        builder.ToTable("obl_legacy");
        builder.Property(item => item.Name).HasMaxLength(LegacyRegister.NameLength);
        builder.Property(item => item.Evidence).HasMaxLength(LegacyRegister.EvidenceLength);
        builder.HasIndex(item => item.Name).IsUnique();
    }
}
