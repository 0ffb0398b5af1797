using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>Which of an application's installations it is.</summary>
public enum HostingEnvironment
{
    Production,
    Staging,
    Development,

    /// <summary>Stands by for when the production is lost.</summary>
    Recovery,
}

/// <summary>Whose facility it is.</summary>
public enum HostingFacility
{
    /// <summary>The government's own server room or data centre.</summary>
    ServerRoom,
    NationalDataCentre,
    ThirdParty,
}

/// <summary>How far a request for hosting or for a name has come.</summary>
public enum RequestState
{
    Requested,
    Active,
    Refused,
    Ended,
}

/// <summary>
/// That an installation of an application is, was or shall be hosted somewhere. While it is active, the architecture says that the application runs on
/// the host: the relation follows the placement (decision 0140).
/// </summary>
[RecordKind("placements")]
public sealed class Placement : IRenewed, IFollowsApplication
{
    public const int AddressLength = 200;
    public const int ReasonLength = 500;
    public const int ContactLength = 200;
    public const int CaseLength = 40;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ApplicationId { get; set; }

    public HostingEnvironment Environment { get; set; }

    public HostingFacility Facility { get; set; }

    public RequestState State { get; set; }

    /// <summary>Item of the architecture, of the domain infrastructure, on which it runs; null until somebody decided where.</summary>
    public Guid? HostId { get; set; }

    /// <summary>The agency that asks, and looks after the application.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>Virtual processors.</summary>
    public int? CpuAsked { get; set; }

    /// <summary>GB.</summary>
    public int? MemoryAsked { get; set; }

    /// <summary>GB.</summary>
    public int? StorageAsked { get; set; }

    public int? CpuGiven { get; set; }

    public int? MemoryGiven { get; set; }

    public int? StorageGiven { get; set; }

    /// <summary>Where it answers: a host name, an address, a URL.</summary>
    public string? Address { get; set; }

    /// <summary>The person who operates it; how to reach them is in the register of people.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>Whom to call at a third party, who is in no register of this government.</summary>
    public Sealed OutsideContact { get; set; }

    public DateOnly? StartsOn { get; set; }

    /// <summary>Last day for which it was given; null where it was given without an end.</summary>
    public DateOnly? ExpiresOn { get; set; }

    public DateOnly? EndedOn { get; set; }

    public string? EndReason { get; set; }

    /// <summary>Number of the case in which it was given.</summary>
    public string? CaseNumber { get; set; }

    /// <summary>Who asked, so that somebody else decides.</summary>
    public Guid? RequestedBy { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="ExpiresOn"/>.</summary>
    public int? Reminded { get; set; }

    public DateOnly? AskedOn { get; set; }

    public DateOnly? AskedUntil { get; set; }

    public string? AskedNote { get; set; }

    public string? AskedAnswer { get; set; }

    public int Version { get; set; }

    DateOnly? IRenewed.Until => ExpiresOn;
}

internal sealed class PlacementMapping : IEntityTypeConfiguration<Placement>
{
    public void Configure(EntityTypeBuilder<Placement> builder)
    {
        builder.ToTable("app_placements");
        builder.Property(item => item.Address).HasMaxLength(Placement.AddressLength);
        builder.Property(item => item.EndReason).HasMaxLength(Placement.ReasonLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(Placement.CaseLength);
        builder.Property(item => item.AskedNote).HasMaxLength(RenewalRequests.NoteLength);
        builder.Property(item => item.AskedAnswer).HasMaxLength(Placement.ReasonLength);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => item.HostId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => new { item.State, item.ExpiresOn });
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(item => item.HostId).OnDelete(DeleteBehavior.Restrict);
    }
}
