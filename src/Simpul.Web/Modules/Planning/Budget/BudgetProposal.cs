using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>
/// What goes through the case of a cycle: the items of one agency where each agency proposes, and those of all agencies where one office gathers
/// or drafts them. An agency has its own in both: there it says that it proposes nothing.
/// </summary>
[RecordKind("budget-proposals")]
public sealed class BudgetProposal : IRecord
{
    public const int TitleLength = 300;
    public const int NoteLength = 500;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid CycleId { get; set; }

    /// <summary>Null for the one of the whole government.</summary>
    public Guid? AgencyId { get; set; }

    public string Title { get; set; } = "";

    /// <summary>The agency says that it proposes nothing this year.</summary>
    public bool None { get; set; }

    /// <summary>Since when it says so.</summary>
    public DateOnly? NoneOn { get; set; }

    /// <summary>When its case left the first step, the last time; null again when a list that one case had consolidated is opened again.</summary>
    public DateOnly? SubmittedOn { get; set; }

    /// <summary>Agreed on outside this program, before it was used here; no case is needed then.</summary>
    public DateOnly? SettledOn { get; set; }

    /// <summary>Which paper says so.</summary>
    public string? SettledBy { get; set; }

    public int Version { get; set; }
}

internal sealed class BudgetProposalMapping : IEntityTypeConfiguration<BudgetProposal>
{
    public void Configure(EntityTypeBuilder<BudgetProposal> builder)
    {
        builder.ToTable("planning_budget_proposals");
        builder.Property(item => item.Title).HasMaxLength(BudgetProposal.TitleLength);
        builder.Property(item => item.SettledBy).HasMaxLength(BudgetProposal.NoteLength);
        builder.HasIndex(item => new { item.CycleId, item.AgencyId }).IsUnique();
        builder.HasIndex(item => item.Title);
        builder.HasOne<BudgetCycle>().WithMany().HasForeignKey(item => item.CycleId).OnDelete(DeleteBehavior.Restrict);
    }
}
