using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>obligations</c>.</summary>
internal static partial class ObligationReader
{
    private static readonly ValueSpec Recurring = new(ValueType.ReviewCadence, []);

    private static readonly Dictionary<string, ObligationKind> Kinds = new(StringComparer.Ordinal)
    {
        ["duty"] = ObligationKind.Duty,
        ["approval"] = ObligationKind.Approval,
        ["review"] = ObligationKind.Review,
        ["cadence"] = ObligationKind.Cadence,
        ["prohibition"] = ObligationKind.Prohibition,
    };

    public static IReadOnlyList<Obligation> Read(YamlValue value, ProfileScope scope)
    {
        List<(Obligation Obligation, YamlMap Map)> rows = [];
        foreach (var map in value.Maps())
        {
            var obligation = One(map, scope);
            rows.Add((obligation, map));
            scope.Obligations.TryAdd(obligation.Id, obligation);
        }
        scope.Later(() => SumRules.Check(rows));
        return [.. rows.Select(row => row.Obligation)];
    }

    /// <summary>The id of a row of the text, once in the whole profile.</summary>
    public static string RowId(YamlMap map, ProfileScope scope)
    {
        var value = map["id"];
        var id = value.Text();
        if (id.Length == 0) return id;
        if (!RowPattern().IsMatch(id)) value.Report($"“{id}” is no id such as PLG-13-7-b");
        if (!scope.Rows.Add(id)) value.Report($"“{id}” is given twice");
        return id;
    }

    private static Obligation One(YamlMap map, ProfileScope scope)
    {
        var id = RowId(map, scope);
        var cite = scope.Cite(map);
        var actor = map["actor"];
        var actors = scope.OfficeList(actor);
        CheckBoard(actor, actors, scope);
        var (check, attestation, module) = Answer(map, scope);
        var obligation = new Obligation(
            id,
            cite,
            actors,
            Kinds.GetValueOrDefault(map["kind"].OneOf([.. Kinds.Keys])),
            ShortText(map["text"]),
            map.Optional("when")?.Text(),
            map.Optional("every") is { } every ? ValueReader.ReadLiteralOrParameter(every, Recurring, scope) : null,
            map.Optional("by") is { } by ? Deadline(by, scope) : null,
            map.Optional("weight") is { } weight ? ReadingReader.Weight(weight) : ObligationWeight.Breach,
            scope.OptionalReading(map),
            check,
            attestation,
            module);
        map.Close();
        return obligation;
    }

    /// <summary>An obligation stands on somebody's board.</summary>
    private static void CheckBoard(YamlValue value, IReadOnlyList<string> actors, ProfileScope scope)
    {
        if (actors.Count > 0 && scope.Offices.ContainsKey(actors[0]) && !scope.CanAct(actors[0]))
        {
            value.Report($"it stands on nobody's board: “{actors[0]}” needs “answered-by” under “offices”");
        }
    }

    private static (CheckCall? Check, Attestation? Attestation, string Module) Answer(YamlMap map, ProfileScope scope)
    {
        var (check, attest, module) = (map.Optional("check"), map.Optional("attest"), map.Optional("module"));
        if (check is not null && attest is not null) map.Report("attest", "an obligation has a check or an attestation, not both");
        if (check is null && attest is null)
        {
            map.Report("“check” or “attest” is missing");
            return (null, null, module?.Text() ?? "");
        }
        if (check is not null)
        {
            if (module is not null) map.Report("module", "the check names the module; leave it out here");
            var (call, owner) = CheckReader.Read(check, scope);
            return (call, null, owner);
        }
        return (null, Attestation(attest!.Map()), map["module"].OneOf([.. Vocabulary.Modules]));
    }

    private static Attestation Attestation(YamlMap map)
    {
        var attestation = new Attestation(map.Text("wants"), map.Optional("valid") is { } valid ? ValueReader.ReadPeriod(valid) : null);
        map.Close();
        return attestation;
    }

    private static string ShortText(YamlValue value)
    {
        var text = value.Text();
        if (text.Length > Obligation.MaxTextLength) value.Report($"has {text.Length} characters; at most {Obligation.MaxTextLength} fit");
        return text;
    }

    private static DateOnly Deadline(YamlValue value, ProfileScope scope)
    {
        var by = value.Date();
        if (by != default && by < scope.Enacted) value.Report("lies before the regulation was enacted");
        return by;
    }

    [GeneratedRegex(@"^[A-Z]{2,6}(-[A-Za-z0-9]{1,12}){1,8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RowPattern();
}
