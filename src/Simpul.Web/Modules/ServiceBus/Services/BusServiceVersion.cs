using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Services;

public enum ServiceEnvironment
{
    Production,

    /// <summary>For trying: answers without real data, open to members that are not connected yet.</summary>
    Sandbox,
}

public enum ServiceVersionState
{
    Draft,

    /// <summary>Waits for the case or the approval by which it is published.</summary>
    Proposed,
    Published,

    /// <summary>Still answers; nobody makes a new contract on it.</summary>
    Deprecated,

    /// <summary>No longer answers. It stays in snapshots, so that receipts of its contracts can be read.</summary>
    Withdrawn,
}

/// <summary>A version of a service: one OpenAPI document, where it is answered, and by which policy. The document never changes once it is published.</summary>
[RecordKind("bus-service-versions")]
public sealed class BusServiceVersion : IRecord, IOfService
{
    public const int LabelLength = 64;
    public const int ChangesLength = 4000;
    public const int ReasonLength = 500;
    public const int UrlLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ServiceId { get; set; }

    /// <summary>Such as <c>v1</c>; part of the address; unique within the service.</summary>
    public string Label { get; set; } = "";

    /// <summary>As the service has it.</summary>
    public Guid? AgencyId { get; set; }

    public ServiceEnvironment Environment { get; set; }

    public ServiceVersionState State { get; set; }

    /// <summary>SHA-256 of the OpenAPI document in JSON; its bytes are a <see cref="DescriptionDocument"/>.</summary>
    public string DescriptionSha256 { get; set; } = "";

    /// <summary>Where the document was read from; null where it was uploaded.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>What is new in it, for those who use the service.</summary>
    public string? Changes { get; set; }

    public bool ValidateRequests { get; set; } = true;

    public bool ValidateResponses { get; set; } = true;

    /// <summary>Seconds.</summary>
    public int Timeout { get; set; } = 30;

    public long MaxRequestBytes { get; set; } = 10 * 1024 * 1024;

    public long MaxResponseBytes { get; set; } = 1024L * 1024 * 1024;

    public bool IdempotencyKeys { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Last day on which a deprecated version answers.</summary>
    public DateOnly? SunsetOn { get; set; }

    public string? StateReason { get; set; }

    public string? CaseNumber { get; set; }

    /// <summary>The person who proposed its publication, so that somebody else decides.</summary>
    public Guid? ProposedBy { get; set; }

    /// <summary>The person who approved it, where no case did.</summary>
    public Guid? ApprovedBy { get; set; }

    /// <summary>As the service is classified.</summary>
    public Classification HeldAs { get; set; } = Classification.Restricted;

    public int Version { get; set; }

    public List<ServiceUpstream> Upstreams { get; set; } = [];

    public List<ServiceField> Fields { get; set; } = [];
}

/// <summary>Where a version is answered.</summary>
public sealed class ServiceUpstream : IPart
{
    public const int MostPins = 5;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid VersionId { get; set; }

    public int Position { get; set; }

    public string Url { get; set; } = "";

    /// <summary>SHA-256 of the certificates that it may show; empty for what the machine's own roots trust.</summary>
    public List<string> Certificates { get; set; } = [];

    public Guid OwnerId => VersionId;
}

/// <summary>A data element of a version's successful response.</summary>
public sealed class ServiceField : IPart
{
    public const int ElementLength = 1000;
    public const int MeaningLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid VersionId { get; set; }

    /// <summary>In the order of the document.</summary>
    public int Position { get; set; }

    /// <summary>operationId.</summary>
    public string Operation { get; set; } = "";

    /// <summary>JSON Pointer into the schema of the operation's successful response.</summary>
    public string Element { get; set; } = "";

    /// <summary>Steps into the value: 0 for a member of the response itself.</summary>
    public int Depth { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Of JSON: <c>object</c>, <c>array</c>, <c>string</c>…, with the format behind it.</summary>
    public string Type { get; set; } = "";

    /// <summary>Title or description in the document.</summary>
    public string? Meaning { get; set; }

    public Classification Classification { get; set; } = Classification.Restricted;

    /// <summary>Whether it says something about a person.</summary>
    public bool IsPersonal { get; set; }

    public Guid OwnerId => VersionId;
}

/// <summary>An OpenAPI document in JSON, by the hash of its bytes. It is never changed or deleted: contracts point into it.</summary>
public sealed class DescriptionDocument
{
    public string Sha256 { get; set; } = "";

    public byte[] Content { get; set; } = [];

    public DateTimeOffset AddedAt { get; set; }
}

/// <summary>How an upstream answered when it was last asked. It changes with every probe and is no record: nothing of it is in the journal.</summary>
public sealed class UpstreamHealth
{
    public const int ProblemLength = 200;

    /// <summary>The upstream.</summary>
    public Guid Id { get; set; }

    public bool IsUp { get; set; }

    /// <summary>Since when it is so.</summary>
    public DateTimeOffset Since { get; set; }

    public DateTimeOffset ProbedAt { get; set; }

    public int Milliseconds { get; set; }

    public string? Problem { get; set; }
}

internal sealed class BusServiceVersionMapping : IEntityTypeConfiguration<BusServiceVersion>, IEntityTypeConfiguration<ServiceUpstream>, IEntityTypeConfiguration<ServiceField>,
    IEntityTypeConfiguration<DescriptionDocument>, IEntityTypeConfiguration<UpstreamHealth>
{
    public void Configure(EntityTypeBuilder<BusServiceVersion> builder)
    {
        builder.ToTable("bus_service_versions");
        builder.Property(item => item.Label).HasMaxLength(BusServiceVersion.LabelLength);
        builder.Property(item => item.DescriptionSha256).HasMaxLength(64);
        builder.Property(item => item.SourceUrl).HasMaxLength(BusServiceVersion.UrlLength);
        builder.Property(item => item.Changes).HasMaxLength(BusServiceVersion.ChangesLength);
        builder.Property(item => item.StateReason).HasMaxLength(BusServiceVersion.ReasonLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(40);
        ServiceSecrecy.Map(builder);
        builder.HasIndex(item => new { item.ServiceId, item.Label }).IsUnique();
        builder.HasIndex(item => item.State);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<BusService>().WithMany().HasForeignKey(item => item.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DescriptionDocument>().WithMany().HasForeignKey(item => item.DescriptionSha256).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(item => item.Upstreams).WithOne().HasForeignKey(part => part.VersionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(item => item.Fields).WithOne().HasForeignKey(part => part.VersionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ServiceUpstream> builder)
    {
        builder.ToTable("bus_upstreams");
        builder.Ignore(item => item.OwnerId);
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Url).HasMaxLength(BusServiceVersion.UrlLength);
        builder.HasIndex(item => new { item.VersionId, item.Position });
    }

    public void Configure(EntityTypeBuilder<ServiceField> builder)
    {
        builder.ToTable("bus_service_fields");
        builder.Ignore(item => item.OwnerId);
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Operation).HasMaxLength(200);
        builder.Property(item => item.Element).HasMaxLength(ServiceField.ElementLength);
        builder.Property(item => item.Name).HasMaxLength(200);
        builder.Property(item => item.Type).HasMaxLength(60);
        builder.Property(item => item.Meaning).HasMaxLength(ServiceField.MeaningLength);
        builder.HasIndex(item => new { item.VersionId, item.Position });
        builder.HasIndex(item => item.Name);
    }

    public void Configure(EntityTypeBuilder<DescriptionDocument> builder)
    {
        builder.ToTable("bus_descriptions").HasKey(item => item.Sha256);
        builder.Property(item => item.Sha256).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<UpstreamHealth> builder)
    {
        builder.ToTable("bus_upstream_health");
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Problem).HasMaxLength(UpstreamHealth.ProblemLength);
    }
}
