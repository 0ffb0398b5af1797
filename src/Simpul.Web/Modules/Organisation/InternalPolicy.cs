using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// An internal policy, guideline, standard or procedure of the government: one that the regulation wants, or one of its own. Cases draft, enact
/// and review it; the form corrects what a case left wrong.
/// </summary>
[RecordKind("internal-policies")]
public sealed class InternalPolicy : IRecord
{
    public const int KeyLength = 80;
    public const int TitleLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key of the profile's policy, or the government's own; unique.</summary>
    public string Key { get; set; } = "";

    public string Title { get; set; } = "";

    public PolicyKind Kind { get; set; }

    /// <summary>Key of the profile's office that drafts it.</summary>
    public string? Author { get; set; }

    /// <summary>Key of the profile's office that enacts it.</summary>
    public string? Enactor { get; set; }

    /// <summary>The document by which it was enacted.</summary>
    public Guid? EnactedById { get; set; }

    public DateOnly? InForceFrom { get; set; }

    /// <summary>Last day in force; null while open.</summary>
    public DateOnly? InForceUntil { get; set; }

    /// <summary>When it was sent to every agency as binding.</summary>
    public DateOnly? PublishedOn { get; set; }

    /// <summary>Key of the office that drafted the version in force.</summary>
    public string? DraftedBy { get; set; }

    /// <summary>Keys of the offices consulted on it; <c>all-agencies</c> for every agency.</summary>
    public List<string> Consulted { get; set; } = [];

    /// <summary>Keys of the legal documents and standards that it rests on.</summary>
    public List<string> Bases { get; set; } = [];

    public DateOnly? LastReviewedOn { get; set; }

    /// <summary>When the report of the last review was filed.</summary>
    public DateOnly? ReviewReportedOn { get; set; }

    public DateOnly? NextReviewDue { get; set; }

    /// <summary>A ground on which a review opens before its time, such as <c>reference-changed</c>; emptied when it was reviewed.</summary>
    public string? ReviewGround { get; set; }

    /// <summary>Since when the ground is known.</summary>
    public DateOnly? ReviewGroundOn { get; set; }

    public int Version { get; set; }

    public bool InForceOn(DateOnly date) => EnactedById is not null && InForceFrom <= date && !(InForceUntil < date);
}

internal sealed class InternalPolicyMapping : IEntityTypeConfiguration<InternalPolicy>
{
    public void Configure(EntityTypeBuilder<InternalPolicy> builder)
    {
        builder.ToTable("org_internal_policies");
        builder.Property(item => item.Key).HasMaxLength(InternalPolicy.KeyLength);
        builder.Property(item => item.Title).HasMaxLength(InternalPolicy.TitleLength);
        builder.Property(item => item.Author).HasMaxLength(60);
        builder.Property(item => item.Enactor).HasMaxLength(60);
        builder.Property(item => item.DraftedBy).HasMaxLength(60);
        builder.Property(item => item.ReviewGround).HasMaxLength(60);
        builder.HasIndex(item => item.Key).IsUnique();
        builder.HasOne<LegalDocument>().WithMany().HasForeignKey(item => item.EnactedById).OnDelete(DeleteBehavior.Restrict);
    }
}
