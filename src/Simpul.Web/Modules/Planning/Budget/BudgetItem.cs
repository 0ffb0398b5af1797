using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Roadmap;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>What the money buys.</summary>
public enum SpendingKind
{
    Equipment,
    Software,
    Development,
    Subscription,
    Service,
    Maintenance,
    Training,
    Personnel,
    Other,
}

/// <summary>What the ICT agency says of an item.</summary>
public enum Recommendation
{
    Undecided,
    Recommended,

    /// <summary>Recommended if it changes as said.</summary>
    WithChanges,
    Refused,
}

/// <summary>Something that an agency wants money for in a year.</summary>
[RecordKind("budget-items")]
public sealed class BudgetItem : IRecord
{
    public const int CodeLength = 60;
    public const int NameLength = 250;
    public const int NeedLength = 2000;
    public const int UnitLength = 40;
    public const int KeyLength = 40;
    public const int AccountLength = 60;
    public const int ReasonLength = 1000;
    public const int MostQuantity = 1_000_000;
    public const int MostTraces = 30;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The cycle, and by it the year.</summary>
    public Guid CycleId { get; set; }

    public Guid? AgencyId { get; set; }

    /// <summary>The proposer's own number; unique where given.</summary>
    public string? Code { get; set; }

    public string Name { get; set; } = "";

    public SpendingKind Kind { get; set; }

    /// <summary>Which of the roadmap's seven contents it belongs to.</summary>
    public RoadmapArea Content { get; set; }

    public string Need { get; set; } = "";

    public int? Quantity { get; set; }

    public string? Unit { get; set; }

    /// <summary>Rupiah.</summary>
    public decimal? UnitPrice { get; set; }

    /// <summary>Rupiah; quantity times unit price where both are given.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Key of the source of money.</summary>
    public string Fund { get; set; } = BudgetWords.Apbd;

    /// <summary>Key of the programme that it belongs to, where the regulation funds one by itself.</summary>
    public string? Programme { get; set; }

    /// <summary>Code of the account in the chart of accounts.</summary>
    public string? Account { get; set; }

    /// <summary>Codes of the architecture's items that it serves.</summary>
    public List<string> Architecture { get; set; } = [];

    /// <summary>The roadmap's activity that it carries out.</summary>
    public Guid? ActivityId { get; set; }

    public DateOnly ProposedOn { get; set; }

    public Recommendation Recommendation { get; set; }

    public string? RecommendationReason { get; set; }

    /// <summary>Rupiah that are recommended instead, where the changes lower or raise it.</summary>
    public decimal? RecommendedAmount { get; set; }

    public DateOnly? RecommendedOn { get; set; }

    /// <summary>Key of the office that decided.</summary>
    public string? RecommendedBy { get; set; }

    /// <summary>Who decided for that office.</summary>
    public Guid? RecommendedById { get; set; }

    /// <summary>Why the coordinating office keeps it although it was advised against; only where the recommendation is no condition.</summary>
    public string? KeptBecause { get; set; }

    public int Version { get; set; }

    /// <summary>Rupiah with which it stands in the list.</summary>
    public decimal Wanted => RecommendedAmount ?? Amount ?? 0;

    public string Href => $"/kerja/{BudgetItemRegister.Slug}/{Id}";
}

internal sealed class BudgetItemMapping : IEntityTypeConfiguration<BudgetItem>
{
    public void Configure(EntityTypeBuilder<BudgetItem> builder)
    {
        builder.ToTable("planning_budget_items");
        builder.Property(item => item.Code).HasMaxLength(BudgetItem.CodeLength);
        builder.Property(item => item.Name).HasMaxLength(BudgetItem.NameLength);
        builder.Property(item => item.Need).HasMaxLength(BudgetItem.NeedLength);
        builder.Property(item => item.Unit).HasMaxLength(BudgetItem.UnitLength);
        builder.Property(item => item.Fund).HasMaxLength(BudgetItem.KeyLength);
        builder.Property(item => item.Programme).HasMaxLength(BudgetItem.KeyLength);
        builder.Property(item => item.Account).HasMaxLength(BudgetItem.AccountLength);
        builder.Property(item => item.RecommendationReason).HasMaxLength(BudgetItem.ReasonLength);
        builder.Property(item => item.RecommendedBy).HasMaxLength(60);
        builder.Property(item => item.KeptBecause).HasMaxLength(BudgetItem.ReasonLength);
        builder.Ignore(item => item.Wanted);
        builder.Ignore(item => item.Href);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => new { item.CycleId, item.AgencyId });
        builder.HasIndex(item => item.Name);
        builder.HasOne<BudgetCycle>().WithMany().HasForeignKey(item => item.CycleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoadmapActivity>().WithMany().HasForeignKey(item => item.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}
