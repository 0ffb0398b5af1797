using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A contract for building, keeping up or licensing an application.</summary>
[RecordKind("application-contracts")]
public sealed class ApplicationContract : IApplicationPart
{
    public const int NumberLength = 100;
    public const int VendorLength = 200;
    public const int SubjectLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    public string Number { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string Subject { get; set; } = "";

    public DateOnly SignedOn { get; set; }

    /// <summary>Last day on which the vendor owes the work.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>Last day of the warranty.</summary>
    public DateOnly? WarrantyUntil { get; set; }

    /// <summary>Rupiah.</summary>
    public decimal? Value { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="EndsOn"/>.</summary>
    public int? Reminded { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="WarrantyUntil"/>.</summary>
    public int? WarrantyReminded { get; set; }

    public int Version { get; set; }

    /// <summary>Last day on which the vendor owes anything: work or warranty.</summary>
    public DateOnly LastDay => WarrantyUntil is { } until && until > EndsOn ? until : EndsOn;
}

/// <summary>The register of contracts.</summary>
internal sealed class ApplicationContractRegister : IEntityTypeConfiguration<ApplicationContract>
{
    public const string Href = "/kerja/kontrak-aplikasi";

    public static readonly Register<ApplicationContract> Declared = new()
    {
        Kind = "application-contracts",
        Slug = "kontrak-aplikasi",
        Title = "Kontrak aplikasi",
        One = "kontrak aplikasi",
        Under = OverviewModel.Parent,
        Why = "Kontrak pembangunan, pemeliharaan, dan lisensi dengan penyedia: nilainya, kapan berakhir, dan sampai kapan garansinya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "briefcase",
        OrderedBy = "endsOn",
        TitledBy = ["number", "application"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settle,
        Of =
        [
            Fields.Text<ApplicationContract>("number", "Nomor kontrak", item => item.Number, ApplicationContract.NumberLength, new() { Required = true, Listed = true, Searched = true }),
            ApplicationParts.Application<ApplicationContract>(),
            Fields.Text<ApplicationContract>("vendor", "Penyedia", item => item.Vendor, ApplicationContract.VendorLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<ApplicationContract>("subject", "Pekerjaan", item => item.Subject, ApplicationContract.SubjectLength, new() { Required = true, Searched = true, Help = "Misalnya pembangunan, pemeliharaan tahunan, atau langganan lisensi." }),
            Fields.Date<ApplicationContract>("signedOn", "Tanggal kontrak", item => item.SignedOn, new() { Required = true }),
            Fields.Date<ApplicationContract>("endsOn", "Berakhir pada", item => item.EndsOn, new() { Required = true, Listed = true }),
            Fields.Date<ApplicationContract>("warrantyUntil", "Garansi sampai", item => item.WarrantyUntil, new() { Listed = true }),
            Fields.Money<ApplicationContract>("value", "Nilai kontrak", item => item.Value, new() { Listed = true }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.EndsOn < item.SignedOn ? [Refusal.At("endsOn", "Kontrak berakhir sebelum ditandatangani. Periksa kedua tanggalnya.")]
            : item.WarrantyUntil < item.SignedOn ? [Refusal.At("warrantyUntil", "Garansi berakhir sebelum kontrak ditandatangani. Periksa tanggalnya.")] : []),
        Saving = Saving,
    };

    /// <summary>Another end: its reminders start anew.</summary>
    private static Task Saving(IServiceProvider services, ApplicationContract item, bool isNew, CancellationToken cancel)
    {
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        item.Reminded = !isNew && entry.Property(one => one.EndsOn).IsModified ? null : item.Reminded;
        item.WarrantyReminded = !isNew && entry.Property(one => one.WarrantyUntil).IsModified ? null : item.WarrantyReminded;
        return Task.CompletedTask;
    }

    public void Configure(EntityTypeBuilder<ApplicationContract> builder)
    {
        ApplicationParts.Map(builder, "app_contracts");
        builder.Property(item => item.Number).HasMaxLength(ApplicationContract.NumberLength);
        builder.Property(item => item.Vendor).HasMaxLength(ApplicationContract.VendorLength);
        builder.Property(item => item.Subject).HasMaxLength(ApplicationContract.SubjectLength);
        builder.Ignore(item => item.LastDay);
        builder.HasIndex(item => item.EndsOn);
    }
}
