using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>A service that a member offers on the bus. What can be called are its versions.</summary>
[RecordKind("bus-services")]
public sealed class BusService : IRecord
{
    public const int CodeLength = 64;
    public const int TitleLength = 200;
    public const int DescriptionLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Part of its address; unique; never changes.</summary>
    public string Code { get; set; } = "";

    public string Title { get; set; } = "";

    /// <summary>The member that answers.</summary>
    public Guid ProviderId { get; set; }

    /// <summary>The provider's agency; null for parties outside this government.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>Open services (<see cref="Classification.Public"/>) are in the public directory, and may be called with an API key.</summary>
    public Classification Classification { get; set; } = Classification.Restricted;

    public string? Description { get; set; }

    public int Version { get; set; }
}

internal sealed class BusServiceMapping : IEntityTypeConfiguration<BusService>
{
    public void Configure(EntityTypeBuilder<BusService> builder)
    {
        builder.ToTable("bus_services");
        builder.Property(item => item.Code).HasMaxLength(BusService.CodeLength);
        builder.Property(item => item.Title).HasMaxLength(BusService.TitleLength);
        builder.Property(item => item.Description).HasMaxLength(BusService.DescriptionLength);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => item.Title);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<BusMember>().WithMany().HasForeignKey(item => item.ProviderId).OnDelete(DeleteBehavior.Restrict);
    }
}
