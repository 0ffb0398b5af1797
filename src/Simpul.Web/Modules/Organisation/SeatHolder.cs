using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>That an office, or a person, holds a seat of a team. A seat held by an office is filled by whoever holds that office.</summary>
[RecordKind("seat-holders")]
public sealed class SeatHolder : IRecord
{
    public const int SeatLength = 120;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The team's key and the seat's id in the profile: <c>coordination-team/ketua</c>.</summary>
    public string Seat { get; set; } = "";

    /// <summary>The office that holds it; null where a person does.</summary>
    public Guid? OfficeId { get; set; }

    /// <summary>The person who holds it; null where an office does.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? Until { get; set; }

    public Guid? DecreeId { get; set; }

    public int Version { get; set; }

    public string Team => Seat[..Math.Max(0, Seat.IndexOf('/', StringComparison.Ordinal))];

    public bool HoldsOn(DateOnly date) => From <= date && !(Until < date);

    public static string SeatOf(string team, string seat) => $"{team}/{seat}";
}

internal sealed class SeatHolderMapping : IEntityTypeConfiguration<SeatHolder>
{
    public void Configure(EntityTypeBuilder<SeatHolder> builder)
    {
        builder.ToTable("org_seat_holders");
        builder.Property(item => item.Seat).HasMaxLength(SeatHolder.SeatLength);
        builder.HasIndex(item => new { item.Seat, item.From });
        builder.HasOne<Office>().WithMany().HasForeignKey(item => item.OfficeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(item => item.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalDocument>().WithMany().HasForeignKey(item => item.DecreeId).OnDelete(DeleteBehavior.Restrict);
    }
}
