using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Which fitness an opinion is about.</summary>
public enum OpinionKind
{
    /// <summary>Kelaikan operasi.</summary>
    OperationFitness,

    /// <summary>Kelaikan keamanan (informasi).</summary>
    SecurityFitness,
}

public enum OpinionVerdict
{
    Fit,
    FitWithConditions,
    Unfit,
}

/// <summary>An opinion of fitness (pertimbangan kelaikan) about the bus as a whole, about a member, or about a version of a service.</summary>
[RecordKind("bus-opinions")]
public sealed class BusOpinion : IRecord, IOfService
{
    public const int ByLength = 60;
    public const int NumberLength = 100;
    public const int GuidelineLength = 300;
    public const int ConditionsLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public OpinionKind Kind { get; set; }

    /// <summary>Key of the office or body that gave it, as the profile names it: <c>ict-agency</c>, <c>cyber-agency</c>, <c>ministry-communications</c>.</summary>
    public string By { get; set; } = "";

    public OpinionVerdict Verdict { get; set; }

    /// <summary>The member that it is about; null with <see cref="ServiceVersionId"/> null too: the bus as a whole.</summary>
    public Guid? MemberId { get; set; }

    public Guid? ServiceVersionId { get; set; }

    /// <summary>Number of the letter.</summary>
    public string? Number { get; set; }

    /// <summary>The guideline (pedoman) that it follows, with its number and part; files of it hang on the record.</summary>
    public string? Guideline { get; set; }

    public DateOnly GivenOn { get; set; }

    /// <summary>Last day on which it holds; null where it was given without an end.</summary>
    public DateOnly? ValidUntil { get; set; }

    public string? Conditions { get; set; }

    public string? CaseNumber { get; set; }

    /// <summary>As the version's service is classified.</summary>
    public Classification HeldAs { get; set; } = Classification.Restricted;

    public int Version { get; set; }
}

/// <summary>A test of a member or a service against a standard that the regulation names.</summary>
[RecordKind("bus-conformance-tests")]
public sealed class ConformanceTest : IRecord, IOfService
{
    public const int StandardLength = 60;
    public const int FindingsLength = 2000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Key as in the checks: <c>interoperability</c>, <c>api-documentation</c>.</summary>
    public string Standard { get; set; } = "";

    public bool Passed { get; set; }

    public Guid? MemberId { get; set; }

    public Guid? ServiceVersionId { get; set; }

    public DateOnly TestedOn { get; set; }

    public string? Findings { get; set; }

    public string? CaseNumber { get; set; }

    /// <summary>As the version's service is classified.</summary>
    public Classification HeldAs { get; set; } = Classification.Restricted;

    public int Version { get; set; }
}

/// <summary>What the bus is linked with.</summary>
public enum InterconnectionKind
{
    NationalBus,
    OtherRegion,
    GovernmentIntranet,
}

/// <summary>A link of this bus with another bus or with the government's network, and when it was last tested.</summary>
[RecordKind("bus-interconnections")]
public sealed class Interconnection : IRecord
{
    public const int NameLength = 200;
    public const int AddressLength = 200;
    public const int NoteLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public InterconnectionKind Kind { get; set; }

    /// <summary>Whose: the ministry, the region, the network.</summary>
    public string Name { get; set; } = "";

    public string? Address { get; set; }

    public bool IsWorking { get; set; }

    public DateOnly? TestedOn { get; set; }

    public string? Note { get; set; }

    public string? CaseNumber { get; set; }

    public int Version { get; set; }
}

/// <summary>An interface between applications that does not go through the bus, recorded with its reason where the regulation lets it stand.</summary>
[RecordKind("direct-interfaces")]
public sealed class DirectInterface : IRecord
{
    public const int NameLength = 200;
    public const int AddressLength = 200;
    public const int ReasonLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    /// <summary>Item of the architecture that calls.</summary>
    public Guid? FromId { get; set; }

    /// <summary>Item of the architecture that answers.</summary>
    public Guid? ToId { get; set; }

    public Guid? AgencyId { get; set; }

    public string? Address { get; set; }

    public string Reason { get; set; } = "";

    public DateOnly Since { get; set; }

    public DateOnly? EndedOn { get; set; }

    public string? CaseNumber { get; set; }

    public int Version { get; set; }
}

internal sealed class FitnessMapping : IEntityTypeConfiguration<BusOpinion>, IEntityTypeConfiguration<ConformanceTest>, IEntityTypeConfiguration<Interconnection>, IEntityTypeConfiguration<DirectInterface>
{
    public void Configure(EntityTypeBuilder<BusOpinion> builder)
    {
        builder.ToTable("bus_opinions");
        builder.Property(item => item.By).HasMaxLength(BusOpinion.ByLength);
        builder.Property(item => item.Number).HasMaxLength(BusOpinion.NumberLength);
        builder.Property(item => item.Guideline).HasMaxLength(BusOpinion.GuidelineLength);
        ServiceSecrecy.Map(builder);
        builder.Property(item => item.Conditions).HasMaxLength(BusOpinion.ConditionsLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(40);
        builder.HasIndex(item => item.GivenOn);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BusServiceVersion>().WithMany().HasForeignKey(item => item.ServiceVersionId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ConformanceTest> builder)
    {
        builder.ToTable("bus_conformance_tests");
        builder.Property(item => item.Standard).HasMaxLength(ConformanceTest.StandardLength);
        builder.Property(item => item.Findings).HasMaxLength(ConformanceTest.FindingsLength);
        ServiceSecrecy.Map(builder);
        builder.Property(item => item.CaseNumber).HasMaxLength(40);
        builder.HasIndex(item => item.TestedOn);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BusServiceVersion>().WithMany().HasForeignKey(item => item.ServiceVersionId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Interconnection> builder)
    {
        builder.ToTable("bus_interconnections");
        builder.Property(item => item.Name).HasMaxLength(Interconnection.NameLength);
        builder.Property(item => item.Address).HasMaxLength(Interconnection.AddressLength);
        builder.Property(item => item.Note).HasMaxLength(Interconnection.NoteLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(40);
        builder.HasIndex(item => item.Name);
    }

    public void Configure(EntityTypeBuilder<DirectInterface> builder)
    {
        builder.ToTable("bus_direct_interfaces");
        builder.Property(item => item.Name).HasMaxLength(DirectInterface.NameLength);
        builder.Property(item => item.Address).HasMaxLength(DirectInterface.AddressLength);
        builder.Property(item => item.Reason).HasMaxLength(DirectInterface.ReasonLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(40);
        builder.HasIndex(item => item.Name);
        builder.HasIndex(item => item.AgencyId);
    }
}
