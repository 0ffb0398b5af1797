using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What a team set out to do in a period: its programme of work (program kerja).</summary>
[RecordKind("programmes")]
public sealed class Programme : IRecord
{
    public const int TitleLength = 200;
    public const int MostItems = 100;
    public const int ItemLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key of the profile's team.</summary>
    public string Team { get; set; } = "";

    public string Title { get; set; } = "";

    public DateOnly From { get; set; }

    /// <summary>Last day that it covers.</summary>
    public DateOnly Until { get; set; }

    /// <summary>What is planned, one a line.</summary>
    public List<string> Items { get; set; } = [];

    /// <summary>When the team adopted it; null while a draft.</summary>
    public DateOnly? AdoptedOn { get; set; }

    /// <summary>When every agency had received it.</summary>
    public DateOnly? PublishedOn { get; set; }

    public int Version { get; set; }
}

internal sealed class ProgrammeMapping : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("org_programmes");
        builder.Property(item => item.Team).HasMaxLength(80);
        builder.Property(item => item.Title).HasMaxLength(Programme.TitleLength);
        builder.HasIndex(item => new { item.Team, item.From });
    }
}
