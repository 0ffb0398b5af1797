namespace Simpul.Web.Platform.Profile.National;

/// <summary>The national facts that every instance works with, whatever its regulation: read once, at start.</summary>
public sealed record NationalData(IReadOnlyList<Instrument> Instruments, ReferenceArchitecture Architecture, RiskMatrix Risk, SatisfactionSurvey Survey, ApplicationTests Tests, GeneralApplications General,
    ApiRules Api, IReadOnlyList<AuditCriteria> Audits)
{
    /// <summary>The instrument with this id (<c>spbe-2020</c>), or null.</summary>
    public Instrument? Instrument(string id) => Instruments.FirstOrDefault(instrument => instrument.Id == id);

    /// <summary>The instrument in force on a day; null before the first and where none follows.</summary>
    public Instrument? InstrumentOn(DateOnly day) => Instruments.FirstOrDefault(instrument => instrument.InForce.On(day));

    /// <summary>The edition of audit criteria with this id (<c>audit-criteria-2024</c>), or null.</summary>
    public AuditCriteria? AuditEdition(string? id) => Audits.FirstOrDefault(edition => edition.Id == id);

    /// <summary>The edition of audit criteria in force on a day; the last where none is.</summary>
    public AuditCriteria AuditEditionOn(DateOnly day) => Audits.LastOrDefault(edition => edition.InForce.On(day)) ?? Audits[^1];

    /// <summary>Reads the folder <c>regulations/national</c>.</summary>
    /// <exception cref="InvalidDataException">Something is wrong in a file; the message lists every error with its file and line.</exception>
    public static NationalData Load(string folder) =>
        Read(folder, out var errors) ?? throw new InvalidDataException("The national data cannot be used:\n" + string.Join('\n', errors));

    /// <summary>As <see cref="Load"/>, but answers null and every error of every file.</summary>
    public static NationalData? Read(string folder, out IReadOnlyList<YamlError> errors)
    {
        List<YamlErrors> files = [];
        var architecture = ReferenceArchitectureReader.Read(Path.Combine(folder, "reference-architecture.yaml"), File("reference-architecture.yaml"));
        var risk = RiskMatrixReader.Read(Path.Combine(folder, "risk-matrix.yaml"), File("risk-matrix.yaml"));
        var survey = SatisfactionSurveyReader.Read(Path.Combine(folder, "satisfaction-survey.yaml"), File("satisfaction-survey.yaml"));
        var tests = ApplicationTestsReader.Read(Path.Combine(folder, "application-tests.yaml"), File("application-tests.yaml"));
        var general = GeneralApplicationsReader.Read(Path.Combine(folder, "general-applications.yaml"), File("general-applications.yaml"));
        var api = ApiRulesReader.Read(Path.Combine(folder, "api-rules.yaml"), File("api-rules.yaml"));

        List<(Instrument Instrument, YamlErrors Errors)> instruments = [];
        var shelf = Path.Combine(folder, "instruments");
        string[] paths = Directory.Exists(shelf) ? Directory.GetFiles(shelf, "*.yaml") : [];
        if (paths.Length == 0) File("instruments").Add(0, 0, "there is no instrument");
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var own = File("instruments/" + Path.GetFileName(path));
            if (InstrumentReader.Read(path, own) is { } instrument) instruments.Add((instrument, own));
        }
        List<AuditCriteria> audits = [];
        string[] editions = Directory.Exists(folder) ? Directory.GetFiles(folder, "audit-criteria-*.yaml") : [];
        if (editions.Length == 0) File("audit-criteria").Add(0, 0, "there is no edition of audit criteria");
        foreach (var path in editions.Order(StringComparer.Ordinal))
        {
            var own = File(Path.GetFileName(path));
            if (AuditCriteriaReader.Read(path, own) is not { } edition) continue;
            audits.Add(edition);
            foreach (var test in edition.Sets.SelectMany(set => set.Tests).Where(test => tests is not null && tests.Sets.All(set => set.Id != test))) own.Add(0, 0, $"“tests”: there is no set “{test}” in application-tests.yaml");
        }
        foreach (var (instrument, own) in instruments) Follows(instrument, instruments.Select(one => one.Instrument), own);

        errors = [.. files.SelectMany(file => file.All)];
        return errors.Count > 0 || architecture is null || risk is null || survey is null || tests is null || general is null || api is null
            ? null
            : new NationalData(
                [.. instruments.Select(one => one.Instrument).OrderBy(instrument => instrument.InForce.From ?? DateOnly.MinValue)], architecture, risk, survey, tests, general, api,
                [.. audits.OrderBy(edition => edition.InForce.From ?? DateOnly.MinValue)]);

        YamlErrors File(string name)
        {
            files.Add(new YamlErrors(name));
            return files[^1];
        }
    }

    /// <summary>An instrument and its successor name each other, and the one ends where the other begins: no day has two, or none between them.</summary>
    private static void Follows(Instrument instrument, IEnumerable<Instrument> all, YamlErrors errors)
    {
        if (instrument.InForce.ReplacedBy is { } next)
        {
            var successor = all.FirstOrDefault(other => other.Id == next);
            if (successor is null) errors.Add(0, 0, $"“replaced-by”: there is no instrument “{next}”");
            else if (successor.InForce.Replaces != instrument.Id) errors.Add(0, 0, $"“replaced-by”: {next} does not say that it replaces {instrument.Id}");
            else if (successor.InForce.From != instrument.InForce.Until) errors.Add(0, 0, $"“until”: {next} is in force from another day");
        }
        if (instrument.InForce.Replaces is { } previous && all.FirstOrDefault(other => other.Id == previous)?.InForce.ReplacedBy != instrument.Id)
        {
            errors.Add(0, 0, $"“replaces”: {previous} does not say that it is replaced by {instrument.Id}");
        }
        var before = all.FirstOrDefault(other => other.Id == instrument.InForce.Replaces)?.Indicators.Select(indicator => indicator.Number).ToHashSet();
        foreach (var unknown in instrument.Crosswalk.SelectMany(one => one.From).Where(number => before?.Contains(number) == false).Distinct())
        {
            errors.Add(0, 0, $"“crosswalk”: {instrument.InForce.Replaces} has no indicator {unknown}");
        }
    }
}
