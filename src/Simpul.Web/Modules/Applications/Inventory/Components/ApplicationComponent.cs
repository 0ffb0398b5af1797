using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>
/// A component of an application, as its newest bill of materials has it. No record and no part of one: thousands of them come and go with a file,
/// and what the journal holds is the file's digest.
/// </summary>
public sealed class ApplicationComponent
{
    public const int WordsLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    /// <summary>Its place in the file, from 0.</summary>
    public int Place { get; set; }

    public string Type { get; set; } = "";

    public string? Group { get; set; }

    public string Name { get; set; } = "";

    public string? ComponentVersion { get; set; }

    public string? Purl { get; set; }

    /// <inheritdoc cref="SbomComponent.Licences"/>
    public List<string> Licences { get; set; } = [];

    /// <summary>Folded name, group and package URL, for searching.</summary>
    public string Words { get; set; } = "";

    /// <summary>A type of CycloneDX in Indonesian; one that is not known stays as the file has it.</summary>
    public static string TypeWord(string type) => type switch
    {
        "application" => "Aplikasi",
        "framework" => "Kerangka kerja",
        "library" => "Pustaka",
        "container" => "Kontainer",
        "platform" => "Platform",
        "operating-system" => "Sistem operasi",
        "device" => "Perangkat",
        "device-driver" => "Penggerak perangkat",
        "firmware" => "Firmware",
        "file" => "Berkas",
        "machine-learning-model" => "Model pembelajaran mesin",
        "data" => "Data",
        "cryptographic-asset" => "Aset kriptografi",
        _ => type,
    };

    public SbomComponent Plain => new(Type, Group, Name, ComponentVersion, Purl, Licences);

    public static ApplicationComponent From(Guid application, int place, SbomComponent one)
    {
        var words = Folded.Of($"{one.Group} {one.Name} {one.Purl}");
        return new ApplicationComponent
        {
            ApplicationId = application, Place = place, Type = one.Type, Group = one.Group, Name = one.Name, ComponentVersion = one.Version, Purl = one.Purl, Licences = [.. one.Licences],
            Words = words.Length <= WordsLength ? words : words[..WordsLength],
        };
    }

    /// <summary>The licences as a person reads them.</summary>
    public static string LicenceWords(IReadOnlyList<string> licences) => string.Join(", ", licences.Select(licence => SbomWriter.Parted(licence).Words));
}

internal sealed class ApplicationComponentMapping : IEntityTypeConfiguration<ApplicationComponent>
{
    public void Configure(EntityTypeBuilder<ApplicationComponent> builder)
    {
        builder.ToTable("app_components");
        builder.Ignore(item => item.Plain);
        builder.Property(item => item.Type).HasMaxLength(SbomComponent.TypeLength);
        builder.Property(item => item.Group).HasMaxLength(SbomComponent.NameLength);
        builder.Property(item => item.Name).HasMaxLength(SbomComponent.NameLength);
        builder.Property(item => item.ComponentVersion).HasMaxLength(SbomComponent.VersionLength);
        builder.Property(item => item.Purl).HasMaxLength(SbomComponent.PurlLength);
        builder.Property(item => item.Words).HasMaxLength(ApplicationComponent.WordsLength);
        builder.HasIndex(item => new { item.ApplicationId, item.Place }).IsUnique();
        builder.HasIndex(item => item.Name);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
