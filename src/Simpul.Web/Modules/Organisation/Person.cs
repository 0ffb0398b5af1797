using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Organisation;

/// <summary>How a person serves.</summary>
public enum Employment
{
    CivilServant,
    ContractCivilServant,
    Elected,
    Other,
}

/// <summary>Somebody who can hold an office or a seat. Number and contacts are personal data: sealed at rest, masked on screen.</summary>
[RecordKind("people")]
public sealed class Person : IRecord
{
    public const int NameLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Name with degrees, as decrees write it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Nomor Induk Pegawai, 18 digits.</summary>
    public Sealed Nip { get; set; }

    /// <summary>By which a NIP is found and kept unique without being readable.</summary>
    public string? NipFingerprint { get; set; }

    public Sealed Email { get; set; }

    public Sealed Phone { get; set; }

    public Employment Employment { get; set; } = Employment.CivilServant;

    /// <summary>The agency where the person works.</summary>
    public Guid? AgencyId { get; set; }

    public DateOnly? LeftOn { get; set; }

    public int Version { get; set; }

    /// <summary>Seals number and contacts for this person, whose <see cref="Id"/> is final.</summary>
    internal Person Seal(Sealer sealer, string? nip = null, string? email = null, string? phone = null)
    {
        Nip = sealer.Seal(nip, Sealer.Field("people", Id, "nip"));
        NipFingerprint = sealer.Fingerprint(nip);
        Email = sealer.Seal(email, Sealer.Field("people", Id, "email"));
        Phone = sealer.Seal(phone, Sealer.Field("people", Id, "phone"));
        return this;
    }
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("org_people");
        builder.Property(person => person.Name).HasMaxLength(Person.NameLength);
        builder.Property(person => person.NipFingerprint).HasMaxLength(32);
        builder.HasIndex(person => person.NipFingerprint).IsUnique();
        builder.HasIndex(person => person.Name);
        builder.HasOne<Agency>().WithMany().HasForeignKey(person => person.AgencyId).OnDelete(DeleteBehavior.Restrict);
    }
}
