using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The choices of this module's forms that the regulation gives: its offices, teams, seats, policies and what its checks ask for.</summary>
internal static class ProfileChoices
{
    /// <summary>Keys of offices that are everybody's or nobody's, and so are no agency's role.</summary>
    private static readonly string[] Shared = ["agency", "agency-head", "work-unit", "data-owner", "civil-servant", "users", "government", "council"];

    private static readonly Dictionary<string, string> SubjectTitles = new(StringComparer.Ordinal)
    {
        ["spbe"] = "Penyelenggaraan SPBE",
        ["spbe-annex"] = "Lampiran peraturan SPBE",
        ["earlier-spbe-rules"] = "Aturan SPBE sebelumnya",
        ["direction"] = "Pengarahan, pemantauan, dan evaluasi",
        ["policy"] = "Kebijakan SPBE",
        ["coordination"] = "Koordinasi dengan pihak lain",
        ["change"] = "Manajemen perubahan",
        ["service-management"] = "Manajemen layanan",
        ["evaluation-result"] = "Laporan hasil evaluasi SPBE",
        ["team-report"] = "Laporan pelaksanaan tugas tim",
        ["needs-changed"] = "Kebutuhan berubah",
        ["reference-changed"] = "Acuan berubah",
        ["audit-team"] = "Tim auditor",
        ["internal-assessors"] = "Tim asesor internal",
    };

    private static readonly string[] UsualSubjects = ["spbe", "spbe-annex", "earlier-spbe-rules"];
    private static readonly string[] UsualGrounds = ["needs-changed", "reference-changed"];
    private static readonly string[] UsualAgenda = ["direction", "policy", "coordination", "change", "service-management"];
    private static readonly string[] UsualReports = ["team-report", "evaluation-result"];

    /// <summary>The regulation at hand; null in an instance that nobody has set up.</summary>
    public static EffectiveProfile? Profile(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation ? regulation.Profile : null;

    /// <summary>Roles that an agency can hold.</summary>
    public static IReadOnlyList<FieldChoice> AgencyRoles(IServiceProvider services) =>
        Offices(services, office => office.Kind is OfficeKind.Agency or OfficeKind.Unit && !Shared.Contains(office.Key));

    /// <summary>Positions of the regulation that one person holds.</summary>
    public static IReadOnlyList<FieldChoice> Positions(IServiceProvider services) =>
        Offices(services, office => office.Kind == OfficeKind.Person && !Shared.Contains(office.Key));

    /// <summary>The government's own offices, bodies among them.</summary>
    public static IReadOnlyList<FieldChoice> OwnOffices(IServiceProvider services) => Offices(services, office => office.Kind is not (OfficeKind.External or OfficeKind.Government));

    /// <summary>The government's own offices and, where a policy was put to all of them, every agency.</summary>
    public static IReadOnlyList<FieldChoice> ConsultedOffices(IServiceProvider services) => [new("all-agencies", "Semua perangkat daerah"), .. OwnOffices(services)];

    public static IReadOnlyList<FieldChoice> Outsiders(IServiceProvider services) => Offices(services, office => office.Kind == OfficeKind.External);

    public static IReadOnlyList<FieldChoice> Teams(IServiceProvider services) => [.. All(Profile(services)?.Teams).Select(team => new FieldChoice(team.Key, team.Title))];

    public static IReadOnlyList<FieldChoice> Seats(IServiceProvider services) =>
    [
        .. from team in All(Profile(services)?.Teams)
           from seat in team.Seats
           select new FieldChoice(SeatHolder.SeatOf(team.Key, seat.Id), $"{team.Title}: {seat.Title}"),
    ];

    /// <summary>Functions that an obligation asks about, named by it.</summary>
    public static IReadOnlyList<FieldChoice> Functions(IServiceProvider services) =>
    [
        .. from obligation in All(Profile(services)?.Obligations)
           where obligation.Check?.Check == "function-held"
           group obligation by obligation.Check!.Text("function")! into asked
           select new FieldChoice(asked.Key, $"{Short(asked.First().Text)} ({asked.First().Cite})"),
    ];

    /// <summary>What a legal document can be about: whatever checks ask for, teams, assignments and policies.</summary>
    public static IReadOnlyList<FieldChoice> Subjects(IServiceProvider services)
    {
        var profile = Profile(services);
        return Distinct(
        [
            .. All(profile?.Teams).SelectMany(team => new[] { new FieldChoice(team.Key, team.Title), new FieldChoice(TasksOf(team.Key), $"Tugas {team.Title}") }),
            .. Words.OfficialKinds.Select(kind => new FieldChoice(Words.Code(kind.Item1), kind.Item2)),
            .. All(profile?.Policies).Select(policy => new FieldChoice(policy.Key, policy.Title)),
            .. UsualSubjects.Concat(Asked(profile, "decree-in-force", "subject")).Concat(Asked(profile, "legal-document-registered", "subject")).Select(Titled),
            .. Bases(profile).Select(Titled),
        ]);
    }

    /// <summary>That a decree about a team also sets its tasks.</summary>
    public static string TasksOf(string team) => $"{team}-tasks";

    /// <summary>What a subject of checks is called.</summary>
    public static string SubjectTitle(EffectiveProfile profile, string key) =>
        profile.Teams.TryGet(key, out var team) ? team.Title
        : profile.Policies.TryGet(key, out var policy) ? policy.Title
        : Words.OfficialKindOf(key) is { } kind ? Words.OfficialKinds.Of(kind)
        : Titled(key).Title;

    /// <summary>What a policy can rest on: whatever checks ask for.</summary>
    public static IReadOnlyList<FieldChoice> PolicyBases(IServiceProvider services) => [.. Bases(Profile(services)).Select(Titled)];

    public static IReadOnlyList<FieldChoice> ReviewGrounds(IServiceProvider services) =>
        [.. UsualGrounds.Concat(AskedLists(Profile(services), "policy-reviewed", "grounds")).Distinct().Select(Titled)];

    public static IReadOnlyList<FieldChoice> MeetingSubjects(IServiceProvider services) =>
        [.. UsualAgenda.Concat(Asked(Profile(services), "meetings-held", "subject")).Distinct().Select(Titled)];

    public static IReadOnlyList<FieldChoice> ReportKinds(IServiceProvider services) =>
        [.. UsualReports.Concat(Asked(Profile(services), "report-sent", "report")).Distinct().Select(Titled)];

    private static IEnumerable<T> All<T>(IEnumerable<T>? things) => things ?? [];

    private static IEnumerable<string> Bases(EffectiveProfile? profile) => AskedLists(profile, "policy-drafted", "basis").Distinct();

    private static IEnumerable<string> Asked(EffectiveProfile? profile, string check, string argument) =>
        All(profile?.Obligations).Where(item => item.Check?.Check == check).Select(item => item.Check!.Text(argument)).OfType<string>();

    private static IEnumerable<string> AskedLists(EffectiveProfile? profile, string check, string argument) =>
        All(profile?.Obligations).Where(item => item.Check?.Check == check).SelectMany(item => item.Check!.List(argument) ?? []);

    private static IReadOnlyList<FieldChoice> Offices(IServiceProvider services, Func<Platform.Profile.Office, bool> chosen) =>
        [.. All(Profile(services)?.Offices).Where(chosen).Select(office => new FieldChoice(office.Key, office.Title))];

    /// <summary>A key that nothing names better reads as its own words.</summary>
    private static FieldChoice Titled(string key) => new(key, SubjectTitles.GetValueOrDefault(key) ?? key);

    private static List<FieldChoice> Distinct(IEnumerable<FieldChoice> choices) => [.. choices.DistinctBy(choice => choice.Value, StringComparer.Ordinal)];

    private static string Short(string text) => text.Length <= 90 ? text.TrimEnd('.') : $"{text[..text.LastIndexOf(' ', 88)]}…";
}
