using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>What went through for one contract within an hour, or, once that is two days ago, within a day. It only grows, and is no record: what it counts is proved by the exchange log.</summary>
public sealed class TrafficHour
{
    public const int ContractLength = 64;
    public const int ServiceLength = 140;

    /// <summary>As which calls are counted that were refused before a contract was found for them: they have no service either.</summary>
    public const string NoContract = "";

    /// <summary>Hash of the contract, or <see cref="NoContract"/>.</summary>
    public string Contract { get; set; } = "";

    /// <summary>The hour's first moment, or the day's.</summary>
    public DateTimeOffset Hour { get; set; }

    /// <summary>Whether it holds the whole day.</summary>
    public bool IsDay { get; set; }

    /// <summary><c>code/version</c>.</summary>
    public string Service { get; set; } = "";

    public long Answered { get; set; }

    public long Refused { get; set; }

    /// <summary>See <see cref="TrafficCounts"/>.</summary>
    public List<long> Statuses { get; set; } = [];

    public List<long> Durations { get; set; } = [];

    /// <summary>As <c>code=count</c>.</summary>
    public List<string> Refusals { get; set; } = [];

    internal TrafficCounts Counts => new(Statuses, Durations, Codes(Refusals));

    internal void Add(TrafficCounts more)
    {
        var sum = Statuses.Count == 0 ? more : Counts.Plus(more);
        (Answered, Refused) = (sum.Answered, sum.Unanswered);
        (Statuses, Durations, Refusals) = ([.. sum.Statuses], [.. sum.Durations], Lines(sum.Refusals));
    }

    internal static Dictionary<string, long> Codes(IEnumerable<string> lines) =>
        lines.Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    internal static List<string> Lines(IReadOnlyDictionary<string, long> codes) => [.. codes.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => FormattableString.Invariant($"{one.Key}={one.Value}"))];
}

/// <summary>How far the counts of a gateway were taken over for a contract.</summary>
public sealed class TrafficMark
{
    public const int WindowLength = 10;

    public string Gateway { get; set; } = "";

    public string Contract { get; set; } = "";

    /// <summary>When that gateway had started.</summary>
    public DateTimeOffset Since { get; set; }

    public List<long> Statuses { get; set; } = [];

    public List<long> Durations { get; set; } = [];

    public List<string> Refusals { get; set; } = [];

    /// <summary>Day or month of <see cref="Used"/>, as the gateway names it; null where it says nothing of a quota.</summary>
    public string? UsedWindow { get; set; }

    /// <summary>What was used of the contract's quota at that gateway.</summary>
    public long? Used { get; set; }

    internal TrafficCounts Counts => new(Statuses, Durations, TrafficHour.Codes(Refusals));

    internal void Set(DateTimeOffset since, TrafficCounts counts) => (Since, Statuses, Durations, Refusals) = (since, [.. counts.Statuses], [.. counts.Durations], TrafficHour.Lines(counts.Refusals));
}

internal sealed class TrafficMapping : IEntityTypeConfiguration<TrafficHour>, IEntityTypeConfiguration<TrafficMark>
{
    public void Configure(EntityTypeBuilder<TrafficHour> builder)
    {
        builder.ToTable("bus_traffic").HasKey(row => new { row.Contract, row.Hour });
        builder.Property(row => row.Contract).HasMaxLength(TrafficHour.ContractLength);
        builder.Property(row => row.Service).HasMaxLength(TrafficHour.ServiceLength);
        builder.Ignore(row => row.Counts);
        builder.HasIndex(row => new { row.IsDay, row.Hour });
        builder.HasIndex(row => row.Hour);
        builder.HasIndex(row => new { row.Service, row.Hour });
    }

    public void Configure(EntityTypeBuilder<TrafficMark> builder)
    {
        builder.ToTable("bus_traffic_marks").HasKey(row => new { row.Gateway, row.Contract });
        builder.Property(row => row.Gateway).HasMaxLength(256);
        builder.Property(row => row.UsedWindow).HasMaxLength(TrafficMark.WindowLength);
        builder.Property(row => row.Contract).HasMaxLength(TrafficHour.ContractLength);
        builder.Ignore(row => row.Counts);
    }
}
