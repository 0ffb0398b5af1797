using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>How far an application of the central government is used here.</summary>
public enum AdoptionState
{
    NotYet,
    UnderWay,
    Used,
}

/// <summary>That a general application is used here, by the whole government or by one agency, since when, and what it replaced.</summary>
[RecordKind("general-adoptions")]
public sealed class GeneralAdoption : IRecord
{
    public const int ReasonLength = 1000;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Id of the application in the national data.</summary>
    public string General { get; set; } = "";

    /// <summary>Null where it says how the government as a whole stands; an agency's own row goes before it.</summary>
    public Guid? AgencyId { get; set; }

    public AdoptionState State { get; set; }

    /// <summary>First day of use.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>When it is planned to be in use.</summary>
    public DateOnly? PlannedOn { get; set; }

    /// <summary>The local application that it replaced.</summary>
    public Guid? ReplacedId { get; set; }

    /// <summary>The application that is used instead.</summary>
    public Guid? InsteadId { get; set; }

    /// <summary>Why another is used.</summary>
    public string? Reason { get; set; }

    public int Version { get; set; }
}

/// <summary>The register of adoptions.</summary>
internal sealed class GeneralAdoptionRegister : IEntityTypeConfiguration<GeneralAdoption>
{
    public const string Href = "/kerja/penerapan-aplikasi-umum";

    public static readonly IReadOnlyList<(AdoptionState Value, string Title)> States =
        [(AdoptionState.NotYet, "Belum digunakan"), (AdoptionState.UnderWay, "Sedang diterapkan"), (AdoptionState.Used, "Sudah digunakan")];

    public static readonly Register<GeneralAdoption> Declared = new()
    {
        Kind = "general-adoptions",
        Slug = "penerapan-aplikasi-umum",
        Title = "Penerapan aplikasi umum",
        One = "penerapan aplikasi umum",
        Under = OverviewModel.Parent,
        Why = "Sejauh mana setiap aplikasi umum digunakan di pemerintah daerah ini, sejak kapan, dan aplikasi setempat mana yang digantikannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "buildings",
        OrderedBy = "general",
        TitledBy = ["general", "agency"],
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Key<GeneralAdoption>("general", "Aplikasi umum", item => item.General, Application.GeneralLength, ApplicationWords.National, new() { Required = true, Listed = true, Filtered = true, Fixed = true, CitedBy = "general-application.use" }),
            Fields.Reference<GeneralAdoption>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Fixed = true, Help = "Kosongkan bila untuk seluruh pemerintah daerah." }),
            Fields.Choice<GeneralAdoption, AdoptionState>("state", "Penerapan", item => item.State, States, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<GeneralAdoption>("since", "Digunakan sejak", item => item.Since, new() { Listed = true }),
            Fields.Date<GeneralAdoption>("plannedOn", "Direncanakan digunakan pada", item => item.PlannedOn, new() { Listed = true }),
            Fields.Reference<GeneralAdoption>("replaced", "Menggantikan aplikasi setempat", item => item.ReplacedId, ApplicationRegister.Kind, new() { Listed = true }),
            Fields.Reference<GeneralAdoption>("instead", "Aplikasi yang dipakai sebagai gantinya", item => item.InsteadId, ApplicationRegister.Kind, new() { Help = "Bila belum digunakan karena ada aplikasi sejenis." }),
            Fields.Text<GeneralAdoption>("reason", "Alasan belum digunakan", item => item.Reason, GeneralAdoption.ReasonLength, new() { Searched = true }, longText: true),
        ],
        Rules = Check,
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, GeneralAdoption item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.State == AdoptionState.Used && item.Since is null)
        {
            refusals.Add(Refusal.At("since", "Isi sejak kapan aplikasi umum ini digunakan."));
        }
        if (item.State == AdoptionState.Used && item.InsteadId is not null)
        {
            refusals.Add(Refusal.At("instead", "Kosongkan: aplikasi umumnya sudah digunakan. Yang digantikan diisi pada “Menggantikan aplikasi setempat”."));
        }
        if (await services.GetRequiredService<PlatformDb>().Set<GeneralAdoption>().AsNoTracking().AnyAsync(other => other.Id != item.Id && other.General == item.General && other.AgencyId == item.AgencyId, cancel))
        {
            refusals.Add(Refusal.At("general", "Penerapannya sudah tercatat. Ubah catatan yang ada."));
        }
        return refusals;
    }

    public void Configure(EntityTypeBuilder<GeneralAdoption> builder)
    {
        builder.ToTable("app_general_adoptions");
        builder.Property(item => item.General).HasMaxLength(Application.GeneralLength);
        builder.Property(item => item.Reason).HasMaxLength(GeneralAdoption.ReasonLength);
        builder.HasIndex(item => new { item.General, item.AgencyId }).IsUnique();
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ReplacedId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.InsteadId).OnDelete(DeleteBehavior.Restrict);
    }
}
