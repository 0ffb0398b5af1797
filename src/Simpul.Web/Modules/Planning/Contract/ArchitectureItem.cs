using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Contract;

/// <summary>One thing of the architecture: a process, a dataset, a service, an application, a piece of infrastructure, a security control.</summary>
[RecordKind("architecture-items")]
public sealed class ArchitectureItem : IRecord
{
    public const int CodeLength = 60;
    public const int NameLength = 250;

    /// <summary>A code has at most 25 letters; as much room as a name, because it may be typed by its words.</summary>
    public const int ReferenceLength = NameLength;

    public const int DescriptionLength = 4000;
    public const int ValueLength = 600;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Never changes: details in other modules and relations rest on it.</summary>
    public ArchitectureDomain Domain { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The government's own code; unique.</summary>
    public string Code { get; set; } = "";

    /// <summary>The national reference code; null only for what another tool's model brought without one.</summary>
    public string? Reference { get; set; }

    /// <summary>The agency that owns it.</summary>
    public Guid? AgencyId { get; set; }

    public string? Description { get; set; }

    public ItemState State { get; set; }

    /// <summary>First day on which it is there.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day on which it is there.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>What the national reference architecture asks of its domain, as <c>id=value</c>; the labels are in the national data.</summary>
    public List<string> Metadata { get; set; } = [];

    public int Version { get; set; }
}

/// <summary>That one item needs another, exchanges data with it, or follows it.</summary>
[RecordKind("architecture-relations")]
public sealed class ArchitectureRelation : IRecord
{
    public const int NoteLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid FromId { get; set; }

    public RelationKind Kind { get; set; }

    public Guid ToId { get; set; }

    /// <summary>The agency whose relation it is, usually the owner of the item that it starts from.</summary>
    public Guid? AgencyId { get; set; }

    public string? Note { get; set; }

    /// <summary>Last day on which it holds; null while it does.</summary>
    public DateOnly? Until { get; set; }

    public int Version { get; set; }
}

internal sealed class ArchitectureItemMapping : IEntityTypeConfiguration<ArchitectureItem>
{
    public void Configure(EntityTypeBuilder<ArchitectureItem> builder)
    {
        builder.ToTable("architecture_items");
        builder.Property(item => item.Code).HasMaxLength(ArchitectureItem.CodeLength);
        builder.Property(item => item.Name).HasMaxLength(ArchitectureItem.NameLength);
        builder.Property(item => item.Reference).HasMaxLength(ArchitectureItem.ReferenceLength);
        builder.Property(item => item.Description).HasMaxLength(ArchitectureItem.DescriptionLength);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => item.Name);
        builder.HasIndex(item => new { item.Domain, item.Name });
        builder.HasIndex(item => item.Reference);
        builder.HasIndex(item => item.AgencyId);
    }
}

internal sealed class ArchitectureRelationMapping : IEntityTypeConfiguration<ArchitectureRelation>
{
    public void Configure(EntityTypeBuilder<ArchitectureRelation> builder)
    {
        builder.ToTable("architecture_relations");
        builder.Property(relation => relation.Note).HasMaxLength(ArchitectureRelation.NoteLength);
        builder.HasIndex(relation => new { relation.FromId, relation.ToId, relation.Kind }).IsUnique();
        builder.HasIndex(relation => relation.ToId);
        builder.HasIndex(relation => relation.Kind);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(relation => relation.FromId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(relation => relation.ToId).OnDelete(DeleteBehavior.Restrict);
    }
}
