using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>What proves that an application similar to a general one meets a condition under which it may be used.</summary>
[RecordKind("similar-evidence")]
public sealed class SimilarEvidence : IApplicationPart
{
    public const int ConditionLength = 60;
    public const int WhatLength = 500;
    public const int LinkLength = 500;
    public const int OfficeLength = 60;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    /// <summary>Key of a condition, of <see cref="SimilarConditions"/>.</summary>
    public string Condition { get; set; } = "";

    /// <summary>What the evidence says: title and number.</summary>
    public string What { get; set; } = "";

    /// <summary>Its date.</summary>
    public DateOnly On { get; set; }

    /// <summary>Key of the office that gave it; null where none did.</summary>
    public string? GivenBy { get; set; }

    /// <summary>Where it can be read, where no file hangs on the record.</summary>
    public string? Link { get; set; }

    public int Version { get; set; }
}

/// <summary>The register of that evidence.</summary>
internal sealed class SimilarEvidenceRegister : IEntityTypeConfiguration<SimilarEvidence>
{
    public const string Kind = "similar-evidence";
    public const string Href = "/kerja/bukti-aplikasi-sejenis";

    public static readonly Register<SimilarEvidence> Declared = new()
    {
        Kind = Kind,
        Slug = "bukti-aplikasi-sejenis",
        Title = "Bukti syarat aplikasi sejenis",
        One = "bukti syarat",
        Under = OverviewModel.Parent,
        Why = "Aplikasi sejenis dengan aplikasi umum hanya boleh dipakai bila setiap syaratnya terbukti. Setiap bukti dicatat di sini dengan berkas atau tautannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "clipboard-check",
        OrderedBy = "-on",
        TitledBy = ["condition", "application"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settle,
        Of =
        [
            ApplicationParts.Application<SimilarEvidence>(),
            Fields.Key<SimilarEvidence>("condition", "Syarat", item => item.Condition, SimilarEvidence.ConditionLength, services => [.. SimilarConditions.Of(services).Select(one => new FieldChoice(one.Key, one.Words))], new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<SimilarEvidence>("what", "Bukti", item => item.What, SimilarEvidence.WhatLength, new() { Required = true, Listed = true, Searched = true, Help = "Judul dan nomornya, misalnya berita acara uji operasi nomor 12." }),
            Fields.Date<SimilarEvidence>("on", "Tanggal bukti", item => item.On, new() { Required = true, Listed = true }),
            Fields.Key<SimilarEvidence>("givenBy", "Diberikan oleh", item => item.GivenBy, SimilarEvidence.OfficeLength, OutsideUseRegister.Offices, new() { Listed = true, Help = "Wajib bagi pertimbangan: instansi atau perangkat daerah yang memberikannya." }),
            Fields.Text<SimilarEvidence>("link", "Tautan", item => item.Link, SimilarEvidence.LinkLength, new() { Help = "Alamat tempat bukti dapat dibaca. Kosongkan bila berkasnya dilampirkan di halaman bukti ini." }),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(
        [
            .. item.On > services.GetRequiredService<Today>().Date ? [Refusal.At("on", "Tanggal bukti belum tiba. Isi tanggal yang tertulis pada bukti.")] : Array.Empty<Refusal>(),
            .. item.Link is { } link && !(Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") ? [Refusal.At("link", "Tulis alamat lengkap yang dimulai dengan https://.")] : Array.Empty<Refusal>(),
            .. SelfGiven(services, item) is { } refused ? [refused] : Array.Empty<Refusal>(),
            .. item.Condition == SimilarConditions.Opinion && item.GivenBy is null ? [Refusal.At("givenBy", "Pilih siapa yang memberi pertimbangan.")] : Array.Empty<Refusal>(),
        ]),
    };

    /// <summary>
    /// Whether the actor may record the opinion itself: whoever owns or uses an application does not give the opinion about it. The ICT agency does not about its
    /// own either, where the regulation has a case in which nobody decides what they submitted.
    /// </summary>
    internal static bool MayGiveOpinion(Actor actor, CurrentRegulation regulation, Guid? owner) => actor.MayEverywhere(ApplicationsPermissions.Edit)
        && !(owner is { } own && actor.Agencies?.Contains(own) == true && SimilarProofs.HasCase(regulation));

    /// <summary>An opinion comes by its case, or by the record of the office that gave it; its owner neither makes one nor changes what it says.</summary>
    private static Refusal? SelfGiven(IServiceProvider services, SimilarEvidence item)
    {
        var (actor, regulation) = (services.GetRequiredService<Acting>().Actor, services.GetRequiredService<CurrentRegulation>());
        if (!regulation.IsSetUp || MayGiveOpinion(actor, regulation, item.AgencyId))
        {
            return null;
        }
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        var known = entry.State is not (EntityState.Detached or EntityState.Added);
        if (item.Condition != SimilarConditions.Opinion && !(known && entry.Property(one => one.Condition).OriginalValue == SimilarConditions.Opinion))
        {
            return null;
        }
        if (known && entry.State == EntityState.Unchanged)
        {
            return null;
        }
        var office = regulation.Profile.Offices.TryGet(item.GivenBy ?? "", out var giver) ? giver.Name : "yang berwenang";
        return Refusal.At("condition", regulation.Profile.Procedures.TryGet(SimilarProofs.Procedure, out var asks)
            ? $"Pertimbangan dicatat oleh keputusan dalam urusan “{asks.Title}”, bukan oleh pemilik aplikasi. Ajukan urusan itu{(actor.MayEverywhere(ApplicationsPermissions.Edit) ? "; yang memutuskannya rekan Anda yang tidak mengajukannya" : $", atau minta {office} mencatatnya")}."
            : $"Pertimbangan dicatat oleh {office}, bukan oleh pemilik aplikasi. Minta {office} mencatatnya.");
    }

    public void Configure(EntityTypeBuilder<SimilarEvidence> builder)
    {
        ApplicationParts.Map(builder, "app_similar_evidence");
        builder.Property(item => item.Condition).HasMaxLength(SimilarEvidence.ConditionLength);
        builder.Property(item => item.What).HasMaxLength(SimilarEvidence.WhatLength);
        builder.Property(item => item.GivenBy).HasMaxLength(SimilarEvidence.OfficeLength);
        builder.Property(item => item.Link).HasMaxLength(SimilarEvidence.LinkLength);
    }
}
