using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>A version of an application that was released.</summary>
[RecordKind("application-versions")]
public sealed class ApplicationVersion : IApplicationPart
{
    public const int NumberLength = 60;
    public const int ChangesLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    /// <summary>As its makers number it: 2.4.1.</summary>
    public string Number { get; set; } = "";

    public DateOnly ReleasedOn { get; set; }

    /// <summary>What changed, for those who use it.</summary>
    public string Changes { get; set; } = "";

    public string? Note { get; set; }

    public int Version { get; set; }

    /// <summary>The number in a tag, or in what somebody typed, without the letter that many put before it: v2.4.1 is version 2.4.1.</summary>
    internal static string NumberOf(string typed)
    {
        var number = typed.Trim();
        number = number.Length > 1 && number[0] is 'v' or 'V' && char.IsAsciiDigit(number[1]) ? number[1..] : number;
        return number[..Math.Min(number.Length, NumberLength)];
    }
}

/// <summary>The register of versions.</summary>
internal sealed class ApplicationVersionRegister : IEntityTypeConfiguration<ApplicationVersion>
{
    public const string Href = "/kerja/versi-aplikasi";

    public static readonly Register<ApplicationVersion> Declared = new()
    {
        Kind = "application-versions",
        Slug = "versi-aplikasi",
        Title = "Versi aplikasi",
        One = "versi aplikasi",
        Under = OverviewModel.Parent,
        Why = "Versi yang pernah dirilis, kapan, dan apa yang berubah. Dari sini terlihat aplikasi mana yang lama tidak dikembangkan.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        OrderedBy = "-releasedOn",
        TitledBy = ["application", "number"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settle,
        Of =
        [
            ApplicationParts.Application<ApplicationVersion>(),
            Fields.Text<ApplicationVersion>("number", "Nomor versi", item => item.Number, ApplicationVersion.NumberLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Date<ApplicationVersion>("releasedOn", "Dirilis pada", item => item.ReleasedOn, new() { Required = true, Listed = true }),
            Fields.Text<ApplicationVersion>("changes", "Yang berubah", item => item.Changes, ApplicationVersion.ChangesLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Text<ApplicationVersion>("note", "Catatan", item => item.Note, ApplicationVersion.ChangesLength, longText: true),
        ],
        Rules = async (services, item, cancel) => await services.GetRequiredService<PlatformDb>().Set<ApplicationVersion>().AsNoTracking()
            .AnyAsync(other => other.Id != item.Id && other.ApplicationId == item.ApplicationId && other.Number == item.Number, cancel)
            ? [Refusal.At("number", $"Versi {item.Number} aplikasi ini sudah tercatat. Ubah yang ada, atau tulis nomor lain.")] : [],
    };

    public void Configure(EntityTypeBuilder<ApplicationVersion> builder)
    {
        ApplicationParts.Map(builder, "app_versions");
        builder.Property(item => item.Number).HasMaxLength(ApplicationVersion.NumberLength);
        builder.Property(item => item.Changes).HasMaxLength(ApplicationVersion.ChangesLength);
        builder.Property(item => item.Note).HasMaxLength(ApplicationVersion.ChangesLength);
        builder.HasIndex(item => new { item.ApplicationId, item.Number }).IsUnique();
        builder.HasIndex(item => item.ReleasedOn);
    }
}
