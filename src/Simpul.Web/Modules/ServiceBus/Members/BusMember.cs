using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Whose system it is.</summary>
public enum MemberKind
{
    /// <summary>An application of an agency of this government.</summary>
    AgencyApplication,
    CentralGovernment,
    OtherGovernment,
    OtherParty,
}

/// <summary>What a member may do on the bus.</summary>
public enum MemberState
{
    /// <summary>Registered, not connected yet: it reaches the sandbox and nothing else.</summary>
    Trial,
    Active,

    /// <summary>Every call from it and to it is refused.</summary>
    Suspended,

    /// <summary>Left. It stays in snapshots, so that receipts of its contracts can be read.</summary>
    Ended,
}

/// <summary>A party of the service bus: what calls, answers and signs contracts. Its code never changes: contracts and records name it.</summary>
[RecordKind("bus-members")]
public sealed class BusMember : IRecord
{
    public const int CodeLength = 64;
    public const int NameLength = 200;
    public const int ContactLength = 200;
    public const int NetworkLength = 43;
    public const int MostNetworks = 50;
    public const int ReasonLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Lower-case letters, digits, dots and hyphens; unique.</summary>
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public MemberKind Kind { get; set; }

    /// <summary>The application of the register that it is: its item of the architecture.</summary>
    public Guid? ApplicationId { get; set; }

    /// <summary>The agency whose it is; null for parties outside this government.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>The office that answers for it, in words.</summary>
    public string? ContactOffice { get; set; }

    /// <summary>The person who looks after it.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>Whom to reach at a party that is in no register of this government.</summary>
    public Sealed OutsideContact { get; set; }

    /// <summary>CIDR ranges or addresses from which it calls: the gateway takes its calls from nowhere else. Empty for anywhere.</summary>
    public List<string> Networks { get; set; } = [];

    /// <summary>May read the exchange log's entries and every receipt.</summary>
    public bool IsAuditor { get; set; }

    public MemberState State { get; set; }

    /// <summary>Day from which it is active.</summary>
    public DateOnly? JoinedOn { get; set; }

    /// <summary>Number of the case in which it was connected.</summary>
    public string? CaseNumber { get; set; }

    /// <summary>Why it is suspended or has left.</summary>
    public string? StateReason { get; set; }

    /// <summary>The person who registered it, so that somebody else decides.</summary>
    public Guid? ProposedBy { get; set; }

    public int Version { get; set; }
}

internal sealed class BusMemberMapping : IEntityTypeConfiguration<BusMember>
{
    public void Configure(EntityTypeBuilder<BusMember> builder)
    {
        builder.ToTable("bus_members");
        builder.Property(item => item.Code).HasMaxLength(BusMember.CodeLength);
        builder.Property(item => item.Name).HasMaxLength(BusMember.NameLength);
        builder.Property(item => item.ContactOffice).HasMaxLength(BusMember.ContactLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(40);
        builder.Property(item => item.StateReason).HasMaxLength(BusMember.ReasonLength);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => item.Name);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<ArchitectureItem>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
