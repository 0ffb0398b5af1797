using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>That a process was re-engineered: how it ran before, how it runs since, what was gained.</summary>
[RecordKind("process-reengineerings")]
public sealed class Reengineering : IRecord
{
    public const int TextLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ProcessId { get; set; }

    /// <summary>The agency that carried it out; null for a process across agencies.</summary>
    public Guid? AgencyId { get; set; }

    public DateOnly Date { get; set; }

    public string Before { get; set; } = "";

    public string After { get; set; } = "";

    public string Gained { get; set; } = "";

    public int? DaysBefore { get; set; }

    public int? DaysAfter { get; set; }

    public int? StepsBefore { get; set; }

    public int? StepsAfter { get; set; }

    public int Version { get; set; }
}

internal sealed class ReengineeringMapping : IEntityTypeConfiguration<Reengineering>
{
    public void Configure(EntityTypeBuilder<Reengineering> builder)
    {
        builder.ToTable("plan_process_reengineerings");
        builder.Property(item => item.Before).HasMaxLength(Reengineering.TextLength);
        builder.Property(item => item.After).HasMaxLength(Reengineering.TextLength);
        builder.Property(item => item.Gained).HasMaxLength(Reengineering.TextLength);
        builder.HasIndex(item => item.Date);
        builder.HasIndex(item => item.ProcessId);
        builder.HasOne<BusinessProcess>().WithMany().HasForeignKey(item => item.ProcessId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The register of what was re-engineered.</summary>
internal static class ReengineeringRegister
{
    public static readonly Register<Reengineering> Declared = new()
    {
        Kind = "process-reengineerings",
        Slug = "rekayasa-proses",
        Title = "Rekayasa ulang proses bisnis",
        One = "rekayasa ulang",
        Why = "Proses yang disederhanakan: bagaimana berjalan sebelumnya, bagaimana sekarang, dan apa yang diperoleh.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Processes,
        Icon = "arrow-counterclockwise",
        OrderedBy = "-date",
        TitledBy = ["process", "date"],
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Reference<Reengineering>("process", "Proses bisnis", item => item.ProcessId, "business-processes", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<Reengineering>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Pemilik prosesnya. Kosongkan untuk proses lintas perangkat daerah." }),
            Fields.Date<Reengineering>("date", "Selesai pada", item => item.Date, new() { Required = true, Listed = true, Help = "Hari proses yang baru mulai dijalankan." }),
            Fields.Text<Reengineering>("before", "Sebelumnya", item => item.Before, Reengineering.TextLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Text<Reengineering>("after", "Sesudahnya", item => item.After, Reengineering.TextLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Text<Reengineering>("gained", "Yang diperoleh", item => item.Gained, Reengineering.TextLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Number<Reengineering>("daysBefore", "Hari kerja sebelumnya", item => item.DaysBefore, 0, 10_000, new() { Listed = true }),
            Fields.Number<Reengineering>("daysAfter", "Hari kerja sesudahnya", item => item.DaysAfter, 0, 10_000, new() { Listed = true }),
            Fields.Number<Reengineering>("stepsBefore", "Langkah sebelumnya", item => item.StepsBefore, 0, 1000, new() { Listed = true }),
            Fields.Number<Reengineering>("stepsAfter", "Langkah sesudahnya", item => item.StepsAfter, 0, 1000, new() { Listed = true }),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Reengineering item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.Date > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("date", "Rekayasa ulang ini belum selesai. Catat sesudah proses yang baru dijalankan."));
        }
        if (item.DaysBefore is null != item.DaysAfter is null)
        {
            refusals.Add(Refusal.At(item.DaysBefore is null ? "daysBefore" : "daysAfter", "Isi keduanya, sebelum dan sesudah, atau kosongkan keduanya."));
        }
        if (item.StepsBefore is null != item.StepsAfter is null)
        {
            refusals.Add(Refusal.At(item.StepsBefore is null ? "stepsBefore" : "stepsAfter", "Isi keduanya, sebelum dan sesudah, atau kosongkan keduanya."));
        }
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<BusinessProcess>().AsNoTracking().SingleOrDefaultAsync(process => process.Id == item.ProcessId, cancel) is { } process && process.AgencyId != item.AgencyId)
        {
            refusals.Add(Refusal.At("agency", process.AgencyId is null ? "Proses ini lintas perangkat daerah. Kosongkan perangkat daerah." : "Pilih perangkat daerah pemilik proses ini."));
        }
        return refusals;
    }
}
