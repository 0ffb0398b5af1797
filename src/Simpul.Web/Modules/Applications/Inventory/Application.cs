using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>Umum, khusus, sejenis (Perpres 95/2018 on general and special applications, as each regulation repeats it).</summary>
public enum ApplicationKind
{
    /// <summary>Built once for a government of its own, for what no general application does.</summary>
    Special,

    /// <summary>One that the state sets for all to use.</summary>
    General,

    /// <summary>Used instead of a general one, where the regulation allows it.</summary>
    Similar,
}

/// <summary>How far an application has come.</summary>
public enum ApplicationStage
{
    Proposed,
    Building,
    Testing,
    Running,
    Retired,
}

/// <summary>What stops when the application stops.</summary>
public enum Criticality
{
    Low,
    Moderate,
    High,
    Vital,
}

/// <summary>Who pays, or paid, for building it.</summary>
public enum Funding
{
    Unrecorded,

    /// <summary>The government's own budget (APBD).</summary>
    OwnBudget,

    /// <summary>The government's own budget together with others.</summary>
    Shared,

    /// <summary>The central government or another region.</summary>
    OtherGovernment,

    /// <summary>A grant, or a maker that asks nothing.</summary>
    Grant,
}

/// <summary>Who holds the copyright.</summary>
public enum CopyrightHolder
{
    Unrecorded,
    Government,
    GovernmentAndMaker,
    Maker,
    OtherGovernment,

    /// <summary>The authors of an open project.</summary>
    Community,
}

/// <summary>Where the source code is.</summary>
public enum SourceCustody
{
    Unrecorded,
    Government,
    Maker,
    Public,

    /// <summary>Nobody within reach has it.</summary>
    Lost,
}

/// <summary>Whether the source code is open.</summary>
public enum LicenceKind
{
    Unrecorded,
    Open,
    Closed,
}

/// <summary>
/// An application. It is an item of the architecture: name, code, owner, national code and life dates are the item's, and are not kept here
/// (decision 0120).
/// </summary>
[RecordKind("applications")]
public sealed class Application : IRecord
{
    public const int FunctionLength = 200;
    public const int MostFunctions = 40;
    public const int TechnologyLength = 100;
    public const int MostTechnologies = 40;
    public const int SentenceLength = 500;
    public const int TextLength = 2000;
    public const int SpdxLength = 200;
    public const int GeneralLength = 60;

    /// <summary>More people than any region has.</summary>
    public const int MostUsers = 100_000_000;

    public Application() => Id = Item.Id;

    /// <summary>The item's id.</summary>
    public Guid Id { get; set; }

    /// <summary>Always loaded with it.</summary>
    public ArchitectureItem Item { get; set; } = new() { Domain = ArchitectureDomain.Application };

    public ApplicationKind Kind { get; set; }

    public ApplicationStage Stage { get; set; }

    public Criticality Criticality { get; set; } = Criticality.Moderate;

    /// <summary>Of the data that it holds: the highest.</summary>
    public Classification DataClass { get; set; } = Classification.Restricted;

    /// <summary>Whether it serves the public, and so falls under what the regulation asks of such applications.</summary>
    public bool ServesPublic { get; set; }

    /// <summary>What it does, one function a line; a proposal is compared by them.</summary>
    public List<string> Functions { get; set; } = [];

    /// <summary>Who uses it, in words.</summary>
    public string? Users { get; set; }

    /// <summary>How many use it.</summary>
    public int? UserCount { get; set; }

    /// <summary>Languages, frameworks, databases; the components themselves come from its bill of materials.</summary>
    public List<string> Technology { get; set; } = [];

    /// <summary>The national application that it is, or to which it is similar: an id of <c>general-applications.yaml</c>.</summary>
    public string? General { get; set; }

    /// <summary>When it was first proposed; applications that came in before may have none.</summary>
    public DateOnly? ProposedOn { get; set; }

    /// <summary>The duty or function of its agency that it serves.</summary>
    public string? Mandate { get; set; }

    /// <summary>The activity of the roadmap that builds it.</summary>
    public Guid? RoadmapActivityId { get; set; }

    /// <summary>The technical standard and procedure that it follows, as its number or title.</summary>
    public string? TechnicalStandard { get; set; }

    public Funding Funding { get; set; }

    public CopyrightHolder Copyright { get; set; }

    /// <summary>The clause or the registration that proves who holds the copyright.</summary>
    public string? CopyrightProof { get; set; }

    public SourceCustody Source { get; set; }

    public LicenceKind Licence { get; set; }

    /// <summary>An SPDX licence expression: <c>EUPL-1.2</c>, <c>MIT OR Apache-2.0</c>.</summary>
    public string? Spdx { get; set; }

    /// <summary>The open alternatives that were weighed before a closed one was taken.</summary>
    public string? OpenWeighed { get; set; }

    /// <summary>Why none of them was taken.</summary>
    public string? ClosedReason { get; set; }

    /// <summary>The office to ask about it.</summary>
    public Guid? ContactOfficeId { get; set; }

    public int Version { get; set; }
}

internal sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("app_applications");
        builder.HasOne(item => item.Item).WithOne().HasForeignKey<Application>(item => item.Id).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(item => item.Item).AutoInclude();
        builder.Property(item => item.Users).HasMaxLength(Application.SentenceLength);
        builder.Property(item => item.General).HasMaxLength(Application.GeneralLength);
        builder.Property(item => item.Mandate).HasMaxLength(Application.SentenceLength);
        builder.Property(item => item.TechnicalStandard).HasMaxLength(Application.SentenceLength);
        builder.Property(item => item.CopyrightProof).HasMaxLength(Application.SentenceLength);
        builder.Property(item => item.Spdx).HasMaxLength(Application.SpdxLength);
        builder.Property(item => item.OpenWeighed).HasMaxLength(Application.TextLength);
        builder.Property(item => item.ClosedReason).HasMaxLength(Application.TextLength);
        // What stands in the table already gets the word for "nobody recorded it".
        builder.Property(item => item.Funding).HasDefaultValue(Funding.Unrecorded);
        builder.Property(item => item.Copyright).HasDefaultValue(CopyrightHolder.Unrecorded);
        builder.Property(item => item.Source).HasDefaultValue(SourceCustody.Unrecorded);
        builder.Property(item => item.Licence).HasDefaultValue(LicenceKind.Unrecorded);
        builder.HasIndex(item => item.Stage);
    }
}
