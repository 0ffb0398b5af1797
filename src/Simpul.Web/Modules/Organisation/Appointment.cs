using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>In which capacity a person holds an office.</summary>
public enum AppointmentKind
{
    /// <summary>Definitif.</summary>
    Definitive,

    /// <summary>Pelaksana tugas (Plt.).</summary>
    Acting,

    /// <summary>Pelaksana harian (Plh.).</summary>
    Daily,

    /// <summary>Wakil yang ditunjuk: acts beside the holder.</summary>
    Deputy,
}

/// <summary>That a person holds an office for a period.</summary>
[RecordKind("appointments")]
public sealed class Appointment : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid PersonId { get; set; }

    public Guid OfficeId { get; set; }

    public AppointmentKind Kind { get; set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The decree that appoints.</summary>
    public Guid? DecreeId { get; set; }

    public string? EndReason { get; set; }

    public int Version { get; set; }

    public bool HoldsOn(DateOnly date) => From <= date && !(Until < date);
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("org_appointments");
        builder.Property(item => item.EndReason).HasMaxLength(500);
        builder.HasIndex(item => new { item.PersonId, item.From });
        builder.HasIndex(item => new { item.OfficeId, item.From });
        builder.HasOne<Person>().WithMany().HasForeignKey(item => item.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Office>().WithMany().HasForeignKey(item => item.OfficeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalDocument>().WithMany().HasForeignKey(item => item.DecreeId).OnDelete(DeleteBehavior.Restrict);
    }
}
