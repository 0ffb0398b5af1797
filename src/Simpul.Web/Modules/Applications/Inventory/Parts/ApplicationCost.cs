using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>What the money was for.</summary>
public enum CostKind
{
    Building,
    Upkeep,
    Licence,
    Hosting,
    People,
    Other,
}

/// <summary>What an application cost in a year, of one kind.</summary>
[RecordKind("application-costs")]
public sealed class ApplicationCost : IApplicationPart
{
    public const int NoteLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    /// <summary>Budget year.</summary>
    public int Year { get; set; }

    public CostKind Kind { get; set; }

    /// <summary>Rupiah.</summary>
    public decimal Amount { get; set; }

    /// <summary>The budget's account code, or where the figure is from.</summary>
    public string? Note { get; set; }

    public int Version { get; set; }
}

/// <summary>The register of yearly costs.</summary>
internal sealed class ApplicationCostRegister : IEntityTypeConfiguration<ApplicationCost>
{
    public const string Href = "/kerja/biaya-aplikasi";

    public static readonly IReadOnlyList<(CostKind Value, string Title)> Kinds =
    [
        (CostKind.Building, "Pembangunan dan pengembangan"),
        (CostKind.Upkeep, "Pemeliharaan"),
        (CostKind.Licence, "Lisensi dan langganan"),
        (CostKind.Hosting, "Penempatan dan jaringan"),
        (CostKind.People, "Tenaga"),
        (CostKind.Other, "Lainnya"),
    ];

    public static readonly Register<ApplicationCost> Declared = new()
    {
        Kind = "application-costs",
        Slug = "biaya-aplikasi",
        Title = "Biaya aplikasi",
        One = "biaya aplikasi",
        Under = OverviewModel.Parent,
        Why = "Biaya setiap aplikasi per tahun anggaran menurut jenisnya, supaya terlihat mana yang mahal dan ke mana biayanya bergerak.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "graph-up",
        OrderedBy = "-year",
        TitledBy = ["application", "year", "kind"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settle,
        Of =
        [
            ApplicationParts.Application<ApplicationCost>(),
            Fields.Number<ApplicationCost>("year", "Tahun anggaran", item => item.Year, 2000, 2100, new() { Required = true, Listed = true }),
            Fields.Choice<ApplicationCost, CostKind>("kind", "Jenis biaya", item => item.Kind, Kinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Money<ApplicationCost>("amount", "Jumlah", item => item.Amount, new() { Required = true, Listed = true }),
            Fields.Text<ApplicationCost>("note", "Kode rekening atau sumber", item => item.Note, ApplicationCost.NoteLength, new() { Searched = true }),
        ],
        Rules = async (services, item, cancel) => await services.GetRequiredService<PlatformDb>().Set<ApplicationCost>().AsNoTracking()
            .AnyAsync(other => other.Id != item.Id && other.ApplicationId == item.ApplicationId && other.Year == item.Year && other.Kind == item.Kind, cancel)
            ? [Refusal.At("kind", $"Biaya {Kinds.Of(item.Kind).ToLowerInvariant()} tahun {item.Year} sudah tercatat. Ubah jumlahnya di sana.")] : [],
    };

    public void Configure(EntityTypeBuilder<ApplicationCost> builder)
    {
        ApplicationParts.Map(builder, "app_costs");
        builder.Property(item => item.Note).HasMaxLength(ApplicationCost.NoteLength);
        builder.HasIndex(item => new { item.ApplicationId, item.Year, item.Kind }).IsUnique();
        builder.HasIndex(item => item.Year);
    }
}
