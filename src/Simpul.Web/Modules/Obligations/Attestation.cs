using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Obligations;

/// <summary>
/// That somebody, for an office, states that an obligation is met which no record can decide, or none can yet. It stands until it expires or is
/// withdrawn; it is never changed and never removed.
/// </summary>
[RecordKind("attestations")]
public sealed class Attestation : IRecord
{
    public const int StatementLength = 2000;
    public const int LinkLength = 500;
    public const int ReasonLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Id of the obligation in the profile: <c>PLG-13-7-b</c>.</summary>
    public required string ObligationId { get; set; }

    /// <summary>The agency that states it for itself; null for the government as a whole.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>What was done.</summary>
    public required string Statement { get; set; }

    public DateOnly DoneOn { get; set; }

    /// <summary>Last day on which it counts; null where it does not expire.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Where the evidence can be read: an http or https address.</summary>
    public string? Link { get; set; }

    public Guid? PersonId { get; set; }

    public Guid? OfficeId { get; set; }

    /// <summary>Who stated it, as they were called on that day.</summary>
    public string PersonName { get; set; } = "";

    /// <summary>The office for which they stated it, as it was called on that day.</summary>
    public string OfficeTitle { get; set; } = "";

    public DateTimeOffset AttestedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>First day on which it no longer counts.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    public string? WithdrawnReason { get; set; }

    public int Version { get; set; }

    public bool CountsOn(DateOnly date) => DoneOn <= date && !(WithdrawnOn <= date);
}

internal sealed class AttestationMapping : IEntityTypeConfiguration<Attestation>
{
    public void Configure(EntityTypeBuilder<Attestation> builder)
    {
        builder.ToTable("obl_attestations");
        builder.Property(item => item.ObligationId).HasMaxLength(40);
        builder.Property(item => item.Statement).HasMaxLength(Attestation.StatementLength);
        builder.Property(item => item.Link).HasMaxLength(Attestation.LinkLength);
        builder.Property(item => item.PersonName).HasMaxLength(200);
        builder.Property(item => item.OfficeTitle).HasMaxLength(200);
        builder.Property(item => item.WithdrawnReason).HasMaxLength(Attestation.ReasonLength);
        builder.HasIndex(item => new { item.ObligationId, item.AgencyId });
    }
}
