using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Kinds of Perangkat Daerah and of the units that regulations give duties to (PP 18/2016).</summary>
public enum AgencyKind
{
    Secretariat,
    SecretariatDivision,
    CouncilSecretariat,
    Inspectorate,
    Department,
    Board,
    District,
    Ward,
    Hospital,
    TechnicalUnit,
    Other,
}

/// <summary>A Perangkat Daerah, or a unit under one.</summary>
[RecordKind("agencies")]
public sealed class Agency : IRecord
{
    public const int CodeLength = 30;
    public const int NameLength = 200;
    public const int ShortNameLength = 40;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The government's own code for it; unique.</summary>
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public string? ShortName { get; set; }

    public AgencyKind Kind { get; set; } = AgencyKind.Department;

    /// <summary>The agency that it is a unit of.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Affairs and functions that it carries out, one a line.</summary>
    public List<string> Functions { get; set; } = [];

    /// <summary>Keys of the profile's offices that this agency holds here: <c>ict-agency</c>, <c>planning-agency</c>…</summary>
    public List<string> Holds { get; set; } = [];

    public DateOnly? EstablishedOn { get; set; }

    public DateOnly? DissolvedOn { get; set; }

    public string? DissolvedReason { get; set; }

    public int Version { get; set; }

    /// <summary>Whether it exists on the date.</summary>
    public bool ExistsOn(DateOnly date) => !(EstablishedOn > date) && !(DissolvedOn <= date);

    /// <summary>Whether the duties of "every Perangkat Daerah" are its own; units answer through the agency that they belong to.</summary>
    public bool AnswersForItself => ParentId is null || Kind is AgencyKind.District or AgencyKind.Hospital;
}

internal sealed class AgencyMapping : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> builder)
    {
        builder.ToTable("org_agencies");
        builder.Property(agency => agency.Code).HasMaxLength(Agency.CodeLength);
        builder.Property(agency => agency.Name).HasMaxLength(Agency.NameLength);
        builder.Property(agency => agency.ShortName).HasMaxLength(Agency.ShortNameLength);
        builder.Property(agency => agency.DissolvedReason).HasMaxLength(500);
        builder.HasIndex(agency => agency.Code).IsUnique();
        builder.HasIndex(agency => agency.Name);
        builder.HasOne<Agency>().WithMany().HasForeignKey(agency => agency.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}
