using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>What an evaluation of a running application came to.</summary>
public enum EvaluationResult
{
    /// <summary>It was not held yet.</summary>
    Pending,
    Keep,
    Improve,
    Merge,
    Retire,
}

/// <summary>The regular evaluation of an application that runs: planned by the program, held by whoever the regulation names.</summary>
[RecordKind("application-evaluations")]
public sealed class Evaluation : IFollowsApplication
{
    public const int CriteriaLength = 500;
    public const int TextLength = 4000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? ApplicationId { get; set; }

    public Guid? AgencyId { get; set; }

    /// <summary>Last day to hold it.</summary>
    public DateOnly DueOn { get; set; }

    public DateOnly? HeldOn { get; set; }

    public EvaluationResult Result { get; set; }

    /// <summary>What was looked at, one a line: use, cost, faults, fit with the process.</summary>
    public List<string> Criteria { get; set; } = [];

    public string? Findings { get; set; }

    public string? FollowUp { get; set; }

    /// <summary>Days of the last reminder that went out about <see cref="DueOn"/>.</summary>
    public int? Reminded { get; set; }

    public int Version { get; set; }
}

internal sealed class EvaluationMapping : IEntityTypeConfiguration<Evaluation>
{
    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.ToTable("app_evaluations");
        builder.Property(item => item.Findings).HasMaxLength(Evaluation.TextLength);
        builder.Property(item => item.FollowUp).HasMaxLength(Evaluation.TextLength);
        builder.HasIndex(item => new { item.ApplicationId, item.DueOn });
        builder.HasIndex(item => item.DueOn);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The register of evaluations.</summary>
internal static class EvaluationRegister
{
    public const string Href = "/kerja/evaluasi-aplikasi";

    public static readonly IReadOnlyList<(EvaluationResult Value, string Title)> Results =
    [
        (EvaluationResult.Pending, "Belum dilaksanakan"),
        (EvaluationResult.Keep, "Dipertahankan"),
        (EvaluationResult.Improve, "Diperbaiki"),
        (EvaluationResult.Merge, "Digabung dengan aplikasi lain"),
        (EvaluationResult.Retire, "Dihentikan"),
    ];

    public static readonly Register<Evaluation> Declared = new()
    {
        Kind = "application-evaluations",
        Slug = "evaluasi-aplikasi",
        Title = "Evaluasi aplikasi",
        One = "evaluasi aplikasi",
        Under = OverviewModel.Parent,
        Why = "Pemantauan dan evaluasi berkala atas aplikasi yang beroperasi. Program menjadwalkannya menurut peraturan; hasilnya dicatat di sini.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "speedometer2",
        OrderedBy = "dueOn",
        TitledBy = ["application", "dueOn"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<Evaluation>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<Evaluation>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<Evaluation>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Date<Evaluation>("dueOn", "Tenggat", item => item.DueOn, new() { Required = true, Listed = true }),
            Fields.Date<Evaluation>("heldOn", "Dilaksanakan", item => item.HeldOn, new() { Listed = true }),
            Fields.Choice<Evaluation, EvaluationResult>("result", "Hasil", item => item.Result, Results, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Lines<Evaluation>("criteria", "Yang dinilai", item => item.Criteria, 30, Evaluation.CriteriaLength, new() { Help = "Misalnya banyaknya pengguna, biaya, gangguan, dan kesesuaian dengan proses bisnis." }),
            Fields.Text<Evaluation>("findings", "Temuan", item => item.Findings, Evaluation.TextLength, new() { Searched = true }, longText: true),
            Fields.Text<Evaluation>("followUp", "Tindak lanjut", item => item.FollowUp, Evaluation.TextLength, longText: true),
        ],
        Rules = (services, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. Check(services.GetRequiredService<Today>().Date, item)]),
        Saving = Saving,
    };

    private static IEnumerable<Refusal> Check(DateOnly today, Evaluation item)
    {
        if (item.HeldOn > today)
        {
            yield return Refusal.At("heldOn", "Evaluasi ini belum dilaksanakan. Isi tanggalnya sesudah dilaksanakan.");
        }
        if (item.HeldOn is null != (item.Result == EvaluationResult.Pending))
        {
            yield return Refusal.At(item.HeldOn is null ? "heldOn" : "result", "Isi tanggal pelaksanaan beserta hasilnya.");
        }
        if (item.HeldOn is not null && item.Criteria.Count == 0)
        {
            yield return Refusal.At("criteria", "Tulis apa yang dinilai, satu per baris.");
        }
        if (item.Result is EvaluationResult.Improve or EvaluationResult.Merge or EvaluationResult.Retire && string.IsNullOrWhiteSpace(item.FollowUp))
        {
            yield return Refusal.At("followUp", "Tulis tindak lanjut untuk hasil ini.");
        }
    }

    private static async Task Saving(IServiceProvider services, Evaluation item, bool isNew, CancellationToken cancel)
    {
        var entry = services.GetRequiredService<PlatformDb>().Entry(item);
        if (!isNew && entry.Property(one => one.DueOn).IsModified)
        {
            // Another day: its reminders start anew.
            item.Reminded = null;
        }
        // What only changes hands plans nothing.
        if (item.HeldOn is not null && item.Result is not EvaluationResult.Retire && (isNew || entry.Property(one => one.HeldOn).IsModified || entry.Property(one => one.Result).IsModified))
        {
            await Evaluations.PlanNext(services, item, cancel);
        }
    }
}
