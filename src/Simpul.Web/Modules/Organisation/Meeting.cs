using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>A meeting of a team. It counts as held when its minutes are written.</summary>
[RecordKind("meetings")]
public sealed class Meeting : IRecord
{
    public const int TitleLength = 200;
    public const int MinutesLength = 20_000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key of the profile's team.</summary>
    public string Team { get; set; } = "";

    public string Title { get; set; } = "";

    public DateOnly HeldOn { get; set; }

    /// <summary>What it was about, as keys that checks ask for: direction, policy, coordination…</summary>
    public List<string> Subjects { get; set; } = [];

    public List<string> Agenda { get; set; } = [];

    /// <summary>Who came, as the attendance list writes it, one a line.</summary>
    public List<string> Attendees { get; set; } = [];

    /// <summary>Keys of the profile's offices outside the government that took part.</summary>
    public List<string> Parties { get; set; } = [];

    /// <summary>Null while they are not written.</summary>
    public string? Minutes { get; set; }

    public int Version { get; set; }
}

/// <summary>What a meeting decided, and who follows it up by when.</summary>
[RecordKind("meeting-decisions")]
public sealed class MeetingDecision : IRecord
{
    public const int TextLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid MeetingId { get; set; }

    public string Text { get; set; } = "";

    /// <summary>The agency that follows it up.</summary>
    public Guid? AgencyId { get; set; }

    public DateOnly? DueOn { get; set; }

    public DateOnly? DoneOn { get; set; }

    /// <summary>What was done.</summary>
    public string? Outcome { get; set; }

    public int Version { get; set; }
}

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<MeetingDecision>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("org_meetings");
        builder.Property(item => item.Team).HasMaxLength(80);
        builder.Property(item => item.Title).HasMaxLength(Meeting.TitleLength);
        builder.Property(item => item.Minutes).HasMaxLength(Meeting.MinutesLength);
        builder.HasIndex(item => new { item.Team, item.HeldOn });
    }

    public void Configure(EntityTypeBuilder<MeetingDecision> builder)
    {
        builder.ToTable("org_meeting_decisions");
        builder.Property(item => item.Text).HasMaxLength(MeetingDecision.TextLength);
        builder.Property(item => item.Outcome).HasMaxLength(2000);
        builder.HasIndex(item => item.MeetingId);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(item => item.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agency>().WithMany().HasForeignKey(item => item.AgencyId).OnDelete(DeleteBehavior.Restrict);
    }
}
