using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The assignments for SPBE that regulations know beside offices. Their names in checks are these in kebab-case.</summary>
public enum OfficialKind
{
    InternalAssessor,
    Auditor,
    IctOfficer,
    DataSteward,
    KnowledgeKeeper,
    RiskOfficer,
    SecurityOfficer,
    RepositoryKeeper,
    NetworkOperator,
}

/// <summary>That a person has an assignment for SPBE: assessor, auditor, ICT officer of an agency…</summary>
[RecordKind("officials")]
public sealed class Official : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public OfficialKind Kind { get; set; } = OfficialKind.IctOfficer;

    public Guid PersonId { get; set; }

    /// <summary>The agency for which; null where it is for the government as a whole.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The decree that assigns.</summary>
    public Guid? DecreeId { get; set; }

    public int Version { get; set; }

    public bool HoldsOn(DateOnly date) => From <= date && !(Until < date);
}

internal sealed class OfficialMapping : IEntityTypeConfiguration<Official>
{
    public void Configure(EntityTypeBuilder<Official> builder)
    {
        builder.ToTable("org_officials");
        builder.HasIndex(item => new { item.Kind, item.From });
        builder.HasIndex(item => item.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(item => item.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agency>().WithMany().HasForeignKey(item => item.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalDocument>().WithMany().HasForeignKey(item => item.DecreeId).OnDelete(DeleteBehavior.Restrict);
    }
}
