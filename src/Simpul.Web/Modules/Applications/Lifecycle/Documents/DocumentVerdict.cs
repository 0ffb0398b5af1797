using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Cases;

namespace Simpul.Web.Modules.Applications.Lifecycle.Documents;

/// <summary>That somebody accepted, or returned, one version of a document of an application's case. Never changed: another version gets another.</summary>
[RecordKind("application-document-verdicts")]
public sealed class DocumentVerdict : IRecord
{
    public const int ReasonLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>Key under which the procedure asks for it.</summary>
    public string Slot { get; set; } = "";

    public Guid FileId { get; set; }

    public bool Accepted { get; set; }

    /// <summary>Why it was returned.</summary>
    public string? Reason { get; set; }

    public Guid? ByPersonId { get; set; }

    public Guid? ByOfficeId { get; set; }

    public DateTimeOffset At { get; set; }

    public int Version { get; set; }
}

internal sealed class DocumentVerdictMapping : IEntityTypeConfiguration<DocumentVerdict>
{
    public void Configure(EntityTypeBuilder<DocumentVerdict> builder)
    {
        builder.ToTable("app_document_verdicts");
        builder.Property(item => item.Slot).HasMaxLength(60);
        builder.Property(item => item.Reason).HasMaxLength(DocumentVerdict.ReasonLength);
        builder.HasIndex(item => item.FileId).IsUnique();
        builder.HasIndex(item => new { item.ApplicationId, item.Slot });
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(item => item.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
