using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>Parts that a bus is made of, as the regulations name them.</summary>
public enum ComponentKind
{
    Bus,
    MetadataRepository,
    ServiceDirectory,
}

/// <summary>A part of the bus that is in service: which software it runs on, by which rule, and who runs it.</summary>
[RecordKind("bus-components")]
public sealed class BusComponent : IRecord
{
    public const int NameLength = 200;
    public const int RuleLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public ComponentKind Kind { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Name and version of the software.</summary>
    public string? Software { get; set; }

    public string? Licence { get; set; }

    /// <summary>The rule by which this software is used.</summary>
    public string? SoftwareRule { get; set; }

    /// <summary>The agency that runs it.</summary>
    public Guid? OperatorId { get; set; }

    /// <summary>First day in service.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day in service; null while it is.</summary>
    public DateOnly? Until { get; set; }

    public int Version { get; set; }

    public bool InServiceOn(DateOnly date) => From <= date && !(Until < date);
}

internal sealed class BusComponentMapping : IEntityTypeConfiguration<BusComponent>
{
    public void Configure(EntityTypeBuilder<BusComponent> builder)
    {
        builder.ToTable("bus_components");
        builder.Property(item => item.Name).HasMaxLength(BusComponent.NameLength);
        builder.Property(item => item.Software).HasMaxLength(BusComponent.NameLength);
        builder.Property(item => item.Licence).HasMaxLength(BusComponent.NameLength);
        builder.Property(item => item.SoftwareRule).HasMaxLength(BusComponent.RuleLength);
        builder.HasIndex(item => item.Name);
    }
}

/// <summary>The register of the bus's parts.</summary>
internal static class BusComponentRegister
{
    public const string Href = "/kerja/komponen-penghubung";

    public static readonly IReadOnlyList<(ComponentKind Value, string Title)> Kinds =
    [
        (ComponentKind.Bus, "Penghubung layanan"),
        (ComponentKind.MetadataRepository, "Repositori metadata"),
        (ComponentKind.ServiceDirectory, "Direktori layanan"),
    ];

    public static readonly Register<BusComponent> Declared = new()
    {
        Kind = "bus-components",
        Slug = "komponen-penghubung",
        Title = "Komponen penghubung",
        One = "komponen penghubung",
        Why = "Bagian penghubung layanan yang beroperasi, perangkat lunaknya dan dasar penetapannya, serta siapa yang menyelenggarakannya.",
        Under = Members.FitnessRegisters.Parent,
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Connect,
        Icon = "hdd-network",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        Of =
        [
            Fields.Text<BusComponent>("name", "Nama", item => item.Name, BusComponent.NameLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Choice<BusComponent, ComponentKind>("kind", "Jenis", item => item.Kind, Kinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<BusComponent>("operator", "Penyelenggara", item => item.OperatorId, "agencies", new() { Required = true, Listed = true }),
            Fields.Text<BusComponent>("software", "Perangkat lunak dan versinya", item => item.Software, BusComponent.NameLength, new() { Listed = true }),
            Fields.Text<BusComponent>("licence", "Lisensi", item => item.Licence, BusComponent.NameLength),
            Fields.Text<BusComponent>("softwareRule", "Dasar penetapan perangkat lunak", item => item.SoftwareRule, BusComponent.RuleLength, new() { Help = "Peraturan atau keputusan yang menetapkan perangkat lunak ini, dengan pasalnya." }),
            Fields.Date<BusComponent>("from", "Beroperasi sejak", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<BusComponent>("until", "Berhenti pada", item => item.Until, new() { Help = "Hari terakhir beroperasi. Kosongkan selama masih beroperasi." }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.Until < item.From ? [Refusal.At("until", "Tidak boleh berhenti sebelum beroperasi.")] : []),
    };
}
