using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Organisation;

/// <summary>A position that a person can be appointed to. Duties, permissions and clearance belong to it, because people move.</summary>
[RecordKind("offices")]
public sealed class Office : IRecord
{
    public const int TitleLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Title { get; set; } = "";

    /// <summary>The agency that it is in; null for the head of region, who is above them.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>Whether its holder heads the agency.</summary>
    public bool HeadsAgency { get; set; }

    /// <summary>Keys of the profile's offices that are this very position: <c>head</c>, <c>secretary</c>, <c>assistant</c>.</summary>
    public List<string> Keys { get; set; } = [];

    /// <summary>Keys of <see cref="Role"/>.</summary>
    public List<string> Roles { get; set; } = [];

    public Classification Clearance { get; set; } = Classification.Restricted;

    public DateOnly? AbolishedOn { get; set; }

    public int Version { get; set; }
}

internal sealed class OfficeMapping : IEntityTypeConfiguration<Office>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.ToTable("org_offices");
        builder.Property(office => office.Title).HasMaxLength(Office.TitleLength);
        builder.HasIndex(office => office.Title);
        builder.HasOne<Agency>().WithMany().HasForeignKey(office => office.AgencyId).OnDelete(DeleteBehavior.Restrict);
    }
}
