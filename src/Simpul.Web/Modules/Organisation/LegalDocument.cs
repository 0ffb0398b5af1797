using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What kind of legal product it is.</summary>
public enum LegalDocumentKind
{
    RegionalRegulation,
    HeadRegulation,
    HeadDecree,
    SecretaryDecree,
    AgencyHeadDecree,
    Circular,
    NationalLaw,
    Agreement,
    Other,
}

/// <summary>A regulation, decree or circular, local or national, that records here rest on. The public sees the public ones.</summary>
[RecordKind("legal-documents")]
public sealed class LegalDocument : IRecord
{
    public const int NumberLength = 100;
    public const int TitleLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public LegalDocumentKind Kind { get; set; } = LegalDocumentKind.HeadDecree;

    public string Number { get; set; } = "";

    public DateOnly IssuedOn { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Key of the profile's office that signed it; null where the kind says it.</summary>
    public string? Signer { get; set; }

    /// <summary>What it is about, as keys that checks ask for: a team (<c>coordination-team</c>), a policy, <c>ict-officer</c>…</summary>
    public List<string> About { get; set; } = [];

    public DateOnly InForceFrom { get; set; }

    /// <summary>Last day in force; null while open.</summary>
    public DateOnly? InForceUntil { get; set; }

    /// <summary>The document that revoked it.</summary>
    public Guid? RevokedById { get; set; }

    /// <summary>Where it conflicts with a later one that lets it stand otherwise; null when it does not.</summary>
    public string? ConflictNote { get; set; }

    public Classification Classification { get; set; } = Classification.Public;

    public int Version { get; set; }

    public bool InForceOn(DateOnly date) => InForceFrom <= date && !(InForceUntil < date);

    /// <summary>The office that signed it, by its own word or by its kind.</summary>
    public string? SignedBy => Signer ?? Kind switch
    {
        LegalDocumentKind.HeadDecree or LegalDocumentKind.HeadRegulation or LegalDocumentKind.RegionalRegulation => "head",
        LegalDocumentKind.SecretaryDecree => "secretary",
        _ => null,
    };
}

internal sealed class LegalDocumentMapping : IEntityTypeConfiguration<LegalDocument>
{
    public void Configure(EntityTypeBuilder<LegalDocument> builder)
    {
        builder.ToTable("org_legal_documents");
        builder.Property(item => item.Number).HasMaxLength(LegalDocument.NumberLength);
        builder.Property(item => item.Title).HasMaxLength(LegalDocument.TitleLength);
        builder.Property(item => item.Signer).HasMaxLength(60);
        builder.Property(item => item.ConflictNote).HasMaxLength(1000);
        builder.HasIndex(item => new { item.Kind, item.Number, item.IssuedOn }).IsUnique();
        builder.HasIndex(item => item.InForceFrom);
        builder.HasOne<LegalDocument>().WithMany().HasForeignKey(item => item.RevokedById).OnDelete(DeleteBehavior.Restrict);
    }
}
