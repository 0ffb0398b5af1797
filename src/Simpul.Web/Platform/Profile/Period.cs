using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile;

/// <summary>A length of calendar time as ISO 8601 writes it (<c>P1Y</c>, <c>P6M</c>, <c>P30D</c>): whole years, months and days, from one day to 100 years.</summary>
public readonly partial record struct Period(int Years, int Months, int Days)
{
    /// <summary>The day this long after <paramref name="day"/>; the last day of a month stays within the month (31 January and a month: 28 or 29 February).</summary>
    public DateOnly After(DateOnly day) => day.AddYears(Years).AddMonths(Months).AddDays(Days);

    /// <inheritdoc cref="After"/>
    public DateOnly Before(DateOnly day) => day.AddYears(-Years).AddMonths(-Months).AddDays(-Days);

    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        if (text is null || Pattern().Match(text) is not { Success: true } match) return false;
        var (years, months, days) = (Part(match, "y"), Part(match, "m"), Part(match, "w") * 7 + Part(match, "d"));
        if (years + months + days == 0 || years > 100 || months > 1200 || days > 36600) return false;
        period = new Period(years, months, days);
        return true;
    }

    /// <summary>As ISO 8601 writes it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"P{Unit(Years, 'Y')}{Unit(Months, 'M')}{Unit(Days, 'D')}");

    private static string Unit(int count, char letter) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count}{letter}");

    private static int Part(Match match, string name) =>
        match.Groups[name] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?=\d)((?<y>\d{1,5})Y)?((?<m>\d{1,5})M)?((?<w>\d{1,4})W)?((?<d>\d{1,5})D)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>How often something recurs: a period, or at mid-term and in the final year of the plan that it belongs to.</summary>
/// <param name="Every">Null where the cadence is <see cref="MidTermAndFinal"/>.</param>
public readonly record struct Cadence(Period? Every)
{
    public const string MidTermAndFinalWord = "mid-term-and-final";

    public static Cadence MidTermAndFinal => new(null);

    public bool IsMidTermAndFinal => Every is null;

    public static bool TryParse(string? text, out Cadence cadence)
    {
        cadence = MidTermAndFinal;
        if (text == MidTermAndFinalWord) return true;
        if (!Period.TryParse(text, out var period)) return false;
        cadence = new Cadence(period);
        return true;
    }

    public override string ToString() => Every?.ToString() ?? MidTermAndFinalWord;
}
