using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>What was learned, kept so that others need not learn it anew. Its documents are its files.</summary>
[RecordKind("knowledge-entries")]
public sealed class KnowledgeEntry : IFollowsApplication
{
    public const int TitleLength = 200;
    public const int TextLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Title { get; set; } = "";

    public string Summary { get; set; } = "";

    /// <summary>What one would do otherwise, or the same again.</summary>
    public string? Lessons { get; set; }

    public Guid? ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    public DateOnly WrittenOn { get; set; }

    public int Version { get; set; }
}

internal sealed class KnowledgeMapping : IEntityTypeConfiguration<KnowledgeEntry>
{
    public void Configure(EntityTypeBuilder<KnowledgeEntry> builder)
    {
        builder.ToTable("app_knowledge_entries");
        builder.Property(item => item.Title).HasMaxLength(KnowledgeEntry.TitleLength);
        builder.Property(item => item.Summary).HasMaxLength(KnowledgeEntry.TextLength);
        builder.Property(item => item.Lessons).HasMaxLength(KnowledgeEntry.TextLength);
        builder.HasIndex(item => item.WrittenOn);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The register of knowledge entries.</summary>
internal static class KnowledgeRegister
{
    public static readonly Register<KnowledgeEntry> Declared = new()
    {
        Kind = "knowledge-entries",
        Slug = "pengetahuan",
        Title = "Pengetahuan",
        One = "catatan pengetahuan",
        Under = OverviewModel.Parent,
        Why = "Apa yang dipelajari dari membangun dan menjalankan aplikasi, supaya tidak dipelajari dua kali.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "book",
        OrderedBy = "-writtenOn",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<KnowledgeEntry>(item => item.ApplicationId),
        Of =
        [
            Fields.Text<KnowledgeEntry>("title", "Judul", item => item.Title, KnowledgeEntry.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<KnowledgeEntry>("summary", "Ringkasan", item => item.Summary, KnowledgeEntry.TextLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Text<KnowledgeEntry>("lessons", "Pelajaran", item => item.Lessons, KnowledgeEntry.TextLength, new() { Searched = true, Help = "Apa yang akan diulang dan apa yang akan dilakukan lain." }, longText: true),
            Fields.Reference<KnowledgeEntry>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Listed = true, Filtered = true }),
            Fields.Reference<KnowledgeEntry>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Pemilik aplikasinya, bila ada aplikasinya; terisi sendiri ketika disimpan." }),
            Fields.Date<KnowledgeEntry>("writtenOn", "Tanggal", item => item.WrittenOn, new() { Required = true, Listed = true }),
        ],
    };
}
