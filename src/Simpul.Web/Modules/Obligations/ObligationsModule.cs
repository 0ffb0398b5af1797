using Simpul.Web.Modules.Obligations.Calendars;
using Simpul.Web.Modules.Obligations.Checks;
using Simpul.Web.Modules.Obligations.Exports;
using Simpul.Web.Modules.Obligations.Texts;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Obligations;

/// <summary>The board: every obligation of the regulation with its answer; attestations, readings, the regulation's words.</summary>
public sealed class ObligationsModule : IModule
{
    public const string View = "obligations.view";
    public const string Attest = "obligations.attest";
    public const string AttestAny = "obligations.attest-any";
    public const string ReadingsChoose = "obligations.readings";
    public const string ImportText = "obligations.import-text";
    public const string Export = "obligations.export";
    public const string Transition = "obligations.transition";

    public string Name => "Obligations";

    public string Title => "Kewajiban";

    public IReadOnlyList<RailLink> Rail =>
    [
        new("Tata Kelola", "Kewajiban", "/kewajiban", "clipboard-check", View),
    ];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "Melihat papan kewajiban", All(Role.Administrator), All(Role.IctAgency), All(Role.Leader), All(Role.Legal), All(Role.Assessor), All(Role.Auditor), Own(Role.Operator), Own(Role.AgencyHead)),
        new(Attest, "Menyatakan pemenuhan kewajiban jabatannya", All(Role.Leader), Own(Role.AgencyHead), Own(Role.IctAgency), Own(Role.Legal)),
        new(AttestAny, "Menyatakan pemenuhan kewajiban jabatan lain", All(Role.Leader)),
        new(ReadingsChoose, "Memilih tafsir peraturan", All(Role.Leader), All(Role.Legal)),
        new(ImportText, "Memuat naskah peraturan", All(Role.Administrator), All(Role.Legal), All(Role.IctAgency)),
        new(Export, "Mengekspor papan kewajiban", All(Role.Administrator), All(Role.IctAgency), All(Role.Leader), All(Role.Legal), All(Role.Assessor), All(Role.Auditor), Own(Role.Operator), Own(Role.AgencyHead)),
        new(Transition, "Mencatat yang berjalan sebelum peraturan", All(Role.IctAgency), All(Role.Leader), Own(Role.Operator), Own(Role.AgencyHead)),
    ];

    public void AddServices(IServiceCollection services)
    {
        foreach (var words in BoardWords.All)
        {
            services.AddSingleton(words);
        }
        services.AddSingleton<ModuleTitles>();
        services.AddSingleton<BoardCache>();
        services.AddScoped<Board>();
        services.AddScoped<BoardReading>();
        services.AddScoped<Evaluation.Contract.IEvidenceSource, ObligationEvidence>();
        services.AddScoped<AttestedAnswers>();
        services.AddScoped<Attestations>();
        services.AddScoped<Readings>();
        services.AddScoped<ObligationHistory>();
        services.AddSingleton<RegulationWordsCache>();
        services.AddScoped<RegulationWords>();
        services.AddSingleton<CalendarTokens>();
        services.AddScoped<OfficeCalendars>();
        services.AddScoped<BoardReport>();
        services.AddScoped<ICheck, TransitionConformed>();
        services.AddScoped<IHomeSection, OwnObligations>();
        services.AddSingleton<PublicBoardCopy>();
        services.AddScoped<IPortalSection, PublicBoard>();
        services.AddScoped<IFileSubjects, AttestationFiles>();
        services.AddSingleton<Register>(LegacyRegister.Declare());
        services.AddSingleton(ObligationNews.Job);
    }

    public void Map(IEndpointRouteBuilder routes) => ObligationEndpoints.Map(routes);

    public Task AddSample(IServiceProvider services, CancellationToken cancel) => ObligationsSample.Add(services, cancel);

    private static Grant Own(string role) => new(role, Reach.OwnAgency);

    private static Grant All(string role) => new(role, Reach.Government);
}
