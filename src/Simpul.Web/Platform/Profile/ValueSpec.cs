namespace Simpul.Web.Platform.Profile;

/// <summary>The types that a parameter of a profile or of a check may have.</summary>
public enum ValueType
{
    Text,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>A lower-case hyphenated word with a meaning in code.</summary>
    Key,

    /// <summary>A list of keys, from a closed set where one is given.</summary>
    Keys,
    Number,
    Boolean,
    Period,

    /// <summary>A period, or mid-term and final year.</summary>
    ReviewCadence,
    Date,
    Office,
    Offices,

    /// <summary>One of a closed set of keys.</summary>
    Choice,
}

/// <summary>A type with its closed set of values, where it has one.</summary>
public sealed record ValueSpec(ValueType Type, IReadOnlyList<string> Values)
{
    /// <summary>As the catalogues write the types.</summary>
    public static IReadOnlyDictionary<string, ValueType> Words { get; } = new Dictionary<string, ValueType>(StringComparer.Ordinal)
    {
        ["text"] = ValueType.Text,
        ["list"] = ValueType.List,
        ["key"] = ValueType.Key,
        ["keys"] = ValueType.Keys,
        ["number"] = ValueType.Number,
        ["boolean"] = ValueType.Boolean,
        ["period"] = ValueType.Period,
        ["review-cadence"] = ValueType.ReviewCadence,
        ["date"] = ValueType.Date,
        ["office"] = ValueType.Office,
        ["offices"] = ValueType.Offices,
        ["choice"] = ValueType.Choice,
    };

    public string Word => Words.First(word => word.Value == Type).Key;

    /// <summary>Whether a value of this type may stand where <paramref name="wanted"/> is asked for.</summary>
    public bool Fits(ValueSpec wanted) => Type == wanted.Type
        ? Type is not ValueType.Choice || Values.All(value => wanted.Values.Contains(value, StringComparer.Ordinal))
        : (wanted.Type, Type) is
            (ValueType.Period, ValueType.ReviewCadence) or (ValueType.ReviewCadence, ValueType.Period) or
            (ValueType.List, ValueType.Keys or ValueType.Offices) or
            (ValueType.Key, ValueType.Office or ValueType.Choice) or
            (ValueType.Text, ValueType.Key or ValueType.Choice or ValueType.Office);

    /// <summary>Reads <c>type</c> and, for keys and choices, <c>values</c>.</summary>
    internal static ValueSpec Read(YamlMap map)
    {
        Words.TryGetValue(map["type"].OneOf([.. Words.Keys]), out var type);
        IReadOnlyList<string> values = [.. (map.Optional("values")?.List() ?? []).Select(value => value.Id())];
        if (type is ValueType.Choice && values.Count < 2) map.Report("a choice needs at least two values");
        if (type is not (ValueType.Choice or ValueType.Keys) && values.Count > 0) map.Report("values", "only a choice or keys have values");
        return new ValueSpec(type, values);
    }
}
