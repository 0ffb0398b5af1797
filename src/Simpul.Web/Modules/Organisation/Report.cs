using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// A report that the regulation wants sent: from an office to an office, where it says so through a third. Each records that it was received;
/// it has arrived when the last did.
/// </summary>
[RecordKind("reports")]
public sealed class Report : IRecord
{
    public const int TitleLength = 200;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key of the kind of report: <c>team-report</c>, <c>evaluation-result</c>.</summary>
    public string Kind { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>The period that it is about.</summary>
    public DateOnly PeriodFrom { get; set; }

    public DateOnly PeriodUntil { get; set; }

    /// <summary>Keys of the profile's offices.</summary>
    public string Sender { get; set; } = "coordination-team";

    public string? Through { get; set; }

    public string Receiver { get; set; } = "head";

    public string? Summary { get; set; }

    public DateOnly? SentOn { get; set; }

    /// <summary>When the office that it goes through received it and passed it on.</summary>
    public DateOnly? PassedOn { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    public int Version { get; set; }

    /// <summary>Key of the office whose receipt is awaited; null before it was sent and after it arrived.</summary>
    public string? AwaitedFrom => SentOn is null || ReceivedOn is not null ? null : Through is not null && PassedOn is null ? Through : Receiver;
}

internal sealed class ReportMapping : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("org_reports");
        builder.Property(item => item.Kind).HasMaxLength(80);
        builder.Property(item => item.Title).HasMaxLength(Report.TitleLength);
        builder.Property(item => item.Sender).HasMaxLength(60);
        builder.Property(item => item.Through).HasMaxLength(60);
        builder.Property(item => item.Receiver).HasMaxLength(60);
        builder.Property(item => item.Summary).HasMaxLength(10_000);
        builder.HasIndex(item => new { item.Kind, item.PeriodUntil });
    }
}
