using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Calendar;

/// <summary>What a day of the instance's own calendar is.</summary>
public enum HolidayKind
{
    /// <summary>Libur nasional: one that the national file lacks, or has on another day.</summary>
    National,

    /// <summary>Cuti bersama.</summary>
    JointLeave,

    /// <summary>Libur daerah, decreed by the head of region.</summary>
    Local,

    /// <summary>Hari kerja: worked all the same, in spite of a weekend or of the national file.</summary>
    Worked,
}

/// <summary>A day on which this government does not work, or works all the same; beside the national holidays, which are data of the program.</summary>
[RecordKind("holidays")]
public sealed class Holiday : IRecord
{
    public const int TitleLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public DateOnly Date { get; set; }

    public string Title { get; set; } = "";

    public HolidayKind Kind { get; set; } = HolidayKind.JointLeave;

    /// <summary>The decree that says so: "Keputusan Wali Kota Nomor …".</summary>
    public string? Basis { get; set; }

    public int Version { get; set; }
}

internal sealed class HolidayMapping : IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Holiday> builder)
    {
        builder.ToTable("calendar_holidays");
        builder.Property(day => day.Title).HasMaxLength(Holiday.TitleLength);
        builder.Property(day => day.Basis).HasMaxLength(300);
        builder.HasIndex(day => day.Date).IsUnique();
    }
}
