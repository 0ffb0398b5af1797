using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>Umum, khusus, sejenis (Perpres 95/2018 Pasal 36 to 40).</summary>
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

/// <summary>
/// An application. It is an item of the architecture: name, code, owner, national code and life dates are the item's, and are not kept here
/// (decision 0120).
/// </summary>
[RecordKind("applications")]
public sealed class Application : IRecord
{
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

    public int Version { get; set; }
}

internal sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("app_applications");
        builder.HasOne(item => item.Item).WithOne().HasForeignKey<Application>(item => item.Id).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(item => item.Item).AutoInclude();
        builder.HasIndex(item => item.Stage);
    }
}
