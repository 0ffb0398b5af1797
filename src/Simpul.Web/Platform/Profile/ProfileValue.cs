using System.Globalization;

namespace Simpul.Web.Platform.Profile;

/// <summary>
/// The value of a parameter or of a check's argument, with its type. Each accessor answers null where the regulation is silent and throws
/// <see cref="InvalidOperationException"/> where the value is of another type: the loader has checked the types, so that is a mistake in code.
/// </summary>
public sealed class ProfileValue
{
    private readonly object? content;

    private ProfileValue(object? content) => this.content = content;

    /// <summary>The text says nothing: distinct from false, zero and an empty list.</summary>
    public static ProfileValue Silent { get; } = new(null);

    public bool IsSilent => content is null;

    public static ProfileValue Of(string text) => new(text);

    public static ProfileValue Of(IReadOnlyList<string> list) => new(list);

    public static ProfileValue Of(decimal number) => new(number);

    public static ProfileValue Of(bool flag) => new(flag);

    public static ProfileValue Of(Cadence cadence) => new(cadence);

    public static ProfileValue Of(DateOnly date) => new(date);

    /// <summary>Text, a key, an office or a choice.</summary>
    public string? Text => As<string>();

    /// <summary>Texts, keys or offices.</summary>
    public IReadOnlyList<string>? List => As<IReadOnlyList<string>>();

    public decimal? Number => IsSilent ? null : As<decimal>();

    public bool? Flag => IsSilent ? null : As<bool>();

    /// <summary>Null also where the cadence is mid-term and final year, which is no period: ask <see cref="Cadence"/> where that is possible.</summary>
    public Period? Period => Cadence?.Every;

    public Cadence? Cadence => IsSilent ? null : As<Cadence>();

    public DateOnly? Date => IsSilent ? null : As<DateOnly>();

    /// <summary>As the profile writes it; a list is joined by commas, silence is <c>silent</c>.</summary>
    public override string ToString() => content switch
    {
        null => "silent",
        bool flag => flag ? "true" : "false",
        IReadOnlyList<string> list => string.Join(", ", list),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => content.ToString()!,
    };

    private T? As<T>() => content switch
    {
        null => default,
        T typed => typed,
        _ => throw new InvalidOperationException($"“{this}” is no {typeof(T).Name}"),
    };
}
