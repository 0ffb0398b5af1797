using System.Globalization;

namespace Simpul.Web.Platform.Profile.National;

/// <summary>Reads one instrument and reports everything that does not add up, at its place.</summary>
internal sealed class InstrumentReader(NationalFile file)
{
    private readonly Dictionary<string, YamlMap> parts = new(StringComparer.Ordinal);
    private readonly List<(Indicator Indicator, YamlMap Map)> indicators = [];
    private readonly List<YamlValue> numbersNamed = [];
    private readonly HashSet<int> continued = [];
    private Scale scale = new(0, 0, WholeOnly: true, 0, new Provenance([], null));
    private bool equalWeights;

    public static Instrument? Read(string path, YamlErrors errors) =>
        NationalFile.Read(path, errors, Path.GetFileNameWithoutExtension(path), file => new InstrumentReader(file).Instrument());

    private Instrument Instrument()
    {
        var map = file.Map;
        var indexName = map.Text("index-name");
        var cycles = file.Block(map, "cycles", block => block.Each("years", ReadCycle));
        var guides = file.OptionalList(map, "guides", ReadGuide);
        scale = map.Read("scale", ReadScale);
        var target = map.Optional("target")?.Map().Read(ReadTarget);
        var calculation = map.Read("calculation", ReadCalculation);
        var external = map.Optional("external-index")?.Map().Read(ReadExternal);
        var predicates = file.Block(map, "predicates", block => ReadPredicates(block));
        var capabilities = file.OptionalList(map, "capabilities", ReadCapability);
        var cumulative = map.Optional("cumulative")?.Map().Read(ReadCumulative);
        var evidenceKinds = file.OptionalList(map, "evidence-kinds", ReadEvidenceKind);
        var owners = file.OptionalList(map, "owner-functions", owner => new OwnerFunction(owner.Id("id"), owner.Text("name")));
        var process = map.Optional("process")?.Map().Read(ReadProcess);
        var (domains, aspects) = map.Read("structure", block => ReadStructure(block, calculation));
        var examples = file.OptionalList(map, "examples", ReadExample);
        var crosswalk = file.OptionalList(map, "crosswalk", ReadContinuation);
        if (crosswalk.Count > 0 && file.InForce.Replaces is null) map.Report("crosswalk", "only an instrument that replaces another one continues its indicators");

        NationalFile.Unique(indicators.Where(one => one.Indicator.Id is not null).Select(one => (one.Indicator.Id!, one.Map)), "id");
        foreach (var (indicator, place) in indicators)
        {
            Known(indicator.Capability, capabilities.Select(one => one.Id), place, "capability");
            Known(indicator.EvidenceKind, evidenceKinds.Select(one => one.Id), place, "evidence-kind");
            foreach (var owner in indicator.Owners) Known(owner, owners.Select(one => one.Id), place, "owners");
        }
        var known = indicators.Select(one => one.Indicator.Number).ToHashSet();
        foreach (var number in numbersNamed.Where(number => !known.Contains(number.Whole()))) number.Report($"there is no indicator {number.Whole()}");

        return new Instrument(
            file.Id, file.Title, file.Regulation, indexName, file.Sources, file.InForce, cycles, guides, target, scale, calculation, external,
            predicates, capabilities, cumulative, evidenceKinds, owners, process, domains, aspects, examples)
        {
            Crosswalk = crosswalk,
        };
    }

    private (IReadOnlyList<InstrumentDomain> Domains, IReadOnlyList<Aspect> Aspects) ReadStructure(YamlMap map, Calculation calculation)
    {
        file.Provenance(map);
        foreach (var key in (string[])["criteria-source", "evidence-source", "owners-source"])
        {
            if (map.Optional(key) is { } cited) file.Cited(cited);
        }
        if (map.Has("domains") == map.Has("aspects")) map.Report("give either “domains” or “aspects”");
        List<Aspect> aspects = [];
        var domains = map.EachOptional("domains", domain =>
        {
            var (id, name, weight, code) = ReadPart(domain);
            var own = domain.Each("aspects", ReadAspect);
            aspects.AddRange(own);
            Sum(domain, "weight", weight, own.Sum(aspect => aspect.Weight), "the weights of its aspects");
            return new InstrumentDomain(id, name, weight, code, own);
        });
        aspects.AddRange(map.EachOptional("aspects", ReadAspect));

        var whole = domains.Count > 0 ? domains.Sum(domain => domain.Weight) : aspects.Sum(aspect => aspect.Weight);
        if (whole != calculation.TotalWeight) map.Report($"all weights together are {Text(whole)}, not {Text(calculation.TotalWeight)}");
        InOrder(domains.Select(domain => domain.Id), "D");
        InOrder(aspects.Select(aspect => aspect.Id), "A");
        NationalFile.Unique(indicators.Select(one => (one.Indicator.Number, one.Map)), "number");
        for (var at = 0; at < indicators.Count; at++)
        {
            if (indicators[at].Indicator.Number != at + 1) indicators[at].Map.Report("number", $"the next number is {at + 1}");
        }
        return (domains, aspects);
    }

    private (string Id, string Name, decimal Weight, string? ApiCode) ReadPart(YamlMap map)
    {
        var id = map.Text("id");
        if (!parts.TryAdd(id, map)) map.Report("id", $"id “{id}” is given twice");
        var weight = map.Number("weight");
        if (weight <= 0) map.Report("weight", "a weight must be above 0");
        return (id, map.Text("name"), weight, map.Optional("api-code")?.Text());
    }

    private Aspect ReadAspect(YamlMap map)
    {
        var (id, name, weight, code) = ReadPart(map);
        var own = map.Each("indicators", ReadIndicator);
        if (own.Count == 0) map.Report("an aspect has at least one indicator");
        if (!equalWeights) Sum(map, "weight", weight, own.Sum(indicator => indicator.Weight ?? 0), "the weights of its indicators");
        return new Aspect(id, name, weight, code, own);
    }

    private Indicator ReadIndicator(YamlMap map)
    {
        var weight = map.Optional("weight")?.Number();
        if (equalWeights && weight is not null) map.Report("weight", "an indicator has no weight of its own where weighting is equal");
        if (!equalWeights && weight is null) map.Report("“weight” is missing");
        if (weight <= 0) map.Report("weight", "a weight must be above 0");
        var most = map.Optional("values")?.Whole() ?? 1;
        if (most is < 1 or > 100) map.Report("values", "an indicator holds 1 to 100 values");
        var cumulativeFrom = map.Optional("cumulative-from")?.Whole();
        if (cumulativeFrom < scale.Min || cumulativeFrom > scale.Max) map.Report("cumulative-from", $"a level is {scale.Min} to {scale.Max}");
        var criteria = map.Optional("criteria")?.Map();
        var (name, note) = (map.Optional("name")?.Text(), map.Optional("note")?.Text());
        if (name is null && note is null) map.Report("an indicator without a name needs a note that says why");

        var indicator = new Indicator(
            map.Whole("number"), map.Optional("id")?.Id(), name, map.Optional("title")?.Text(), weight, most, map.Optional("capability")?.Id(),
            map.Optional("evidence-kind")?.Id(), cumulativeFrom, map.OptionalTexts("owners"), note, map.OptionalTexts("evidence"),
            criteria is null ? new Dictionary<int, string>() : ByLevel(criteria, text => text.Text()));
        indicators.Add((indicator, map));
        return indicator;
    }

    /// <summary>A block with one entry for every level of the scale, no more and no fewer.</summary>
    private Dictionary<int, T> ByLevel<T>(YamlMap map, Func<YamlValue, T> read)
    {
        Dictionary<int, T> levels = [];
        foreach (var (key, value) in map.Values())
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var level) || level < scale.Min || level > scale.Max)
            {
                map.Report(key, $"a level is {scale.Min} to {scale.Max}");
            }
            else
            {
                levels[level] = read(value);
            }
        }
        for (var level = scale.Min; level <= scale.Max; level++)
        {
            if (!levels.ContainsKey(level)) map.Report($"level {level} is missing");
        }
        return levels;
    }

    private Scale ReadScale(YamlMap map)
    {
        var read = new Scale(map.Whole("min"), map.Whole("max"), map.Bool("integer"), map.Number("default"), file.Provenance(map));
        if (read.Min < 0 || read.Min >= read.Max || read.Max > 100) map.Report("“min” must be at least 0 and below “max”, “max” at most 100");
        if (read.Default < read.Min || read.Default > read.Max) map.Report("default", "“default” must lie on the scale");
        return read.Max > 100 ? read with { Max = 100 } : read;
    }

    private Calculation ReadCalculation(YamlMap map)
    {
        map["method"].OneOf("weighted-sum");
        map["intermediate-rounding"].OneOf("none");
        map["predicate-from"].OneOf("published");
        equalWeights = map["weighting"].OneOf("listed", "equal") == "equal";
        var rounding = map["rounding"].OneOf("half-up", "half-even") == "half-even" ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero;
        var decimals = map.Whole("published-decimals");
        if (decimals is < 0 or > 10) map.Report("published-decimals", "a figure has 0 to 10 decimals");
        return new Calculation(equalWeights, map.Number("total-weight"), map.Optional("stored-decimals")?.Whole(), Math.Clamp(decimals, 0, 10), rounding, file.Provenance(map));
    }

    private List<Predicate> ReadPredicates(YamlMap map)
    {
        List<Predicate> bands = [];
        foreach (var band in map.Maps("bands"))
        {
            var predicate = band.Read(one => new Predicate(one.Number("from"), one.Text("name"), one.Optional("label")?.Text()));
            if (bands.Count == 0 && predicate.From != scale.Min) band.Report("from", $"the first band begins at the lowest value, {scale.Min}");
            if (bands.Count > 0 && predicate.From <= bands[^1].From) band.Report("from", "bands must ascend");
            if (predicate.From >= scale.Max) band.Report("from", $"a band begins below {scale.Max}");
            if (bands.Any(one => one.Name == predicate.Name)) band.Report("name", $"name “{predicate.Name}” is given twice");
            bands.Add(predicate);
        }
        if (bands.Count == 0) map.Report("there must be at least one band");
        return bands;
    }

    private ExternalIndex ReadExternal(YamlMap map)
    {
        var value = map.Number("when-missing");
        if (value < scale.Min || value > scale.Max) map.Report("when-missing", "the value must lie on the scale");
        return new ExternalIndex(Numbers(map["indicators"]), map.Texts("names"), value, file.Provenance(map));
    }

    private Capability ReadCapability(YamlMap map)
    {
        var levels = map.Each("levels", level => new CapabilityLevel(level.Whole("level"), level.Text("name"), level.Text("meaning")));
        if (!levels.Select(level => level.Level).SequenceEqual(Enumerable.Range(scale.Min, scale.Max - scale.Min + 1)))
        {
            map.Report("levels", $"the levels must be {scale.Min} to {scale.Max} in order");
        }
        return new Capability(map.Id("id"), map.Text("name"), levels);
    }

    private EvidenceKind ReadEvidenceKind(YamlMap map) => new(map.Id("id"), map.Text("basis"), ByLevel(map.Map("levels"), level => level.Texts()));

    private static Cycle ReadCycle(YamlMap map) => new(map.Whole("year"), map.Optional("programme")?.Id(), map.Optional("note")?.Text());

    private Guide ReadGuide(YamlMap map) => new(
        map.Text("title"),
        [.. map.List("years").Select(year => year.Whole())],
        map.EachOptional("changes", change => new GuideChange(Numbers(change["indicators"]), change.Optional("evidence-max-age-years")?.Whole(), change.Optional("note")?.Text())),
        map.Optional("note")?.Text());

    private Target ReadTarget(YamlMap map) => new(map.Number("index"), map.Whole("level"), file.Provenance(map));

    private CumulativeRule ReadCumulative(YamlMap map)
    {
        map["rule"].OneOf("unbroken-from-lowest");
        return new CumulativeRule(map.Text("text"), file.Provenance(map));
    }

    private AssessmentProcess ReadProcess(YamlMap map)
    {
        file.Provenance(map);
        var roles = map.EachOptional("roles", ReadRole);
        var stages = map.Each("stages", stage => new AssessmentStage(
            stage.Id("id"), stage.Text("name"), Role(stage), stage.Optional("purpose")?.Text(), stage.Optional("optional")?.Bool() ?? false));
        var programmes = map.EachOptional("programmes", programme =>
        {
            foreach (var stage in programme.List("stages")) Known(stage.Text(), stages.Select(one => one.Id), programme, "stages");
            return new Programme(programme.Id("id"), programme.Text("name"), programme.Texts("stages"), programme.Texts("outputs"));
        });
        return new AssessmentProcess(
            map.OptionalTexts("phases"), stages, programmes, map.Optional("per-year")?.Text(),
            map.EachOptional("self-assessment", step => new AssessmentStep(Role(step) ?? "", step.Text("does"))), roles, map.OptionalTexts("documents"));

        string? Role(YamlMap step)
        {
            var by = step.Optional("by")?.Id();
            Known(by, roles.Select(role => role.Id), step, "by");
            return by;
        }
    }

    private AssessmentRole ReadRole(YamlMap map)
    {
        if (map.Optional("source") is { } cited) file.Cited(cited);
        return new AssessmentRole(
            map.Id("id"), map.Text("name"), map["side"].OneOf("internal", "external"), map.Text("held-by"), map.Optional("appointed-by")?.Text(),
            map.OptionalTexts("duties"), map.Optional("note")?.Text());
    }

    private WorkedExample ReadExample(YamlMap map)
    {
        var of = map.Text("of");
        if (of != "index" && !parts.ContainsKey(of)) map.Report("of", $"“{of}” is neither a domain, an aspect nor “index”");
        return new WorkedExample(of, map.Map("values").Values().ToDictionary(one => one.Key, one => one.Value.Number()), map.Number("equals"));
    }

    private Continuation ReadContinuation(YamlMap map)
    {
        numbersNamed.Add(map["number"]);
        var number = map.Whole("number");
        if (!continued.Add(number)) map.Report("number", $"number “{number}” is given twice");
        return new Continuation(number, [.. map.List("from").Select(one => one.Whole())], map.Optional("note")?.Text());
    }

    private IReadOnlyList<int> Numbers(YamlValue value)
    {
        numbersNamed.AddRange(value.List());
        return [.. value.List().Select(number => number.Whole())];
    }

    private void InOrder(IEnumerable<string> ids, string letter)
    {
        foreach (var (at, id) in ids.Index())
        {
            if (id != $"{letter}{at + 1}") parts[id].Report("id", $"the next id is {letter}{at + 1}");
        }
    }

    private static void Sum(YamlMap map, string key, decimal weight, decimal sum, string ofWhat)
    {
        if (weight != sum) map.Report(key, $"the weight is {Text(weight)}, but {ofWhat} are {Text(sum)} together");
    }

    private static void Known(string? id, IEnumerable<string> known, YamlMap map, string key)
    {
        if (id is { Length: > 0 } && !known.Contains(id, StringComparer.Ordinal)) map.Report(key, $"“{id}” is not known");
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
