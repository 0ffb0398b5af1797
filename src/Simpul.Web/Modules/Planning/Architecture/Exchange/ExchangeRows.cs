using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>What a part of an exchange file is that Simpul has no place for.</summary>
public enum FragmentKind
{
    /// <summary>The model's own name, documentation, properties and metadata.</summary>
    Model,
    Definition,
    Element,
    Relation,
    Organization,
    Viewpoint,
    View,
}

/// <summary>A part of an imported model that Simpul does not know, as it stood in the file; it is given out again. Named by the event of its import.</summary>
public sealed class ExchangeFragment
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public FragmentKind Kind { get; set; }

    /// <summary>Its identifier in the file; of what has none, the digest of its words.</summary>
    public string Key { get; set; } = "";

    public string Xml { get; set; } = "";
}

/// <summary>How an item or a relation stands in the file that it came from, where Simpul would not write it so itself. Its key is the item's or the relation's id.</summary>
public sealed class ExchangeLink
{
    public Guid Id { get; set; }

    public string Identifier { get; set; } = "";

    /// <summary>The element without Simpul's own properties.</summary>
    public string Xml { get; set; } = "";
}

internal sealed class ExchangeFragmentMapping : IEntityTypeConfiguration<ExchangeFragment>
{
    public void Configure(EntityTypeBuilder<ExchangeFragment> builder)
    {
        builder.ToTable("architecture_fragments");
        builder.Property(fragment => fragment.Id).ValueGeneratedNever();
        builder.Property(fragment => fragment.Key).HasMaxLength(ExchangeFormat.IdentifierLength);
        builder.HasIndex(fragment => new { fragment.Kind, fragment.Key }).IsUnique();
    }
}

internal sealed class ExchangeLinkMapping : IEntityTypeConfiguration<ExchangeLink>
{
    public void Configure(EntityTypeBuilder<ExchangeLink> builder)
    {
        builder.ToTable("architecture_exchange_links");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Identifier).HasMaxLength(ExchangeFormat.IdentifierLength);
        builder.HasIndex(link => link.Identifier).IsUnique();
    }
}
