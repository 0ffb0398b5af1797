using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Bus.Contracts;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

public enum ContractState
{
    /// <summary>Waits for the signatures of the parties.</summary>
    Proposed,

    /// <summary>Both parties signed; waits for the hub's clearance.</summary>
    Accepted,

    /// <summary>Cleared: calls are allowed within its validity.</summary>
    InForce,
    Refused,
    Revoked,
}

/// <summary>
/// A contract of exchange (kontrak pertukaran). What it says is its canonical JSON, whose hash is its name; the columns beside it only find it. It never changes: what is said about it
/// later are statements.
/// </summary>
[RecordKind("bus-contracts")]
public sealed class BusContract : IRecord, IOfService
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of <see cref="Canonical"/>: the contract's id on the bus.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Canonical JSON (RFC 8785), as it is signed.</summary>
    public string Canonical { get; set; } = "";

    public Guid ConsumerId { get; set; }

    public Guid ProviderId { get; set; }

    /// <summary>Agency of the consumer; null for parties outside this government.</summary>
    public Guid? ConsumerAgencyId { get; set; }

    public Guid? ProviderAgencyId { get; set; }

    public Guid ServiceVersionId { get; set; }

    public string PurposeCode { get; set; } = "";

    public string Purpose { get; set; } = "";

    public Classification Classification { get; set; }

    /// <summary>As its ceiling, or as the service where that is held more closely.</summary>
    public Classification HeldAs { get; set; } = Classification.Restricted;

    public DateTimeOffset ValidFrom { get; set; }

    /// <summary>First moment at which calls are no longer allowed.</summary>
    public DateTimeOffset ValidUntil { get; set; }

    /// <summary>First day, by the instance's calendar.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day on which calls are allowed.</summary>
    public DateOnly EndsOn { get; set; }

    public ContractState State { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndReason { get; set; }

    /// <summary>Hash of the contract that this one follows.</summary>
    public string? Replaces { get; set; }

    /// <summary>The person who made it, so that somebody else clears it.</summary>
    public Guid? ProposedBy { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="ValidUntil"/>.</summary>
    public int? Reminded { get; set; }

    public int Version { get; set; }

    public List<StatementRow> Statements { get; set; } = [];

    public bool IsInForceAt(DateTimeOffset at) => State == ContractState.InForce && ValidFrom <= at && at < ValidUntil;
}

/// <summary>A signed statement about a contract, as it came.</summary>
public sealed class StatementRow : IPart
{
    public const int JwsLength = 8000;
    public const int ReasonLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ContractId { get; set; }

    public StatementKind Kind { get; set; }

    /// <summary>Member code, or the hub's name.</summary>
    public string By { get; set; } = "";

    /// <summary>When, by the signer's clock.</summary>
    public DateTimeOffset At { get; set; }

    public string? Reason { get; set; }

    public string KeyId { get; set; } = "";

    /// <summary>Compact JWS.</summary>
    public string Jws { get; set; } = "";

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The person who brought or signed it.</summary>
    public Guid? RecordedBy { get; set; }

    public Guid OwnerId => ContractId;
}

/// <summary>A key for an open service, for callers without a certificate. The key itself is shown once and kept nowhere.</summary>
[RecordKind("bus-api-keys")]
public sealed class BusApiKey : IRecord
{
    public const int NoteLength = 200;

    /// <summary>At once for one contract, so that the next is there before the last ends.</summary>
    public const int MostLive = 2;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ContractId { get; set; }

    /// <summary>The part before the dot.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Of the whole key.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Note { get; set; } = "";

    public DateTimeOffset From { get; set; }

    /// <summary>First moment at which it is no longer taken.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>CIDR ranges that it may come from; empty for anywhere.</summary>
    public List<string> Networks { get; set; } = [];

    public DateTimeOffset? RevokedAt { get; set; }

    public int Version { get; set; }

    public bool IsLiveAt(DateTimeOffset at) => RevokedAt is null && at < Until;
}

internal sealed class BusContractMapping : IEntityTypeConfiguration<BusContract>, IEntityTypeConfiguration<StatementRow>, IEntityTypeConfiguration<BusApiKey>
{
    public void Configure(EntityTypeBuilder<BusContract> builder)
    {
        builder.ToTable("bus_contracts");
        builder.Property(item => item.Hash).HasMaxLength(64);
        builder.Property(item => item.PurposeCode).HasMaxLength(64);
        builder.Property(item => item.Purpose).HasMaxLength(2000);
        builder.Property(item => item.EndReason).HasMaxLength(StatementRow.ReasonLength);
        builder.Property(item => item.Replaces).HasMaxLength(64);
        ServiceSecrecy.Map(builder);
        builder.HasIndex(item => item.Hash).IsUnique();
        builder.HasIndex(item => item.ConsumerId);
        builder.HasIndex(item => item.ProviderId);
        builder.HasIndex(item => item.ConsumerAgencyId);
        builder.HasIndex(item => item.ProviderAgencyId);
        builder.HasIndex(item => item.ServiceVersionId);
        builder.HasIndex(item => new { item.State, item.ValidUntil });
        builder.HasIndex(item => item.StartsOn);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.ConsumerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.ProviderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BusServiceVersion>().WithMany().HasForeignKey(item => item.ServiceVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(item => item.Statements).WithOne().HasForeignKey(part => part.ContractId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        builder.ToTable("bus_statements");
        builder.Ignore(item => item.OwnerId);
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.By).HasMaxLength(256);
        builder.Property(item => item.Reason).HasMaxLength(StatementRow.ReasonLength);
        builder.Property(item => item.KeyId).HasMaxLength(200);
        builder.Property(item => item.Jws).HasMaxLength(StatementRow.JwsLength);
        builder.HasIndex(item => item.ContractId);
    }

    public void Configure(EntityTypeBuilder<BusApiKey> builder)
    {
        builder.ToTable("bus_api_keys");
        builder.Property(item => item.Prefix).HasMaxLength(20);
        builder.Property(item => item.Sha256).HasMaxLength(64);
        builder.Property(item => item.Note).HasMaxLength(BusApiKey.NoteLength);
        builder.HasIndex(item => item.Prefix).IsUnique();
        builder.HasIndex(item => item.ContractId);
        builder.HasOne<BusContract>().WithMany().HasForeignKey(item => item.ContractId).OnDelete(DeleteBehavior.Restrict);
    }
}
