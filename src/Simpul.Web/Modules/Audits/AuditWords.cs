using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits;

/// <summary>What kinds, states, results and severities of audits are called.</summary>
internal static class AuditWords
{
    public static readonly IReadOnlyList<(AuditKind Value, string Title)> Kinds =
        [(AuditKind.Infrastructure, "Audit infrastruktur"), (AuditKind.Application, "Audit aplikasi"), (AuditKind.Security, "Audit keamanan")];

    public static readonly IReadOnlyList<(Performer Value, string Title)> Performers =
    [
        (Performer.DecreeTeam, "Tim auditor dengan keputusan"),
        (Performer.GovernmentBody, "Lembaga audit TIK pemerintah"),
        (Performer.AccreditedBody, "Lembaga audit TIK terakreditasi"),
        (Performer.IctAgency, "Dinas yang mengelola SPBE (audit mandiri)"),
    ];

    public static readonly IReadOnlyList<(AuditState Value, string Title)> States =
        [(AuditState.Preparing, "Disiapkan"), (AuditState.Running, "Berjalan"), (AuditState.Finished, "Selesai"), (AuditState.Cancelled, "Dibatalkan")];

    public static readonly IReadOnlyList<(ObjectClass Value, string Title)> Classes =
        [(ObjectClass.Infrastructure, "Infrastruktur"), (ObjectClass.DataCentre, "Pusat data"), (ObjectClass.GeneralApplication, "Aplikasi umum"), (ObjectClass.SpecialApplication, "Aplikasi khusus")];

    public static readonly IReadOnlyList<(MemberRole Value, string Title)> Roles = [(MemberRole.Lead, "Ketua"), (MemberRole.Member, "Anggota"), (MemberRole.Reviewer, "Pengendali mutu")];

    public static readonly IReadOnlyList<(PaperResult Value, string Title)> Results =
    [
        (PaperResult.Open, "Belum diperiksa"),
        (PaperResult.Conforms, "Sesuai"),
        (PaperResult.Partly, "Sesuai sebagian"),
        (PaperResult.Fails, "Tidak sesuai"),
        (PaperResult.NotApplicable, "Tidak berlaku"),
    ];

    public static readonly IReadOnlyList<(Severity Value, string Title)> Severities =
        [(Severity.Note, "Catatan"), (Severity.Low, "Rendah"), (Severity.Moderate, "Sedang"), (Severity.High, "Tinggi"), (Severity.Critical, "Kritis")];

    public static readonly IReadOnlyList<(FindingState Value, string Title)> FindingStates =
        [(FindingState.Open, "Terbuka"), (FindingState.FollowedUp, "Ditindaklanjuti, menunggu auditor"), (FindingState.Closed, "Selesai")];

    public static readonly IReadOnlyList<(FindingResponse Value, string Title)> Responses =
        [(FindingResponse.None, "Belum ditanggapi"), (FindingResponse.Agreed, "Disetujui"), (FindingResponse.Objected, "Disanggah"), (FindingResponse.Upheld, "Disanggah, temuan dipertahankan")];

    public static readonly IReadOnlyList<(ReviewVerdict Value, string Title)> Verdicts =
        [(ReviewVerdict.Waiting, "Menunggu auditor"), (ReviewVerdict.Accepted, "Diterima"), (ReviewVerdict.Returned, "Belum cukup")];

    public static readonly IReadOnlyList<(ToolFormat Value, string Title)> Formats =
        [(ToolFormat.Sarif, "SARIF 2.1.0"), (ToolFormat.Gvm, "OpenVAS/GVM"), (ToolFormat.Nessus, "Nessus v2")];

    public static readonly IReadOnlyList<(ToolRunState Value, string Title)> RunStates =
        [(ToolRunState.Checked, "Diperiksa, belum dimasukkan"), (ToolRunState.Imported, "Dimasukkan"), (ToolRunState.Dropped, "Tidak dipakai")];

    /// <summary>The matters on which audits are coordinated, by the keys of the checks.</summary>
    public static readonly IReadOnlyList<(string Value, string Title)> Matters = [("monitoring", "Pemantauan"), ("evaluation", "Evaluasi"), ("reporting", "Pelaporan")];

    /// <summary>Shorter words for the subjects; the profile's own where it has four.</summary>
    private static readonly string[] subjects = ["Tata kelola dan manajemen TIK", "Fungsionalitas TIK", "Kinerja TIK", "Aspek TIK lainnya"];

    public static string Word(this AuditKind kind) => Kinds[(int)kind].Title;

    public static string Word(this Performer performer) => Performers[(int)performer].Title;

    /// <summary>Only its first letter small: abbreviations stay.</summary>
    public static string InSentence(this Performer performer) => char.ToLowerInvariant(performer.Word()[0]) + performer.Word()[1..];

    public static string Word(this AuditState state) => States[(int)state].Title;

    public static string Word(this ObjectClass one) => Classes[(int)one].Title;

    public static string Word(this MemberRole role) => Roles[(int)role].Title;

    public static string Word(this PaperResult result) => Results[(int)result].Title;

    public static string Word(this Severity severity) => Severities[(int)severity].Title;

    public static string Word(this FindingState state) => FindingStates[(int)state].Title;

    public static string Word(this FindingResponse response) => Responses[(int)response].Title;

    public static string Word(this ReviewVerdict verdict) => Verdicts[(int)verdict].Title;

    public static string Word(this ToolFormat format) => Formats[(int)format].Title;

    public static string Word(this ToolRunState state) => RunStates[(int)state].Title;

    /// <summary>As checks and the criteria write it: <c>infrastructure</c>.</summary>
    public static string Key(this AuditKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>As checks write it: <c>government-audit-body</c>.</summary>
    public static string Key(this Performer performer) => performer switch
    {
        Performer.DecreeTeam => "decree-team",
        Performer.GovernmentBody => "government-audit-body",
        Performer.AccreditedBody => "accredited-body",
        _ => "ict-agency",
    };

    /// <summary>As the criteria write it; a data centre is infrastructure.</summary>
    public static string Key(this ObjectClass one) => one switch
    {
        ObjectClass.GeneralApplication => "general-application",
        ObjectClass.SpecialApplication => "special-application",
        _ => "infrastructure",
    };

    /// <summary>A subject in the regulation's own words.</summary>
    public static string Subject(EffectiveProfile? profile, string key)
    {
        var at = Array.IndexOf([.. AuditCriteria.Subjects], key);
        return at < 0 ? key : profile?.List("audit.subjects") is { Count: 4 } words ? words[at] : subjects[at];
    }

    /// <summary>The regulation at hand; null in an instance that nobody has set up.</summary>
    public static EffectiveProfile? Profile(IServiceProvider services) => services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation ? regulation.Profile : null;

    public static IReadOnlyList<FieldChoice> SubjectChoices(IServiceProvider services) => [.. AuditCriteria.Subjects.Select(key => new FieldChoice(key, Subject(Profile(services), key)))];

    public static IReadOnlyList<FieldChoice> EditionChoices(IServiceProvider services) =>
        [.. services.GetRequiredService<NationalData>().Audits.Reverse().Select(edition => new FieldChoice(edition.Id, $"{edition.Title}, {edition.InForce.From?.Year}"))];

    public static IReadOnlyList<FieldChoice> BasisChoices(IServiceProvider services) =>
        [.. services.GetRequiredService<NationalData>().Audits.Reverse().SelectMany(edition => edition.Bases).DistinctBy(basis => basis.Id).Select(basis => new FieldChoice(basis.Id, basis.Title))];

    /// <summary>The criteria of all editions by their titles, those of the newest first.</summary>
    public static IReadOnlyList<FieldChoice> CriterionChoices(IServiceProvider services)
    {
        var national = services.GetRequiredService<NationalData>();
        return [.. national.Audits.Reverse().SelectMany(edition => edition.Sets).SelectMany(set => AuditFlow.Criteria(national, set)).DistinctBy(one => one.Id).Select(one => new FieldChoice(one.Id, $"{one.Set.Title}: {one.Title}"))];
    }

    /// <summary>Offices of this government that can coordinate.</summary>
    public static IReadOnlyList<FieldChoice> Coordinators(IServiceProvider services) =>
        Profile(services) is not { } profile ? []
            : [.. profile.Offices.Where(office => office.Kind is OfficeKind.Agency or OfficeKind.Unit or OfficeKind.Person or OfficeKind.Body || profile.List("audit.coordinator") is { } named && named.Contains(office.Key))
                .Select(office => new FieldChoice(office.Key, office.Title))];

    /// <summary>Those with whom audits are coordinated: ministries and bodies outside, and offices of this government.</summary>
    public static IReadOnlyList<FieldChoice> Counterparts(IServiceProvider services) =>
    [
        .. (Profile(services)?.Offices ?? Enumerable.Empty<Office>()).Where(office => office.Kind == OfficeKind.External).Select(office => new FieldChoice(office.Key, office.Title)),
        .. Coordinators(services),
    ];

    public static IReadOnlyList<FieldChoice> MatterChoices(IServiceProvider services) => [.. Matters.Select(matter => new FieldChoice(matter.Value, matter.Title))];

    public static string OfficeName(EffectiveProfile? profile, string? key) => key is null ? "" : profile is not null && profile.Offices.TryGet(key, out var office) ? office.Name : key;
}
