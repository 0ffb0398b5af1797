using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>What a name stands for.</summary>
public enum DomainPurpose
{
    Application,
    AgencySite,
    GovernmentSite,

    /// <summary>Mail, name servers and the like: no site, nobody's content.</summary>
    Infrastructure,
}

/// <summary>Type of a DNS record (RFC 1035, 3596, 2782, 8659).</summary>
public enum DnsType
{
    A,
    Aaaa,
    Cname,
    Mx,
    Txt,
    Ns,
    Caa,
    Srv,
}

/// <summary>A name under one of the government's own domains: whose it is, who answers for what it shows, where it leads, until when it was given.</summary>
[RecordKind("domain-names")]
public sealed class DomainName : IRenewed, IFollowsApplication
{
    public const int ReasonLength = 500;
    public const int CaseLength = 40;
    public const int OfficeLength = 60;
    public const int MostFurther = 20;
    public const int UsualTtl = 3600;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Fully qualified, lower case, without the last dot; unique.</summary>
    public string Name { get; set => field = DomainSyntax.Clean(value); } = "";

    /// <summary>The zone that it stands in; found from the name when it is registered.</summary>
    public Guid ZoneId { get; set; }

    public DomainPurpose Purpose { get; set; }

    public RequestState State { get; set; }

    public Guid? AgencyId { get; set; }

    public Guid? ApplicationId { get; set; }

    /// <summary>The person who answers for what is shown.</summary>
    public Guid? ContentOwnerId { get; set; }

    public DnsType Type { get; set; }

    public string Target { get; set => field = value.Trim(); } = "";

    /// <summary>Seconds for which others may remember the answer.</summary>
    public int Ttl { get; set; } = UsualTtl;

    /// <summary>More records of the name, as type and target: <c>MX 10 surel.contoh.go.id</c>.</summary>
    public List<string> Further { get; set; } = [];

    /// <summary>Whether its certificate is looked at.</summary>
    public bool Watched { get; set; } = true;

    public DateOnly? RegisteredOn { get; set; }

    /// <summary>Office of the profile that set the name.</summary>
    public string? RegisteredBy { get; set; }

    /// <summary>Last day before which whoever has the name says that it is still wanted.</summary>
    public DateOnly? RenewOn { get; set; }

    public DateOnly? EndedOn { get; set; }

    public string? EndReason { get; set; }

    public string? CaseNumber { get; set; }

    public Guid? RequestedBy { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="RenewOn"/>.</summary>
    public int? Reminded { get; set; }

    public DateOnly? AskedOn { get; set; }

    public DateOnly? AskedUntil { get; set; }

    public string? AskedNote { get; set; }

    public string? AskedAnswer { get; set; }

    public int Version { get; set; }

    DateOnly? IRenewed.Until => RenewOn;

    /// <summary>All its records, the first one first.</summary>
    internal IEnumerable<(DnsType Type, string Data)> Records => [(Type, Target), .. Further.Select(line => DnsData.Line(line)).OfType<(DnsType, string)>()];
}

/// <summary>A domain that the government holds, and what its zone file says at the top.</summary>
[RecordKind("dns-zones")]
public sealed class DnsZone : IRecord
{
    public const int NumberLength = 10;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Name { get; set => field = DomainSyntax.Clean(value); } = "";

    /// <summary>Fully qualified; the first is the primary.</summary>
    public List<string> NameServers { get; set; } = [];

    /// <summary>Functional mailbox of whoever runs the zone.</summary>
    public string Mailbox { get; set; } = "";

    /// <summary>The serial of the zone as another program last served it: what is exported goes on above it. Empty where there was none.</summary>
    public string? FormerSerial { get; set; }

    public DateOnly CreatedOn { get; set; }

    public int Version { get; set; }
}

internal sealed class DomainNameMapping : IEntityTypeConfiguration<DomainName>, IEntityTypeConfiguration<DnsZone>
{
    public void Configure(EntityTypeBuilder<DomainName> builder)
    {
        builder.ToTable("app_domain_names");
        builder.Property(item => item.Name).HasMaxLength(DomainSyntax.MostLength);
        builder.Property(item => item.Target).HasMaxLength(DnsData.MostLength);
        builder.Property(item => item.EndReason).HasMaxLength(DomainName.ReasonLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(DomainName.CaseLength);
        builder.Property(item => item.RegisteredBy).HasMaxLength(DomainName.OfficeLength);
        builder.Property(item => item.AskedNote).HasMaxLength(RenewalRequests.NoteLength);
        builder.Property(item => item.AskedAnswer).HasMaxLength(Placement.ReasonLength);
        builder.Ignore(item => item.Records);
        builder.HasIndex(item => item.Name).IsUnique();
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => new { item.State, item.RenewOn });
        builder.HasOne<DnsZone>().WithMany().HasForeignKey(item => item.ZoneId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DnsZone> builder)
    {
        builder.ToTable("app_dns_zones");
        builder.Property(item => item.Name).HasMaxLength(DomainSyntax.MostLength);
        builder.Property(item => item.Mailbox).HasMaxLength(DomainSyntax.MostLength);
        builder.Property(item => item.FormerSerial).HasMaxLength(DnsZone.NumberLength);
        builder.HasIndex(item => item.Name).IsUnique();
    }
}
