using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>That a data element of a service's answers is a datum of the architecture. It holds for all versions in which the element stands at the same place.</summary>
[RecordKind("bus-element-links")]
public sealed class ElementLink : IRecord, IOfService
{
    public const int NoteLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ServiceId { get; set; }

    /// <summary>The service's provider's.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>operationId; null for the element wherever it stands.</summary>
    public string? Operation { get; set; }

    /// <summary>JSON Pointer into the response's schema, or the element's name alone.</summary>
    public string Element { get; set; } = "";

    /// <summary>Item of the architecture's data domain.</summary>
    public Guid DataId { get; set; }

    public string? Note { get; set; }

    /// <summary>As the service is classified.</summary>
    public Classification HeldAs { get; set; } = Classification.Restricted;

    public int Version { get; set; }

    /// <summary>Whether it speaks of this element.</summary>
    public bool Means(ServiceField field) => (Operation is null || Operation == field.Operation) && (Element == field.Element || Element == field.Name);
}

internal sealed class ElementLinkMapping : IEntityTypeConfiguration<ElementLink>
{
    public void Configure(EntityTypeBuilder<ElementLink> builder)
    {
        builder.ToTable("bus_element_links");
        builder.Property(item => item.Operation).HasMaxLength(200);
        builder.Property(item => item.Element).HasMaxLength(ServiceField.ElementLength);
        builder.Property(item => item.Note).HasMaxLength(ElementLink.NoteLength);
        ServiceSecrecy.Map(builder);
        builder.HasIndex(item => item.ServiceId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => item.Element);
        builder.HasOne<BusService>().WithMany().HasForeignKey(item => item.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(item => item.DataId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The register of links between data elements and the architecture's data.</summary>
internal static class ElementLinkRegister
{
    public const string Kind = "bus-element-links";
    public const string Href = "/kerja/kaitan-elemen-data";

    public static readonly Register<ElementLink> Declared = new()
    {
        Kind = Kind,
        Slug = "kaitan-elemen-data",
        Title = "Kaitan elemen data",
        One = "kaitan elemen data",
        Why = "Elemen data layanan mana yang merupakan data mana pada arsitektur, sehingga terlihat data apa yang mengalir ke siapa.",
        Under = new RegisterParent(ElementsModel.Href, "Elemen data"),
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Services,
        Icon = "link-45deg",
        HasFiles = false,
        OrderedBy = "element",
        TitledBy = ["service", "element"],
        AgencyOf = item => item.AgencyId,
        ClassificationOf = item => item.HeldAs,
        Of =
        [
            Fields.Reference<ElementLink>("service", "Layanan", item => item.ServiceId, "bus-services", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<ElementLink>("element", "Elemen data", item => item.Element, ServiceField.ElementLength, new() { Required = true, Listed = true, Searched = true, Help = "Nama elemen, misalnya nik, atau letaknya seperti /properties/data/items/properties/nik." }),
            Fields.Text<ElementLink>("operation", "Operasi", item => item.Operation, 200, new() { Listed = true, Help = "operationId; kosongkan bila berlaku pada semua operasi layanan." }),
            Fields.Reference<ElementLink>("data", "Data pada arsitektur", item => item.DataId, "architecture-items", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<ElementLink>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Help = "Kosongkan untuk mengikuti penyedia layanan." }),
            Fields.Text<ElementLink>("note", "Catatan", item => item.Note, ElementLink.NoteLength, longText: true),
        ],
        Rules = Check,
        Saving = async (services, item, _, cancel) =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            item.AgencyId ??= await db.Set<BusService>().Where(one => one.Id == item.ServiceId).Select(one => one.AgencyId).SingleOrDefaultAsync(cancel);
            item.HeldAs = await ServiceSecrecy.OfService(db, item.ServiceId, cancel);
        },
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, ElementLink item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (!await db.Set<ArchitectureItem>().AnyAsync(one => one.Id == item.DataId && one.Domain == ArchitectureDomain.Data, cancel))
        {
            return [Refusal.At("data", "Pilih butir arsitektur dari ranah Data dan Informasi.")];
        }
        var fields = await db.Set<ServiceField>().AsNoTracking().Join(db.Set<BusServiceVersion>().Where(version => version.ServiceId == item.ServiceId), field => field.VersionId, version => version.Id, (field, _) => field)
            .Where(field => field.Element == item.Element || field.Name == item.Element).Select(field => field.Operation).Distinct().ToListAsync(cancel);
        if (fields.Count == 0)
        {
            return [Refusal.At("element", "Layanan ini tidak mempunyai elemen data itu. Periksa namanya pada dokumentasi layanan.")];
        }
        if (item.Operation is { Length: > 0 } operation && !fields.Contains(operation))
        {
            return [Refusal.At("operation", "Operasi ini tidak menjawab elemen data itu.")];
        }
        return await db.Set<ElementLink>().AnyAsync(one => one.Id != item.Id && one.ServiceId == item.ServiceId && one.Element == item.Element && one.Operation == item.Operation, cancel)
            ? [Refusal.At("element", "Kaitan elemen ini sudah tercatat. Ubah yang sudah ada.")] : [];
    }
}
