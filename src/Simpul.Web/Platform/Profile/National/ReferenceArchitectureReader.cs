namespace Simpul.Web.Platform.Profile.National;

internal sealed class ReferenceArchitectureReader(NationalFile file)
{
    private readonly HashSet<string> codes = new(StringComparer.Ordinal);
    private readonly List<YamlValue> codesNamed = [];
    private readonly HashSet<string> items = new(StringComparer.Ordinal);
    private readonly List<YamlValue> itemsNamed = [];

    public static ReferenceArchitecture? Read(string path, YamlErrors errors) =>
        NationalFile.Read(path, errors, "", file => new ReferenceArchitectureReader(file).Architecture());

    private ReferenceArchitecture Architecture()
    {
        var map = file.Map;
        map.OptionalTexts("related");
        map.Optional("portal")?.Map().Read(portal => (portal.Text("name"), portal.Text("address"), file.Provenance(portal)));
        var deepest = map.Read("codes", block =>
        {
            var level = block.Whole("deepest-level");
            if (level is < 1 or > 7) block.Report("deepest-level", "a code has 1 to 7 levels");
            return (level, block.Text("text"), file.Provenance(block)).level;
        });
        var references = map.Each("references", ReadReference);
        var uncoded = file.Block(map, "uncoded", block => block.Each("list", one =>
            new UncodedNames(Code(one["parent"]), one.Texts("names"), one.Optional("note")?.Text())));
        var applications = map.Read("applications", ReadApplications);
        var affairs = file.Block(map, "affairs", block => Distinct(block, "list", "id", ReadAffair, affair => affair.Id));
        var metadata = map.Read("metadata", ReadMetadata);
        var strategy = file.Block(map, "strategy", block => block.Texts("objects"));
        var registration = file.Block(map, "registration", block => block.Each("steps", step =>
            new RegistrationStep(step.Id("id"), step.Text("name"), step.Text("by"))));

        foreach (var code in codesNamed.Where(code => code.IsText && !codes.Contains(code.Text()))) code.Report($"there is no code “{code.Text()}”");
        foreach (var item in itemsNamed.Where(item => item.IsText && !items.Contains(item.Text()))) item.Report($"there is no domain or object “{item.Text()}”");
        return new ReferenceArchitecture(
            file.Id, file.Title, file.Regulation, file.Sources, file.InForce, deepest, map.OptionalTexts("notes"), references, uncoded, applications,
            affairs, metadata, strategy, registration);
    }

    private Reference ReadReference(YamlMap map)
    {
        var id = map.Text("id");
        var levels = map.Whole("national-levels");
        if (levels is < 1 or > 7) map.Report("national-levels", "a code has 1 to 7 levels");
        List<ReferenceCode> own = [];
        foreach (var entry in map.Maps("codes"))
        {
            var code = entry.Read(ReadCode);
            own.Add(code);
            if (!ReferenceArchitecture.CodePattern().IsMatch(code.Code) || !code.Code.StartsWith(id, StringComparison.Ordinal))
            {
                entry.Report("code", $"“{code.Code}” is not a code of {id}, such as {id}.01.02");
                continue;
            }
            if (code.Level > levels) entry.Report("code", $"“{code.Code}” is deeper than the {levels} national levels");
            if (code.Parent is { } parent && !codes.Contains(parent)) entry.Report("code", $"the parent of “{code.Code}” is not listed before it");
            if (!codes.Add(code.Code)) entry.Report("code", $"code “{code.Code}” is given twice");
        }
        var count = map.Whole("count");
        if (count != own.Count) map.Report("count", $"there are {own.Count} codes, not {count}");
        var domain = map.Id("domain");
        itemsNamed.Add(map["domain"]);
        return new Reference(id, domain, map.Text("name"), levels, map.Texts("levels"), own, file.Provenance(map));
    }

    private ReferenceCode ReadCode(YamlMap map)
    {
        if (map.Optional("twin") is { } twin) codesNamed.Add(twin);
        return new ReferenceCode(map.Text("code"), map.Text("name"), map.Optional("twin")?.Text(), map.Optional("code-from")?.OneOf("portal", "order"));
    }

    private ApplicationKinds ReadApplications(YamlMap map)
    {
        file.Provenance(map);
        map.Optional("designated-note")?.Text();
        return new ApplicationKinds(
            map.Each("classes", one => new ApplicationClass(one.Id("id"), one.Text("name"), one.Text("rule"))),
            map.Texts("general-fields"),
            map.Each("designated", one => new DesignatedApplication(one.Text("name"), one.Text("field"), one.Text("owner"), one.Optional("basis")?.Text())));
    }

    private Affair ReadAffair(YamlMap map)
    {
        codesNamed.AddRange(map.List("codes"));
        return new Affair(
            map.Id("id"), map.Text("name"), map["group"].OneOf("mandatory-basic", "mandatory-other", "optional", "supporting", "general"),
            map.Texts("codes"), map["match"].OneOf("exact", "split", "level-3", "near"), map.Optional("note")?.Text());
    }

    private ArchitectureMetadata ReadMetadata(YamlMap map)
    {
        itemsNamed.AddRange(map.List("security-links"));
        return new ArchitectureMetadata(
            Distinct(map, "common", "id", ReadAttribute, attribute => attribute.Id), map.Texts("security-links"), map.Each("domains", ReadDomain), file.Provenance(map));
    }

    private MetadataDomain ReadDomain(YamlMap map)
    {
        Item(map);
        return new MetadataDomain(
            map.Id("id"), map.Text("reference"),
            map.Has("attributes") ? Distinct(map, "attributes", "id", ReadAttribute, attribute => attribute.Id) : [],
            map.EachOptional("objects", ReadObject), map.EachOptional("relations", ReadRelation), map.Optional("note")?.Text());
    }

    private MetadataObject ReadObject(YamlMap map)
    {
        Item(map);
        if (map.Optional("links") is { } links) itemsNamed.AddRange(links.List());
        return new MetadataObject(
            map.Id("id"), map.Text("name"), Code(map["code"]), Distinct(map, "attributes", "id", ReadAttribute, attribute => attribute.Id), map.OptionalTexts("links"));
    }

    private MetadataRelation ReadRelation(YamlMap map)
    {
        itemsNamed.Add(map["to"]);
        return new MetadataRelation(map.Id("to"), map["cardinality"].OneOf("1-n", "n-1", "n-n"), map.Optional("required")?.Bool() ?? false);
    }

    private MetadataAttribute ReadAttribute(YamlMap map)
    {
        var kind = map["kind"].OneOf("text", "choice", "reference", "link", "number", "date", "organisation", "file");
        var values = map.OptionalTexts("values");
        if (values.Count > 0 && kind != "choice") map.Report("values", "only a choice has values");
        return new MetadataAttribute(
            map.Id("id"), map.Text("name"), kind, values, map.Optional("values-from")?.OneOf("application", "guess", "other"), file.Cited(map["source"]),
            map.Optional("note")?.Text());
    }

    private void Item(YamlMap map)
    {
        var id = map.Id("id");
        if (!items.Add(id)) map.Report("id", $"id “{id}” is given twice");
    }

    private string Code(YamlValue value)
    {
        codesNamed.Add(value);
        return value.Text();
    }

    private static List<T> Distinct<T>(YamlMap map, string list, string field, Func<YamlMap, T> read, Func<T, string> key)
    {
        List<(string Key, YamlMap Map)> entries = [];
        List<T> all = [];
        foreach (var entry in map.Maps(list))
        {
            var one = entry.Read(read);
            all.Add(one);
            entries.Add((key(one), entry));
        }
        NationalFile.Unique(entries, field);
        return all;
    }
}
