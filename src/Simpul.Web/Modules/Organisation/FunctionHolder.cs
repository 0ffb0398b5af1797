using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>That an office coordinates, controls or answers for a subject: "Inspektorat mengoordinasikan manajemen risiko".</summary>
[RecordKind("functions-held")]
public sealed class FunctionHolder : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key of the function, such as <c>risk-coordination</c>.</summary>
    public string Function { get; set; } = "";

    /// <summary>Key of the profile's office that holds it.</summary>
    public string Office { get; set; } = "";

    /// <summary>Keys of the offices that hold it jointly.</summary>
    public List<string> With { get; set; } = [];

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The document that gives it.</summary>
    public Guid? DecreeId { get; set; }

    public int Version { get; set; }

    public bool HoldsOn(DateOnly date) => From <= date && !(Until < date);
}

internal sealed class FunctionHolderMapping : IEntityTypeConfiguration<FunctionHolder>
{
    public void Configure(EntityTypeBuilder<FunctionHolder> builder)
    {
        builder.ToTable("org_functions_held");
        builder.Property(item => item.Function).HasMaxLength(80);
        builder.Property(item => item.Office).HasMaxLength(60);
        builder.HasIndex(item => new { item.Function, item.From });
        builder.HasOne<LegalDocument>().WithMany().HasForeignKey(item => item.DecreeId).OnDelete(DeleteBehavior.Restrict);
    }
}
