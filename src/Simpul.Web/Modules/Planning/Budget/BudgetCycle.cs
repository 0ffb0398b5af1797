using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The making of one year's SPBE plan and budget, from the call for proposals to the consolidated list.</summary>
[RecordKind("budget-cycles")]
public sealed class BudgetCycle : IRecord
{
    public const int LeastYear = 2015;
    public const int MostYear = 2100;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The fiscal year that it plans; one cycle a year.</summary>
    public int Year { get; set; }

    public DateOnly OpensOn { get; set; }

    /// <summary>Last day for proposals.</summary>
    public DateOnly ProposalsUntil { get; set; }

    /// <summary>Last day for the items' recommendations.</summary>
    public DateOnly RecommendationsUntil { get; set; }

    /// <summary>Last day for coordination.</summary>
    public DateOnly CoordinationUntil { get; set; }

    /// <summary>Last day of the cycle: the list is consolidated by then.</summary>
    public DateOnly ClosesOn { get; set; }

    /// <summary>Key of the office that opened it.</summary>
    public string? OpenedBy { get; set; }

    /// <summary>From this day the list is final; null while it is being made.</summary>
    public DateOnly? ConsolidatedOn { get; set; }

    /// <summary>Key of the office that consolidated it.</summary>
    public string? ConsolidatedBy { get; set; }

    public int Version { get; set; }

    public string Href => BudgetAddress.Cycle(Year);
}

internal sealed class BudgetCycleMapping : IEntityTypeConfiguration<BudgetCycle>
{
    public void Configure(EntityTypeBuilder<BudgetCycle> builder)
    {
        builder.ToTable("planning_budget_cycles");
        builder.Property(item => item.OpenedBy).HasMaxLength(60);
        builder.Property(item => item.ConsolidatedBy).HasMaxLength(60);
        builder.Ignore(item => item.Href);
        builder.HasIndex(item => item.Year).IsUnique();
    }
}

/// <summary>What a save of this part rests on and no row's own version tells.</summary>
internal static class BudgetConditions
{
    /// <summary>The list is still being made when what is at hand is saved.</summary>
    public static void HoldToOpen(this PlatformDb db, Guid cycle) => db.HoldTo((nameof(HoldToOpen), cycle), async cancel =>
        await db.Set<BudgetCycle>().AsNoTracking().AnyAsync(item => item.Id == cycle && item.ConsolidatedOn != null, cancel)
            ? Refusal.Whole("Daftar tahun ini baru saja dikonsolidasikan, jadi usulan dan keputusannya tidak berubah lagi. Minta daftarnya dibuka kembali bila ada yang keliru.") : null);

    /// <summary>The items are still those that were read: what becomes final is what whoever consolidates has seen.</summary>
    public static void HoldToItems(this PlatformDb db, BudgetBook book)
    {
        var read = book.Entries.ToDictionary(entry => entry.Item.Id, entry => entry.Item.Version);
        db.HoldTo((nameof(HoldToItems), book.Cycle.Id), async cancel =>
        {
            var now = await db.Set<BudgetItem>().AsNoTracking().Where(item => item.CycleId == book.Cycle.Id).Select(item => new { item.Id, item.Version }).ToListAsync(cancel);
            return now.Count == read.Count && now.All(item => read.TryGetValue(item.Id, out var version) && version == item.Version) ? null
                : Refusal.Whole("Sebuah butir baru saja diubah atau diputuskan. Periksa daftarnya yang sekarang, lalu ulangi.");
        });
    }
}

/// <summary>Where the pages of this part are.</summary>
internal static class BudgetAddress
{
    public const string Home = "/kerja/anggaran";

    public const string Open = Home + "/buka";

    public static string Cycle(int year) => $"{Home}/{year}";

    public static string Recommend(int year) => $"{Home}/{year}/rekomendasi";

    public static string Decide(int year, Guid item) => $"{Home}/{year}/rekomendasi/{item}";

    public static string List(int year) => $"{Home}/{year}/daftar";

    public static string Similar(int year) => $"{Home}/{year}/serupa";

    public static string Realised(int year) => $"{Home}/{year}/realisasi";
}
