using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Cases;

/// <summary>What a case of an application asks when it is opened, and the application and plan that a proposal makes of it.</summary>
internal static class ProposalFields
{
    public const string Application = "application";
    public const string Functions = "functions";

    /// <summary>Why it goes on after an opinion against it, where the reading chosen lets it.</summary>
    public const string Continuing = "continueReason";

    private static readonly IReadOnlyList<FieldChoice> kinds = [new(nameof(ApplicationKind.Special), "Aplikasi khusus"), new(nameof(ApplicationKind.General), "Aplikasi umum"), new(nameof(ApplicationKind.Similar), "Aplikasi sejenis dengan aplikasi umum")];

    private static readonly IReadOnlyList<FieldChoice> sources = [new(nameof(LicenceKind.Open), "Kode sumber terbuka"), new(nameof(LicenceKind.Closed), "Kode sumber tertutup")];

    private static readonly CaseField existing = new(Application, "Aplikasi", FieldKind.Reference) { Refers = ApplicationRegister.Kind };

    private static readonly IReadOnlyList<string> planned = ["kind", "purpose", "functions", "source", "builder", "platform", "method"];

    /// <summary>What is asked when the case is opened. Where an application comes planned from another procedure, nobody has to say its plan again.</summary>
    /// <param name="without">When the case names no application; null where it must name one.</param>
    public static IReadOnlyList<CaseField> Of(Procedure procedure, EffectiveProfile profile, string? without) => !procedure.Proposes() ? [without is null ? existing : existing with { Required = false, Help = without }]
        : !profile.ComesPlanned(procedure) ? All(procedure, profile)
        : [.. All(procedure, profile).Select(field => planned.Contains(field.Key) ? field with { Required = false, Help = $"{field.Help} Kosongkan bila sudah benar dalam rencana pembangunannya.".Trim() } : field)];

    /// <summary>What must be said because no plan says it yet, and the application's own record does not either.</summary>
    public static IEnumerable<Refusal> Missing(Procedure procedure, EffectiveProfile profile, Inventory.Application application, CaseData data) =>
        All(procedure, profile).Where(field => field.Required && planned.Contains(field.Key) && !IsKnown(application, field.Key) && data.Text(field.Key) is null)
            .Select(field => Refusal.At(field.Key, $"Rencana pembangunan aplikasi ini belum tercatat. {(field.Kind == FieldKind.Choice ? "Pilih" : "Isi")} {char.ToLowerInvariant(field.Label[0])}{field.Label[1..]}."));

    private static bool IsKnown(Inventory.Application application, string field) => field switch
    {
        "kind" => true,
        "purpose" => application.Mandate is { Length: > 0 },
        "functions" => application.Functions.Count > 0,
        "source" => application.Licence != LicenceKind.Unrecorded,
        _ => false,
    };

    private static IReadOnlyList<CaseField> All(Procedure procedure, EffectiveProfile profile) =>
    [
        existing with { Required = false, Help = "Kosongkan untuk aplikasi baru; ia didaftarkan ketika rencananya diajukan." },
        new("applicationName", "Nama aplikasi baru", FieldKind.Text) { Required = false, MaxLength = 250, Help = "Kosongkan untuk memakai perihal urusan ini." },
        .. KindOf(procedure.Key) is null ? [new CaseField("kind", "Jenis aplikasi", FieldKind.Choice) { Choices = _ => kinds, Cite = profile.CitationOf("application.types")?.ToString() }] : Array.Empty<CaseField>(),
        new("purpose", "Tujuan dan tugas yang dilayani", FieldKind.LongText) { MaxLength = Inventory.Application.SentenceLength },
        new(Functions, "Fungsi aplikasi", FieldKind.Lines) { MaxLength = Inventory.Application.FunctionLength, Help = "Misalnya “mengambil nomor antrean”. Rencana ini dibandingkan dengan fungsi aplikasi lain sebelum anggaran dipakai." },
        new("process", "Proses bisnis yang didukung", FieldKind.Reference) { Required = false, Refers = "architecture-items", Among = db => In(db, ArchitectureDomain.Process), Help = "Dari arsitektur. Usulan lain untuk proses yang sama ditunjukkan kepada yang menilai." },
        new("data", "Data yang dipakai", FieldKind.Reference) { Required = false, Refers = "architecture-items", Among = db => In(db, ArchitectureDomain.Data), Help = "Data utama yang dipakainya, dari arsitektur." },
        .. BasisReader.Wants(profile, "roadmap") ? [new CaseField("roadmap", "Kegiatan Peta Rencana", FieldKind.Reference) { Required = false, Refers = "roadmap-activities", Help = "Kegiatan yang membangunnya. Dapat diisi kemudian, sebelum aplikasi diserahkan." }] : Array.Empty<CaseField>(),
        new("source", "Sifat kode sumber", FieldKind.Choice) { Choices = _ => sources, Cite = profile.CitationOf("application.open-source")?.ToString() },
        new("builder", "Pembangun", FieldKind.Choice) { Choices = _ => Choices(BuildPlanRegister.Builders) },
        new("platform", "Bentuk aplikasi", FieldKind.Choice) { Choices = _ => Choices(BuildPlanRegister.Platforms), Help = "Menentukan apa yang diuji." },
        new("funding", "Sumber biaya", FieldKind.Choice) { Required = false, Choices = _ => Choices([.. ApplicationWords.Fundings.Where(one => one.Value != Funding.Unrecorded)]) },
        new("servesPublic", "Melayani masyarakat", FieldKind.YesNo) { Required = false },
        .. PhaseOrder.ByMethod(profile) ? [new CaseField("method", "Metode pembangunan", FieldKind.Choice) { Choices = _ => DevelopmentMethods.Choices, Help = "Peraturan tidak menentukan tahapnya; tahap mengikuti metode yang dipilih." }] : Array.Empty<CaseField>(),
        .. profile.LeadsToUse(procedure) && GateList.Of(profile).Any(gate => gate.Advice)
            ? [new CaseField(Continuing, "Alasan melanjutkan", FieldKind.LongText) { Required = false, MaxLength = 1000, Help = "Wajib bila pertimbangan atas rencana ini negatif: menurut tafsir yang dipilih, rencana boleh berlanjut dengan alasan tertulis." }] : Array.Empty<CaseField>(),
    ];

    /// <summary>The application as it was proposed.</summary>
    public static Inventory.Application Make(Case item, CaseData data)
    {
        var application = new Inventory.Application { Kind = KindOf(item.Procedure) ?? ApplicationKind.Special, Stage = ApplicationStage.Proposed };
        var name = data.Text("applicationName") ?? item.Title;
        (application.Item.Name, application.Item.Code, application.Item.AgencyId) = (name[..Math.Min(name.Length, ArchitectureItem.NameLength)], $"APL-{item.Number}", item.AgencyId);
        (application.Item.State, application.Item.Description) = (ItemState.ToBe, data.Text("purpose"));
        Fill(application, data);
        return application;
    }

    /// <summary>Puts what was proposed into the application's own record. What was left empty stays as it is.</summary>
    public static void Fill(Inventory.Application application, CaseData data)
    {
        application.Kind = Read(data.Text("kind"), application.Kind);
        application.ServesPublic = data.Text("servesPublic") switch { "true" => true, "false" => false, _ => application.ServesPublic };
        application.Licence = Read(data.Text("source"), application.Licence);
        application.Funding = Read(data.Text("funding"), application.Funding);
        application.Mandate = data.Text("purpose") ?? application.Mandate;
        application.Functions = data.List(Functions) is { Count: > 0 } functions ? [.. functions] : application.Functions;
        application.RoadmapActivityId = data.Id("roadmap") ?? application.RoadmapActivityId;
    }

    /// <summary>Puts what was proposed into the plan.</summary>
    public static void Fill(BuildPlan plan, CaseData data)
    {
        plan.Builder = Read(data.Text("builder"), plan.Builder);
        plan.Platform = Read(data.Text("platform"), plan.Platform);
        plan.Method = data.Text("method") ?? plan.Method;
    }

    /// <summary>Whether applications of this kind come by this procedure. As with gates, what is not general comes by the way of special ones.</summary>
    public static bool IsFor(string procedure, ApplicationKind kind) => KindOf(procedure) is not { } own || (own == ApplicationKind.General) == (kind == ApplicationKind.General);

    /// <summary>Indonesian: why a case of another kind's procedure is not opened about an application of this kind, and which is.</summary>
    public static string NotFor(ApplicationKind kind, EffectiveProfile profile)
    {
        var recorded = $"Aplikasi ini tercatat sebagai {ApplicationWords.Kinds.Of(kind).ToLowerInvariant()}";
        return profile.Procedures.TryGet(kind == ApplicationKind.General ? "general-application" : "special-application", out var own)
            ? $"{recorded}. Buka urusan “{own.Title}”, atau betulkan dahulu jenisnya pada data aplikasi."
            : $"{recorded}, sedangkan urusan ini untuk jenis lain. Pilih aplikasi lain, atau betulkan dahulu jenisnya pada data aplikasi.";
    }

    /// <summary>The kind of which all cases of a procedure are; null where the case is asked.</summary>
    private static ApplicationKind? KindOf(string procedure) => procedure switch
    {
        "general-application" => ApplicationKind.General,
        "special-application" => ApplicationKind.Special,
        _ => null,
    };

    private static IQueryable<Guid> In(PlatformDb db, ArchitectureDomain domain) => db.Set<ArchitectureItem>().Where(item => item.Domain == domain).Select(item => item.Id);

    private static IReadOnlyList<FieldChoice> Choices<T>(IReadOnlyList<(T Value, string Title)> titles)
        where T : struct, Enum => [.. titles.Select(title => new FieldChoice(title.Value.ToString(), title.Title))];

    private static T Read<T>(string? text, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(text, out var read) && Enum.IsDefined(read) ? read : otherwise;
}
