using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>An office took its part in a cycle: it drafted, coordinated or was consulted.</summary>
[RecordKind("budget-coordinations")]
public sealed class BudgetCoordination : IRecord
{
    public const int ResultLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CycleId { get; set; }

    /// <summary>The proposal that was spoken of; null for the cycle as a whole.</summary>
    public Guid? ProposalId { get; set; }

    /// <summary>Key of the office of the profile.</summary>
    public string Office { get; set; } = "";

    public DateOnly HeldOn { get; set; }

    /// <summary>The minutes, or what came of it.</summary>
    public string Result { get; set; } = "";

    /// <summary>The case in whose step it happened.</summary>
    public string? CaseNumber { get; set; }

    public int Version { get; set; }
}

/// <summary>What the budget that was enacted gives an item.</summary>
[RecordKind("budget-approvals")]
public sealed class BudgetApproval : IRecord
{
    public const int NoteLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>One approval an item.</summary>
    public Guid ItemId { get; set; }

    /// <summary>Rupiah; zero where the item was struck.</summary>
    public decimal? Amount { get; set; }

    public DateOnly ApprovedOn { get; set; }

    /// <summary>The document that says so.</summary>
    public string? Document { get; set; }

    public int Version { get; set; }
}

/// <summary>Money that was spent on an item.</summary>
[RecordKind("budget-realisations")]
public sealed class BudgetRealisation : IRecord
{
    public const int NoteLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ItemId { get; set; }

    /// <summary>The item's agency, kept here so that it reports its own only.</summary>
    public Guid? AgencyId { get; set; }

    /// <summary>Rupiah spent at this time, not the sum so far.</summary>
    public decimal? Amount { get; set; }

    public DateOnly SpentOn { get; set; }

    public string? Note { get; set; }

    public int Version { get; set; }
}

internal sealed class BudgetFiguresMapping : IEntityTypeConfiguration<BudgetCoordination>, IEntityTypeConfiguration<BudgetApproval>, IEntityTypeConfiguration<BudgetRealisation>
{
    public void Configure(EntityTypeBuilder<BudgetCoordination> builder)
    {
        builder.ToTable("planning_budget_coordinations");
        builder.Property(item => item.Office).HasMaxLength(60);
        builder.Property(item => item.Result).HasMaxLength(BudgetCoordination.ResultLength);
        builder.Property(item => item.CaseNumber).HasMaxLength(20);
        builder.HasIndex(item => new { item.CycleId, item.Office });
        builder.HasIndex(item => item.HeldOn);
        builder.HasOne<BudgetCycle>().WithMany().HasForeignKey(item => item.CycleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<BudgetProposal>().WithMany().HasForeignKey(item => item.ProposalId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BudgetApproval> builder)
    {
        builder.ToTable("planning_budget_approvals");
        builder.Property(item => item.Document).HasMaxLength(BudgetApproval.NoteLength);
        builder.HasIndex(item => item.ItemId).IsUnique();
        builder.HasIndex(item => item.ApprovedOn);
        builder.HasOne<BudgetItem>().WithMany().HasForeignKey(item => item.ItemId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BudgetRealisation> builder)
    {
        builder.ToTable("planning_budget_realisations");
        builder.Property(item => item.Note).HasMaxLength(BudgetRealisation.NoteLength);
        builder.HasIndex(item => new { item.ItemId, item.SpentOn });
        builder.HasIndex(item => item.SpentOn);
        builder.HasOne<BudgetItem>().WithMany().HasForeignKey(item => item.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
