using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>That somebody outside the government uses an application of its own, and who allowed it.</summary>
[RecordKind("outside-uses")]
public sealed class OutsideUse : IApplicationPart
{
    public const int ByLength = 200;
    public const int OfficeLength = 60;
    public const int LetterLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    /// <summary>Who uses it.</summary>
    public string By { get; set; } = "";

    public DateOnly From { get; set; }

    /// <summary>Last day; null while it lasts.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Key of the office that approved; null while nobody has.</summary>
    public string? ApprovedBy { get; set; }

    public DateOnly? ApprovedOn { get; set; }

    /// <summary>Number of the letter of approval.</summary>
    public string? Letter { get; set; }

    public int Version { get; set; }
}

/// <summary>The register of uses outside the government.</summary>
internal sealed class OutsideUseRegister : IEntityTypeConfiguration<OutsideUse>
{
    public const string Href = "/kerja/pemakaian-luar-aplikasi";

    public static readonly Register<OutsideUse> Declared = new()
    {
        Kind = "outside-uses",
        Slug = "pemakaian-luar-aplikasi",
        Title = "Pemakaian aplikasi oleh pihak luar",
        One = "pemakaian oleh pihak luar",
        Under = OverviewModel.Parent,
        Why = "Pihak di luar pemerintah daerah yang memakai aplikasi milik pemerintah daerah, dan persetujuan yang diberikan.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "share",
        OrderedBy = "-from",
        TitledBy = ["application", "by"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settle,
        Of =
        [
            ApplicationParts.Application<OutsideUse>(),
            Fields.Text<OutsideUse>("by", "Dipakai oleh", item => item.By, OutsideUse.ByLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Date<OutsideUse>("from", "Sejak", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<OutsideUse>("until", "Sampai", item => item.Until, new() { Listed = true }),
            Fields.Key<OutsideUse>("approvedBy", "Disetujui oleh", item => item.ApprovedBy, OutsideUse.OfficeLength, Offices, new() { Listed = true, Help = "Kosongkan selama belum ada persetujuan." }),
            Fields.Date<OutsideUse>("approvedOn", "Disetujui pada", item => item.ApprovedOn, new() { Listed = true }),
            Fields.Text<OutsideUse>("letter", "Nomor surat persetujuan", item => item.Letter, OutsideUse.LetterLength, new() { Searched = true }),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(
        [
            .. SelfApproved(services, item) is { } refused ? [refused] : Array.Empty<Refusal>(),
            .. item.Until < item.From ? [Refusal.At("until", "Pemakaian berakhir sebelum dimulai. Periksa kedua tanggalnya.")] : Array.Empty<Refusal>(),
            .. item.ApprovedBy is null != item.ApprovedOn is null ? [Refusal.At(item.ApprovedBy is null ? "approvedBy" : "approvedOn", "Isi siapa yang menyetujui dan kapan, atau kosongkan keduanya.")] : Array.Empty<Refusal>(),
        ]),
    };

    public void Configure(EntityTypeBuilder<OutsideUse> builder)
    {
        ApplicationParts.Map(builder, "app_outside_uses");
        builder.Property(item => item.By).HasMaxLength(OutsideUse.ByLength);
        builder.Property(item => item.ApprovedBy).HasMaxLength(OutsideUse.OfficeLength);
        builder.Property(item => item.Letter).HasMaxLength(OutsideUse.LetterLength);
    }

    /// <summary>Whoever uses or owns an application does not approve its use outside: the office that may does, by its case or by its own record.</summary>
    private static Refusal? SelfApproved(IServiceProvider services, OutsideUse item)
    {
        var (actor, regulation) = (services.GetRequiredService<Acting>().Actor, services.GetRequiredService<CurrentRegulation>());
        if (actor.MayEverywhere(ApplicationsPermissions.Edit) || item.ApprovedBy is null || !regulation.IsSetUp)
        {
            return null;
        }
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        var known = entry.State is not (EntityState.Detached or EntityState.Added);
        // What was approved holds for whom and how long it was approved; it may end sooner.
        if (known && new[] { nameof(OutsideUse.ApprovedBy), nameof(OutsideUse.ApprovedOn), nameof(OutsideUse.By), nameof(OutsideUse.From) }.All(name => Equals(entry.Property(name).OriginalValue, entry.Property(name).CurrentValue))
            && entry.Property(one => one.Until).OriginalValue is var until && (item.Until == until || item.Until < (until ?? DateOnly.MaxValue)))
        {
            return null;
        }
        var office = regulation.Profile.Offices.TryGet(item.ApprovedBy, out var approver) ? approver.Name : "yang berwenang";
        return Refusal.At("approvedBy", regulation.Profile.Procedures.FirstOrDefault(procedure => procedure.Steps.Any(step => step.Records.Contains(Lifecycle.Running.OutsideUseRecord.Word))) is { } asks
            ? $"Persetujuan dicatat oleh keputusan dalam urusan “{asks.Title}”. Ajukan urusan itu; selama belum disetujui, kosongkan isian ini."
            : $"Persetujuan dicatat oleh {office}, bukan oleh pemilik aplikasi. Mintalah {office} mencatatnya; selama belum ada, kosongkan isian ini.");
    }

    internal static IReadOnlyList<FieldChoice> Offices(IServiceProvider services) => services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation
        ? [.. regulation.Profile.Offices.Where(office => office.Kind != OfficeKind.Government).Select(office => new FieldChoice(office.Key, office.Title))] : [];
}
