namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads values of the catalogues' types.</summary>
internal static class ValueReader
{
    public const string SilentWord = "silent";

    /// <summary>Shown where a period could not be read.</summary>
    private const string PeriodHint = "a period such as P1Y, P6M or P30D";

    /// <summary>A value, or <c>silent</c>.</summary>
    public static ProfileValue ReadOrSilent(YamlValue value, ValueSpec spec, ProfileScope scope) =>
        value.IsText && !value.IsNull && value.Text() == SilentWord ? ProfileValue.Silent : Read(value, spec, scope);

    public static ProfileValue Read(YamlValue value, ValueSpec spec, ProfileScope scope) => spec.Type switch
    {
        ValueType.Text => ProfileValue.Of(value.Text()),
        ValueType.List => ProfileValue.Of(Several(value, value.Texts())),
        ValueType.Key => ProfileValue.Of(value.Id()),
        ValueType.Keys => ProfileValue.Of(Several(value, [.. value.List().Select(item => spec.Values.Count > 0 ? item.OneOf([.. spec.Values]) : item.Id())])),
        ValueType.Number => ProfileValue.Of(value.Number()),
        ValueType.Boolean => ProfileValue.Of(value.Bool()),
        ValueType.Period => ProfileValue.Of(new Cadence(ReadPeriod(value))),
        ValueType.ReviewCadence => ProfileValue.Of(ReadCadence(value)),
        ValueType.Date => ProfileValue.Of(value.Date()),
        ValueType.Office => ProfileValue.Of(scope.Office(value)),
        ValueType.Offices => ProfileValue.Of(scope.OfficeList(value)),
        ValueType.Choice => ProfileValue.Of(value.OneOf([.. spec.Values])),
        _ => throw new InvalidOperationException($"no reader for {spec.Type}"),
    };

    public static Period ReadPeriod(YamlValue value)
    {
        if (Period.TryParse(value.Text(), out var period)) return period;
        value.Report($"must be {PeriodHint}");
        return new Period(1, 0, 0);
    }

    /// <summary>Literal or <c>{parameter: key}</c>.</summary>
    public static ValueOrParameter ReadLiteralOrParameter(YamlValue value, ValueSpec spec, ProfileScope scope)
    {
        if (!value.IsMap) return new ValueOrParameter(Read(value, spec, scope), null);
        var map = value.Map();
        var key = map.Text("parameter");
        map.Close();
        if (key.Length == 0) return new ValueOrParameter(ProfileValue.Silent, null);
        if (scope.Parameters.Find(key) is not { } parameter) map.Report("parameter", $"parameter “{key}” is not known");
        else if (!parameter.Spec.Fits(spec)) map.Report("parameter", $"“{key}” is of type {parameter.Spec.Word}, not {spec.Word}");
        return new ValueOrParameter(null, key);
    }

    private static Cadence ReadCadence(YamlValue value)
    {
        if (Cadence.TryParse(value.Text(), out var cadence)) return cadence;
        value.Report($"must be {PeriodHint}, or {Cadence.MidTermAndFinalWord}");
        return Cadence.MidTermAndFinal;
    }

    private static IReadOnlyList<string> Several(YamlValue value, IReadOnlyList<string> items)
    {
        if (items.Count == 0 && value.IsList) value.Report("must have at least one entry; where the text is silent, write silent");
        var twice = items.GroupBy(item => item, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is { Key.Length: > 0 }) value.Report($"“{twice.Key}” is listed twice");
        return items;
    }
}
