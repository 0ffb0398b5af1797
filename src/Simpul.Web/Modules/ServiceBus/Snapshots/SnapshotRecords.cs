using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

public enum BlockKind
{
    Contract,
    Service,
    Member,
}

/// <summary>A kill switch: something that is switched off until it is switched on again.</summary>
[RecordKind("bus-blocks")]
public sealed class BusBlock : IRecord
{
    public const int TargetLength = 140;
    public const int ReasonLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public BlockKind Kind { get; set; }

    /// <summary>As the snapshot names it: the contract's hash, <c>code</c> or <c>code/version</c> of a service, the member's code.</summary>
    public string Target { get; set; } = "";

    /// <summary>Shown to callers.</summary>
    public string Reason { get; set; } = "";

    public DateTimeOffset From { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndReason { get; set; }

    public int Version { get; set; }
}

/// <summary>A gateway of this instance, by the name of its log and the key that signs it.</summary>
[RecordKind("bus-gateways")]
public sealed class BusGateway : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Origin { get; set; } = "";

    /// <summary>SubjectPublicKeyInfo, DER in Base64.</summary>
    public string Spki { get; set; } = "";

    public DateTimeOffset FoundAt { get; set; }

    /// <summary>First moment from which nothing that it signs is taken; null while it serves. The row stays: what it signed before is still verified by it.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public string? RetireReason { get; set; }

    public int Version { get; set; }
}

/// <summary>The one row by which snapshots are numbered. Two nodes that want to write at once meet here, and one of them writes.</summary>
public sealed class SnapshotState
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    public long Epoch { get; set; }

    public DateTimeOffset IssuedAt { get; set; }

    /// <summary>SHA-256 of what it said, without its number and its time: whether anything changed since.</summary>
    public string Content { get; set; } = "";
}

internal sealed class SnapshotRecordsMapping : IEntityTypeConfiguration<BusBlock>, IEntityTypeConfiguration<BusGateway>, IEntityTypeConfiguration<SnapshotState>
{
    public void Configure(EntityTypeBuilder<BusBlock> builder)
    {
        builder.ToTable("bus_blocks");
        builder.Property(item => item.Target).HasMaxLength(BusBlock.TargetLength);
        builder.Property(item => item.Reason).HasMaxLength(BusBlock.ReasonLength);
        builder.Property(item => item.EndReason).HasMaxLength(BusBlock.ReasonLength);
        builder.HasIndex(item => new { item.Kind, item.Target });
        builder.HasIndex(item => item.EndedAt);
    }

    public void Configure(EntityTypeBuilder<BusGateway> builder)
    {
        builder.ToTable("bus_gateways");
        builder.Property(item => item.Origin).HasMaxLength(256);
        builder.Property(item => item.Spki).HasMaxLength(400);
        builder.Property(item => item.RetireReason).HasMaxLength(BusBlock.ReasonLength);
        builder.HasIndex(item => item.Origin);
    }

    public void Configure(EntityTypeBuilder<SnapshotState> builder)
    {
        builder.ToTable("bus_snapshot");
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Content).HasMaxLength(64);
    }
}
