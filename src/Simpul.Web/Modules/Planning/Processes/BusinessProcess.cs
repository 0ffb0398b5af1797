using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>How far a version of a process has come.</summary>
public enum ProcessState
{
    Drafting,
    Enacted,
    Replaced,
}

/// <summary>
/// One version of a business process. Each version is a record of its own, so that what was in force on a day stays as it was on that day; versions
/// share the code.
/// </summary>
[RecordKind("business-processes")]
public sealed class BusinessProcess : IRecord
{
    public const int CodeLength = 40;
    public const int NameLength = 200;
    public const int LineLength = 300;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Code { get; set; } = "";

    /// <summary>Counts the versions of a code, from 1.</summary>
    public int Edition { get; set; } = 1;

    public string Name { get; set; } = "";

    /// <summary>The process that it is part of, in any of its versions.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>The agency that answers for it; null where it runs across agencies.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>Keys of the areas that regulations name: planning, budgeting…</summary>
    public List<string> Areas { get; set; } = [];

    /// <summary>Those who take part and are no agency; agencies are <see cref="ProcessActor"/>.</summary>
    public List<string> Actors { get; set; } = [];

    public List<string> Inputs { get; set; } = [];

    public List<string> Outputs { get; set; } = [];

    public List<string> Data { get; set; } = [];

    public List<string> Applications { get; set; } = [];

    public List<string> Services { get; set; } = [];

    /// <summary>The legislation that it follows, one a line.</summary>
    public List<string> LegalBasis { get; set; } = [];

    /// <summary>A registered legal document that it follows.</summary>
    public Guid? LegalDocumentId { get; set; }

    /// <summary>Where in the SPBE architecture it has its place; null while it is not traced.</summary>
    public string? ArchitectureBasis { get; set; }

    /// <summary>Where in the agency's strategic plan it has its place; null while it is not traced.</summary>
    public string? RenstraBasis { get; set; }

    /// <summary>Keys of the profile's offices that drafted it together.</summary>
    public List<string> DraftedBy { get; set; } = [];

    public ProcessState State { get; set; }

    /// <summary>Key of the profile's office that enacted it.</summary>
    public string? Enactor { get; set; }

    public Guid? EnactedById { get; set; }

    public DateOnly? InForceFrom { get; set; }

    /// <summary>Last day in force; null while open.</summary>
    public DateOnly? InForceUntil { get; set; }

    /// <summary>The version before this one.</summary>
    public Guid? ReplacesId { get; set; }

    public int Version { get; set; }

    /// <summary>Whether this version was the one in force on the date.</summary>
    public bool InForceOn(DateOnly date) => State != ProcessState.Drafting && InForceFrom <= date && !(InForceUntil < date);

    public string Title => Edition > 1 ? $"{Code} {Name} (versi {Edition})" : $"{Code} {Name}";
}

/// <summary>An agency that takes part in a process.</summary>
public sealed class ProcessActor : IPart
{
    public const int RoleLength = 200;

    public Guid ProcessId { get; set; }

    public Guid AgencyId { get; set; }

    /// <summary>What it does in the process.</summary>
    public string? Role { get; set; }

    /// <summary>When it took part in designing this version; null while it has not.</summary>
    public DateOnly? TookPartOn { get; set; }

    Guid IPart.OwnerId => ProcessId;
}

internal sealed class ProcessMapping : IEntityTypeConfiguration<BusinessProcess>, IEntityTypeConfiguration<ProcessActor>
{
    public void Configure(EntityTypeBuilder<BusinessProcess> builder)
    {
        builder.ToTable("plan_processes");
        builder.Property(item => item.Code).HasMaxLength(BusinessProcess.CodeLength);
        builder.Property(item => item.Name).HasMaxLength(BusinessProcess.NameLength);
        builder.Property(item => item.ArchitectureBasis).HasMaxLength(1000);
        builder.Property(item => item.RenstraBasis).HasMaxLength(1000);
        builder.Property(item => item.Enactor).HasMaxLength(60);
        builder.Ignore(item => item.Title);
        builder.HasIndex(item => new { item.Code, item.Edition }).IsUnique();
        builder.HasIndex(item => item.AgencyId);
        builder.HasIndex(item => item.ParentId);
        builder.HasOne<BusinessProcess>().WithMany().HasForeignKey(item => item.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BusinessProcess>().WithMany().HasForeignKey(item => item.ReplacesId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ProcessActor> builder)
    {
        builder.ToTable("plan_process_actors").HasKey(item => new { item.ProcessId, item.AgencyId });
        builder.Property(item => item.Role).HasMaxLength(ProcessActor.RoleLength);
        builder.HasOne<BusinessProcess>().WithMany().HasForeignKey(item => item.ProcessId).OnDelete(DeleteBehavior.Cascade);
    }
}
